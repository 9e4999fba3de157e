import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Structured lines on standard output. Tokens, passwords and the data of cases are not written. */
export function makeLog(level: string): Logger {
  return pino({
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: { paths: ['password', 'token', 'authorization', '*.password', '*.token', '*.authorization'], remove: true },
  });
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
