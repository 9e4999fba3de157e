import { expect } from '@jest/globals';
import { fill } from '../../src/walkthrough/fill.js';
import type { Answer, TestService, Told } from '../support/service.js';
import { dateOf, instantOf, shortly } from './days.js';
import { factsOf, type Seen, type Sight } from './sight.js';

/** A case as the stories speak of it. */
export interface File {
  readonly id: string;
  readonly name: string;
}

/** Who does what to which case, with what data. */
type Deed = readonly [who: string, file: File, event: string, data?: object];
type Signers = readonly [first: string, second: string];
type OnPaper = readonly [event: string, data: object, on: string];

/** One line of a story, with the date on which it was told. */
export interface Line {
  readonly date: string;
  readonly text: string;
  readonly facts: readonly string[];
}

/** Tells a story to the service, over HTTP and under the virtual clock, and keeps what it told. Dates are those of Pakistan. */
export class Teller {
  readonly lines: Line[] = [];
  readonly files: File[] = [];
  private date = '';

  constructor(private readonly site: TestService) {}

  /** Moves to a date; everything due on the way happens. */
  async on(date: string, time = '10:00'): Promise<this> {
    const { status, body } = await this.site.ask(null, 'POST', '/api/clock', { body: { to: instantOf(date, time) } });
    expect([status, body.detail]).toEqual([200, undefined]);
    this.date = date;
    return this;
  }

  /** Opens an application, as an investor. */
  async opens(name: string, facts: object, who = 'investor'): Promise<File> {
    const told = await this.site.ask(who, 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: { title: name, ...facts } },
    });
    expect([told.status, told.body.detail]).toEqual([201, undefined]);
    const file = { id: told.body.id, name };
    this.files.push(file);
    return file;
  }

  /** The case that another has opened under a key. */
  async under(parent: File, key: string, name: string): Promise<File> {
    const child = (await this.look(parent)).children.find((known) => known.key === key);
    if (!child) throw new Error(`${parent.name} has opened nothing under ${key}`);
    return { id: child.id, name };
  }

  /** Somebody does something. What a form asks for beside the data given is filled in. */
  async does(text: string, deed: Deed): Promise<void> {
    const told = await this.send(deed);
    expect([deed[2], told.status, told.body.detail]).toEqual([deed[2], 200, undefined]);
    this.tell(text);
  }

  /** As `does`, where nobody need read of it. */
  async quietly(who: string, file: File, ...events: readonly string[]): Promise<void> {
    for (const event of events) {
      const told = await this.send([who, file, event]);
      expect([event, told.status, told.body.detail]).toEqual([event, 200, undefined]);
    }
  }

  /** Somebody tries, and is told why not. */
  async isRefused(text: string, deed: Deed, [status, why]: readonly [number, RegExp | string]): Promise<void> {
    const told = await this.send(deed);
    expect([told.status, JSON.stringify(told.body)]).toEqual([status, expect.stringMatching(why)]);
    this.tell(text);
  }

  /** A desk records from paper what happened on an earlier date, and another person signs. */
  paper(text: string, signers: Signers, file: File, [event, data, date]: OnPaper): Promise<void> {
    return this.stamped(text, signers, file, [event, data, instantOf(date)]);
  }

  /** The same, to the minute. */
  async stamped(text: string, [first, second]: Signers, file: File, [type, data, occurredAt]: OnPaper): Promise<void> {
    const path = `/api/cases/${file.id}`;
    const evidence = { document: `Paper of ${shortly(dateOf(occurredAt))}`, register: 'Diary 4711' };
    const entered = await this.ask(first, `${path}/events`, { type, data, occurredAt, evidence });
    expect([entered.status, entered.body.detail]).toEqual([200, undefined]);
    const signed = await this.ask(second, `${path}/papers/${entered.body.papers.at(-1)?.id}/countersign`);
    expect([signed.status, signed.body.detail]).toEqual([200, undefined]);
    this.tell(text);
  }

  /** A request as it is, whatever it is answered. */
  ask(who: string, path: string, body?: object): Promise<Told> {
    return this.site.ask(who, 'POST', path, body ? { body } : {});
  }

  /** Anything else of the API, by somebody who may. */
  async asks(who: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Answer> {
    const told = await this.site.ask(who, method, path, body ? { body } : {});
    expect([path, told.status, told.body.detail]).toEqual([path, 200, undefined]);
    return told.body;
  }

  /** What is seen of a case on this day: asserted, and told with the words. */
  async see(text: string, file: File, sight: Sight): Promise<Seen> {
    const seen = await this.look(file);
    const facts = factsOf(seen, sight);
    this.lines.push({
      date: this.date,
      text,
      facts: facts === '' ? [] : [`${file.name.charAt(0).toUpperCase()}${file.name.slice(1)}: ${facts}`],
    });
    return seen;
  }

  /** The case has opened nothing under that key. */
  async lacks(file: File, key: string): Promise<void> {
    expect((await this.look(file)).children.map((child) => child.key)).not.toContain(key);
  }

  /** The alarms of a case so far: on which day, which rung, and who was told. */
  async alarms(file: File): Promise<string[]> {
    const { items } = await this.asks('auditor', 'GET', `/api/cases/${file.id}/history?limit=200`);
    return items.flatMap(({ type, occurredAt, data }) => {
      const { title, to } = Object(data) as { title: string; to: { role: string; agency: string }[] };
      if (type !== 'escalation.raised') return [];
      const told = to.map(({ role, agency }) => (role === 'investor' ? 'the investor' : `${role} of ${agency}`));
      return [`${dateOf(String(occurredAt))} ${title}: ${told.join(', ')}`];
    });
  }

  equal(found: unknown, expected: unknown): void {
    expect(found).toEqual(expected);
  }

  tell(text: string): void {
    this.lines.push({ date: this.date, text, facts: [] });
  }

  /** The case as an auditor sees it. */
  async look({ id }: File, who = 'auditor'): Promise<Seen> {
    return (await this.site.ask(who, 'GET', `/api/cases/${id}`)).body as Seen;
  }

  /** What somebody may do now. */
  async offered(who: string, file: File): Promise<string[]> {
    return (await this.look(file, who)).actions.map(({ event }) => event);
  }

  /** Of every case of the story each second since its opening is charged to exactly one holder. Gives how many cases that were. */
  async audit(): Promise<number> {
    let cases = 0;
    const now = this.site.service.clock.now();
    const ids = this.files.map(({ id }) => id);
    for (let id = ids.shift(); id !== undefined; id = ids.shift()) {
      const seen = await this.look({ id, name: '' });
      const { items, open } = (await this.site.ask('auditor', 'GET', `/api/cases/${id}/ledger`))
        .body as unknown as Ledger;
      const charged = items.reduce((sum, { seconds }) => sum + seconds, 0) + (now - Date.parse(open.since)) / 1e3;
      expect([id, charged]).toEqual([id, (now - Date.parse(seen.openedAt)) / 1e3]);
      ids.push(...seen.children.map((child) => child.id));
      cases += 1;
    }
    return cases;
  }

  private async send([who, file, type, data = {}]: Deed): Promise<Told> {
    const seen = await this.look(file, who);
    const offered = seen.actions.find(({ event }) => event === type);
    const filled = { ...fill((offered?.schema ?? {}) as never, this.date), ...data };
    return this.ask(who, `/api/cases/${file.id}/events`, { type, data: filled });
  }
}

interface Ledger {
  readonly items: readonly { readonly seconds: number }[];
  readonly open: { readonly since: string };
}
