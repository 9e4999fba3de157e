import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { default as Provider, ClientMetadata } from 'oidc-provider';

/** What the provider says of somebody. */
export interface Person {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
  readonly amr?: readonly string[];
}

/** It says of itself that it is not meant for production, nor for Node 20: here it is in a test. */
async function quietly<T>(work: () => Promise<T>): Promise<T> {
  const { warn } = console;
  console.warn = (...words: unknown[]) => {
    if (!String(words[0]).includes('oidc-provider WARNING')) warn(...words);
  };
  try {
    return await work();
  } finally {
    console.warn = warn;
  }
}

/** A real provider of OpenID Connect, at which whoever comes is the person set here, without being asked. */
export class RunningProvider {
  person: Person = { sub: 'nobody' };
  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(clients: (issuer: string) => ClientMetadata[]): Promise<RunningProvider> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const running = new RunningProvider(issuer, server);
    const provider = await quietly(() => running.make(clients(issuer)));
    const answer = provider.callback();
    server.on('request', (request, response) => {
      if (!request.url?.startsWith('/interaction/')) return void answer(request, response);
      const login = { accountId: running.person.sub, amr: [...(running.person.amr ?? [])] };
      void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
    });
    return running;
  }

  stop(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async make(clients: ClientMetadata[]): Promise<Provider> {
    const library = await import('oidc-provider');
    return new library.default(this.issuer, {
      clients,
      jwks: {
        keys: [generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }) as never],
      },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      cookies: { keys: ['a key of the provider under test'] },
      ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60 },
      claims: { openid: ['sub', 'email', 'email_verified', 'name', 'groups', 'amr'] },
      conformIdTokenClaims: false,
      pkce: { required: () => true },
      findAccount: (_, sub) => ({
        accountId: sub,
        claims: () => ({ ...this.person, groups: [...(this.person.groups ?? [])], sub }) as never,
      }),
      // Nobody is asked to consent.
      loadExistingGrant: async (context) => {
        const { client, session, provider } = context.oidc;
        const grant = new provider.Grant({ clientId: client?.clientId ?? '', accountId: session?.accountId ?? '' });
        grant.addOIDCScope('openid');
        await grant.save();
        return grant;
      },
    });
  }
}
