import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Catalogue } from '../catalogue/catalogue.js';
import type { WorkflowFile } from '../catalogue/workflow-files.js';
import type { JsonObject } from '../engine/index.js';
import { Answers } from './answers.js';
import { problem, ProblemError } from './problem.js';
import { WorkflowAnswer, WorkflowsAnswer } from './service-answers.js';
import { Who } from './who.js';

@ApiTags('workflows')
@Controller('api/workflows')
export class WorkflowsController {
  constructor(private readonly catalogue: Catalogue) {}

  @Get()
  @ApiOperation({ operationId: 'listWorkflows', summary: 'Workflows and their versions' })
  @Answers(WorkflowsAnswer, { about: 'All that are loaded' })
  @Who('signed-in', 'all')
  list(): WorkflowsAnswer {
    return { items: this.catalogue.all().map(presentVersion) };
  }

  @Get(':id/:version')
  @ApiParam({ name: 'version', description: 'Version', schema: { type: 'string', maxLength: 300 } })
  @ApiParam({ name: 'id', description: 'Workflow', schema: { type: 'string', maxLength: 300 } })
  @ApiOperation({
    operationId: 'getWorkflow',
    summary: 'The XState definition, event schemas and tasks of one version',
  })
  @Answers(WorkflowAnswer, { about: 'The version', refusals: [404] })
  @Who('signed-in', 'all')
  find(@Param('id') id: string, @Param('version') version: string): WorkflowAnswer {
    const file = this.catalogue.find(id, version);
    if (!file) throw new ProblemError(problem(404, 'not-found', `there is no workflow ${id} ${version}`));
    const { machine, events, tasks, holders, delays, open, rests } = file.loaded.definition;
    return {
      ...presentVersion(file),
      definition: asJson(machine.definition),
      events: asJson(events),
      tasks: asJson(tasks),
      holders: asJson(holders ?? {}),
      delays: asJson(delays ?? {}),
      rests: asJson(rests ?? {}),
      open: asJson(open ?? null),
    };
  }
}

function presentVersion({ loaded, hash }: WorkflowFile) {
  const { id, version, title, open } = loaded.definition;
  return { id, version, title, hash, opens: open !== undefined };
}

/** Functions (guards, assigns) have no JSON; what remains is what a diagram needs. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
