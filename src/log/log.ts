import type { LoggerService } from '@nestjs/common';
import { destination, pino, stdTimeFunctions, type Logger, type LoggerOptions } from 'pino';

/** Lines are written together, some thousand bytes at a time but soon: one by one they cost a twentieth of a command. */
const GATHERED_BYTES = 16_000;
const GATHER_MS = 200;

/**
 * Structured lines on standard output. Tokens, passwords and the data of cases are not written. A process that is killed takes its last lines
 * with it; what happened to cases is in their events.
 */
export function makeLog(level: string): Logger {
  const lines = destination({ sync: false, minLength: GATHERED_BYTES, periodicFlush: GATHER_MS });
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['password', 'token', 'authorization', '*.password', '*.token', '*.authorization'], remove: true },
  };
  return pino(options, lines);
}

/** What Nest itself says goes to the same lines; its start-up chatter only when asked for. */
export function nestLog(log: Logger): LoggerService {
  const text = (message: unknown): string => (message instanceof Error ? message.message : String(message));
  return {
    log: (message: unknown, context?: unknown) => log.debug({ from: context }, text(message)),
    error: (message: unknown, stack?: unknown, context?: unknown) => log.error({ from: context, stack }, text(message)),
    warn: (message: unknown, context?: unknown) => log.warn({ from: context }, text(message)),
    fatal: (message: unknown, context?: unknown) => log.fatal({ from: context }, text(message)),
  };
}
