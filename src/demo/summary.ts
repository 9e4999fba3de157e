import { sumUp, type Charged } from '../verify/ledger.js';
import type { Office } from '../walkthrough/office.js';
import type { Company } from './company.js';
import { nameOf } from './moments.js';
import { bar, cell, dateOf, type Paint } from './paint.js';
import { AUDITOR, type Held, type Seen } from './seen.js';

const DAY = 86_400_000;
const BAR = 24;
/** Holders named one by one; cases named of each. */
const MOST_HOLDERS = 12;
const MOST_CASES = 2;
/** Time of which the application's own ledger says that others are accounted for, or that nothing is asked of anybody. */
const NOBODY = ['nobody', 'children'];

/** Who held the cases of one application, for how long, and whether every ledger adds up. */
export interface Account {
  readonly ledgers: number;
  readonly entries: number;
  /** Milliseconds. */
  readonly charged: number;
  readonly span: number;
  readonly faults: readonly string[];
  readonly own: ReadonlyMap<string, number>;
  /** By holder, and of each by case. */
  readonly held: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Reads the time ledger of every case of a company over the API, up to an instant. */
export async function accountOf(office: Office, { cases }: Company, until: number): Promise<Account> {
  const faults: string[] = [];
  const held = new Map<string, Map<string, number>>();
  let own: ReadonlyMap<string, number> = new Map();
  let [entries, charged, span] = [0, 0, 0];
  for (const seen of cases.values()) {
    const all = await ledgerOf(office, seen, until);
    const sum = sumUp(Date.parse(seen.openedAt), all, until);
    if (sum.fault !== null) faults.push(`${seen.reference}: ${sum.fault}`);
    entries += all.length;
    charged += sum.charged;
    span += sum.span;
    if (seen.parent === null) own = sum.holders;
    else for (const [holder, time] of sum.holders) add(held, holder, [nameOf(seen), time]);
  }
  return { ledgers: cases.size, entries, charged, span, faults, own, held };
}

async function ledgerOf(office: Office, { id }: Seen, until: number): Promise<Charged[]> {
  const path = `/api/cases/${id}/ledger`;
  const { items, open } = await office.ask<{ items: readonly Held[]; open: { holder: string; since: string } }>(
    AUDITOR,
    'GET',
    path,
  );
  const closed = items.map(({ holder, from, to }) => ({ holder, since: Date.parse(from), until: Date.parse(to) }));
  return [...closed, { holder: open.holder, since: Date.parse(open.since), until }];
}

function add(held: Map<string, Map<string, number>>, holder: string, [name, time]: readonly [string, number]): void {
  const of = held.get(holder) ?? new Map<string, number>();
  held.set(holder, of.set(name, (of.get(name) ?? 0) + time));
}

const total = (times: ReadonlyMap<string, number>): number => [...times.values()].reduce((sum, time) => sum + time, 0);
const days = (time: number): string => `${(time / DAY).toFixed(1)} d`.padStart(8);

/** The account of a company in lines. */
export function accountLines({ staff, root, operationalAt, cases }: Company, account: Account, paint: Paint): string[] {
  const facts = Object(root?.data['application']) as { company?: string };
  const end = operationalAt === null ? 'not operational' : `operational on ${dateOf(operationalAt)}`;
  const whole = operationalAt === null || !root ? 0 : operationalAt - Date.parse(root.openedAt);
  const busiest = [...account.held]
    .filter(([holder]) => !NOBODY.includes(holder))
    .map(([holder, times]) => ({ holder, times, all: total(times) }))
    .sort((a, b) => b.all - a.all);
  const longest = busiest[0]?.all ?? 1;
  const own = [...account.own].sort(([, a], [, b]) => b - a);
  return [
    paint('bold', `${facts.company ?? ''}: ${end}, after ${Math.round(whole / DAY)} days`),
    paint('dim', `  ${staff.acts} acts of ${staff.accounts.size} accounts on ${cases.size} cases`),
    '  Whose turn the application itself was:',
    `    ${own.map(([holder, time]) => `${holder} ${days(time).trim()}`).join(', ')}`,
    '  Who held its cases, all of them together:',
    ...busiest
      .slice(0, MOST_HOLDERS)
      .map(({ holder, times, all }) => holderLine({ holder, times, all }, longest, paint)),
    ...(busiest.length > MOST_HOLDERS
      ? [paint('dim', `    and ${busiest.length - MOST_HOLDERS} others, each less`)]
      : []),
  ];
}

interface Busy {
  readonly holder: string;
  readonly times: ReadonlyMap<string, number>;
  readonly all: number;
}

function holderLine({ holder, times, all }: Busy, longest: number, paint: Paint): string {
  const most = [...times].sort(([, a], [, b]) => b - a).slice(0, MOST_CASES);
  const named = most.map(([name, time]) => `${cell(name, 34).trimEnd()} ${days(time).trim()}`).join('; ');
  return `    ${cell(holder, 18)} ${paint('cyan', bar(all / longest, BAR))} ${days(all)}  ${paint('dim', named)}`;
}

const figures = new Intl.NumberFormat('en');

/** What all accounts together come to. */
export function totalLine(accounts: readonly Account[]): string {
  const sum = (of: (account: Account) => number): number => accounts.reduce((all, account) => all + of(account), 0);
  const faults = accounts.flatMap((account) => account.faults);
  const seconds = (milliseconds: number): string => `${figures.format(Math.round(milliseconds / 1000))} s`;
  const equal = faults.length === 0 ? 'equal, case by case, to the second' : `NOT equal: ${faults.join('; ')}`;
  return `${sum(({ ledgers }) => ledgers)} time ledgers with ${figures.format(sum(({ entries }) => entries))} entries: charged ${seconds(sum(({ charged }) => charged))}, wall clock ${seconds(sum(({ span }) => span))}: ${equal}`;
}
