import type { JsonObject } from '../engine/index.js';
import { FIGURE_KINDS, STANDINGS } from '../ruleset/index.js';
import { STATES } from '../confirmations/confirmation.js';
import { Count, Flag, Free, Hash, Instant, Many, One, Text, Word } from './fields.js';

/* What is answered about rulesets, their figures, and what proves these. */

const NULLABLE = { nullable: true };

export class RulesetAnswer {
  @Text('Id of the ruleset', { example: 'pk-2026-11' }) readonly id: string;
  @Text('What it is called') readonly title: string;
  @Word('Whether it is fixed for good', ['draft', 'published']) readonly status: string;
  @Word('How it stands today', STANDINGS) readonly standing: string;
  @Instant('The beginning of the first day on which new cases fall under it') readonly effectiveFrom: string;
  @Hash('SHA-256 of its content') readonly hash: string;
  @Count('How many approvals it has') readonly approvals: number;
  @Count('How many figures it states') readonly figures: number;
  @Count('How many of them are not confirmed') readonly unconfirmed: number;
}

export class RulesetsAnswer {
  @Many(RulesetAnswer, 'In the order in which they come into force, drafts that govern nothing last')
  readonly items: readonly RulesetAnswer[];
}

class ProofAnswer {
  @Text('Title of the document') readonly title: string;
  @Text('Its number, and where in it the figure stands') readonly reference: string;
  @Text('The day it is of', { format: 'date' }) readonly date: string;
  @Text('Where it can be read', NULLABLE) readonly url: string | null;
}

class ProofDocumentAnswer {
  @Text('Name of the file') readonly name: string;
  @Text('Media type, as found from its bytes') readonly type: string;
  @Count('How long it is') readonly bytes: number;
  @Hash('SHA-256 of its bytes') readonly sha256: string;
}

class SignedAnswer {
  @Text('Account that did it') readonly by: string;
  @Text('Account in whose stead it did', NULLABLE) readonly instead: string | null;
  @Instant('When') readonly at: string;
  @Text('What was said with it') readonly note: string;
}

class ChangeAnswer {
  @Flag('That it is confirmed') readonly confirmed: boolean;
  @Text('On whose word') readonly source: string;
  @Text('Of a time: `limit` or `target`; null: it is no time', NULLABLE) readonly force: string | null;
}

export class ConfirmationAnswer {
  @Text('Id of the confirmation', { format: 'uuid' }) readonly id: string;
  @Text('Ruleset of the figure') readonly ruleset: string;
  @Text('Id of the figure') readonly figure: string;
  @Word('How far it is', STATES) readonly state: string;
  @Flag('Whether the figure still says what was confirmed: a draft may have been changed') readonly holds: boolean;
  @Free('What the figure said') readonly says: JsonObject;
  @Text('On whose word it said so') readonly source: string;
  @One(ProofAnswer, 'What proves it') readonly proof: ProofAnswer;
  @One(ProofDocumentAnswer, 'The document itself; null: it was not given', NULLABLE)
  readonly document: ProofDocumentAnswer | null;
  @One(SignedAnswer, 'Who has proposed it') readonly proposed: SignedAnswer;
  @One(SignedAnswer, 'Who has countersigned it', NULLABLE) readonly countersigned: SignedAnswer | null;
  @One(SignedAnswer, 'Who has withdrawn it', NULLABLE) readonly withdrawn: SignedAnswer | null;
  @One(
    ChangeAnswer,
    'What the next ruleset has to say of the figure once it is countersigned; it changes nothing before',
  )
  readonly change: ChangeAnswer;
}

export class ConfirmationsAnswer {
  @Many(ConfirmationAnswer, 'Oldest first') readonly items: readonly ConfirmationAnswer[];
}

export class FigureAnswer {
  @Text('Where it stands, by names', { example: 'approvals.environmental-iee.variants.sindh.clocks.decision' })
  readonly id: string;
  @Word('What it is', FIGURE_KINDS) readonly kind: string;
  @Text('Approval that states it; null: it is stated for all', NULLABLE) readonly approval: string | null;
  @Text('Variant that states it', NULLABLE) readonly variant: string | null;
  @Free('What it says') readonly says: JsonObject;
  @Text('On whose word') readonly source: string;
  @Flag('Whether it is confirmed in the ruleset: only then may it have legal effect') readonly confirmed: boolean;
  @One(ConfirmationAnswer, 'The proof on record that is not withdrawn; null: there is none', NULLABLE)
  readonly confirmation: ConfirmationAnswer | null;
}

export class FiguresAnswer {
  @Many(FigureAnswer, 'In the order of the ruleset') readonly items: readonly FigureAnswer[];
}
