// @ts-check
import { connect } from 'node:net';

const ANSWER_MS = 1000;

/**
 * Sends one inline command to a Redis of this machine; the raw answer, or undefined when there is none.
 * @param {number} port
 * @param {string} command
 * @returns {Promise<string | undefined>}
 */
export function ask(port, command) {
  return new Promise((done) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\nQUIT\r\n`));
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
    socket.on('data', (chunk) => (answer += chunk));
    socket.on('error', () => undefined);
    socket.on('close', () => done(answer || undefined));
  });
}

/** Does it answer, with its data loaded? @param {number} port */
export async function isReady(port) {
  return (await ask(port, 'PING'))?.startsWith('+PONG') ?? false;
}

/** The process behind a port, by its own word. @param {number} port */
export async function processBehind(port) {
  const id = /process_id:(\d+)/.exec((await ask(port, 'INFO server')) ?? '')?.[1];
  return id === undefined ? undefined : Number(id);
}
