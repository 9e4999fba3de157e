import type { Callers } from './callers.js';
import type { World } from './world.js';

/** Somebody who watches the stream through every death, resuming by the last id received. */
export class Listener {
  readonly heard: number[] = [];
  private readonly leaving = new AbortController();
  private readonly listening: Promise<void>;

  constructor(
    private readonly world: World,
    private readonly callers: Callers,
    private readonly as: string,
  ) {
    this.listening = this.listen();
    // Told by `stop`; a rejection before that must not end jest.
    this.listening.catch(() => undefined);
  }

  get last(): number {
    return this.heard.at(-1) ?? 0;
  }

  async stop(): Promise<void> {
    this.leaving.abort();
    await this.listening;
  }

  private async listen(): Promise<void> {
    const authorization = `Bearer ${await this.callers.tokenOf(this.as)}`;
    while (!this.leaving.signal.aborted) {
      const [address = ''] = await this.world.addresses();
      const headers = { authorization, 'last-event-id': String(this.last) };
      // However the connection ends, the next one goes on from where it was.
      await this.follow(`${address}/api/stream`, headers).catch(() => undefined);
    }
  }

  private async follow(url: string, headers: { readonly [name: string]: string }): Promise<void> {
    const { body } = await fetch(url, { headers, signal: this.leaving.signal });
    if (!body) return;
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      text += decoder.decode(chunk, { stream: true });
      const messages = text.split('\n\n');
      text = messages.pop() ?? '';
      for (const message of messages) {
        const id = /^id: (\d+)\nevent: case$/m.exec(message)?.[1];
        if (id !== undefined) this.heard.push(Number(id));
        else if (!message.startsWith(':')) throw new Error(`the stream said ${message}`);
      }
    }
  }
}
