import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 20;

/** Waits until something of another process is so; fails with its description when that takes too long. */
export async function eventually(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  withinMs = 15_000,
): Promise<void> {
  const until = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > until) throw new Error(`Waited ${withinMs} ms in vain: ${what}`);
    await sleep(POLL_MS);
  }
}
