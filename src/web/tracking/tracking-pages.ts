import { Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Who, type Asked } from '../../api/who.js';
import type { Actor } from '../../engine/index.js';
import { TooOften } from '../../identity/throttle.js';
import { NotTracked, Tracking } from '../../tracking/tracking.js';
import { Looking } from '../cases/looking.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import { Pages } from '../pages.js';
import { trackedModel } from './tracked-model.js';

/** Far more than a reference or a code has letters. */
const LONGEST = 60;

/** Where an application stands, for whoever has its reference and its tracking code, without an account. */
@ApiExcludeController()
@Controller()
export class TrackingPages {
  constructor(
    private readonly pages: Pages,
    private readonly tracking: Tracking,
    private readonly looking: Looking,
  ) {}

  @Get('track')
  @Who('anyone', 'secret')
  ask(@Req() request: Asked, @Res() reply: FastifyReply): void {
    this.pages.show(request, reply, { view: 'tracking/ask', model: { given: {}, errors: [], wrong: {} } });
  }

  /** Sent as a form, so that the code stands in no address and in no log. */
  @Post('track')
  @Who('anyone', 'secret')
  async show(@Req() request: Asked, @Res() reply: FastifyReply): Promise<void> {
    const fields = fieldsOf(request);
    const [reference = '', code = ''] = ['reference', 'code'].map((name) => fieldText(fields, name).slice(0, LONGEST));
    const missing = [reference.trim() === '' ? 'reference' : [], code.trim() === '' ? 'code' : []].flat();
    const refuse = (errors: readonly Mistake[], status: number): void =>
      this.pages.show(request, reply, {
        view: 'tracking/ask',
        model: {
          given: { reference, code },
          errors,
          wrong: Object.fromEntries(errors.map(({ field, key }) => [field, key])),
        },
        status,
      });
    if (missing.length > 0)
      return refuse(
        missing.map((field) => ({ field, key: `track.${field}Missing` })),
        422,
      );
    try {
      const { id, owner } = await this.tracking.find(reference, code, request.ip);
      const actor: Actor = { id: owner, kind: 'person', posts: [{ role: 'investor' }] };
      const reader = this.pages.readerOf(request);
      const shown = await this.looking.find(id, actor);
      const [model, board] = [this.looking.model(reader, shown, actor), await this.looking.board(reader, shown, actor)];
      this.pages.show(request, reply, {
        view: 'tracking/standing',
        model: trackedModel(reader, { shown, model, board }),
      });
    } catch (error) {
      if (error instanceof NotTracked) return refuse([{ field: 'reference', key: 'track.unknown' }], 404);
      if (error instanceof TooOften) return refuse([{ field: 'reference', key: 'track.tooOften' }], 429);
      throw error;
    }
  }
}

/** A field that is wrong, and the message that says so. */
interface Mistake {
  readonly field: string;
  readonly key: string;
}
