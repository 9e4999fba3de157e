import { existsSync, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Actor } from '../engine/index.js';
import type { CaseRow } from '../store/rows.js';
import type { Clock } from '../time/clock.js';
import type { Anchoring } from './anchoring.js';
import type { Anchor } from './anchors.js';
import { zipOf, type Enclosure, type Listed } from './archive.js';
import type { Delays } from './delays.js';
import { filesOf, readable, type CaseFiles, type CaseParts } from './dossier-case.js';
import type { Keys } from './keys.js';
import type { Signer, Statement } from './signer.js';

/** Further files of a case: its documents, a summary to be read. */
export interface Encloses {
  of(row: CaseRow, actor: Actor): Promise<readonly Enclosure[]>;
}

/** The last file of a dossier: all others, and the cases that it is about. */
type DossierStatement = Statement & {
  readonly statement: 'dossier';
  readonly installation: string;
  readonly at: string;
  readonly madeFor: string;
  readonly cases: readonly { readonly id: string; readonly reference: string; readonly folder: string }[];
  readonly files: readonly Listed[];
};

export interface DossiersParts extends CaseParts {
  readonly anchoring: Anchoring;
  readonly delays: Delays;
  readonly keys: Keys;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly installation: string;
}

/** A dossier on its way. */
export interface Dossier {
  readonly name: string;
  readonly zip: Readable;
}

/** What goes into every dossier as it is. */
const STANDALONE = ['README.txt', 'verify.mjs', 'documents.mjs', 'proofs.mjs'];

/** Case dossiers: all that a court needs to see what was done on a case, and to check that nothing of it was changed. */
export class Dossiers {
  private readonly encloses: Encloses[] = [];

  constructor(private readonly parts: DossiersParts) {}

  /** Has more put into every dossier from now on. */
  enclose(more: Encloses): void {
    this.encloses.push(more);
  }

  /**
   * The dossier of a case and of those it opened, as far as the actor may know of them; the caller has checked the case itself. Everything in it
   * is anchored before. Rejects as `Delays.of` does, before the first byte.
   */
  async of(row: CaseRow, actor: Actor): Promise<Dossier> {
    const { anchoring, delays, keys, signer, clock, installation } = this.parts;
    const family = await delays.family(row, actor);
    await anchoring.now();
    const cases: CaseFiles[] = [];
    for (const [index, one] of family.entries()) cases.push(await filesOf(one, folderOf(one, index), this.parts));
    const more: Enclosure[] = [];
    for (const one of family) for (const enclosing of this.encloses) more.push(...(await enclosing.of(one, actor)));
    const [folder, at] = [nameOf(row.reference), clock.now()];
    const enclosures = [
      ...STANDALONE.map((path) => ({ path, content: standalone(path) })),
      file('keys.json', { keys: await keys.all() }),
      file('anchors.json', distinct(cases.flatMap(({ anchors }) => anchors))),
      file('delay.json', await delays.of(row, actor)),
      ...cases.flatMap((one) => one.enclosures),
      ...once(cases.flatMap(({ sources }) => sources)),
      ...more,
    ];
    const about = { installation, at: new Date(at).toISOString(), madeFor: actor.id };
    const listed = family.map(({ id, reference }, index) => ({ id, reference, folder: cases[index]?.folder ?? '' }));
    const manifest = (files: readonly Listed[]): Buffer => {
      const statement: DossierStatement = { statement: 'dossier', ...about, cases: listed, files };
      return Buffer.from(readable(signer.sign(statement)));
    };
    const zip = zipOf({ folder, at, enclosures, manifest: { path: 'manifest.json', of: manifest } });
    return { name: `${folder}.zip`, zip };
  }
}

const nameOf = (reference: string): string => reference.replaceAll(/[^\w.-]/g, '-');
const folderOf = ({ reference }: CaseRow, index: number): string =>
  `cases/${String(index + 1).padStart(3, '0')}-${nameOf(reference)}`;
const file = (path: string, value: unknown): Enclosure => ({ path, content: Buffer.from(readable(value)) });

function once(enclosures: readonly Enclosure[]): Enclosure[] {
  return [...new Map(enclosures.map((enclosure) => [enclosure.path, enclosure])).values()];
}

function distinct(anchors: readonly Anchor[]): Anchor[] {
  const byNumber = new Map(anchors.map((anchor) => [anchor.statement.anchor, anchor]));
  return [...byNumber.values()].sort((a, b) => a.statement.anchor - b.statement.anchor);
}

/** The stand-alone checker is given as it was written, which is beside the sources and above what is compiled from them. */
function standalone(name: string): Buffer {
  for (const place of ['../../../src/evidence/standalone/', './standalone/']) {
    const path = new URL(place + name, import.meta.url);
    if (existsSync(path)) return readFileSync(path);
  }
  throw new Error(`the stand-alone checker lacks ${name}`);
}
