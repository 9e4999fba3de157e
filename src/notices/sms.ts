import { appendFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { realClock } from '../time/clock.js';
import { iso } from '../time/iso.js';

/** An SMS to one telephone. */
export interface Sms {
  /** In international form. */
  readonly to: string;
  readonly text: string;
  /** The same for the same SMS: a provider that knows such keys sends it once. */
  readonly key: string;
}

/** Whoever carries SMS. Rejects where it could not take one. Which operator a country uses is its own affair: another provider is another of these. */
export interface SmsProvider {
  send(sms: Sms): Promise<void>;
}

/** Writes SMS into a file, one a line as JSON, where there is no operator. */
export class FileSms implements SmsProvider {
  constructor(
    private readonly folder: string,
    private readonly log: Logger,
  ) {}

  async send(sms: Sms): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    const file = join(this.folder, 'sms.jsonl');
    await appendFile(file, `${JSON.stringify({ at: iso(realClock.now()), ...sms })}\n`, { mode: 0o600 });
    this.log.info({ file }, 'SMS written, for there is no operator');
  }
}
