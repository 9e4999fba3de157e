import { connect, type Socket } from 'node:net';

/** An answer as far as a load generator looks at it. */
export interface Answer {
  readonly status: number;
  readonly head: string;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * One keep-alive connection with one request on its way. Two cores serve the load, the service, the database and Redis together, so the
 * load must cost little: requests are written as text, and of an answer only its head is read.
 */
export class Connection {
  private readonly socket: Socket;
  private buffered = '';
  private waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void } | null =
    null;

  constructor(
    private readonly port: number,
    private readonly host = '127.0.0.1',
  ) {
    this.socket = connect({ port, host, noDelay: true });
    // One character a byte: lengths are lengths, and nothing of a body is ever decoded.
    this.socket.setEncoding('latin1');
    this.socket.on('data', (chunk) => this.take(String(chunk)));
    this.socket.on('error', (error) => this.fail(error));
    this.socket.on('close', () => this.fail(new Error('the connection was closed')));
  }

  send(method: string, path: string, headers: string, body = ''): Promise<Answer> {
    const length =
      body === '' ? '' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`;
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(
        `${method} ${path} HTTP/1.1\r\nhost: ${this.host}:${this.port}\r\n${headers}${length}\r\n${body}`,
      );
    });
  }

  close(): void {
    this.waiting = null;
    this.socket.destroy();
  }

  private take(chunk: string): void {
    this.buffered += chunk;
    const end = this.buffered.indexOf(END_OF_HEAD);
    if (end < 0) return;
    const head = this.buffered.slice(0, end);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1]);
    if (!Number.isFinite(length)) return this.fail(new Error(`an answer without a length:\n${head}`));
    if (this.buffered.length < end + END_OF_HEAD.length + length) return;
    this.buffered = this.buffered.slice(end + END_OF_HEAD.length + length);
    const { waiting } = this;
    this.waiting = null;
    waiting?.resolve({ status: Number(head.slice(9, 12)), head });
  }

  private fail(error: Error): void {
    this.waiting?.reject(error);
    this.waiting = null;
  }
}

/** A header of an answer. Throws where it is missing. */
export function headerOf({ head }: Answer, name: string): string {
  const value = new RegExp(`\\r\\n${name}: (.*)`, 'i').exec(head)?.[1]?.trim();
  if (value === undefined) throw new Error(`an answer without ${name}:\n${head}`);
  return value;
}
