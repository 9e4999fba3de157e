import { setTimeout as sleep } from 'node:timers/promises';
import { PASSWORD, type World } from './world.js';

const BEFORE_TRYING_AGAIN_MS = 20;
/** Nothing here takes longer but what hangs. */
const ANSWERED_WITHIN_MS = 30_000;

export interface Command {
  /** An account of the demonstration, `officer.sifc`. */
  readonly as: string;
  readonly path: string;
  readonly body: { readonly [field: string]: unknown };
  readonly key: string;
  /** The revision seen. */
  readonly rev?: number;
}

/** An answer of the API, as far as these tests look into it. */
export interface Answer {
  readonly id: string;
  readonly seq: number;
  readonly rev: number;
  readonly children: readonly { readonly key: string; readonly id: string }[];
  readonly stage: string;
  readonly allowed: readonly string[];
  readonly token: string;
  readonly redis: string;
}

export interface Reply {
  readonly status: number;
  readonly body: Answer;
}

export interface Answered {
  readonly command: Command;
  readonly reply: Reply;
}

/** People who do not give up: what they get no answer to they send again, under the same key, to whatever process serves then. */
export class Callers {
  readonly acknowledged: Answered[] = [];
  readonly refused: Answered[] = [];
  /** Requests that nobody answered, because the process was gone or going; they were sent again. */
  unanswered = 0;
  private readonly tokens = new Map<string, string>();
  private turn = 0;
  private waiting: { readonly until: number; readonly tell: () => void }[] = [];

  constructor(private readonly world: World) {}

  /** Sends a command until it is answered, by whatever the answer says. */
  async send(command: Command): Promise<Reply> {
    const reply = await this.ask(command);
    (reply.status < 300 ? this.acknowledged : this.refused).push({ command, reply });
    for (const { until, tell } of this.waiting) if (this.acknowledged.length >= until) tell();
    this.waiting = this.waiting.filter(({ until }) => this.acknowledged.length < until);
    return reply;
  }

  /** Waits until so many more commands have been acknowledged. */
  acknowledgedMore(more: number): Promise<void> {
    return new Promise((tell) => this.waiting.push({ until: this.acknowledged.length + more, tell }));
  }

  /** The same, for what must succeed. */
  async must(command: Command): Promise<Answer> {
    const { status, body } = await this.send(command);
    if (status < 300) return body;
    throw new Error(`${command.key} of ${command.as} was refused: ${status} ${JSON.stringify(body)}`);
  }

  /** What a GET answers, whoever serves. */
  async look(as: string, path: string): Promise<Answer> {
    const token = await this.tokenOf(as);
    const { body } = await this.insist(async (address) => {
      const response = await fetch(`${address}${path}`, { headers: { authorization: `Bearer ${token}` } });
      return { status: response.status, body: (await response.json()) as Answer };
    });
    return body;
  }

  /** Acknowledged commands sent once more, the last ones first: those whose answer is another one now. */
  async repeat(most = 200): Promise<string[]> {
    const differing: string[] = [];
    for (const { command, reply } of this.acknowledged.slice(-most)) {
      const again = await this.ask(command);
      if (JSON.stringify(again) !== JSON.stringify(reply)) differing.push(`${command.key} was answered differently`);
    }
    return differing;
  }

  async tokenOf(account: string): Promise<string> {
    const known = this.tokens.get(account);
    if (known !== undefined) return known;
    const body = { email: `${account}@demo.test`, password: PASSWORD };
    const reply = await this.insist((address) => post(`${address}/api/session`, {}, body));
    if (reply.status !== 200) throw new Error(`${account} cannot sign in: ${JSON.stringify(reply.body)}`);
    this.tokens.set(account, reply.body.token);
    return reply.body.token;
  }

  private async ask({ as, path, body, key, rev }: Command): Promise<Reply> {
    const headers = {
      authorization: `Bearer ${await this.tokenOf(as)}`,
      'idempotency-key': key,
      ...(rev === undefined ? {} : { 'if-match': String(rev) }),
    };
    return this.insist((address) => post(`${address}${path}`, headers, body));
  }

  private async insist(ask: (address: string) => Promise<Reply>): Promise<Reply> {
    for (;;) {
      const addresses = await this.world.addresses();
      const reply = await ask(addresses[(this.turn += 1) % addresses.length] ?? '').catch(unanswered);
      if (reply && reply.status >= 500 && reply.status !== 503) {
        throw new Error(`the service failed: ${JSON.stringify(reply.body)}\n${this.world.lastWords}`);
      }
      if (reply && reply.status !== 503) return reply;
      this.unanswered += 1;
      await sleep(BEFORE_TRYING_AGAIN_MS);
    }
  }
}

/** `fetch` says by a TypeError, of Node's realm and not jest's, that the connection failed or broke off; all else is too slow or our mistake. */
function unanswered(error: unknown): null {
  if (Object(error).name === 'TypeError' && !(error instanceof TypeError)) return null;
  throw error;
}

async function post(url: string, headers: { readonly [name: string]: string }, body: unknown): Promise<Reply> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWERED_WITHIN_MS),
  });
  return { status: response.status, body: (await response.json()) as Answer };
}
