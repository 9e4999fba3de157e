import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { approvalsOf } from '../regimes/order.js';
import { Regimes, type Carried } from '../regimes/regimes.js';
import type { SuspensionRow } from '../store/rows.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { idOf, KEY, sentBy } from './headers.js';
import { DryRun, LiftSuspension, OrderSuspension } from './requests.js';
import { CarriedAnswer, SuspensionAnswer, SuspensionsAnswer } from './suspension-answers.js';
import { callerOf, Who, type Asked } from './who.js';

@ApiTags('suspensions')
@Controller('api/suspensions')
export class SuspensionsController {
  constructor(private readonly regimes: Regimes) {}

  @Get()
  @ApiOperation({ operationId: 'listSuspensions', summary: 'Suspensions of a regime, newest first' })
  @Answers(SuspensionsAnswer, { about: 'All of them' })
  @Who(['manager', 'officer', 'auditor'], 'office')
  async list(): Promise<SuspensionsAnswer> {
    return { items: (await this.regimes.all()).map(presented) };
  }

  @Post()
  @KEY
  @ApiOperation({
    operationId: 'suspendRegime',
    summary: 'Suspend all applications that a condition concerns, with their cases',
    description:
      'By a manager of the lead agency. What is filed while it stands is suspended too. With `dryRun=true` nothing is done, and the answer lists what would be touched.',
  })
  @Answers(CarriedAnswer, { about: 'What was suspended, or would be', refusals: [503] })
  @Who(['manager'], 'office')
  async suspend(
    @Body() order: OrderSuspension,
    @Query() { dryRun = false }: DryRun,
    @Req() request: Asked,
  ): Promise<CarriedAnswer> {
    const actor = callerOf(request);
    const { key } = sentBy(request, actor);
    return carried(await this.regimes.suspend(order, actor, { dryRun, ...(key ? { key } : {}) }));
  }

  @Post(':id/resume')
  @idOf('suspension')
  @ApiOperation({
    operationId: 'resumeRegime',
    summary: 'Lift a suspension: the applications it holds go on where they were',
    description: 'Clocks whose rule forgives the time go on with what was left. With `dryRun=true` nothing is done.',
  })
  @Answers(CarriedAnswer, { about: 'What goes on, or would', refusals: [404, 409, 503] })
  @Who(['manager'], 'office')
  async resume(
    @Param('id') id: string,
    @Body() lifting: LiftSuspension,
    @Query() { dryRun = false }: DryRun,
    @Req() request: Asked,
  ): Promise<CarriedAnswer> {
    return carried(await this.regimes.lift(id, lifting, callerOf(request), dryRun));
  }
}

function carried({ suspension, cases }: Carried): CarriedAnswer {
  return { suspension: suspension && presented(suspension), cases: cases.map((one) => ({ ...one })) };
}

function presented(row: SuspensionRow): SuspensionAnswer {
  return {
    id: row.id,
    condition: row.concerns,
    approvals: [...approvalsOf(row)],
    reason: row.reason,
    basis: row.basis,
    stage: row.stage,
    orderedBy: row.ordered_by,
    orderedAt: iso(row.ordered_at),
    liftedBy: row.lifted_by,
    liftedAt: iso(row.lifted_at),
    liftReason: row.lift_reason,
    liftBasis: row.lift_basis,
  };
}
