import type { Office } from '../walkthrough/office.js';
import { AUDITOR, type Told } from './seen.js';

/**
 * Follows what happens to all cases, as the auditor is told of it by server-sent events. Resolves where the stream ends; rejects where it
 * cannot be had. `signal` ends it.
 */
export async function follow(office: Office, hear: (told: Told) => void, signal: AbortSignal): Promise<void> {
  const headers = { authorization: `Bearer ${await office.token(AUDITOR)}` };
  const response = await fetch(`${office.url}/api/stream`, { headers, signal });
  if (!response.ok || !response.body) throw new Error(`the stream answers ${response.status}`);
  let left = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body) {
    const messages = (left + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n\n');
    left = messages.pop() ?? '';
    for (const message of messages) {
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (data !== undefined && /^event: case$/m.test(message)) hear(JSON.parse(data) as Told);
    }
  }
}
