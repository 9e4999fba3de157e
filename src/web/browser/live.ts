import { follow } from './stream.js';

/** Parts of a page that say of which events they tell are made anew when one of them happens. Bursts are bundled. */
const PAUSE_MS = 400;

export function keepLive(): void {
  const part = document.querySelector<HTMLElement>('[data-live]');
  if (!part) return;
  const heard = (part.dataset['live'] ?? '').split(' ');
  let waiting: number | undefined;
  follow((told) => {
    if (told.kind === 'open' || (told.kind === 'case' && !heard.includes(told.type))) return;
    waiting ??= window.setTimeout(() => {
      waiting = undefined;
      void renew();
    }, PAUSE_MS);
  });
}

async function renew(): Promise<void> {
  const part = document.querySelector<HTMLElement>('[data-live]');
  // Whoever is about to press something there keeps it as it is.
  if (!part || part.contains(document.activeElement)) return;
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('[data-live]');
  if (!fresh || fresh.textContent === part.textContent) return;
  part.replaceChildren(...fresh.childNodes);
  const status = document.querySelector<HTMLElement>('[data-live-status]');
  if (status) status.textContent = status.dataset['liveText'] ?? '';
}
