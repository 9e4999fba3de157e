import type { Language, Messages } from '../messages/index.js';
import type { DaySettings } from '../settings/index.js';

/** What agencies and approvals are called in each language: in English as settings and ruleset have it, else by `names.yaml`. */
export class Names {
  constructor(
    private readonly messages: Messages,
    private readonly settings: () => DaySettings,
  ) {}

  /** An agency by its id; one that the settings no longer have is called by its id. */
  agency(language: Language, id: string): string {
    const agency = this.settings().agencies.find((one) => one.id === id);
    if (!agency) return id;
    const type = this.find(language, `agencies.${agency.type}`);
    // A single zone's developer has its own name, which no list of types translates.
    if (type === null || agency.zone !== undefined) return agency.title;
    const province = agency.province === undefined ? null : this.find(language, `provinces.${agency.province}`);
    if (province === null) return type;
    return language === 'zh' ? `${province}${type}` : `${type}، ${province}`;
  }

  /** A type of agency, which has an instance in each place; or else by its English title. */
  agencyType(language: Language, type: string, english = this.titleOf(type)): string {
    return this.find(language, `agencies.${type}`) ?? english;
  }

  province(language: Language, id: string): string {
    return this.find(language, `provinces.${id}`) ?? id;
  }

  /** An approval by its id in the ruleset, or else by its English name. */
  approval(language: Language, id: string, english: string): string {
    return this.find(language, `approvals.${id}`) ?? english;
  }

  /** A paper by its id in the ruleset, or else by its English title. */
  paper(language: Language, id: string, english: string): string {
    return this.find(language, `papers.${id}`) ?? english;
  }

  private titleOf(type: string): string {
    return this.settings().source.agencies.find((one) => one.type === type)?.title ?? type;
  }

  private find(language: Language, name: string): string | null {
    return this.messages.has(language, `names.${name}`) ? this.messages.text(language, `names.${name}`) : null;
  }
}
