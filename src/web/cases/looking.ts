import { CaseLists } from '../../cases/case-lists.js';
import { Cases } from '../../cases/cases.js';
import type { PresentedCase } from '../../cases/presenter.js';
import { Catalogue } from '../../catalogue/catalogue.js';
import { activePaths, chartOf } from '../../chart/graph.js';
import {
  replay,
  type Actor,
  type CaseState,
  type Decision,
  type JsonObject,
  type WorkflowDefinition,
} from '../../engine/index.js';
import { Finder } from '../../plan/finder.js';
import type { CaseDocuments } from '../documents/case-documents.js';
import { asSchema, partOf } from '../forms/schema.js';
import type { PageClock } from '../page-clock.js';
import type { Reader } from '../reader.js';
import { pictureOf } from '../workflows/picture.js';
import { boardModel } from './board-model.js';
import { caseModel } from './case-model.js';
import { factsModel } from './facts-model.js';
import { SECTIONS } from './sections.js';

/** More approvals than any application has. */
const MOST_CHILDREN = 200;
/** More than happen to a draft. */
const MOST_EVENTS = 500;

interface Parts {
  readonly cases: Cases;
  readonly lists: CaseLists;
  readonly catalogue: Catalogue;
  readonly finder: Finder;
  readonly clock: PageClock;
  readonly documents: CaseDocuments;
}

/** Cases as pages look at them; every look is the caller's, by the same policy as the API's. */
export class Looking {
  constructor(private readonly parts: Parts) {}

  now(): number {
    return this.parts.clock.now();
  }

  /** Rejects with NoSuchCase. */
  find(id: string, actor: Actor): Promise<PresentedCase> {
    return this.parts.cases.find(id, actor);
  }

  definitionOf({ workflow, version }: Pick<PresentedCase, 'workflow' | 'version'>): WorkflowDefinition {
    const file = this.parts.catalogue.find(workflow, version);
    if (!file) throw new Error(`the workflow ${workflow} ${version} is not loaded`);
    return file.loaded.definition;
  }

  /** What an application may state, by the law of today. */
  applicationSchema(): JsonObject {
    const version = this.parts.catalogue.law(this.now()).versionOf('investor-approval') ?? '';
    return this.parts.catalogue.find('investor-approval', version)?.loaded.definition.open?.schema ?? {};
  }

  model(reader: Reader, shown: PresentedCase, actor: Actor) {
    return caseModel(reader, {
      shown,
      actor,
      definition: this.definitionOf(shown),
      application: this.applicationSchema(),
      now: this.now(),
    });
  }

  /** The sections of a draft, each with what is said in it. */
  sections(reader: Reader, { id, data }: PresentedCase) {
    const schema = asSchema(this.applicationSchema());
    const application = (data['application'] ?? {}) as JsonObject;
    return SECTIONS.map((section) => {
      const facts = factsModel(reader, partOf(schema, section.names), application);
      return { id: section.id, optional: section.optional, href: `/cases/${id}/application/${section.id}`, facts };
    });
  }

  /** Which sections of a draft were saved. */
  async saved({ id }: PresentedCase, actor: Actor): Promise<ReadonlySet<string>> {
    const { items } = await this.parts.lists.history(id, actor, { after: 0, limit: MOST_EVENTS });
    const said = new Set(items.flatMap(({ type, data }) => (type === 'amend' ? Object.keys(data) : [])));
    return new Set(SECTIONS.flatMap((section) => (section.names.some((name) => said.has(name)) ? [section.id] : [])));
  }

  /** The machine of a case as a picture: where the case is, and which way it came, by its own log. */
  async picture(reader: Reader, shown: PresentedCase) {
    const { catalogue, lists } = this.parts;
    const visited = new Set<string>();
    const see = ({ state }: Decision): void =>
      activePaths(state.snapshot['value']).forEach((path) => visited.add(path));
    replay(await lists.log(shown.id), (opening) => catalogue.pinned(opening), see);
    const definition = this.definitionOf(shown);
    const standing = { active: new Set(activePaths(shown.state)), visited };
    return pictureOf(reader, definition, chartOf(definition.machine), standing);
  }

  /** What the case asks for on paper, what was given, and the signed orders of its decisions. */
  documents(reader: Reader, shown: PresentedCase, actor: Actor) {
    return this.parts.documents.model(reader, shown, actor);
  }

  /** The board of an application; null for any other case. */
  async board(reader: Reader, shown: PresentedCase, actor: Actor) {
    if (shown.workflow !== 'investor-approval') return null;
    const { cases, lists, finder } = this.parts;
    const { body } = await cases.visible(shown.id, actor);
    const { items } = await lists.cases(actor, { parent: shown.id, limit: MOST_CHILDREN });
    const dues = new Map(items.map(({ key, dueAt }) => [key ?? '', dueAt === null ? null : Date.parse(dueAt)]));
    const waiting = await lists.waiting(items.map(({ id }) => id));
    return boardModel(reader, finder.outlook(JSON.parse(body) as CaseState, dues), { rows: items, waiting });
  }
}
