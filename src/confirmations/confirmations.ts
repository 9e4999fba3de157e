import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { KeyReused } from '../cases/batch.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Kept, Vault } from '../documents/vault.js';
import { Rejection, type Actor } from '../engine/index.js';
import type { Figure, Ruleset } from '../ruleset/index.js';
import type { OpenDatabase } from '../store/database.js';
import { attaching, idFor, isKnown, mustConfirm, otherPost, settling, signing, type Asking } from './asking.js';
import { confirmationsIn, stillSays, type Confirmation } from './confirmation.js';
import { checkedNote, checkedProposal, LONGEST, type Proposal } from './proposal.js';
import type { Attached, ConfirmationRecord, Proposed } from './record.js';
import { ConfirmationRegister } from './register.js';

/** There is no such ruleset, or no such figure in it. */
export class NoSuchFigure extends Error {}
/** There is no such confirmation, or it has no document. */
export class NoSuchConfirmation extends Error {}

interface Parts {
  readonly database: OpenDatabase;
  readonly catalogue: Pick<Catalogue, 'rulesets'>;
  readonly vault: Pick<Vault, 'keep' | 'open' | 'has' | 'limits'>;
  readonly log: Logger;
}

/** A file on its way. */
export interface File {
  readonly name: string;
  readonly bytes: Readable;
}

/**
 * That a figure of a ruleset has been verified: by whom, by what proof, countersigned by another. It is on record and changes nothing by itself: a
 * figure gains legal effect by the next ruleset that is published, and by nothing else (docs/decisions/0014).
 */
export class Confirmations {
  readonly register: ConfirmationRegister;

  private constructor(private readonly parts: Parts) {
    this.register = new ConfirmationRegister(parts.database, parts.log);
  }

  static async open(parts: Parts): Promise<Confirmations> {
    const confirmations = new Confirmations(parts);
    await confirmations.register.refresh();
    return confirmations;
  }

  /** All of them, oldest first. */
  get all(): readonly Confirmation[] {
    return confirmationsIn(this.register.records);
  }

  /** What documents may be given. */
  get limits(): Vault['limits'] {
    return this.parts.vault.limits;
  }

  /** Throws NoSuchConfirmation. */
  find(id: string): Confirmation {
    return found(this.register.records, id);
  }

  /** The confirmation of a figure that is not withdrawn; undefined: there is none. */
  current(ruleset: string, figure: string): Confirmation | undefined {
    const own = this.register.records.filter((one) => one.ruleset === ruleset && one.figure === figure);
    return confirmationsIn(own).findLast(({ state }) => state !== 'withdrawn');
  }

  /** How far the proof of each figure of a ruleset is: of those that still say what was proved. */
  standing(ruleset: string): ReadonlyMap<string, Confirmation['state']> {
    const own = this.all.filter((one) => one.ruleset === ruleset && one.state !== 'withdrawn' && this.holds(one));
    return new Map(own.map(({ figure, state }) => [figure, state]));
  }

  /** Throws NoSuchFigure. */
  ruleset(id: string): Ruleset {
    const law = this.parts.catalogue.rulesets.find(id);
    if (!law) throw new NoSuchFigure(id);
    return law;
  }

  /** Throws NoSuchFigure. */
  figure(law: Ruleset, id: string): Figure {
    const figure = law.figure(id);
    if (!figure) throw new NoSuchFigure(`${law.id} ${id}`);
    return figure;
  }

  /** Whether the figure that was confirmed still says the same. */
  holds(confirmation: Confirmation): boolean {
    const { ruleset, figure } = confirmation;
    return stillSays(confirmation, this.parts.catalogue.rulesets.find(ruleset)?.figure(figure));
  }

  /** Whether the caller may countersign this one. */
  mayCountersign(actor: Actor, confirmation: Confirmation): boolean {
    const { state } = confirmation;
    return state === 'proposed' && this.holds(confirmation) && otherPost(actor, confirmation) !== undefined;
  }

  /**
   * Records that a figure is as it is stated, with its proof. Rejects with Rejection, NoSuchFigure, KeyReused, and NotKept for the document; nothing
   * is recorded then.
   */
  async propose(of: Of, proposal: Proposal, asking: Asking, file?: File): Promise<Confirmation> {
    const post = mustConfirm(asking.actor);
    const figure = this.figure(this.ruleset(of.ruleset), of.figure);
    const id = idFor(asking, 'proposed');
    const said = checkedProposal(proposal, figure, asking.now);
    const common = { ...signing(asking, post), ...of, about: id };
    const proposed: Proposed = { ...common, id, kind: 'proposed', sha256: null, ...said };
    // What cannot be proposed is not worth a file.
    mayPropose(this.register.records, figure, proposed);
    const attached = file ? [attaching(common, idFor(asking, 'attached'), file.name, await this.keep(file.bytes))] : [];
    await this.register.record((records) => {
      if (!mayPropose(records, figure, proposed)) return [proposed, ...attached];
      if (attached.every((one) => isKnown(records, one))) return [];
      throw new KeyReused('the key was used for another request');
    });
    return this.find(id);
  }

  /** Gives the document that proves it, to one that is not countersigned. Rejects as `propose`, and with NoSuchConfirmation. */
  async attach(id: string, file: File, asking: Asking): Promise<Confirmation> {
    const post = mustConfirm(asking.actor);
    const { ruleset, figure } = this.find(id);
    const may = ({ state, proposed }: Confirmation): void => {
      if (state !== 'proposed') throw new Rejection('state', 'a document is given before it is countersigned');
      if (proposed.by !== asking.actor.id)
        throw new Rejection('actor', 'the document is given by whoever has proposed the confirmation');
    };
    const own = idFor(asking, 'attached');
    if (!this.register.records.some((record) => record.id === own)) may(this.find(id));
    const common = { ...signing(asking, post), ruleset, figure, about: id };
    return this.settle(id, attaching(common, own, file.name, await this.keep(file.bytes)), may);
  }

  /** The other person has looked at the proof too. Rejects with Rejection, NoSuchConfirmation, KeyReused. */
  async countersign(id: string, note: string, asking: Asking): Promise<Confirmation> {
    mustConfirm(asking.actor);
    const before = this.find(id);
    const post = otherPost(asking.actor, before);
    if (!post)
      throw new Rejection('actor', 'a confirmation is countersigned by another person than who has proposed it');
    if (note.length > LONGEST.note) checkedNote('/note', note);
    return this.settle(id, settling('countersigned', before, { note: note.trim(), post, asking }), (confirmation) => {
      if (confirmation.state !== 'proposed') throw new Rejection('state', `it is ${confirmation.state} already`);
      if (!this.holds(confirmation)) throw new Rejection('state', 'the figure says something else by now');
    });
  }

  /** Takes a confirmation back, whatever its state. Rejects with Rejection, NoSuchConfirmation, KeyReused. */
  async withdraw(id: string, reason: string, asking: Asking): Promise<Confirmation> {
    const post = mustConfirm(asking.actor);
    const before = this.find(id);
    const note = checkedNote('/reason', reason);
    return this.settle(id, settling('withdrawn', before, { note, post, asking }), ({ state }) => {
      if (state === 'withdrawn') throw new Rejection('state', 'it is withdrawn already');
    });
  }

  /** The document that proves a figure, and its bytes. Rejects with NoSuchConfirmation. */
  async document(id: string): Promise<{ readonly document: Attached; readonly bytes: ReadStream }> {
    const { document } = this.find(id);
    const { vault } = this.parts;
    if (!document || !(await vault.has(document.sha256))) throw new NoSuchConfirmation(id);
    return { document, bytes: vault.open(document.sha256) };
  }

  private async settle(
    id: string,
    record: ConfirmationRecord,
    may: (confirmation: Confirmation) => void,
  ): Promise<Confirmation> {
    await this.register.record((records) => {
      if (isKnown(records, record)) return [];
      may(found(records, id));
      return [record];
    });
    return this.find(id);
  }

  /** There is no quarantine for proofs: what cannot be looked at for viruses now is not taken now. */
  private async keep(bytes: Readable): Promise<Kept> {
    const kept = await this.parts.vault.keep(bytes);
    if (kept.state === 'waiting')
      throw new Rejection('state', 'the document cannot be looked at for viruses now; give it again later');
    return kept;
  }
}

/** What a confirmation is of. */
type Of = Pick<Proposed, 'ruleset' | 'figure'>;

function found(records: readonly ConfirmationRecord[], id: string): Confirmation {
  const [confirmation] = confirmationsIn(records.filter(({ about }) => about === id));
  if (!confirmation) throw new NoSuchConfirmation(id);
  return confirmation;
}

/** Whether it was proposed before, under the same key. Throws Rejection where it was not and cannot be, KeyReused. */
function mayPropose(records: readonly ConfirmationRecord[], figure: Figure, proposed: Proposed): boolean {
  if (isKnown(records, proposed)) return true;
  if (figure.confirmed) throw new Rejection('state', 'the figure is confirmed in the ruleset already');
  const own = records.filter((one) => one.ruleset === proposed.ruleset && one.figure === figure.id);
  if (confirmationsIn(own).some((one) => one.state !== 'withdrawn' && stillSays(one, figure)))
    throw new Rejection('state', 'a proof of it is on record already; withdraw that one first');
  return false;
}
