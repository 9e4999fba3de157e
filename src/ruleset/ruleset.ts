import { Temporal } from 'temporal-polyfill';
import { canonicalJson, type CaseRules, type JsonObject, Rejection, sha256 } from '../engine/index.js';
import { type Path, type Problem, type Reading, refuseIfAny } from '../yaml/index.js';
import { catalogueOf } from './catalogue.js';
import { problemsOf } from './checks.js';
import { rulesOf } from './clock-rules.js';
import { type FactType, holds } from './conditions.js';
import { dutyRules } from './duties.js';
import { figuresOf, type Figure } from './figures.js';
import { keyOf, type Layer, layersOf, ownLayersOf } from './layers.js';
import { papersAsked, type AskedPaper } from './papers.js';
import { readRuleset } from './read.js';
import { factsSeen, seenOf, statedIn } from './sight.js';
import type { ApprovalSource, CourseSource, PaperSource, RulesetSource } from './source.js';

/** An approval of the catalogue; its dependencies are those on approvals that the ruleset has. */
export type Approval = ApprovalSource;

/** Law for the cases pinned to it. Immutable, and everything in it was checked when it was read. */
export class Ruleset {
  readonly id: string;
  readonly title: string;
  readonly status: 'draft' | 'published';
  /** Epoch milliseconds: the beginning, in Pakistan, of the first day on which new cases fall under it. */
  readonly effectiveFrom: number;
  /** All it says but its status, so that publishing changes nothing, as canonical JSON; comments and the order of keys do not count. */
  readonly text: string;
  /** SHA-256 of that. */
  readonly hash: string;
  readonly approvals: readonly Approval[];
  /** What its conditions ask of an application. */
  readonly facts: { readonly [name: string]: FactType };
  /** The same, and what it states besides. */
  readonly stated: readonly string[];
  /** Which of that the case of an approval is given; null: all. */
  readonly seen: ReadonlyMap<string, ReadonlySet<string>> | null;
  /** Versions of workflows that new cases take. */
  readonly workflows: RulesetSource['workflows'];
  private readonly rules: ReadonlyMap<string, CaseRules>;
  private listed: readonly Figure[] | null = null;
  private layered: readonly Layer[] | null = null;

  private constructor(
    private readonly reading: Reading<RulesetSource>,
    /** The file, or the folder, that it is read from. */
    readonly path: string,
  ) {
    const { status, ...content } = reading.value;
    this.id = content.id;
    this.title = content.title;
    this.status = status;
    this.effectiveFrom = Temporal.PlainDate.from(content.effectiveFrom).toZonedDateTime(
      'Asia/Karachi',
    ).epochMilliseconds;
    this.text = canonicalJson(content);
    this.hash = sha256(this.text);
    const present = new Set(content.approvals.map(({ id }) => id));
    this.approvals = content.approvals.map((approval) => {
      return { ...approval, dependsOn: approval.dependsOn.filter((id) => present.has(id)) };
    });
    this.facts = content.facts;
    this.stated = statedIn(reading.value);
    this.seen = factsSeen(reading.value);
    this.workflows = content.workflows;
    this.rules = caseRules(reading.value, this.approvals);
  }

  /** @throws ConfigError with everything that is wrong with the file, or the files of a folder */
  static read(path: string): Ruleset {
    const reading = readRuleset(path);
    refuseIfAny(problemsOf(reading));
    return new Ruleset(reading, path);
  }

  get file(): string {
    return this.reading.file;
  }

  /** A problem with the ruleset, at its place in the file. */
  problem(message: string, path: Path): Problem {
    return this.reading.problem(path, message);
  }

  /** Every approval in every variant, for the workflow whose cases are about one approval. */
  get layers(): readonly Layer[] {
    this.layered ??= ownLayersOf(this.reading.value);
    return this.layered;
  }

  /** All it says, as its files do. */
  get source(): RulesetSource {
    return this.reading.value;
  }

  /** What it states on the word of a source, confirmed or not. */
  get figures(): readonly Figure[] {
    this.listed ??= figuresOf(this.reading.value);
    return this.listed;
  }

  figure(id: string): Figure | undefined {
    return this.figures.find((figure) => figure.id === id);
  }

  approval(id: string): Approval | undefined {
    return this.approvals.find((approval) => approval.id === id);
  }

  /** What agencies ask for on paper. */
  get papers(): readonly PaperSource[] {
    return this.reading.value.papers ?? [];
  }

  /** The papers for which an approval asks where its application states these facts, in the order of the ruleset. */
  papersOf(approval: string, facts: JsonObject): readonly AskedPaper[] {
    return papersAsked(this.papers, approval, facts);
  }

  /** The version that new cases of a workflow take; undefined where the ruleset does not name the workflow. */
  versionOf(workflow: string): string | undefined {
    return Object.hasOwn(this.workflows, workflow) ? this.workflows[workflow]?.version : undefined;
  }

  /**
   * The key of the rules for a new case: `permit/environmental-iee/punjab-2022`, `duty/plot-allotment/build` for a duty of the
   * investor that the data names. A workflow whose cases are for one approval
   * finds its id in `data.approval` and the facts in `data.application`; of its variants the first that holds counts.
   *
   * @throws Rejection `data` where the data names no approval, or its facts do not fit the conditions
   */
  rulesFor(workflow: string, data: JsonObject): string {
    const { duty } = data;
    if (typeof duty === 'string' && this.rules.has(`${workflow}/${duty}`)) return `${workflow}/${duty}`;
    if (!Object.hasOwn(this.workflows, workflow) || this.workflows[workflow]?.input !== 'approval') return workflow;
    const { approval: id, application } = data;
    const approval = typeof id === 'string' ? this.approval(id) : undefined;
    if (!approval) {
      const message = `must be one of the approvals of the ruleset ${this.id}`;
      throw new Rejection('data', 'the data names no approval of the ruleset', {
        errors: [{ field: '/approval', message }],
      });
    }
    const facts = isObject(application) ? application : {};
    return keyOf(workflow, approval.id, approval.variants?.find(({ when }) => holds(when, facts))?.id);
  }

  /** Of the data with which a case under these rules is opened what its agency is to see: all, unless it is for one approval. */
  givenTo(key: string, data: JsonObject): JsonObject {
    const [, approval = ''] = key.split('/');
    const facts = this.seen?.get(approval);
    const { silence } = Object(this.rules.get(key)?.input['approval']) as {
      readonly silence?: { readonly by?: string };
    };
    return facts ? seenOf(data, facts, silence?.by) : data;
  }

  /** The rules under a key that `rulesFor` gave. The same object each time. */
  byKey(workflow: string, key: string): CaseRules {
    const rules = this.rules.get(key);
    if (rules) return rules;
    if (key === workflow) return NO_RULES;
    throw new Error(`the ruleset ${this.id} has no rules "${key}", to which a case is pinned`);
  }
}

const NO_RULES: CaseRules = { clocks: {}, input: {} };

function isObject(value: JsonObject[string]): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function caseRules(source: RulesetSource, approvals: readonly Approval[]): Map<string, CaseRules> {
  const rules = new Map<string, CaseRules>();
  for (const workflow of new Set([...Object.keys(source.clocks), ...Object.keys(source.workflows)])) {
    const input = source.workflows[workflow]?.input === 'approvals' ? catalogueOf(source, approvals) : {};
    rules.set(workflow, { clocks: rulesOf(source.clocks[workflow] ?? {}, source.voids), input });
  }
  for (const [key, clocks] of dutyRules(source)) rules.set(key, { clocks, input: {} });
  for (const layer of layersOf(source)) {
    rules.set(layer.key, { clocks: rulesOf(layer.clocks, source.voids), input: { approval: ofOneCase(layer) } });
  }
  return rules;
}

function ofOneCase({ approval, variant, silence, agency, fee, notices, priority }: Layer): JsonObject {
  const { id, name, kind, legalBasis, stage, clockOwner = 'agency', duties = [], notes, source, confidence } = approval;
  const words = { id, name, kind, agency, legalBasis, stage, clockOwner, source, confidence, silence: { ...silence } };
  return {
    ...words,
    ...courseOf(approval, variant),
    variant: variant ? { id: variant.id, title: variant.title } : null,
    fee: { ...fee },
    notices: notices ? { ...notices } : null,
    priority: priority ? { ...priority } : null,
    duties: duties.map((duty) => ({ ...duty })),
    certificate: approval.certificate ?? null,
    notes: notes ?? null,
  };
}

function courseOf(approval: CourseSource, variant: CourseSource = {}): JsonObject {
  const { needs = [], consults = [], appeal } = { ...approval, ...variant };
  return {
    needs: [...needs],
    consults: consults.map((consulted) => ({ ...consulted })),
    appeal: appeal ? { ...appeal } : null,
  };
}
