import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Silent for so long, milliseconds, it is taken for gone. */
const SILENT_MS = 60_000;
const LONGEST_REPLY = 4096;

/** What was found in bytes. */
export type Verdict = 'clean' | 'infected';

/**
 * ClamAV by the socket of its daemon: bytes are streamed to it (`INSTREAM`), it needs no access to our files.
 * `unix:/run/clamav/clamd.ctl` or `tcp://host:3310`.
 */
export class Scanner {
  constructor(private readonly url: string) {}

  /** Rejects where the daemon cannot be reached, breaks off, or cannot say: nothing is known of the bytes then. */
  async scan(source: Readable): Promise<Verdict> {
    const socket = this.connected();
    try {
      socket.write('zINSTREAM\0');
      const reply = replyOf(socket);
      // What fails first says why; a daemon that has said its word may hang up while there is more to send.
      await pipeline(source, inChunks(), socket, { end: false }).catch(async (error: unknown) => {
        source.destroy();
        const said = await reply.catch(() => '');
        if (said === '') throw error;
      });
      return verdictIn(await reply);
    } finally {
      source.destroy();
      socket.destroy();
    }
  }

  /** Names the daemon and its signatures, such as `ClamAV 1.4.1/27450/Mon Nov 23 09:30:11 2026`: another text, other signatures. Rejects as `scan`. */
  async version(): Promise<string> {
    const socket = this.connected();
    try {
      socket.write('zVERSION\0');
      return await replyOf(socket);
    } finally {
      socket.destroy();
    }
  }

  private connected(): Socket {
    const { protocol, hostname, port, pathname } = new URL(this.url);
    const socket = protocol === 'unix:' ? connect(pathname) : connect(Number(port), hostname);
    socket.setTimeout(SILENT_MS, () => socket.destroy(new Error('the virus scanner says nothing')));
    return socket;
  }
}

/** Each chunk with its length before it, and a length of nothing at the end. */
function inChunks(): Transform {
  const lengthOf = (length: number): Buffer => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(length);
    return bytes;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      this.push(lengthOf(chunk.length));
      done(null, chunk);
    },
    flush(done) {
      done(null, lengthOf(0));
    },
  });
}

function replyOf(socket: Socket): Promise<string> {
  const reply = new Promise<string>((resolve, reject) => {
    let text = '';
    socket.on('data', (bytes: Buffer) => {
      text += bytes.toString('latin1');
      if (text.includes('\0') || text.length > LONGEST_REPLY) resolve(text.split('\0')[0] ?? '');
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the virus scanner hung up')));
  });
  // Whoever sends may fail first; then nobody waits for the reply.
  reply.catch(() => undefined);
  return reply;
}

/** `stream: OK`, `stream: Some.Name FOUND`; anything else is an error of the daemon. */
function verdictIn(reply: string): Verdict {
  if (reply === 'stream: OK') return 'clean';
  if (/^stream: .+ FOUND$/.test(reply)) return 'infected';
  throw new Error(`the virus scanner cannot say: ${reply}`);
}
