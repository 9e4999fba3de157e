import type { JsonObject } from '../engine/index.js';

/** A case as far as the walkthrough looks at it. */
export interface SeenCase {
  readonly id: string;
  readonly reference: string;
  readonly rev: number;
  readonly stage: string;
  readonly status: string;
  readonly agency: string | null;
  readonly state: unknown;
  readonly deadlines: readonly { readonly dueAt: string | null }[];
  readonly actions: readonly { readonly event: string; readonly schema: JsonObject }[];
  readonly children: readonly {
    readonly id: string;
    readonly key: string;
    readonly agency: string | null;
    readonly status: string | null;
    readonly outcome: string | null;
  }[];
}

interface Sending {
  readonly body?: object;
  readonly headers?: { readonly [name: string]: string };
}

/** The service's answer was a problem. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The service as its users meet it: by HTTP and nothing else. */
export class Office {
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(
    readonly url: string,
    private readonly password: string,
  ) {}

  open(who: string, workflow: string, data: JsonObject): Promise<SeenCase> {
    return this.ask(who, 'POST', '/api/cases', { body: { workflow, data } });
  }

  look(who: string, id: string): Promise<SeenCase> {
    return this.ask(who, 'GET', `/api/cases/${id}`);
  }

  /** Applies an event to the case as it was seen. */
  act(who: string, seen: SeenCase, type: string, data: JsonObject): Promise<SeenCase> {
    return this.ask(who, 'POST', `/api/cases/${seen.id}/events`, {
      body: { type, data },
      headers: { 'if-match': `"${seen.rev}"` },
    });
  }

  /** Moves the virtual clock to an instant, and gives the instant it then shows. */
  async wait(who: string, to: string): Promise<string> {
    return (await this.ask<{ now: string }>(who, 'POST', '/api/clock', { body: { to } })).now;
  }

  /** Throws Refused where the service answers with a problem. */
  async ask<T>(who: string, method: string, path: string, more: Sending = {}): Promise<T> {
    const { body, headers = {} } = more;
    const sent = body
      ? { body: JSON.stringify(body), headers: { ...headers, 'content-type': 'application/json' } }
      : { headers };
    const authorization = `Bearer ${await this.token(who)}`;
    const response = await fetch(`${this.url}${path}`, {
      method,
      ...sent,
      headers: { ...sent.headers, authorization },
    });
    const told = (await response.json()) as T & { detail?: string };
    if (!response.ok)
      throw new Refused(response.status, `${method} ${path} by ${who}: ${response.status} ${told.detail}`);
    return told;
  }

  token(who: string): Promise<string> {
    const known = this.tokens.get(who) ?? this.signIn(who);
    this.tokens.set(who, known);
    return known;
  }

  private async signIn(email: string): Promise<string> {
    const body = JSON.stringify({ email, password: this.password });
    const response = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
    const { token } = (await response.json()) as { token?: string };
    if (!token) throw new Error(`${email} cannot sign in: ${response.status}`);
    return token;
  }
}
