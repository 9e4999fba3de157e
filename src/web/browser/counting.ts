import { follow } from './stream.js';

/** Figures are counted again when something has happened, but not more often than anybody reads them. */
const PAUSE_MS = 20_000;
/** What is late becomes so without anything happening. */
const ANYWAY_MS = 300_000;

/** Keeps the figures of an open page true, piece by piece; where somebody is about to press something, only its numbers change. */
export function keepCounting(): void {
  const part = document.querySelector<HTMLElement>('[data-counting]');
  if (!part) return;
  let last = Date.now();
  let waiting: number | undefined;
  const turn = (): void => {
    waiting = undefined;
    // Whoever does not look at it is told when they do.
    if (document.hidden) return document.addEventListener('visibilitychange', soon, { once: true });
    last = Date.now();
    void count(part).catch(() => undefined);
  };
  const soon = (): void => {
    waiting ??= window.setTimeout(turn, Math.max(0, last + PAUSE_MS - Date.now()));
  };
  follow(({ kind }) => kind !== 'open' && soon());
  setInterval(soon, ANYWAY_MS);
}

async function count(part: HTMLElement): Promise<void> {
  const response = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const piece of part.querySelectorAll<HTMLElement>('[data-piece]')) {
    const fresh = page.querySelector<HTMLElement>(`[data-piece="${CSS.escape(piece.dataset['piece'] ?? '')}"]`);
    if (fresh) renew(piece, fresh);
  }
  say(page.querySelector<HTMLElement>('[data-counted]')?.dataset['counted']);
}

/** The numbers in one sentence, where they are others than before, for whoever does not see them change. */
function say(sentence = ''): void {
  const status = document.querySelector<HTMLElement>('[data-counted]');
  if (!status || status.dataset['counted'] === sentence) return;
  status.dataset['counted'] = sentence;
  status.textContent = sentence;
}

function renew(piece: HTMLElement, fresh: HTMLElement): void {
  if (!piece.contains(document.activeElement)) {
    const open = [...piece.querySelectorAll('details')].map((one) => one.open);
    [...fresh.querySelectorAll('details')].forEach((one, index) => {
      one.open = open[index] ?? false;
    });
    return piece.replaceChildren(...fresh.childNodes);
  }
  // Nothing moves from under a finger: what is marked as a number changes its text.
  for (const number of piece.querySelectorAll<HTMLElement>('[data-number]')) {
    const other = fresh.querySelector(`[data-number="${CSS.escape(number.dataset['number'] ?? '')}"]`);
    if (other && other.textContent !== number.textContent) number.textContent = other.textContent;
  }
}
