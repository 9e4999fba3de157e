import { read, turnOff, write } from './kept-alarms.js';
import { follow } from './stream.js';

/** Events that alarm people. */
const ALARMING = ['escalation.raised', 'task.vacant'];
/** What comes within so short a time is told together. */
const GATHER_MS = 1500;
/** More than this at once are told in one sentence. */
const MOST_ALONE = 3;
/** A notice is put down a moment after its event; it is asked for again, twice as long after each time. */
const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const LOCK = 'ijazat-alarms';

interface Sentence {
  readonly title: string;
  readonly body: string;
  readonly href: string;
}

/** What the service answers: how far in its order people have been told, and what alarms the reader. */
interface Answer {
  readonly reached: number;
  readonly items: readonly (Sentence & { readonly id: string })[];
  readonly together: Sentence;
}

/** Tells what is escalated to the reader by the browser, also when another window is in front; once, however many pages are open. */
export function alarm(): void {
  const { alarms: account } = document.body.dataset;
  if (account === undefined) return;
  offer(account);
  if (isPossible() && Notification.permission === 'granted' && read(account)) listen(account);
}

function listen(account: string): void {
  let waiting: number | undefined;
  let upTo = 0;
  follow((told) => {
    if (told.kind === 'case' && !ALARMING.includes(told.type)) return;
    upTo = told.kind === 'case' ? Math.max(upTo, told.id) : upTo;
    const afresh = told.kind !== 'case';
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      void check(account, afresh ? 0 : upTo);
    }, GATHER_MS);
  });
}

/** @param upTo place of the event in the order of the service; 0: whatever there is */
async function check(account: string, upTo: number): Promise<void> {
  for (let pause = FIRST_PAUSE_MS; pause < LONGEST_PAUSE_MS; pause *= 2) {
    // One page at a time: the second one finds what the first has shown.
    const reached = await navigator.locks.request(LOCK, () => look(account, upTo)).catch(() => -1);
    if (reached >= upTo) return;
    await new Promise((done) => setTimeout(done, pause));
  }
}

/** How far it is known what there is. */
async function look(account: string, upTo: number): Promise<number> {
  const kept = read(account);
  if (!kept) return Infinity;
  if (upTo > 0 && kept.reached >= upTo) return kept.reached;
  const answer = await ask();
  const fresh = answer.items.filter(({ id }) => !kept.shown.includes(id));
  write(account, { reached: answer.reached, shown: [...fresh.map(({ id }) => id), ...kept.shown] });
  if (fresh.length > MOST_ALONE) await show({ ...answer.together, id: LOCK });
  else for (const one of fresh) await show(one);
  return answer.reached;
}

async function ask(): Promise<Answer> {
  const response = await fetch('/notices/alarms', { headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Answer;
}

async function show({ id, title, body, href }: Answer['items'][number]): Promise<void> {
  const { lang, dir } = document.documentElement;
  const registration = await registered();
  await registration.showNotification(title, {
    body,
    tag: id,
    lang,
    dir: dir === 'rtl' ? 'rtl' : 'ltr',
    data: { href },
  });
}

/** The worker that opens the page when somebody chooses an alarm. */
async function registered(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(document.body.dataset['worker'] ?? '');
  const worker = registration.active ?? registration.waiting ?? registration.installing;
  if (worker && worker.state !== 'activated')
    await new Promise<void>((ready) =>
      worker.addEventListener('statechange', () => worker.state === 'activated' && ready()),
    );
  return registration;
}

function isPossible(): boolean {
  return 'Notification' in window && 'serviceWorker' in navigator && 'locks' in navigator;
}

/** The page on which somebody says whether this browser alarms. Permission is asked when they say so, never before. */
function offer(account: string): void {
  const panel = document.querySelector<HTMLElement>('[data-alarm-panel]');
  const button = panel?.querySelector<HTMLButtonElement>('button');
  const status = panel?.querySelector<HTMLElement>('[role=status]');
  if (!panel || !button || !status) return;
  const say = (state: string): void => {
    status.textContent = panel.dataset[state] ?? '';
  };
  const draw = (): void => {
    button.textContent = (isOn(account) ? button.dataset['stop'] : button.dataset['start']) ?? '';
  };
  if (!isPossible()) {
    button.hidden = true;
    return say('impossible');
  }
  draw();
  if (isOn(account)) say('on');
  button.addEventListener('click', () => {
    void turn(account)
      .then(say, () => say('failed'))
      .then(draw);
  });
}

/** On or off, whichever it is not; tells what came of it. */
async function turn(account: string): Promise<string> {
  if (isOn(account)) {
    turnOff(account);
    return 'off';
  }
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  await registered();
  const { reached, items } = await ask();
  // What was there before is in the list; alarms begin now.
  if (!write(account, { reached, shown: items.map(({ id }) => id) })) return 'failed';
  listen(account);
  return 'on';
}

function isOn(account: string): boolean {
  return Notification.permission === 'granted' && read(account) !== null;
}
