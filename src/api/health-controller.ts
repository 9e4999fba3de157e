import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Metrics } from '../app/metrics.js';
import { Readiness, type Readings } from '../app/readiness.js';
import { Who } from './who.js';

@ApiTags('health')
@Controller()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @ApiOperation({ summary: 'The process answers' })
  @Who('anyone')
  live(): { live: true } {
    return { live: true };
  }

  @Get('health/ready')
  @ApiOperation({ summary: 'The service takes work: database, migrations, alarm clock, oldest overdue deadline' })
  @Who('anyone')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readings> {
    const readings = await this.readiness.read();
    void reply.status(readings.ready ? 200 : 503);
    return readings;
  }

  @Get('metrics')
  @ApiOperation({ summary: 'Prometheus metrics' })
  @Who('anyone')
  async metricsText(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.type(this.metrics.registry.contentType);
    this.metrics.oldestOverdue((await this.readiness.read()).oldestOverdueSeconds * 1000);
    return this.metrics.registry.metrics();
  }
}
