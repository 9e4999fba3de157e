/** Where a browser remembers that its user wants them. */
const KEPT = 'ijazat-keys';

/**
 * Single keys for what is marked with `data-key`. They are off until somebody turns them on (WCAG 2.1.4): screen readers and speech have keys of
 * their own. On, they are announced by `aria-keyshortcuts`, and never work while somebody types.
 */
export function offerShortcuts(): void {
  const panel = document.querySelector<HTMLElement>('[data-keys]');
  const toggle = panel?.querySelector<HTMLButtonElement>('[data-keys-toggle]');
  if (panel && toggle) {
    toggle.addEventListener('click', () => {
      remember(!isOn());
      show(toggle);
    });
    show(toggle);
  }
  document.addEventListener('keydown', (event) => {
    if (!isOn() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    if (press(event.key)) event.preventDefault();
  });
}

function show(toggle: HTMLButtonElement): void {
  toggle.setAttribute('aria-pressed', String(isOn()));
  for (const element of document.querySelectorAll<HTMLElement>('[data-key]')) {
    if (isOn()) element.setAttribute('aria-keyshortcuts', element.dataset['key'] ?? '');
    else element.removeAttribute('aria-keyshortcuts');
  }
}

/** Whether the key meant something here. */
function press(key: string): boolean {
  if (key === 'j' || key === 'k') return step(key === 'j' ? 1 : -1);
  const element = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  if (!element) return false;
  if (element instanceof HTMLInputElement) element.focus();
  else element.click();
  return true;
}

/** To the next task of a list, or the one before. */
function step(by: number): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('.app-worklist__task')];
  if (links.length === 0) return false;
  const place = links.findIndex((link) => link === document.activeElement);
  links[Math.max(0, Math.min(links.length - 1, place + by))]?.focus();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input:not([type=checkbox]), select, textarea') !== null;
}

function isOn(): boolean {
  try {
    return localStorage.getItem(KEPT) === 'on';
  } catch {
    return false;
  }
}

function remember(on: boolean): void {
  try {
    localStorage.setItem(KEPT, on ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing has no shortcuts.
  }
}
