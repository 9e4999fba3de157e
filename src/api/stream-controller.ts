import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { maySee } from '../policy/policy.js';
import type { Credential } from '../identity/credential.js';
import { Identity } from '../identity/identity.js';
import { Subscribers } from '../notices/subscribers.js';
import { Held } from './held.js';
import { AnswersText } from './answers.js';
import { badField } from './problem.js';
import { Shown, Who, type Asked } from './who.js';

/** Proxies close connections that say nothing for a minute. */
const HEARTBEAT_MS = 20_000;
/** How long the end of a stream may take to arrive. */
const PARTING_MS = 1000;

@ApiTags('stream')
@Controller('api/stream')
export class StreamController {
  constructor(
    private readonly subscribers: Subscribers,
    private readonly identity: Identity,
    private readonly held: Held,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'followCases',
    summary: 'What happens to the caller’s cases, as server-sent events',
    description:
      'Each `case` event has an `id` to resume by and, as JSON, `{case, reference, type, seq, rev, stage, state}`. A `reset` event says that what ' +
      'lies between is kept no longer: look afresh.',
  })
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Id of the last event received; what came after it is told first',
    schema: { type: 'string', pattern: '^\\d{1,15}$' },
  })
  @AnswersText('text/event-stream', {
    about: 'Goes on until the caller or the service ends it, or the session or token is over',
  })
  @Who('signed-in', 'list')
  stream(@Req() request: Asked, @Res() reply: FastifyReply, @Shown() shown: Credential): void {
    const since = readPosition(request.headers['last-event-id']);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    if (request.method === 'HEAD') return void raw.end();
    raw.write(': connected\n\n');
    // What has ended takes no more: to write to it all the same would end the process.
    const write = (text: string): boolean => !raw.writableEnded && raw.write(text);
    const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
    const end = (): void => {
      raw.end();
      // Who is too slow for what is told does not take the end of it either.
      setTimeout(() => raw.destroy(), PARTING_MS).unref();
    };
    const leave = this.subscribers.subscribe({
      // Asked anew each time: posts and mandates end while it goes on.
      visible: (row) => maySee(this.held.actor(shown.actor), row),
      since,
      push: ({ id, event, data }) => write(`id: ${id}\nevent: ${event}\ndata: ${data}\n\n`),
      end,
    });
    // Nobody is told anything by what was ended; whoever still may connects again, as whoever they are then.
    const unfollow = this.identity.followers.follow(shown, end);
    raw.on('close', () => {
      clearInterval(heartbeat);
      unfollow();
      leave();
    });
  }
}

function readPosition(header: string | string[] | undefined): number | null {
  if (header === undefined) return null;
  if (typeof header !== 'string' || !/^\d{1,15}$/.test(header))
    throw badField('Last-Event-ID', 'must be the id of an event received', 400);
  return Number(header);
}
