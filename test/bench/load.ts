import { Connection, headerOf, type Answer } from './connection.js';

/*
 * The load of the scenario, in a process of its own: cases are opened and approved five times, each command with token, key and revision.
 *
 */

const APPROVALS = 5;

export interface LoadOrder {
  readonly port: number;
  readonly cases: number;
  readonly inFlight: number;
  readonly investor: string;
  readonly officer: string;
  /** Makes keys of this order unlike those of another. */
  readonly name: string;
}

export interface LoadResult {
  readonly seconds: number;
  readonly commands: number;
  /** Milliseconds from sending a command to having its answer whole. */
  readonly latencies: readonly number[];
}

async function run({ port, cases, inFlight, investor, officer, name }: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  let next = 0;
  const timed = async (send: Promise<Answer>, expected: number): Promise<Answer> => {
    const from = performance.now();
    const answer = await send;
    latencies.push(performance.now() - from);
    if (answer.status !== expected) throw new Error(`expected ${expected}:\n${answer.head}`);
    return answer;
  };
  const officeOf = async (connection: Connection): Promise<void> => {
    for (let mine = (next += 1); mine <= cases; mine = next += 1) {
      const key = `${name}.${mine}`;
      const body = JSON.stringify({ workflow: 'steps', data: { title: `Mill ${mine}` } });
      const opening = `authorization: Bearer ${investor}\r\nidempotency-key: ${key}.open\r\n`;
      let answer = await timed(connection.send('POST', '/api/cases', opening, body), 201);
      const path = `${headerOf(answer, 'location')}/events`;
      for (let step = 1; step <= APPROVALS; step += 1) {
        const headers = `authorization: Bearer ${officer}\r\nidempotency-key: ${key}.${step}\r\nif-match: ${headerOf(answer, 'etag')}\r\n`;
        const approval = JSON.stringify({ type: 'approve', data: { remark: `Papers of step ${step} are in order` } });
        answer = await timed(connection.send('POST', path, headers, approval), 200);
      }
    }
  };
  const connections = Array.from({ length: inFlight }, () => new Connection(port));
  const from = performance.now();
  try {
    await Promise.all(connections.map(officeOf));
    return { seconds: (performance.now() - from) / 1000, commands: latencies.length, latencies };
  } finally {
    for (const connection of connections) connection.close();
  }
}

process.on('message', (order: LoadOrder) => {
  run(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
