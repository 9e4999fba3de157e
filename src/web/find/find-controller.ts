import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem, ProblemError } from '../../api/problem.js';
import { Who } from '../../api/who.js';
import { Finder } from '../../plan/finder.js';
import { Pages } from '../pages.js';
import { factsOf, mistakesIn, queryOf } from './answers.js';
import { answersIn, stepsFor, type Step } from './questions.js';
import { resultModel } from './result-model.js';
import { stepModel } from './step-model.js';

/** What an application cannot be without; nobody is asked for a name who only wants to know. */
const UNNAMED = { title: '-' };

/** Which approvals does a project need? Anonymous: the answers are in the address, and nowhere else. */
@ApiExcludeController()
@Controller('find')
export class FindController {
  constructor(
    private readonly pages: Pages,
    private readonly finder: Finder,
  ) {}

  @Get()
  @Who('anyone')
  start(@Res() reply: FastifyReply): void {
    void reply.redirect('/find/investor', 303);
  }

  @Get('result')
  @Who('anyone')
  result(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const answers = answersIn(request.query);
    const steps = stepsFor(answers);
    const unanswered = steps.find(({ questions }) => mistakesIn(questions, answers).length > 0);
    if (unanswered) return void reply.redirect(`/find/${unanswered.id}${queryOf(answers)}`, 303);
    const questions = steps.flatMap((step) => step.questions);
    const plan = this.finder.plan({ ...UNNAMED, ...factsOf(questions, answers) });
    const model = resultModel(this.pages.readerOf(request), { plan, steps, answers });
    this.pages.show(request, reply, { view: 'find/result', model });
  }

  @Get(':step')
  @Who('anyone')
  step(@Param('step') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const answers = answersIn(request.query);
    const step = this.known(id, stepsFor(answers));
    const model = stepModel(this.pages.readerOf(request), {
      step,
      answers,
      mistakes: [],
      change: isChange(request.query),
    });
    this.pages.show(request, reply, { view: 'find/step', model });
  }

  /** Where a form leads: to the next question, or back to its own with what is wrong. */
  @Get(':step/next')
  @Who('anyone')
  next(@Param('step') id: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const answers = answersIn(request.query);
    const steps = stepsFor(answers);
    const step = this.known(id, steps);
    const mistakes = mistakesIn(step.questions, answers);
    if (mistakes.length > 0) {
      const model = stepModel(this.pages.readerOf(request), {
        step,
        answers,
        mistakes,
        change: isChange(request.query),
      });
      return this.pages.show(request, reply, { view: 'find/step', model, status: 422 });
    }
    // Who came back to change one answer goes back to the result, which asks for whatever else that makes necessary.
    const following = isChange(request.query) ? undefined : steps[steps.indexOf(step) + 1];
    void reply.redirect(`/find/${following?.id ?? 'result'}${queryOf(answers)}`, 303);
  }

  private known(id: string, steps: readonly Step[]): Step {
    const step = steps.find((one) => one.id === id);
    if (!step) throw new ProblemError(problem(404, 'not-found', 'there is no such question'));
    return step;
  }
}

function isChange(query: unknown): boolean {
  return (Object(query) as { change?: unknown }).change === 'yes';
}
