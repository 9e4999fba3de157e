import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Metrics } from '../app/metrics.js';
import { Readiness } from '../app/readiness.js';
import { Answers, AnswersText } from './answers.js';
import { LivenessAnswer, ReadinessAnswer } from './service-answers.js';
import { Who } from './who.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ operationId: 'getLiveness', summary: 'The process answers' })
  @Answers(LivenessAnswer, { about: 'It does' })
  @Who('anyone')
  live(): LivenessAnswer {
    return { live: true };
  }

  @Get('health/ready')
  @ApiOperation({
    operationId: 'getReadiness',
    summary: 'Whether the service takes work: database, migrations, alarm clock, oldest overdue deadline',
  })
  @Answers(ReadinessAnswer, { about: 'It takes work' })
  @ApiResponse({ status: 503, type: ReadinessAnswer, description: 'It does not, and says why' })
  @Who('anyone')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadinessAnswer> {
    const readings = await this.readiness.read();
    void reply.status(readings.ready ? 200 : 503);
    return readings;
  }

  @Get('metrics')
  @ApiOperation({ operationId: 'getMetrics', summary: 'Figures for Prometheus' })
  @AnswersText('text/plain', { about: 'In the text format of Prometheus' })
  @Who('anyone')
  async metricsText(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.registry.contentType);
    this.metrics.oldestOverdue((await this.readiness.read()).oldestOverdueSeconds * 1000);
    return this.metrics.registry.metrics();
  }
}
