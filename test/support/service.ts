import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import 'reflect-metadata';
import { createHttp } from '../../src/app/http.js';
import { assemble, type Service } from '../../src/app/service.js';
import { readEnvironment } from '../../src/environment/environment.js';
import { makeLog } from '../../src/log/log.js';
import { testDatabase, type Kind } from './databases.js';

/** A whole service in this process, with its HTTP side answering without a socket. */
export interface TestService {
  readonly service: Service;
  readonly app: NestFastifyApplication;
  /** A request by a demonstration account (null: by nobody). */
  readonly ask: (who: string | null, method: 'GET' | 'POST', path: string, more?: Asking) => Promise<Told>;
  readonly close: () => Promise<void>;
}

export interface Asking {
  readonly body?: unknown;
  readonly headers?: { readonly [name: string]: string };
}

export interface Told {
  readonly status: number;
  readonly headers: { readonly [name: string]: unknown };
  // Answers are looked into freely by the tests; their shapes are what the tests are about.
  readonly body: Answer;
}

export const NOW = '2026-11-23T04:00:00.000Z';

export async function startService(kind: Kind, variables: { [name: string]: string } = {}): Promise<TestService> {
  const home = await testDatabase(kind);
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-service-'));
  const environment = readEnvironment({
    DATABASE_URL: home.url,
    IJAZAT_DATA: folder,
    IJAZAT_DEMO_PASSWORD: 'secret',
    IJAZAT_TIME: NOW,
    IJAZAT_WORKFLOWS: new URL('workflows', import.meta.url).pathname,
    LOG_LEVEL: 'silent',
    ...variables,
  });
  const service = await assemble(environment, makeLog(environment.logLevel));
  const app = await createHttp(service);
  await service.start();
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  const ask = async (who: string | null, method: 'GET' | 'POST', path: string, more: Asking = {}): Promise<Told> => {
    const sent: { [name: string]: string } = { ...more.headers };
    if (who !== null) sent['authorization'] = `Bearer ${await tokenOf(service, who)}`;
    if (more.body !== undefined) sent['content-type'] = 'application/json';
    const sending = more.body === undefined ? {} : { body: JSON.stringify(more.body) };
    const response = await fetch(`${url}${path}`, { method, headers: sent, ...sending });
    const headers = Object.fromEntries(response.headers);
    const json = String(headers['content-type']).includes('json');
    return { status: response.status, headers, body: (json ? await response.json() : await response.text()) as Answer };
  };
  const close = async (): Promise<void> => {
    await service.retire();
    await app.getHttpAdapter().close();
    await service.close();
    await home.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { service, app, ask, close };
}

const tokens = new WeakMap<Service, Map<string, string>>();

/** A token of a demonstration account; another one where something has ended the last. */
export async function tokenOf(service: Service, who: string): Promise<string> {
  const { accounts, credentials, sessions } = service.identity;
  const given = tokens.get(service) ?? new Map<string, string>();
  tokens.set(service, given);
  const known = given.get(who);
  if (known !== undefined && (await credentials.check(known))) return known;
  const account = await accounts.find(`${who}@demo.test`);
  if (!account) throw new Error(`there is no ${who}`);
  const { secret } = await sessions.open({ account, secondFactor: false }, { kind: 'client' });
  given.set(who, secret);
  return secret;
}

/** What the tests look into of answers; `toMatchObject` looks into the rest. */
export interface Answer {
  readonly id: string;
  readonly rev: number;
  readonly state: unknown;
  readonly stage: string;
  readonly status: string;
  readonly detail: string;
  readonly token: string;
  readonly next: string | null;
  readonly errors: readonly { readonly field: string; readonly message: string }[];
  readonly items: readonly { readonly [name: string]: unknown }[];
  readonly tasks: readonly { readonly id: string; readonly node: string; readonly dueAt: string | null }[];
  readonly papers: readonly { readonly id: string }[];
  readonly actions: readonly { readonly event: string; readonly schema: object }[];
  readonly children: readonly {
    readonly id: string;
    readonly key: string;
    readonly stage: string;
    readonly outcome: string | null;
  }[];
  readonly clocks: readonly { readonly name: string; readonly status: string; readonly dueAt: string | null }[];
}
