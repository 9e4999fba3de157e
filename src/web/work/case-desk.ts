import type { CaseLists } from '../../cases/case-lists.js';
import type { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import {
  allowedEvents,
  heldBack,
  NoSuchCase,
  openActs,
  type Actor,
  type CaseState,
  type WorkflowDefinition,
} from '../../engine/index.js';
import type { Accounts } from '../../identity/accounts.js';
import type { Doing, Presence } from '../../presence/presence.js';
import type { Looking } from '../cases/looking.js';
import { managingPost } from '../../policy/policy.js';
import type { Reader } from '../reader.js';
import { historyModel } from '../cases/history-model.js';
import { actsModel } from './acts-model.js';
import { askingModel } from './asking.js';
import { barsModel, consequencesOf } from './bars-model.js';
import { checksModel } from './checks-model.js';
import { groupsOf, told, type Groups } from './groups-model.js';
import { papersModel } from './papers-model.js';
import { presenceInWords } from './presence-model.js';

/** The last acts, shown at once; all others are in the history. */
const ACTS_SHOWN = 12;
/** More than happens to a case while somebody fills in a form. */
const CHANGES_SHOWN = 20;

export interface CaseDeskParts {
  readonly cases: Cases;
  readonly lists: CaseLists;
  readonly accounts: Accounts;
  readonly catalogue: Catalogue;
  readonly looking: Looking;
  readonly presence: Presence;
}

/** A case as it lies before an officer: all that is needed to decide, on one page. */
export class CaseDesk {
  constructor(private readonly parts: CaseDeskParts) {}

  async model(reader: Reader, shown: PresentedCase, actor: Actor) {
    const { looking, catalogue } = this.parts;
    const definition = looking.definitionOf(shown);
    const row = await this.parts.cases.visible(shown.id, actor);
    const state = JSON.parse(row.body) as CaseState;
    const { workflow } = catalogue.frame(state);
    const [acts, names, parent] = await Promise.all([
      this.lastActs(reader, shown, actor),
      this.parts.accounts.names(shown.tasks.flatMap(({ assignee }) => assignee ?? [])),
      this.mayLook(shown.parent, actor),
    ]);
    const model = looking.model(reader, shown, actor);
    const behind = allowedEvents(workflow, state, actor).filter(
      (event) => definition.events[event]?.first && shown.actions.every((one) => one.event !== event),
    );
    const bars = [
      ...barsModel(reader, heldBack(workflow, state, actor), definition, actor),
      ...behind.map((event) => behindModel(reader, shown, { event, title: definition.events[event]?.title ?? event })),
    ];
    const { next, other } = model.actions;
    return {
      case: { ...model, parent: parent ? shown.parent : null },
      groups: groupsOf(next, other, definition),
      bars: this.barsByGroup(reader, bars, definition),
      checks: checksModel(reader, shown),
      acts,
      names: Object.fromEntries(names),
      papers: papersModel(reader, shown, actor, definition),
      mayErase: managingPost(actor, row) !== null,
      mayEnter: isDeskOf(shown, actor) && openActs(workflow, state).length > 0,
    };
  }

  private barsByGroup(reader: Reader, bars: ReturnType<typeof barsModel>, definition: WorkflowDefinition) {
    const groups = groupsOf(bars, [], definition);
    const comma = reader.t('cases.board.comma');
    const names: readonly (keyof Groups<unknown>)[] = ['work', 'recommendation', 'decision'];
    return Object.fromEntries(names.map((name) => [name, told(groups[name], comma)]));
  }

  /** Beside a form: what is needed to fill it in. */
  async digest(reader: Reader, shown: PresentedCase, actor: Actor, event: string) {
    const definition = this.parts.looking.definitionOf(shown);
    return {
      checks: checksModel(reader, shown),
      acts: await this.lastActs(reader, shown, actor),
      asking: askingModel(reader, this.parts.catalogue, { event, shown }),
      consequences: consequencesOf(reader, event, definition),
    };
  }

  /** What has happened to a case since a page of it was made. */
  async changes(reader: Reader, shown: PresentedCase, actor: Actor, after: number) {
    const { items } = await this.parts.lists.history(shown.id, actor, { after, limit: CHANGES_SHOWN });
    return historyModel(reader, items, this.parts.looking.definitionOf(shown));
  }

  /** Acts that a desk may record from paper now. */
  async enterable({ id }: PresentedCase, actor: Actor): Promise<readonly string[]> {
    const state = await this.stateOf(id, actor);
    return openActs(this.parts.catalogue.frame(state).workflow, state);
  }

  /** Who else has the case open, in words; notes that the actor has. Rejects with NoSuchCase. */
  async present(reader: Reader, id: string, actor: Actor, doing: Doing): Promise<string> {
    const { accounts, presence } = this.parts;
    const names = await accounts.names([actor.id]);
    const others = await presence.see(id, { id: actor.id, name: names.get(actor.id) ?? actor.id }, doing);
    return presenceInWords(reader, others);
  }

  private async stateOf(id: string, actor: Actor): Promise<CaseState> {
    const { body } = await this.parts.cases.visible(id, actor);
    return JSON.parse(body) as CaseState;
  }

  private async lastActs(reader: Reader, { id, seq, ...shown }: PresentedCase, actor: Actor) {
    const { lists, accounts, looking } = this.parts;
    const last = await lists.history(id, actor, { after: Math.max(0, seq - ACTS_SHOWN), limit: ACTS_SHOWN });
    // How a draft came about is in the history; what it states in the end is on the page already.
    const items = last.items.filter(({ type }) => type !== 'amend');
    const names = await accounts.names(items.flatMap((one) => [one.actor, one.onBehalfOf ?? '']));
    return actsModel(reader, items, looking.definitionOf(shown), names);
  }

  private async mayLook(id: string | null, actor: Actor): Promise<boolean> {
    if (id === null) return false;
    try {
      await this.parts.cases.visible(id, actor);
      return true;
    } catch (error) {
      if (error instanceof NoSuchCase) return false;
      throw error;
    }
  }
}

function behindModel(reader: Reader, { rank }: PresentedCase, { event, title }: { event: string; title: string }) {
  return { event, title: reader.said(title), why: reader.t('desk.bars.behind', { count: rank?.before ?? 0 }) };
}

/** Whether somebody looks at a case as one of those who work on it, not as its investor. */
export function worksOn({ owner }: Pick<PresentedCase, 'owner'>, { id, posts }: Actor): boolean {
  return id !== owner && posts.some(({ role }) => role !== 'investor');
}

/** Whoever may record from paper: the desk of the agency, or of the lead agency; the engine has the last word. */
function isDeskOf({ agency }: PresentedCase, { posts }: Actor): boolean {
  return posts.some(
    ({ role, agency: own }) => ['officer', 'manager'].includes(role) && (own === agency || own === 'sifc'),
  );
}
