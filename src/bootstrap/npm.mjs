// @ts-check
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mustRun } from './command.mjs';
import { root } from './paths.mjs';

/** Runs npm, the one that runs us where there is one; gives what it said. @param {string} what @param {string[]} args */
export async function npm(what, args) {
  const script = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined;
  const [program, first] = script ? [process.execPath, [script]] : ['npm', []];
  return mustRun(what, program, [...first, ...args], { cwd: root, env: { ...process.env, ...headersOfNode() } });
}

/** Where Node came with its own headers, native code is compiled with these: else they are downloaded, which not every network allows. */
function headersOfNode() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node_version.h')) ? { npm_config_nodedir: prefix } : {};
}
