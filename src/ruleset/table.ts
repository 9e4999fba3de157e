import { formatLength, parseLength } from '../engine/index.js';
import type { ClockOverride } from './source.js';
import type { Layer } from './layers.js';
import type { Ruleset } from './ruleset.js';

/**
 * The approvals of a ruleset as a page in Markdown: a row for each, and one for each variant. Generated into docs/approvals.md, which a
 * test compares.
 */
export function tableOf(ruleset: Ruleset): string {
  const { id, title, approvals, layers } = ruleset;
  const decisions = layers.map(({ clocks }) => clocks['decision']);
  const limits = decisions.filter(isLaw).length;
  return [
    `# The ${approvals.length} approvals of ${id}`,
    '',
    `<!-- Written by \`npm run -s ruleset -- table ${id}\`. Change the ruleset, not this page. -->`,
    '',
    `${title}. ${approvals.length} approvals in ${layers.length} forms, one for each place or case in which they differ. Of the ${layers.length} times for a`,
    `decision ${limits} are confirmed limits; all others are shown and warn, and have no legal effect.`,
    '',
    '- **limit ✓**: a published source states it for the place where it is used. **limit ?**: law, but not confirmed: it counts as a target.',
    '  **target**: a service time, a guess, or a figure borrowed from another place.',
    '- **each** says whether it is needed once for the project or once at each site; _no stage waits_: the project goes on without it.',
    '- **course** says what a case goes through beside its filing and its decision.',
    '- **fee**: _none_ and a sum are what a source says; a sum with `?` is not confirmed, and any challan will do; _on challan_: nothing was found.',
    '',
    '| approval | agency | kind, each; course | time for the decision | other clocks | silence | fee | source, confidence |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...stages(layers),
    ...sightOf(ruleset),
    '',
  ].join('\n');
}

/** What the agency of each approval sees of an application. */
function sightOf({ seen, stated, approvals }: Ruleset): string[] {
  if (!seen) return [];
  const seenBy = (id: string): string[] => stated.filter((name) => seen.get(id)?.has(name));
  const every = stated.filter((name) => approvals.every(({ id }) => seen.get(id)?.has(name)));
  const rows = approvals.map(({ id, agency }) => {
    const own = seenBy(id).filter((name) => !every.includes(name));
    return cells([`\`${id}\``, agency, own.join(', ')]);
  });
  return [
    '',
    '## What each agency sees of an application',
    '',
    `Each sees ${every.join(', ')}, and besides:`,
    '',
    '| approval | agency | facts |',
    '| --- | --- | --- |',
    ...rows,
  ];
}

function stages(layers: readonly Layer[]): string[] {
  const names = [...new Set(layers.map(({ approval }) => approval.stage))];
  return names.flatMap((stage) => {
    const rows = layers.filter(({ approval }) => approval.stage === stage).map(row);
    return [cells([`**${stage}**`, '', '', '', '', '', '', '']), ...rows];
  });
}

function row(layer: Layer): string {
  const { approval, variant, agency, clocks } = layer;
  const name = variant ? `↳ ${variant.title} (\`${variant.id}\`)` : `${approval.name} (\`${approval.id}\`)`;
  const each = [approval.kind, approval.per ?? 'project', ...(approval.blocks ? [] : ['_no stage waits_'])].join(', ');
  const owner = approval.clockOwner === 'investor' ? ' (clock of the investor)' : '';
  const { decision } = clocks;
  // What lies beneath is the same for all and would be told eighty times.
  const own = Object.keys((variant ?? approval).clocks ?? {}).filter((name) => name !== 'decision');
  const others = own.flatMap((name) => (clocks[name] ? [`${name} ${told(clocks[name])}`] : []));
  return cells([
    name,
    agency,
    [...(variant ? [] : [each + owner]), ...courseOf(layer)].join('; '),
    decision ? `${told(decision)}: ${decision.source ?? ''}` : '',
    [...others, ...noticesOf(layer), ...priorityOf(layer)].join('; '),
    variant && variant.silence === undefined ? '' : silenceOf(layer),
    variant && variant.fee === undefined ? '' : feeOf(layer),
    variant ? '' : `${approval.source}; ${approval.confidence}`,
  ]);
}

/** What a case goes through beside its filing and its decision. */
function courseOf({ approval, variant }: Layer): string[] {
  const { needs = [], consults, appeal } = variant ?? approval;
  const asked = consults?.map(({ agency }) => agency).join(', ');
  const heard = appeal && [appeal.first, appeal.second].filter((authority) => authority !== undefined).join(', then ');
  return [
    ...needs,
    ...(asked === undefined ? [] : [`asks ${asked || 'nobody'}`]),
    ...(heard === undefined ? [] : [`appeal to the ${heard}`]),
  ];
}

function told({ length = '', force, confirmed }: ClockOverride): string {
  const mark = force === 'target' ? 'target' : confirmed === true ? 'limit ✓' : 'limit ?';
  return `**${formatLength(parseLength(length))}** ${mark}`;
}

const isLaw = (clock: ClockOverride | undefined): boolean => clock?.force === 'limit' && clock.confirmed === true;

function noticesOf({ approval, variant }: Layer): string[] {
  const { notices } = variant ?? approval;
  return notices ? [`${notices.rounds} notices of missing papers`] : [];
}

function priorityOf({ approval, variant }: Layer): string[] {
  const { priority } = variant ?? approval;
  return priority ? [`first received, first granted (${priority.over}; ${priority.source})`] : [];
}

function silenceOf({ silence }: Layer): string {
  switch (silence.rule) {
    case 'none':
      return 'means nothing';
    case 'deemed':
      return `granted after ${silence.after} from ${silence.from}`;
    case 'deemed-after-reminder':
      return `granted ${silence.further} after a reminder (${silence.reminder}) that follows ${silence.after}`;
    case 'no-objection':
      return `no objection after ${silence.after} from ${silence.from}`;
    case 'grant-then-confirm':
      return `granted at once, confirmed later by \`${silence.by}\``;
    case 'grant-then-verify':
      return 'granted at once, verified later';
  }
}

function feeOf({ fee }: Layer): string {
  const sum = fee.amount === undefined ? '' : ` ${fee.currency} ${fee.amount}${fee.confirmed === true ? '' : '?'}`;
  const rule = { none: 'none', due: `due${sum}`, 'on-challan': 'on challan' }[fee.rule];
  return `${rule}: ${fee.note}`;
}

const cells = (texts: readonly string[]): string =>
  `| ${texts.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`;
