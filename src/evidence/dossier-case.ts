import { sourcesOf } from '../catalogue/workflow-files.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { presentRow } from '../cases/presenter.js';
import { canonicalJson } from '../engine/index.js';
import { PersonalTexts, tokensIn } from '../personal/personal-texts.js';
import type { PersonalRow } from '../store/document-rows.js';
import { read } from '../store/read.js';
import type { OpenDatabase } from '../store/database.js';
import type { CaseRow, EventRow, LedgerRow } from '../store/rows.js';
import { storedEvent } from '../store/stored-event.js';
import { iso } from '../time/iso.js';
import type { Anchor, Anchored, Anchors } from './anchors.js';
import type { Enclosure } from './archive.js';

export interface CaseParts {
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly anchors: Anchors;
}

/** What a dossier holds of one case. */
export interface CaseFiles {
  readonly folder: string;
  readonly enclosures: readonly Enclosure[];
  /** Texts of workflow and law, which several cases may share. */
  readonly sources: readonly Enclosure[];
  /** Anchors that cover it. */
  readonly anchors: readonly Anchor[];
}

/** The files of a case: its log as it was hashed, its time ledger, the anchors that cover it, and what it is pinned to. */
export async function filesOf(row: CaseRow, folder: string, parts: CaseParts): Promise<CaseFiles> {
  const { database, anchors, catalogue } = parts;
  const log = await read<EventRow>(database, 'select * from events where case_id = $1 order by seq', [row.id]);
  const ledger = await read<LedgerRow>(database, 'select * from ledger where case_id = $1 order by seq', [row.id]);
  const states = await anchors.ofCase(row.id);
  const { pinned, sources } = pinnedOf(row, catalogue);
  const named = tokensIn(log.map(({ data }) => JSON.parse(data) as unknown));
  const texts = named.size > 0 ? await new PersonalTexts(database).rowsOf(named) : [];
  const file = (name: string, content: string): Enclosure => ({
    path: `${folder}/${name}`,
    content: Buffer.from(content),
  });
  return {
    folder,
    enclosures: [
      file('case.json', readable(presentRow(row))),
      file('events.jsonl', log.map(lineOf).join('')),
      file('ledger.json', readable(ledger.map(entryOf))),
      file('anchored.json', readable(states.map(stateOf))),
      file('pinned.json', readable(pinned)),
      ...(named.size > 0 ? [file('personal.json', readable(texts.map(textOf)))] : []),
    ],
    sources,
    anchors: states.flatMap(({ covered }) => covered.map(({ anchor }) => anchor)),
  };
}

/** JSON for people too. */
export function readable(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** An event as it was hashed. Of what is kept outside the log it has the digest, without which nobody could check the hash. */
function lineOf(row: EventRow): string {
  const { previousHash, hash, ...event } = storedEvent(row);
  return `${canonicalJson({ event, previousHash, hash })}\n`;
}

function entryOf({ holder, cause, since, until, seq }: LedgerRow) {
  return { event: seq, holder, cause, from: iso(since), to: iso(until), seconds: (until - since) / 1e3 };
}

function stateOf({ seq, hash, leaf, covered }: Anchored) {
  const proofs = covered.map(({ anchor, proof }) => ({ anchor: anchor.statement.anchor, proof }));
  return { seq, hash, leaf, proofs };
}

/** What the log names by a digest, with the salt that shows it: SHA-256 of salt, line break and text. */
const textOf = ({ digest, salt, value }: PersonalRow) => ({ digest, salt, text: value });

/** What the case is decided under, by the hashes of the texts enclosed. */
function pinnedOf({ workflow, version, ruleset }: CaseRow, catalogue: Catalogue) {
  const file = catalogue.find(workflow, version);
  const parts = file ? sourcesOf(file.file) : [];
  const texts = parts.map(({ name, text }) => ({
    path: `sources/workflows/${workflow}/${name}`,
    content: Buffer.from(text),
  }));
  const law = { path: `sources/rulesets/${ruleset}.json`, content: Buffer.from(catalogue.lawText(ruleset)) };
  const pinned = {
    workflow: { id: `${workflow} ${version}`, files: texts.map(({ path }) => path) },
    ruleset: { id: ruleset, file: law.path },
  };
  return { pinned, sources: [...texts, law] };
}
