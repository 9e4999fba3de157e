// @ts-check
import { spawn } from 'node:child_process';

/**
 * @typedef {object} LastWill  what becomes of a process when we are killed
 * @property {'INT' | 'TERM' | 'QUIT' | 'KILL'} signal
 * @property {boolean} [group]  together with all of its group, which it leads
 * @property {string} [remove]  a folder to delete afterwards
 */

// Reads until our end of the pipe closes, which the kernel does however we end.
// (A process that has ended counts as alive to kill -0 until its parent notices; hence the look at its state.)
const SCRIPT = `
alive() { kill -0 "$1" 2>/dev/null && ! grep -qs '^State:[[:space:]]*Z' "/proc/$1/status"; }
read -r _
kill -s "$1" -- "$4$2" 2>/dev/null
i=0
while alive "$2" && [ $i -lt 100 ]; do sleep 0.1; i=$((i + 1)); done
kill -s KILL -- "$4$2" 2>/dev/null
if [ -n "$3" ]; then rm -rf "$3"; fi
`;

/**
 * Sets a guardian beside a process of ours. Returns its dismissal, due once the process has ended.
 * @param {number} pid
 * @param {LastWill} lastWill
 */
export function guard(pid, { signal, group = false, remove = '' }) {
  const guardian = spawn('/bin/sh', ['-c', SCRIPT, 'guardian', signal, String(pid), remove, group ? '-' : ''], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
  });
  guardian.on('error', () => undefined);
  guardian.unref();
  /** @type {import('node:net').Socket | null} */ (guardian.stdin)?.unref();
  return () => void guardian.kill('SIGKILL');
}
