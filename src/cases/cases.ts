import { randomUUID } from 'node:crypto';
import {
  NoSuchCase,
  isWithin,
  placeIn,
  postsFor,
  Rejection,
  type Act,
  type Actor,
  type CaseState,
  type Evidence,
  type JsonObject,
  type Post,
  type Request,
} from '../engine/index.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { CaseRow } from '../store/rows.js';
import type { OpenDatabase } from '../store/database.js';
import { read } from '../store/read.js';
import { AHEAD } from '../store/ranks.js';
import type { KeptCase, Ranked } from '../store/store.js';
import type { Clock } from '../time/clock.js';
import type { Accepted, Job, Key } from './batch.js';
import type { Lanes } from './lanes.js';
import { PersonalTexts } from '../personal/personal-texts.js';
import { managingPost, maySee, situated } from '../policy/policy.js';
import { presentCase, type PresentedCase } from './presenter.js';

/** What a caller sends about a case, and under which key. */
export interface Sent {
  readonly actor: Actor;
  readonly key?: Key;
  /** Revision the caller saw (`If-Match`). */
  readonly rev?: number;
}

/** What opens a case, for whom: the caller, or a company that the caller represents. */
export interface Opens extends Sent {
  readonly owner?: string;
}

/** What a desk records of paper. */
export interface OnPaper {
  readonly type: string;
  readonly data: JsonObject;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly evidence: unknown;
}

/** What a request is sent through a lane with. */
interface Asking {
  readonly key: Key | undefined;
  readonly mayKnow?: Job['mayKnow'];
}

/** Cases as their people use them: open, act, look. Every answer is what that caller may see. */
export class Cases {
  private readonly texts: PersonalTexts;

  constructor(
    private readonly lanes: Pick<Lanes, 'submit'>,
    private readonly catalogue: Catalogue,
    private readonly database: OpenDatabase,
    private readonly clock: Clock,
  ) {
    this.texts = new PersonalTexts(database);
  }

  /** Opens a case that stands alone. Rejects with Rejection. */
  async open(workflow: string, data: JsonObject, { actor, key, owner = actor.id }: Opens): Promise<PresentedCase> {
    const now = this.clock.now();
    const opening = this.catalogue.opening(workflow, data, { id: randomUUID(), owner, now });
    const powers = this.catalogue.frame(opening).workflow.definition.open?.by ?? [];
    const may = powers.some((power) => {
      if (power === 'owner')
        return actor.posts.some(({ role }) => role === 'investor') && postsFor(actor, power, opening).length > 0;
      return postsFor(actor, power, opening).some(({ within }) => isWithin(within, placeIn(opening.data)));
    });
    if (!may) throw new Rejection('actor', `you may not open a case of "${workflow}"`);
    return this.submit({ kind: 'open', opening, actor }, actor, { key });
  }

  /** Applies an event. Rejects with Rejection, NoSuchCase, StaleRevision, KeyReused. */
  async apply(
    id: string,
    event: { type: string; data: JsonObject },
    { actor, key, rev }: Sent,
  ): Promise<PresentedCase> {
    const command = { ...event, actor };
    const request: Request = { kind: 'command', case: id, command, ...(rev === undefined ? {} : { rev }) };
    return this.submit(request, actor, { key, mayKnow: (state) => maySee(actor, situated(state)) });
  }

  /** Records at a desk what happened on paper; it has no effect before `countersign`. Rejects as `apply`. */
  async enter(id: string, paper: OnPaper, sent: Sent): Promise<PresentedCase> {
    await this.visible(id, sent.actor);
    const evidence = evidenceOf(paper.evidence);
    const { type: event, data, occurredAt } = paper;
    return this.act(id, { type: 'paper.entered', event, data, occurredAt, evidence }, { ...sent, post: null });
  }

  /** Signs, as another person, that what was recorded from paper happened: it counts from when it did. Rejects as `apply`. */
  async countersign(id: string, paper: string, sent: Sent): Promise<PresentedCase> {
    await this.visible(id, sent.actor);
    return this.act(id, { type: 'paper.countersigned', paper }, { ...sent, post: null });
  }

  /** Says that what was recorded from paper is not so. Rejects as `apply`. */
  async dismiss(id: string, paper: string, { text, ...sent }: Sent & { text: string }): Promise<PresentedCase> {
    await this.visible(id, sent.actor);
    return this.act(id, { type: 'paper.dismissed', paper, text }, { ...sent, post: null });
  }

  /** Does an act that is no event of the workflow (claim, extend, acknowledge). The caller of this has checked who may. */
  async act(id: string, act: Act, { actor, key, rev, post }: Sent & { post: Post | null }): Promise<PresentedCase> {
    const request: Request = { kind: 'act', case: id, act, actor, post, ...(rev === undefined ? {} : { rev }) };
    return this.submit(request, actor, { key });
  }

  /** Extends a clock of a case: for a manager of its agency. */
  async extend(id: string, act: Act & { type: 'clock.extended' }, sent: Sent): Promise<PresentedCase> {
    const post = managingPost(sent.actor, await this.visible(id, sent.actor));
    if (!post) throw new Rejection('actor', 'a clock is extended by a manager of the agency');
    return this.act(id, act, { ...sent, post });
  }

  async find(id: string, actor: Actor): Promise<PresentedCase> {
    const row = await this.visible(id, actor);
    const state = JSON.parse(row.body) as CaseState;
    const children = await this.childrenOf(state);
    const member = (child: string): KeptCase | undefined => children.get(child);
    const ahead = await this.aheadOf(state);
    const frame = this.catalogue.frame(state);
    return this.restored(presentCase({ state, reference: row.reference }, frame, actor, { member, ahead }));
  }

  /** The row of a case the actor may know of. Rejects with NoSuchCase, also where the actor may not know. */
  async visible(id: string, actor: Actor): Promise<CaseRow> {
    const [row] = await read<CaseRow>(this.database, 'select * from cases where id = $1', [id]);
    if (!row || !maySee(actor, row)) throw new NoSuchCase(id);
    return row;
  }

  /** What is kept under a key, and told to others, has no text of a person; the caller gets it with them. */
  private async submit(request: Request, actor: Actor, { key, mayKnow }: Asking): Promise<PresentedCase> {
    const answer = ({ kept, member }: Accepted): PresentedCase =>
      presentCase(kept, this.catalogue.frame(kept.state), actor, { member, ahead: null });
    const told = await this.lanes.submit<PresentedCase>({
      request,
      answer,
      ...(key ? { key } : {}),
      ...(mayKnow ? { mayKnow } : {}),
    });
    return this.restored(told);
  }

  private async restored(told: PresentedCase): Promise<PresentedCase> {
    const { data, papers } = await this.texts.restored({ data: told.data, papers: told.papers }, told.id);
    return { ...told, data, papers };
  }

  /** Those that come before it by rank. */
  private async aheadOf({ id, rank }: CaseState): Promise<readonly Ranked[] | null> {
    if (!rank) return null;
    return read<Ranked>(this.database, AHEAD, [rank.subject, rank.at, id]);
  }

  private async childrenOf({ id, children }: CaseState): Promise<Map<string, KeptCase>> {
    if (Object.keys(children).length === 0) return new Map();
    const rows = await read<CaseRow>(this.database, 'select reference, body from cases where parent = $1', [id]);
    const kept = rows.map(({ reference, body }) => ({ reference, state: JSON.parse(body) as CaseState }));
    return new Map(kept.map((child) => [child.state.id, child]));
  }
}

/** Throws Rejection naming what is missing. */
function evidenceOf(given: unknown): Evidence {
  const { document, register, ...more }: { document?: unknown; register?: unknown } = Object(given ?? {});
  const errors = Object.entries({ document, register }).flatMap(([part, text]) =>
    typeof text === 'string' && /\S/.test(text) && text.length <= 300
      ? []
      : [
          {
            field: `/evidence/${part}`,
            message: 'must say something, in 300 characters at most: what happened on paper needs it',
          },
        ],
  );
  for (const part of Object.keys(more)) errors.push({ field: `/evidence/${part}`, message: 'is no part of evidence' });
  if (errors.length > 0) throw new Rejection('data', 'what happened on paper needs evidence', { errors });
  return { document: String(document), register: String(register) };
}
