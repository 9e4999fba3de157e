/** What the service tells of cases. `open`: it is listened to from now on; `reset`: something may have been missed, look afresh. */
export type Told =
  { readonly kind: 'case'; readonly id: number; readonly type: string } | { readonly kind: 'open' | 'reset' };

/** One open page listens for all of a browser: it takes few connections to a service, and many pages are open at once. */
const NAME = 'ijazat-stream';
/** A stream that was refused is asked for again: the session may have been renewed, the service be back. */
const AGAIN_MS = 60_000;

const hearers: ((told: Told) => void)[] = [];
let channel: BroadcastChannel | null = null;

/** Tells what happens from here on, whichever page of this browser it is that listens to the service. */
export function follow(hear: (told: Told) => void): void {
  hearers.push(hear);
  if (hearers.length > 1) return;
  // Over plain HTTP from another machine, browsers have no locks; then each page listens for itself.
  if (!('locks' in navigator)) return void listen(false);
  channel = new BroadcastChannel(NAME);
  channel.addEventListener('message', ({ data }) => tell(data as Told));
  void lead();
}

async function lead(): Promise<void> {
  const { locks } = navigator;
  const led = await locks.request(NAME, { ifAvailable: true }, async (lock) => {
    if (lock) await listen(false);
    return lock !== null;
  });
  // The page that listened was closed; what happened between is not known.
  if (!led) await locks.request(NAME, () => listen(true));
  setTimeout(() => void lead(), AGAIN_MS);
}

/** Until the service refuses. */
function listen(late: boolean): Promise<void> {
  return new Promise((ended) => {
    const source = new EventSource('/api/stream');
    let opened = false;
    source.addEventListener('open', () => {
      if (!opened) tellAll({ kind: late ? 'reset' : 'open' });
      opened = true;
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) ended();
    });
    source.addEventListener('reset', () => tellAll({ kind: 'reset' }));
    source.addEventListener('case', ({ data, lastEventId }) => {
      const { type } = JSON.parse(String(data)) as { type: string };
      tellAll({ kind: 'case', id: Number(lastEventId), type });
    });
  });
}

function tellAll(told: Told): void {
  channel?.postMessage(told);
  tell(told);
}

function tell(told: Told): void {
  for (const hear of hearers) hear(told);
}
