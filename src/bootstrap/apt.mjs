// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mustRun, run } from './command.mjs';
import { SIGNALS } from './processes.mjs';

const POLICY = '/usr/sbin/policy-rc.d';
const ENV = { DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' };
const OPTIONS = ['-y', '-q', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=120'];

/** May we install system packages: root, on Debian or a child of it, and not forbidden? @param {NodeJS.ProcessEnv} env */
export function mayInstallPackages(env) {
  return env.IJAZAT_NO_INSTALL !== '1' && process.getuid?.() === 0 && isDebian();
}

/** Is this Debian, Ubuntu or a child of theirs? */
function isDebian() {
  return existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get');
}

/**
 * Installs a system package without starting the service it brings.
 * @param {string} name
 * @param {{ log: (line: string) => void }} options
 */
export async function installPackage(name, { log }) {
  log(`installing the system package ${name} with apt-get (IJAZAT_NO_INSTALL=1 forbids it)`);
  await withoutServices(async () => {
    const options = { env: { ...process.env, ...ENV }, outliveUs: true };
    const first = await run('apt-get', ['install', ...OPTIONS, name], options);
    if (first.code === 0) return;
    await mustRun('apt-get update', 'apt-get', ['update', '-q'], options);
    await mustRun(`apt-get install ${name}`, 'apt-get', ['install', ...OPTIONS, name], options);
  });
}

/**
 * Debian asks policy-rc.d whether a package may start its service; where nobody answers, we say no for the while.
 * A request to end waits until that answer is taken back.
 * @param {() => Promise<void>} work
 */
async function withoutServices(work) {
  if (existsSync(POLICY)) return work();
  /** @type {NodeJS.Signals | undefined} */
  let asked;
  /** @param {NodeJS.Signals} signal */
  const ask = (signal) => (asked = signal);
  for (const signal of SIGNALS) process.on(signal, ask);
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    await work();
  } finally {
    rmSync(POLICY, { force: true });
    for (const signal of SIGNALS) process.off(signal, ask);
    if (asked) process.kill(process.pid, asked);
  }
}

/** The one command that installs a server here. @param {{ debian: string, brew: string, other: string }} names */
export function installCommand({ debian, brew, other }) {
  if (process.platform === 'darwin') return `brew install ${brew}`;
  if (isDebian()) return `sudo apt-get install ${debian}`;
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  if (/^ID(_LIKE)?=.*(fedora|rhel)/m.test(release)) return `sudo dnf install ${other}`;
  if (/^ID=.*alpine/m.test(release)) return `sudo apk add ${other}`;
  return `install the package ${other} with your package manager`;
}
