import { setTimeout as sleep } from 'node:timers/promises';
import { percentile, secondsOf, spelt } from './figures.js';
import type { Figure } from './report.js';
import type { RunningService } from './service.js';

const POLL_MS = 20;

/** A day of next week on which offices would work: every running time moves by it. */
function nextWorkday(): string {
  const day = new Date(Date.now() + 5 * 3_600_000);
  do day.setUTCDate(day.getUTCDate() + 1);
  while (day.getUTCDay() !== 2);
  return day.toISOString().slice(0, 10);
}

export const PREVIEW = `/office/calendars/federal/preview?date=${nextWorkday()}&closes=yes&name=Mourning&ground=Notification`;

/** Orders a holiday under which all running times move, and asks for something small all the while: how long others wait. */
export async function recounting(service: RunningService, cases: number): Promise<Figure[]> {
  const authorization = `Bearer ${await service.token('manager.sifc')}`;
  const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(`${service.url}${path}`, { redirect: 'manual', ...init, headers: { authorization, accept: 'text/html' } });
  const waits: number[] = [];
  const work = async (): Promise<void> => {
    const body = new URLSearchParams({ date: nextWorkday(), closes: 'yes', name: 'Mourning', ground: 'Notification' });
    const answer = await ask('/office/calendars/federal/days', { method: 'POST', body });
    if (answer.status !== 303) throw new Error(`the holiday is not ordered: ${answer.status} ${await answer.text()}`);
    for (let counting = true; counting; await sleep(POLL_MS)) {
      let page = '';
      waits.push(
        (await secondsOf(async () => void (page = await (await ask('/office/calendars/federal?done=yes')).text()))) *
          1000,
      );
      counting = page.includes('being counted');
    }
  };
  const moved = Number(/<strong>(\d[\d,]*)/.exec(await (await ask(PREVIEW)).text())?.[1]?.replaceAll(',', '') ?? 0);
  if (moved === 0) throw new Error('the holiday would move nothing');
  const seconds = await secondsOf(work);
  const told = [50, 95, 100].map((p) => spelt(percentile(waits, p))).join(' / ');
  return [
    {
      what: `a holiday that moves ${cases.toLocaleString('en')} applications: counted anew in`,
      value: `${spelt(seconds)} s`,
    },
    { what: '  pages meanwhile, p50 / p95 / longest in ms', value: told },
  ];
}
