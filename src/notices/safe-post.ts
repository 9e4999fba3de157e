import { lookup as resolveName } from 'node:dns/promises';
import { request as http } from 'node:http';
import { request as https } from 'node:https';
import ipaddr from 'ipaddr.js';

/** A receiver that does not answer must not hold up the others. */
const TIMEOUT_MS = 10_000;
/** Of an answer only its status matters; one that does not end is cut off. */
const LONGEST_ANSWER = 64 * 1024;

/** An address to which nothing is sent; the message says why. */
export class BadAddress extends Error {}

/** Whether an IP address is one of the public internet: no loopback, no private network, no metadata service, in whatever notation. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

export interface Posted {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  readonly body: string;
}

export interface Reach {
  /** Whether an IP address may be connected to. */
  readonly allows: (address: string) => boolean;
  /** Plain HTTP, which a demonstration may speak. */
  readonly plain: boolean;
}

/** Reads an address of a receiver. Throws BadAddress. */
export function receiverOf(text: string, { plain }: Pick<Reach, 'plain'>): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const scheme = url?.protocol === 'https:' || (plain && url?.protocol === 'http:');
  if (!url || !scheme) throw new BadAddress('must be an address that begins with https://');
  if (url.username !== '' || url.password !== '') throw new BadAddress('must not hold a name or a password');
  return url;
}

/**
 * Posts to an address that somebody has given, and gives the status of the answer. The name is resolved once, and the connection goes to the very
 * address that was looked at, so that no second look can give another one; no redirection is followed. Rejects with BadAddress, or where there is
 * no answer.
 */
export async function safePost({ url, headers, body }: Posted, reach: Reach): Promise<number> {
  const receiver = receiverOf(url, reach);
  const { address, family } = await addressOf(receiver.hostname.replace(/^\[|\]$/g, ''), reach);
  const send = receiver.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const request = send(
      receiver,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
        agent: false,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        lookup: (_host, options, done) => {
          if (options.all) done(null, [{ address, family }]);
          else done(null, address, family);
        },
      },
      (answer) => {
        let length = 0;
        answer.on('data', (part: Buffer) => {
          if ((length += part.length) > LONGEST_ANSWER) answer.destroy();
        });
        answer.on('close', () => resolve(answer.statusCode ?? 0));
        answer.on('error', () => resolve(answer.statusCode ?? 0));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

async function addressOf(host: string, { allows }: Reach): Promise<{ address: string; family: number }> {
  const found = await resolveName(host, { all: true }).catch(() => []);
  if (found.length === 0) throw new BadAddress(`nobody knows the name ${host}`);
  const [first] = found;
  // One forbidden among several is a trap, not a mistake.
  if (!first || !found.every(({ address }) => allows(address)))
    throw new BadAddress('must lead to a public address, not into a private network');
  return first;
}
