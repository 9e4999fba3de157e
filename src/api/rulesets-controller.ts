import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { TimeMachine } from '../app/time-machine.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Confirmations } from '../confirmations/confirmations.js';
import type { Actor } from '../engine/index.js';
import { iso } from '../time/iso.js';
import { Answers } from './answers.js';
import { idOf, KEY } from './headers.js';
import { askedBy } from './post-terms.js';
import { presentConfirmation } from './present-confirmation.js';
import {
  ConfirmationAnswer,
  ConfirmationsAnswer,
  FiguresAnswer,
  RulesetsAnswer,
  type RulesetAnswer,
} from './ruleset-answers.js';
import { FigureQuery, ProposeConfirmation } from './ruleset-requests.js';
import { Caller, Who, type Asked } from './who.js';

const STAFF = ['officer', 'manager', 'member', 'auditor', 'admin'] as const;

/** The law that the service works by: to be read, and its figures to be proved. */
@ApiTags('rulesets')
@Controller('api/rulesets')
export class RulesetsController {
  constructor(
    private readonly catalogue: Catalogue,
    private readonly confirmations: Confirmations,
    private readonly time: TimeMachine,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listRulesets', summary: 'Rulesets, and how each stands today' })
  @Answers(RulesetsAnswer, { about: 'All of them' })
  @Who([...STAFF], 'all')
  list(): RulesetsAnswer {
    const { rulesets } = this.catalogue;
    const others = rulesets.all.filter((law) => !rulesets.governing.includes(law));
    const items = [...rulesets.governing, ...others].map((law): RulesetAnswer => {
      const { id, title, status, hash } = law;
      return {
        id,
        title,
        status,
        standing: rulesets.standingOf(id, this.time.now()),
        effectiveFrom: iso(law.effectiveFrom),
        hash,
        approvals: law.approvals.length,
        figures: law.figures.length,
        unconfirmed: law.figures.filter(({ confirmed }) => !confirmed).length,
      };
    });
    return { items };
  }

  @Get(':id/figures')
  @idOf('ruleset')
  @ApiOperation({
    operationId: 'listFigures',
    summary: 'What a ruleset states on the word of a source, confirmed or not',
  })
  @Answers(FiguresAnswer, { about: 'All of them, or those asked for', refusals: [404] })
  @Who([...STAFF], 'all')
  figures(@Param('id') id: string, @Query() { confirmed, approval }: FigureQuery): FiguresAnswer {
    const { confirmations } = this;
    const law = confirmations.ruleset(id);
    const asked = law.figures.filter(
      (one) => (confirmed ?? one.confirmed) === one.confirmed && (approval ?? one.approval) === one.approval,
    );
    const items = asked.map(({ path: _path, name: _name, ...figure }) => {
      const confirmation = confirmations.current(law.id, figure.id);
      return { ...figure, confirmation: confirmation ? presentConfirmation(confirmations, confirmation) : null };
    });
    return { items };
  }

  @Get(':id/confirmations')
  @idOf('ruleset')
  @ApiOperation({ operationId: 'listConfirmations', summary: 'What was recorded of the proof of figures of a ruleset' })
  @Answers(ConfirmationsAnswer, { about: 'All of it, what was withdrawn too', refusals: [404] })
  @Who([...STAFF], 'all')
  recorded(@Param('id') id: string): ConfirmationsAnswer {
    const law = this.confirmations.ruleset(id);
    const own = this.confirmations.all.filter(({ ruleset }) => ruleset === law.id);
    return { items: own.map((one) => presentConfirmation(this.confirmations, one)) };
  }

  @Post(':id/figures/:figure/confirmations')
  @ApiParam({ name: 'figure', description: 'Id of the figure', schema: { type: 'string', maxLength: 300 } })
  @idOf('ruleset')
  @KEY
  @ApiOperation({
    operationId: 'proposeConfirmation',
    summary: 'Record that a figure is as it is stated, and what proves it',
    description:
      'By a manager of the lead agency; another one countersigns. It changes no law: the figure gains legal effect by the next ruleset that is published.',
  })
  @Answers(ConfirmationAnswer, { status: 201, about: 'The confirmation, to be countersigned', refusals: [404, 409] })
  @Who(['manager'], 'office')
  async propose(
    @Param() { id, figure }: { id: string; figure: string },
    @Body() proposal: ProposeConfirmation,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<ConfirmationAnswer> {
    const asking = askedBy(request, actor, this.time.now());
    const made = await this.confirmations.propose({ ruleset: id, figure }, proposal, asking);
    return presentConfirmation(this.confirmations, made);
  }
}
