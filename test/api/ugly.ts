import { connect } from 'node:net';
import { startService, type TestService } from '../support/service.js';
import type { Kind } from '../support/databases.js';
import { DocumentedService, type Answered, type Route, type Sending } from './document.js';

export const JSON_TYPE = { 'content-type': 'application/json' };
/** Fields of every JavaScript object, and `prototype`. */
export const INHERITED = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];
/** Times that are none, or could be taken for two. */
export const NO_INSTANT = [
  ...'2026-W05 2026-W05-1 2026-001 2026 2026-11-23 2026-11-23T03:00:00 2026-11-23T03:00Z 20261123T030000Z now'.split(
    ' ',
  ),
  ...'2026-11-23T24:00:00Z 2026-11-23T03:59:60Z 2026-11-23T03:00:00,5Z 2026-02-30T00:00:00Z 2026-13-01T00:00:00Z'.split(
    ' ',
  ),
  ...'2026-11-23T03:00:00+24:00 +002026-11-23T03:00:00Z 1899-12-31T23:59:59Z 9999-12-31T23:59:59Z 1795402800000'.split(
    ' ',
  ),
  ' ',
];

type Form = { readonly [field: string]: unknown };

/** A service with one case, which whatever it refuses must leave as it is. */
export class Besieged {
  private before = '';

  private constructor(
    readonly site: TestService,
    readonly service: DocumentedService,
    readonly opened: { readonly id: string; readonly tasks: readonly { readonly id: string }[] },
  ) {}

  static async start(kind: Kind): Promise<Besieged> {
    const site = await startService(kind);
    const service = await DocumentedService.of(site);
    const { body } = await service.ask('investor', 'POST', '/api/cases', { body: { workflow: 'steps' } });
    const besieged = new Besieged(site, service, body);
    besieged.before = await footprintOf(besieged.site);
    return besieged;
  }

  /** Id of what is there, for the `{id}` of a route. */
  idFor(path: string): string {
    const { id, tasks } = this.opened;
    return path.startsWith('/api/tasks') ? String(tasks[0]?.id) : id;
  }

  /** Routes that take a form: a path, and a form that would be taken but for what is put in it. */
  get forms(): readonly { readonly route: Route; readonly path: string; readonly form: Form }[] {
    const { id, tasks } = this.opened;
    const known: readonly (readonly [string, Form])[] = [
      ['/api/session', { email: 'nobody@demo.test', password: 'secret', code: '1' }],
      ['/api/session/browser', { email: 'nobody@demo.test', password: 'secret' }],
      ['/api/account/password', { password: 'secret', newPassword: 'another' }],
      ['/api/account/authenticator', { password: 'wrong' }],
      ['/api/account/authenticator/confirm', { code: '123456' }],
      ['/api/account/authenticator/remove', { password: 'secret' }],
      ['/api/account/recovery-codes', { password: 'secret' }],
      ['/api/registrations', { email: 'nobody@demo.test', name: 'x', language: 'xx' }],
      ['/api/registrations/confirm', { token: 'x', password: 'secret' }],
      ['/api/passwords/forgotten', { email: 'nobody' }],
      ['/api/passwords/renew', { token: 'x', password: 'secret' }],
      ['/api/tokens', { name: 'x', scope: 'read', until: '2020-01-01T00:00:00Z' }],
      ['/api/clock', { to: '2020-01-01T00:00:00Z' }],
      ['/api/cases', { workflow: 'steps', data: {} }],
      [`/api/cases/${id}/events`, { type: 'approve', data: {} }],
      [`/api/cases/${id}/clocks/x/extend`, { by: '1 day', reason: 'r', basis: 'b' }],
      [`/api/cases/${id}/papers/x/dismiss`, { text: 'r' }],
      [`/api/tasks/${tasks[0]?.id}/assign`, { to: 'officer.fbr@demo.test' }],
      ['/api/posts/officer.sifc/holders', { person: 'officer.fbr@demo.test', charge: 'own', ground: 'g' }],
      ['/api/holdings/x/end', { ground: 'g' }],
      ['/api/transfers', { person: 'officer.fbr@demo.test', to: 'officer.sifc', ground: 'g' }],
      ['/api/absences', { person: 'officer.fbr@demo.test', until: '2030-01-01T00:00:00Z', ground: 'g' }],
      ['/api/absences/x/end', { ground: 'g' }],
      ['/api/interests', { about: 'case', subject: 'x', ground: 'g' }],
      ['/api/interests/x/end', { ground: 'g' }],
      ['/api/tasks/assign', { tasks: ['x'], to: 'nobody@demo.test' }],
      ['/api/tasks/route', { tasks: ['x'], rule: 'x' }],
      ['/api/companies', { name: ' ', ground: 'g' }],
      ['/api/companies/x/people', { person: 'x', ground: 'g' }],
      ['/api/companies/x/representative', { person: 'x', ground: 'g' }],
      ['/api/companies/x/people/x/end', { ground: 'g' }],
      [`/api/cases/${id}/notes`, { text: ' ' }],
      [`/api/cases/${id}/erasures`, { digests: ['x'], basis: 'b', text: 't' }],
      [`/api/cases/${id}/erasures/1/dismiss`, { text: 'r' }],
      [`/api/cases/${id}/agents`, { person: 'x', ground: 'g' }],
      [`/api/cases/${id}/agents/x/end`, { ground: 'g' }],
      [`/api/cases/${id}/company`, { company: 'x', ground: 'g' }],
      ['/api/suspensions', { condition: 'colour == "green"', reason: 'r', basis: 'b' }],
      ['/api/suspensions/x/resume', { reason: 'r', basis: 'b' }],
      ['/api/calendars/federal/holidays', { date: 'x', closes: true, name: 'x', ground: 'g' }],
      ['/api/rulesets/pk-2026-11/figures/x/confirmations', { title: 't', reference: 'r', date: '2020-01-01' }],
      ['/api/confirmations/x/countersign', { note: 'n' }],
      ['/api/confirmations/x/withdraw', { reason: 'r' }],
    ];
    return known.flatMap(([path, form]) => {
      const route = this.service.routeOf('POST', path);
      return route ? [{ route, path, form }] : [];
    });
  }

  /** What the document says of the fields of a form. */
  fieldsOf({ operation }: Route): [field: string, { readonly type: string; readonly format?: string }][] {
    const reference = operation.requestBody?.content['application/json']?.schema['$ref'];
    const schema = this.service.document.components.schemas[String(reference).replace(/.*\//, '')];
    return Object.entries((schema?.['properties'] ?? {}) as { [field: string]: { type: string; format?: string } });
  }

  /** Asks as somebody who may, and throws unless the answer is a problem, as documented, that has changed nothing. */
  async refuses(what: string, method: string, path: string, sending: Sending = {}): Promise<Answered> {
    const told = await this.askAsWhoMay(method, path, sending);
    await this.mustBeRefused(`${what}: ${method} ${path.slice(0, 300)}`, told);
    return told;
  }

  /** Asks as somebody who may; of a route that is documented, the answer is as documented. */
  async askAsWhoMay(method: string, path: string, sending: Sending = {}): Promise<Answered> {
    const who = this.whoMay(method, path);
    const known = this.service.routeOf(method, path) !== undefined;
    return known ? this.service.ask(who, method, path, sending) : this.service.send(who, method, path, sending);
  }

  async mustBeRefused(what: string, { status, headers, text }: Answered): Promise<void> {
    const refused = status >= 400 && status < 500 && headers['content-type']?.includes('problem+json');
    if (!refused) throw new Error(`${what} gives ${status} ${text.slice(0, 500)}`);
    await this.mustBeUnchanged(what);
  }

  /** Takes what is there now for what is to be left as it is. */
  async look(): Promise<void> {
    this.before = await footprintOf(this.site);
  }

  async mustBeUnchanged(what: string): Promise<void> {
    const [before, after] = [this.before, await footprintOf(this.site)];
    this.before = after;
    if (after !== before) throw new Error(`${what} has left something behind: ${after} after ${before}`);
  }

  /** Sends bytes and gives what comes back until the connection is closed. */
  async overTheWire(bytes: string): Promise<string> {
    const port = Number(new URL(await this.site.app.getUrl()).port);
    return new Promise((resolve, reject) => {
      let told = '';
      const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (part) => (told += String(part)));
      socket.on('close', () => resolve(told));
      socket.on('error', reject);
    });
  }

  private whoMay(method: string, path: string): string {
    if (
      method === 'GET' ||
      /extend|assign|erasures|suspensions|calendars|confirmations|posts|holdings|transfers|absences|interests/.test(
        path,
      )
    )
      return 'manager.sifc';
    return /events|papers|tasks|notes/.test(path) ? 'officer.sifc' : 'investor';
  }
}

/** How much there is of all that a request could leave behind. */
export async function footprintOf({ service }: TestService): Promise<string> {
  const tables = ['cases', 'events', 'tasks', 'deadlines', 'clocks', 'ledger'];
  tables.push('escalations', 'outbox', 'idempotency_keys', 'counters', 'suspensions', 'post_records');
  tables.push('certificates', 'certificate_standings', 'mandates', 'case_notes', 'personal_texts');
  tables.push('holidays', 'confirmations');
  const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`);
  const rows = (await service.database.reader.query(`select ${counts.join(', ')}`)) as unknown[];
  return JSON.stringify([...rows, service.clock.now()]);
}
