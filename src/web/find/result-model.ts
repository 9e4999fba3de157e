import type { Needed, Plan, Promised } from '../../plan/finder.js';
import { STAGES } from '../../plan/schedule.js';
import { barOf, type Stretch } from '../bar.js';
import type { Reader } from '../reader.js';
import type { Answers } from './answers.js';
import { namesOf, type Question, type Step } from './questions.js';

interface Found {
  readonly plan: Plan;
  readonly steps: readonly Step[];
  readonly answers: Answers;
}

/** The page that says what a project needs: by stage, each on the time line, with what is promised and what it rests on. */
export function resultModel(reader: Reader, { plan, steps, answers }: Found) {
  const whole: Stretch = { from: plan.beginsAt, to: plan.schedule.endsAt };
  const stages = STAGES.map((stage) => ({
    stage,
    approvals: plan.needed
      .filter((one) => one.stage === stage)
      .map((one) => approvalModel(reader, plan, { one, whole })),
  }));
  return {
    count: plan.needed.length,
    agencies: new Set(plan.needed.map(({ agency }) => agency)).size,
    from: plan.beginsAt,
    to: plan.schedule.endsAt,
    body: plan.body,
    apply: `/apply?${new URLSearchParams(answers).toString()}`,
    unsure: ['environmentalSchedule', 'buildingCategory'].filter((name) => answers[name] === 'unknown'),
    stages: stages.filter(({ approvals }) => approvals.length > 0),
    answers: steps.map(({ id, questions }) => ({
      title: reader.t(`find.steps.${id}`),
      texts: questions.map((question) => answerInWords(reader, question, answers)).filter(Boolean),
      href: `/find/${id}?${new URLSearchParams({ ...answers, change: 'yes' }).toString()}`,
    })),
  };
}

function approvalModel(reader: Reader, { needed, schedule }: Plan, { one, whole }: { one: Needed; whole: Stretch }) {
  const span = schedule.items.find(({ id }) => id === one.id) ?? {
    startsAt: whole.from,
    endsAt: whole.from,
    critical: false,
  };
  const earlier = needed.filter(({ id }) => one.dependsOn.includes(id));
  return {
    id: one.id,
    name: reader.approval(one.approval, one.name),
    agency: reader.agency(one.agency),
    variant: one.variant,
    bar: barOf({ from: span.startsAt, to: span.endsAt }, whole),
    startsAt: span.startsAt,
    endsAt: span.endsAt,
    critical: span.critical,
    decision: promiseModel(reader, one.decision),
    completeness: promiseModel(reader, one.completeness),
    after: earlier.map(({ approval, name }) => reader.approval(approval, name)),
    silence: `find.silence.${one.silence.rule}${one.silence.law ? '' : 'Unsure'}`,
    fee: feeInWords(reader, one.fee),
    needs: one.needs.map((need) => reader.t(`find.needs.${need}`)),
    papers: one.papers.map(({ id, title, confirmed }) => ({ name: reader.paper(id, title), confirmed })),
    legalBasis: one.legalBasis,
    notes: one.notes,
    waits: one.blocks,
  };
}

function promiseModel(reader: Reader, promised: Promised | null) {
  return promised ? { ...promised, text: reader.length(promised.length) } : null;
}

/** What is to be paid, as far as it is known. */
export function feeInWords(reader: Reader, { rule, amount, currency = 'PKR', confirmed }: Needed['fee']): string {
  if (rule === 'due' && amount !== undefined) {
    const sum = reader.money(amount, currency);
    return reader.t(confirmed === true ? 'find.fee.sum' : 'find.fee.sumUnsure', { sum });
  }
  return reader.t(`find.fee.${rule}`);
}

function answerInWords(reader: Reader, question: Question, answers: Answers): string {
  const { name, kind } = question;
  const answer = answers[name] ?? '';
  if (kind === 'ticks') {
    const ticked = namesOf(question).filter((one) => answers[one] === 'yes');
    return ticked.map((one) => reader.t(`find.fields.${one}.label`)).join('\n') || reader.t('find.noneOfThese');
  }
  if (answer === '') return '';
  if (kind === 'yes-no') return `${reader.t(`find.fields.${name}.label`)} ${reader.t(`find.${answer}`)}`;
  const option = `find.options.${name}.${answer}`;
  // A number says nothing without its question.
  if (kind === 'choice' && !/^\d+$/.test(answer)) return reader.t(option);
  if (kind === 'choice') return `${reader.t(`find.fields.${name}.label`)} ${reader.t(option)}`;
  return `${reader.t(`find.fields.${name}.label`)} ${answer}`;
}
