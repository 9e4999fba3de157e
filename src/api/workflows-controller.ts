import { Controller, Get, Param } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Catalogue } from '../catalogue/catalogue.js';
import type { WorkflowFile } from '../catalogue/workflow-files.js';
import type { JsonObject } from '../engine/index.js';
import { problem, ProblemError } from './problem.js';
import { Who } from './who.js';

@ApiTags('workflows')
@ApiBearerAuth()
@Controller('api/workflows')
export class WorkflowsController {
  constructor(private readonly catalogue: Catalogue) {}

  @Get()
  @ApiOperation({ summary: 'Workflows and their versions' })
  @Who('signed-in')
  list(): { items: JsonObject[] } {
    return { items: this.catalogue.all().map(presentVersion) };
  }

  @Get(':id/:version')
  @ApiOperation({ summary: 'The XState definition, event schemas and tasks of one version' })
  @Who('signed-in')
  find(@Param('id') id: string, @Param('version') version: string): JsonObject {
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

function presentVersion({ loaded, hash }: WorkflowFile): JsonObject {
  const { id, version, title, open } = loaded.definition;
  return { id, version, title, hash, opens: open !== undefined };
}

/** Functions (guards, assigns) have no JSON; what remains is what a diagram needs. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}
