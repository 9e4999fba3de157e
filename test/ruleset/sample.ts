import { afterAll } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError, type Problem } from '../../src/yaml/index.js';

/** A small ruleset, sound as it stands; tests spoil it and look at the lines. */
export const SAMPLE = `id: sample
title: A small ruleset
effectiveFrom: 2025-01-01
status: draft
workflows:
  permit: { version: '1', input: approval }
  application: { version: '2', input: approvals }
facts: { province: text, zone: text, workers: number, held: list, builds: truth }
clocks:
  permit:
    decision:
      title: Decision
      force: target
      length: 20 working days
      source: planning
      confirmed: false
      start: complete
      pauses: [{ cause: court-stay, basis: order of a court }]
      onReturn: carry
      roll: next-open-day
      extension: { basis: a target }
omitted:
  - { id: plot, reason: later }
approvals:
  - id: company
    name: Company
    kind: registration
    agency: secp
    legalBasis: Companies Act
    stage: application
    applies: builds
    dependsOn: []
    silence: { rule: none }
    blocks: true
    source: a page
    confidence: partly-sourced
  - id: examination
    name: Examination
    kind: permit
    agency: epa
    legalBasis: Environmental Act
    stage: permits
    applies: workers >= 10 && zone in ["sez", "epz"]
    dependsOn: [company, plot]
    silence: { rule: deemed, after: 4 months, from: a complete filing, basis: the regulations }
    blocks: true
    source: a page
    confidence: sourced
    clocks:
      decision: { force: limit, length: 45 days, source: a page, confirmed: true }
      deemed:
        title: Deemed
        force: limit
        length: 4 months
        source: a page
        confirmed: true
        start: complete
        pauses: []
        onReturn: carry
        roll: next-open-day
    variants:
      - id: punjab
        title: Punjab
        when: province == "punjab"
        clocks:
          decision: { force: limit, length: 30 days, source: another page, confirmed: true }
`;

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder with these files in it, gone when the tests of the file are done. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ijazat-config-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** The text with one part replaced; the part must be there. */
export function spoilt(text: string, [part, other]: readonly [string, string]): string {
  if (!text.includes(part)) throw new Error(`the text has no "${part}"`);
  return text.replace(part, () => other);
}

/** The problems for which something is refused. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('nothing was refused');
}

/** A mistake to make in a text, where it is then found, and part of what is said of it. */
export interface Mistake {
  readonly what: string;
  readonly change: readonly [string, string];
  readonly place: string;
  readonly message: string;
}

/** Reads a table of mistakes: `what | text => other text | line:column | message`; `⏎` is a line end in a text. */
export function mistakes(table: string): Mistake[] {
  const rows = table.trim().split('\n');
  return rows.map((row) => {
    const [what = '', change = '', place = '', message = ''] = row.split(' | ').map((cell) => cell.trim());
    const [part = '', other = ''] = change.split(/ =>(?: |$)/).map((text) => text.replaceAll('⏎', '\n'));
    return { what, change: [part, other], place, message };
  });
}

/** What is said of the mistakes, as `file:line:column: message`. */
export function messagesOf(act: () => unknown): string[] {
  return problemsOf(act).map(({ file, line, column, message }) => `${file}:${line}:${column}: ${message}`);
}

/** The message that begins and goes on so, or else all messages, for a failing test to show. */
export function told(messages: readonly string[], place: string, message: string): string | readonly string[] {
  return messages.find((found) => found.startsWith(`${place}: `) && found.includes(message)) ?? messages;
}
