import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../../src/engine/index.js';
import { loadSettings } from '../../src/settings/index.js';

export const FOLDER = 'config/settings';
export const day = loadSettings(FOLDER);

export const file = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

/** An instant on the clocks of Pakistan: `2025-09-01 10:00`. */
export const at = (text: string): number => Date.parse(`${text.replace(' ', 'T')}:00+05:00`);

/** The same, read back. */
export const shown = (instant: number): string =>
  new Date(instant + 5 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

export function task(parts: Partial<Task>): Task {
  return {
    id: 'case.1',
    arming: 1,
    node: 'scrutiny',
    title: 'Scrutiny',
    role: 'officer',
    agency: 'epa-punjab',
    openedAt: at('2025-09-01 10:00'),
    dueAt: null,
    assignee: null,
    rungs: 0,
    ...parts,
  };
}
