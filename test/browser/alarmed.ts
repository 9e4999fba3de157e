import type { Page } from 'playwright-core';

interface Shown {
  readonly title: string;
  readonly body: string;
  readonly data: { readonly href: string };
  close(): void;
}

/** As much of the scope of a service worker as the tests look into. */
interface Scope {
  readonly registration: {
    getNotifications(): Promise<Shown[]>;
    showNotification(title: string, options: object): Promise<void>;
  };
  readonly clients: { openWindow: (address: string) => Promise<unknown> };
  readonly NotificationEvent: new (type: string, more: object) => Event;
  dispatchEvent(event: Event): boolean;
}

const workerOf = (page: Page) => page.context().serviceWorkers()[0];

/** What a browser shows beside its pages: title and text of each, and where it leads. */
export async function shownIn(page: Page): Promise<string[][]> {
  const told = await workerOf(page)?.evaluate(async () => {
    const { registration } = globalThis as unknown as Scope;
    return (await registration.getNotifications()).map(({ title, body, data }) => [title, body, data.href]);
  });
  return told ?? [];
}

export async function closeShown(page: Page): Promise<void> {
  await workerOf(page)?.evaluate(async () => {
    const { registration } = globalThis as unknown as Scope;
    for (const one of await registration.getNotifications()) one.close();
  });
}

/** Shows one and chooses it; gives where that leads, and how many are still shown. */
export async function choose(page: Page, href: string): Promise<{ to: string[]; left: number } | undefined> {
  return workerOf(page)?.evaluate(async (address) => {
    const scope = globalThis as unknown as Scope;
    const to: string[] = [];
    // A browser opens a window only for a hand of flesh, which a headless one does not have.
    scope.clients.openWindow = (opened) => Promise.resolve(to.push(opened));
    await scope.registration.showNotification('one', { data: { href: address } });
    const [notification] = await scope.registration.getNotifications();
    scope.dispatchEvent(new scope.NotificationEvent('notificationclick', { notification }));
    return { to, left: (await scope.registration.getNotifications()).length };
  }, href);
}
