import type { Server } from 'node:http';
import { createHttp } from '../app/http.js';
import { assemble, type Service } from '../app/service.js';
import { readEnvironment } from '../environment/environment.js';
import { makeLog } from '../log/log.js';
import { FastClock } from '../time/clock.js';
import { Office } from '../walkthrough/office.js';

/** A service of the demonstration's own, on a clock that hurries. */
export interface Instance {
  readonly service: Service;
  readonly clock: FastClock;
  readonly office: Office;
  readonly password: string;
  readonly close: () => Promise<void>;
}

/** Where the demonstration begins: a Monday morning in Pakistan. A fixed one, so that it meets the same holidays each time. */
export const BEGINS = Date.parse('2026-11-30T04:00:00Z');
const DAY = 86_400_000;
const SWEEP_MS = 50;
const PASSWORD = 'demonstration';

/**
 * Starts the whole service over HTTP on a free port, SQLite in a folder of its own, and the Redis that is given. Nothing of it differs from
 * any other but the clock, on which a day of the law passes in so many real seconds: law and calendars are those of `config/`.
 */
export async function startInstance(folder: string, secondsADay: number, redisUrl?: string): Promise<Instance> {
  const environment = readEnvironment({
    IJAZAT_DATA: folder,
    IJAZAT_DEMO_PASSWORD: PASSWORD,
    LOG_LEVEL: 'error',
    ...(redisUrl ? { REDIS_URL: redisUrl } : {}),
  });
  const clock = new FastClock(BEGINS, DAY / (secondsADay * 1000));
  const service = await assemble(environment, makeLog(environment.logLevel), clock);
  const app = await createHttp(service);
  await app.listen(0, '127.0.0.1');
  await service.start();
  const close = async (): Promise<void> => {
    await service.retire();
    // A request that is under way when the server closes leaves its connection behind, which our client would keep for a minute.
    const sweep = setInterval(() => (app.getHttpServer() as Server).closeIdleConnections(), SWEEP_MS);
    await app.getHttpAdapter().close();
    clearInterval(sweep);
    await service.close();
  };
  return { service, clock, office: new Office(await app.getUrl(), PASSWORD), password: PASSWORD, close };
}
