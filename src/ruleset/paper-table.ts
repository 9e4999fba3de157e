import type { Ruleset } from './ruleset.js';
import type { AskedSource, PaperSource } from './source.js';

/** The papers of a ruleset as a page in Markdown. Generated into docs/papers.md, which a test compares. */
export function paperTableOf({ id, papers, approvals }: Ruleset): string {
  const asked = papers.flatMap((paper) => paper.asked);
  const askers = new Set(asked.map(({ by }) => by));
  const silent = approvals.filter((approval) => !askers.has(approval.id));
  return [
    `# The ${papers.length} papers of ${id}`,
    '',
    `<!-- Written by \`npm run -s ruleset -- papers ${id}\`. Change the ruleset, not this page. -->`,
    '',
    `What agencies ask for on paper. Each is given once and serves all approvals that ask for it; ${papers.filter(({ per }) => per === 'site').length} are given for each site.`,
    `Of ${asked.length} entries ${asked.filter(({ confirmed }) => confirmed).length} are confirmed (✓): a published source lists the paper for that approval in that place. All others`,
    'are recalled, drafts, or lists of consultants or of other places, and have to be confirmed by the agency. No paper gates a filing.',
    '',
    `No list of papers was found for ${silent.map((approval) => `\`${approval.id}\``).join(', ')}.`,
    '',
    '| paper | each | asked for by | source |',
    '| --- | --- | --- | --- |',
    ...papers.flatMap(rows),
    '',
  ].join('\n');
}

function rows({ id, title, per = 'project', expires = false, asked }: PaperSource): string[] {
  const each = expires ? `${per}, until a date on it` : per;
  return asked.map((one, index) =>
    index === 0 ? cells([`${title} (\`${id}\`)`, each, ...toldOf(one)]) : cells(['', '', ...toldOf(one)]),
  );
}

function toldOf({ by, when, source, confirmed }: AskedSource): string[] {
  const where = when === undefined ? '' : `, where \`${when}\``;
  return [`\`${by}\`${where}${confirmed ? ' ✓' : ''}`, source];
}

const cells = (texts: readonly string[]): string => `| ${texts.join(' | ').replaceAll('||', '\\|\\|')} |`;
