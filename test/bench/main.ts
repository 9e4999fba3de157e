import 'reflect-metadata';
import { KINDS } from '../support/databases.js';
import { benchAnchors } from './anchors.js';
import { benchCommands } from './commands.js';
import { benchDecisions } from './decisions.js';
import { benchLists } from './lists.js';
import { machineFacts, presentLoad, report, type Findings } from './report.js';
import { serverFacts } from './servers.js';
import { benchPages } from './pages.js';
import { benchTimers } from './timers.js';

/*
 * npm run bench [-- --quick] [-- commands timers lists pages decisions anchors] [-- sqlite|postgres]: everything, or what is named.
 */

const asked = process.argv.slice(2);
const quick = asked.includes('--quick');
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const FULL = {
  commands: { rounds: 3, cases: 2000, warmUp: 500, raw: { single: 4000, grouped: 12_800 } },
  timers: [
    { deadlines: 20_000, within: 10_000, lead: 20_000 },
    { deadlines: 20_000, within: 0, lead: 20_000 },
  ],
  lists: { sizes: [100_000, 1_000_000], samples: 200 },
  pages: { cases: 100_000, samples: 100 },
  decisions: { rounds: 3, milliseconds: 400 },
  anchors: { cases: 100_000, changed: 1000, proofs: 200 },
};
const QUICK: typeof FULL = {
  commands: { rounds: 1, cases: 400, warmUp: 100, raw: { single: 1000, grouped: 3200 } },
  timers: [{ deadlines: 2000, within: 1000, lead: 5000 }],
  lists: { sizes: [20_000], samples: 50 },
  pages: { cases: 20_000, samples: 30 },
  decisions: { rounds: 1, milliseconds: 100 },
  anchors: { cases: 5000, changed: 100, proofs: 50 },
};

const order = quick ? QUICK : FULL;
const PARTS = ['commands', 'timers', 'lists', 'pages', 'decisions', 'anchors'] as const;
const named = <T extends string>(known: readonly T[]): readonly T[] => {
  const chosen = known.filter((name) => asked.includes(name));
  return chosen.length > 0 ? chosen : known;
};
const unknown = asked.filter((word) => ![...PARTS, ...KINDS, '--quick'].includes(word));
if (unknown.length > 0) throw new Error(`npm run bench knows no ${unknown.join(', ')}`);

const loadBefore = presentLoad();
const found: Findings[] = [];
for (const part of named(PARTS)) {
  say(part);
  if (part === 'decisions') found.push(await benchDecisions(order.decisions));
  for (const kind of part === 'decisions' ? [] : named(KINDS)) {
    if (part === 'commands') found.push(await benchCommands(kind, order.commands, say));
    else if (part === 'timers') found.push(await benchTimers(kind, order.timers, say));
    else if (part === 'anchors') found.push(await benchAnchors(kind, order.anchors, say));
    else if (part === 'pages') found.push(await benchPages(kind, order.pages, say));
    else found.push(await benchLists(kind, order.lists, say));
  }
}
say(`\n${report(found, machineFacts(await serverFacts(), loadBefore))}`);
