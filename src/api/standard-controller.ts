import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ServiceStandard } from '../insight/service-standard.js';
import { Answers } from './answers.js';
import { StandardAnswer } from './insight-answers.js';
import { Who } from './who.js';

/** What is promised, and what really happens. */
@ApiTags('standard')
@Controller('api/standard')
export class ServiceStandardController {
  constructor(private readonly standard: ServiceStandard) {}

  @Get()
  @ApiOperation({
    operationId: 'getServiceStandard',
    summary: 'Of each approval the promise, the law it rests on, and how long it really takes',
    description:
      'Days begun, from the complete filing to the decision, waiting for answers included; of the months that are over. Where few were decided nothing is told.',
  })
  @Answers(StandardAnswer, { about: 'The service standard that holds today' })
  @Who('anyone')
  get(): Promise<StandardAnswer> {
    return this.standard.today();
  }
}
