/** How often an open page says that it is open; the service forgets it after two and a half times as long. */
const EVERY_MS = 20_000;

/** Tells who else has the case open, and that it has changed. Without script the page tells it as it is made. */
export function watchPresence(): void {
  const element = document.querySelector<HTMLElement>('[data-presence]');
  const who = element?.querySelector<HTMLElement>('[data-presence-who]');
  const changed = element?.querySelector<HTMLElement>('[data-presence-changed]');
  const { presence: address, token = '', doing = '', seq = '0' } = element?.dataset ?? {};
  if (!address || !who || !changed) return;
  const ask = async (): Promise<void> => {
    if (document.hidden) return;
    const body = new URLSearchParams({ _form: token, doing });
    const response = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
    if (!response.ok) return;
    const told = (await response.json()) as { who: string; seq: number };
    // What is read out is only what has changed.
    if (who.textContent !== told.who) who.textContent = told.who;
    if (told.seq > Number(seq) && changed.textContent === '') changed.textContent = changed.dataset['text'] ?? '';
  };
  const askQuietly = (): void => void ask().catch(() => undefined);
  setInterval(askQuietly, EVERY_MS);
  document.addEventListener('visibilitychange', askQuietly);
}
