import { Body, Controller, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { badField, problem, ProblemError } from './problem.js';
import { MoveClock } from './requests.js';
import { ClockMovedAnswer } from './service-answers.js';
import { Who } from './who.js';

@ApiTags('clock')
@Controller('api/clock')
export class ClockController {
  constructor(private readonly time: TimeMachine) {}

  @Post()
  @ApiOperation({
    operationId: 'moveClock',
    summary: 'Move the virtual clock forward (development only)',
    description:
      'Everything due on the way fires, in order, before the answer. 409 where the service runs on real time, or where calendars do not reach so far.',
  })
  @Answers(ClockMovedAnswer, { about: 'Moved', refusals: [409] })
  @Who('anyone')
  async move(@Body() { to }: MoveClock): Promise<ClockMovedAnswer> {
    if (!this.time.virtual)
      throw new ProblemError(
        problem(409, 'real-time', 'the service runs on real time; start it with IJAZAT_TIME=virtual'),
      );
    const instant = Date.parse(to);
    if (instant < this.time.now()) throw badField('/to', `lies before the present instant, ${iso(this.time.now())}`);
    const fired = await this.time.advance(instant);
    return { now: iso(this.time.now()), fired };
  }
}
