import type {
  CalendarVersion,
  CaseDelay,
  ClockDelay,
  ClockStretch,
  Extension,
  HeldFor,
  Holder,
  Lasted,
  PauseBasis,
} from '../evidence/delay-form.js';
import { SIGNATURE } from './evidence-answers.js';
import { Count, Flag, Hash, Instant, Many, One, Seconds, Text, Word } from './fields.js';

/* The statement of delay as it is answered; what each part means is said in src/evidence/delay-form.ts. */

class LastedAnswer implements Lasted {
  @Seconds('Length by the calendar, in seconds') readonly seconds: number;
  @Seconds('Open office time in it, in seconds') readonly workingSeconds: number;
}

class SpanAnswer extends LastedAnswer {
  @Instant('From') readonly from: string;
  @Instant('To') readonly to: string;
}

class PauseBasisAnswer implements PauseBasis {
  @Text('Clock that stood still') readonly clock: string;
  @Text('Legal basis') readonly basis: string;
}

class HeldForAnswer extends SpanAnswer implements HeldFor {
  @Text('Agency, `investor`, `court` and the like', { example: 'sifc' }) readonly holder: string;
  @Text('Name of the holder') readonly name: string;
  @Text('Coded cause of a pause; null: none', { nullable: true }) readonly cause: string | null;
  @Many(PauseBasisAnswer, 'Clocks that may stand still for that cause, and on what law')
  readonly bases: readonly PauseBasisAnswer[];
  @Text('Calendar by which office time was counted') readonly calendar: string;
}

class HolderAnswer extends LastedAnswer implements Holder {
  @Text('Agency, `investor`, `court` and the like') readonly holder: string;
  @Text('Name of the holder') readonly name: string;
}

class ClockStretchAnswer extends SpanAnswer implements ClockStretch {
  @Word('How the clock stood', ['running', 'paused', 'overdue']) readonly standing: ClockStretch['standing'];
  @Text('Coded cause of the pause; null: none', { nullable: true }) readonly cause: string | null;
  @Text('Legal basis of the pause; null: no pause', { nullable: true }) readonly basis: string | null;
}

class ExtensionAnswer implements Extension {
  @Count('Number of the event that extended it') readonly event: number;
  @Instant('When') readonly at: string;
  @Text('By how much') readonly by: string;
  @Text('Coded reason; null: none', { nullable: true }) readonly code: string | null;
  @Text('Why') readonly reason: string;
  @Text('Legal basis') readonly basis: string;
  @Text('Who extended it') readonly actor: string;
  @Text('From which post; null: none', { nullable: true }) readonly post: string | null;
}

class ClockDelayAnswer implements ClockDelay {
  @Text('Name of the clock') readonly name: string;
  @Text('Title') readonly title: string;
  @Text('`limit`: law; `target`: service standard; null: the rules know it no more', { nullable: true })
  readonly force: ClockDelay['force'];
  @Flag('Whether a person has confirmed the figure') readonly confirmed: boolean;
  @Flag('Whether its end changes rights') readonly legalEffect: boolean;
  @Text('Length', { nullable: true, example: '30 days' }) readonly length: string | null;
  @Text('Legal source of the figure', { nullable: true }) readonly source: string | null;
  @Instant('When it began to run') readonly startedAt: string;
  @Instant('When it is or was due; null while it stands still', { nullable: true }) readonly dueAt: string | null;
  @Word('How it stands', ['running', 'paused', 'stopped', 'passed']) readonly status: string;
  @One(LastedAnswer, 'How long it ran before it was due') readonly ran: LastedAnswer;
  @One(LastedAnswer, 'How long it stood still') readonly paused: LastedAnswer;
  @One(LastedAnswer, 'How long it was waited for after it had run out') readonly overdue: LastedAnswer;
  @Many(ClockStretchAnswer, 'How it stood, in order') readonly stretches: readonly ClockStretchAnswer[];
  @Many(ExtensionAnswer, 'By whom it was extended') readonly extensions: readonly ExtensionAnswer[];
}

class CaseDelayAnswer extends SpanAnswer implements CaseDelay {
  @Text('Id of the case') readonly case: string;
  @Text('Reference') readonly reference: string;
  @Text('Title of its workflow') readonly title: string;
  @Text('Workflow and version') readonly workflow: string;
  @Text('Ruleset') readonly ruleset: string;
  @Text('Agency; null: none', { nullable: true }) readonly agency: string | null;
  @Count('Number of the last event counted') readonly events: number;
  @Hash('Its hash') readonly hash: string;
  @Many(HolderAnswer, 'Who held it how long, all in all') readonly holders: readonly HolderAnswer[];
  @Many(HeldForAnswer, 'Who held it, in order; they sum to the whole') readonly entries: readonly HeldForAnswer[];
  @Many(ClockDelayAnswer, 'Each run of each clock') readonly clocks: readonly ClockDelayAnswer[];
}

class CalendarVersionAnswer implements CalendarVersion {
  @Text('Id of the calendar') readonly calendar: string;
  @Text('Its title') readonly title: string;
  @Hash('Hash of its days and hours as they were counted') readonly hash: string;
}

class DelayStatementAnswer {
  @Word('What kind of statement it is', ['delay']) readonly statement: 'delay';
  @Text('Installation that it is of') readonly installation: string;
  @Instant('When it was made: time is counted up to then') readonly at: string;
  @Many(CalendarVersionAnswer, 'Calendars that were counted by') readonly calendars: readonly CalendarVersionAnswer[];
  @Many(CaseDelayAnswer, 'The case, then those it opened which the caller may know of')
  readonly cases: readonly CaseDelayAnswer[];
}

export class DelayAnswer {
  @One(DelayStatementAnswer, 'What is signed') readonly statement: DelayStatementAnswer;
  @Text(SIGNATURE) readonly signature: string;
}
