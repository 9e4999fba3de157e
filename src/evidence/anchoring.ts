import type { Logger } from 'pino';
import { Beat } from '../clocks/beat.js';
import { Outage } from '../clocks/outage.js';
import { realClock } from '../time/clock.js';
import type { AnchorFile } from './anchor-file.js';
import type { Anchor, Anchors } from './anchors.js';

export interface AnchoringParts {
  readonly anchors: Anchors;
  readonly file: AnchorFile;
  /** How often, milliseconds; null: only when asked. */
  readonly every: number | null;
  readonly log: Logger;
}

/** Several processes look twice as often as one would anchor, so that one that dies is made good for; none does so twice. */
const LOOKS = 2;

/** Anchors again and again, by the real clock also where cases live under a virtual one: what is anchored is what was recorded. */
export class Anchoring {
  private readonly beat: Beat;
  private readonly outage: Outage;
  private making: Promise<Anchor | null> | null = null;

  constructor(private readonly parts: AnchoringParts) {
    this.outage = new Outage(parts.log, 'anchoring');
    this.beat = new Beat(
      () => this.round(),
      () => (parts.every ?? Infinity) / LOOKS,
    );
  }

  start(): void {
    if (this.parts.every !== null) this.beat.start();
  }

  async stop(): Promise<void> {
    await this.beat.stop();
    await this.making?.catch(() => undefined);
  }

  /** Anchors what has happened by now. Who asks while it is being done waits for the next time. */
  async now(): Promise<Anchor | null> {
    await this.making?.catch(() => undefined);
    this.making ??= this.make().finally(() => (this.making = null));
    return this.making;
  }

  private async make(): Promise<Anchor | null> {
    const { anchors, file } = this.parts;
    const anchor = await anchors.make();
    await anchors.alone((after) => file.complete(after));
    return anchor;
  }

  private async round(): Promise<void> {
    try {
      const age = realClock.now() - (await this.parts.anchors.sealedAt());
      if (age >= (this.parts.every ?? Infinity)) await this.now();
      this.outage.passed();
    } catch (error) {
      this.outage.failed(error);
    }
  }
}
