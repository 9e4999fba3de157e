/* What runs without a page: somebody has chosen an alarm, and sees what it is about. Nothing is done by that. */

interface Chosen extends Event {
  readonly notification: { close(): void; readonly data: { readonly href: string } };
  waitUntil(work: Promise<unknown>): void;
}

interface WorkerScope {
  readonly clients: { openWindow(address: string): Promise<unknown> };
}

const { clients } = globalThis as unknown as WorkerScope;

addEventListener('notificationclick', (event) => {
  const chosen = event as Chosen;
  chosen.notification.close();
  // A page of its own: in one that is open somebody may be writing.
  chosen.waitUntil(clients.openWindow(chosen.notification.data.href));
});
