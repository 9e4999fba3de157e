import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { iso } from '../time/iso.js';
import { badField, problem, ProblemError } from './problem.js';
import { MoveClock } from './requests.js';
import { Who } from './who.js';

@ApiTags('clock')
@Controller('api/clock')
export class ClockController {
  constructor(private readonly time: TimeMachine) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Move the virtual clock forward; everything due on the way fires, in order, before the answer (development only)',
  })
  @Who('anyone')
  async move(@Body() { to }: MoveClock): Promise<{ now: string; fired: number }> {
    if (!this.time.virtual)
      throw new ProblemError(
        problem(409, 'real-time', 'the service runs on real time; start it with IJAZAT_TIME=virtual'),
      );
    const instant = Date.parse(to);
    if (!Number.isFinite(instant)) throw badField('/to', 'must be an instant such as 2026-12-01T04:00:00Z');
    if (instant < this.time.now()) throw badField('/to', `lies before the present instant, ${iso(this.time.now())}`);
    const fired = await this.time.advance(instant);
    return { now: iso(this.time.now()), fired };
  }
}
