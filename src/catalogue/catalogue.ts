import {
  Rejection,
  type CaseRules,
  type CaseState,
  type Effect,
  type Frame,
  type Host,
  type JsonObject,
  type LoadedWorkflow,
  type Opening,
  type Settings,
  derivedId,
  underRules,
} from '../engine/index.js';
import { conditionCheck, type Ruleset, type Rulesets } from '../ruleset/index.js';
import { engineSettings, type DaySettings } from '../settings/index.js';
import type { WorkflowFile } from './workflow-files.js';

/** Which version, rules and agency hold for a case, and the frame in which it is decided. */
export class Catalogue implements Host {
  private readonly workflows = new Map<string, WorkflowFile>();
  private readonly frames = new Map<string, Frame>();
  private settings: Settings;

  constructor(
    files: readonly WorkflowFile[],
    readonly rulesets: Rulesets,
    private day: DaySettings,
  ) {
    for (const file of files)
      this.workflows.set(`${file.loaded.definition.id} ${file.loaded.definition.version}`, file);
    this.settings = engineSettings(day);
  }

  get calendars(): string {
    return this.day.calendarsName;
  }

  get daySettings(): DaySettings {
    return this.day;
  }

  /** The settings of the day from now on; cases are not pinned to them. */
  useSettings(day: DaySettings): void {
    this.day = day;
    this.settings = engineSettings(day);
    this.frames.clear();
  }

  all(): readonly WorkflowFile[] {
    return [...this.workflows.values()];
  }

  /** All that cases may be pinned to, with the hashes of what is loaded. */
  pinnable(): { kind: 'workflow' | 'ruleset'; id: string; hash: string }[] {
    const workflows = this.all().map(({ loaded: { definition }, hash }) => ({
      kind: 'workflow' as const,
      id: `${definition.id} ${definition.version}`,
      hash,
    }));
    return [...workflows, ...this.rulesets.all.map(({ id, hash }) => ({ kind: 'ruleset' as const, id, hash }))];
  }

  find(id: string, version: string): WorkflowFile | undefined {
    return this.workflows.get(`${id} ${version}`);
  }

  frame({ workflow, version, ruleset, rules }: Pick<CaseState, 'workflow' | 'version' | 'ruleset' | 'rules'>): Frame {
    const key = `${workflow} ${version} ${ruleset} ${rules}`;
    const known = this.frames.get(key);
    if (known) return known;
    const frame = { ...this.pinned({ workflow, version, ruleset, rules }), settings: this.settings };
    this.frames.set(key, frame);
    return frame;
  }

  /** The ruleset that a case is pinned to, also one that governs no new cases any more. Throws where it is not there. */
  rulesetOf({ ruleset }: Pick<CaseState, 'ruleset'>): Ruleset {
    return this.rulesets.get(ruleset);
  }

  /** What a case is pinned to, settings apart. Throws where the version or the ruleset is no longer there. */
  pinned({ workflow, version, ruleset, rules }: Pick<CaseState, 'workflow' | 'version' | 'ruleset' | 'rules'>): {
    workflow: LoadedWorkflow;
    rules: CaseRules;
  } {
    const file = this.find(workflow, version);
    if (!file) throw new Error(`the workflow ${workflow} ${version}, to which cases are pinned, is not loaded`);
    const found = this.rulesets.get(ruleset).byKey(workflow, rules);
    return { workflow: underRules(file.loaded, found), rules: found };
  }

  /** How a case that stands alone is opened now. Throws Rejection `data` for an unknown workflow. */
  opening(workflow: string, data: JsonObject, by: { id: string; owner: string; now: number }): Opening {
    const { id, owner, now } = by;
    const file = this.current(workflow, now);
    if (!file?.loaded.definition.open) {
      const names = this.openable().join(', ');
      throw new Rejection('data', `no workflow "${workflow}" can be opened`, {
        errors: [{ field: '/workflow', message: `must be one of ${names}` }],
      });
    }
    const agency = file.loaded.definition.open.agency ?? null;
    return {
      id,
      workflow,
      ...this.rulesAt(workflow, file, data, now),
      root: id,
      parent: null,
      key: null,
      owner,
      agency,
      data,
    };
  }

  child(parent: CaseState, { key, workflow, data, agency }: Effect & { type: 'openChild' }): Opening {
    const file = this.current(workflow, parent.openedAt);
    if (!file) throw new Rejection('workflow', `the workflow opens a child "${workflow}", which is not loaded`);
    // The law of the parent is the law of its children.
    const ruleset = this.rulesets.get(parent.ruleset);
    const version = ruleset.versionOf(workflow) ?? file.loaded.definition.version;
    const { id, root, owner } = parent;
    const rules = ruleset.rulesFor(workflow, data);
    return {
      id: derivedId('child', id, key),
      workflow,
      version,
      ruleset: ruleset.id,
      rules,
      root,
      parent: id,
      key,
      owner,
      agency: this.instance(agency, data) ?? parent.agency,
      data: ruleset.givenTo(rules, data),
      sources: this.hashesOf(workflow, version, ruleset),
    };
  }

  /** The law that governs a case opened at an instant (epoch milliseconds). */
  law(at: number): Ruleset {
    return this.rulesets.current(at);
  }

  /** What is expected of a condition over the facts of the law of the day; null where it is sound. */
  mistakeIn(condition: string, now: number): string | null {
    return conditionCheck(this.rulesets.current(now).facts)(condition);
  }

  /** The first of these names that is no approval of the law of the day; null where all are. */
  unknownApproval(approvals: readonly string[], now: number): string | null {
    const ruleset = this.rulesets.current(now);
    return approvals.find((id) => ruleset.approval(id) === undefined) ?? null;
  }

  openable(): string[] {
    return [
      ...new Set(this.all().flatMap(({ loaded }) => (loaded.definition.open ? [loaded.definition.id] : []))),
    ].sort();
  }

  private rulesAt(
    workflow: string,
    file: WorkflowFile,
    data: JsonObject,
    now: number,
  ): Pick<Opening, 'version' | 'ruleset' | 'rules' | 'sources'> {
    const ruleset = this.rulesets.current(now);
    const { version } = file.loaded.definition;
    const sources = this.hashesOf(workflow, version, ruleset);
    return { version, ruleset: ruleset.id, rules: ruleset.rulesFor(workflow, data), sources };
  }

  private hashesOf(workflow: string, version: string, { hash: ruleset }: Ruleset): NonNullable<Opening['sources']> {
    return { workflow: this.find(workflow, version)?.hash ?? '', ruleset };
  }

  /** The text of the law that cases are pinned to, whose SHA-256 is its hash. Throws Rejection for a ruleset that is not there. */
  lawText(ruleset: string): string {
    return this.rulesets.get(ruleset).text;
  }

  /** The version that the ruleset in force names; of workflows it does not name, the newest. */
  private current(workflow: string, now: number): WorkflowFile | undefined {
    const named = this.rulesets.current(now).versionOf(workflow);
    if (named !== undefined) return this.find(workflow, named);
    const versions = this.all().filter(({ loaded }) => loaded.definition.id === workflow);
    return versions.sort((a, b) =>
      b.loaded.definition.version.localeCompare(a.loaded.definition.version, 'en', { numeric: true }),
    )[0];
  }

  /** The agency's instance for the zone and the province of the site. */
  private instance(type: string | undefined, data: JsonObject): string | null {
    if (type === undefined) return null;
    const facts: unknown = data['application'] ?? data;
    const fact = (name: string): string | undefined => {
      const value =
        typeof facts === 'object' && facts !== null
          ? Object.entries(facts).find(([key]) => key === name)?.[1]
          : undefined;
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    return this.day.agencyFor(type, fact('province'), fact('zoneName'));
  }
}
