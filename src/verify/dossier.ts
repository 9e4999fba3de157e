import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replay, type StoredEvent } from '../engine/index.js';
import { checkDossier } from '../evidence/standalone/verify.mjs';
import type { Deposit } from './anchors.js';
import type { Pinned } from './remade.js';

export interface DossierFindings {
  /** What was checked, for people. */
  readonly lines: readonly string[];
  readonly failures: readonly string[];
}

interface Manifest {
  readonly statement: { readonly cases: readonly { readonly reference: string; readonly folder: string }[] };
}

type Line = {
  readonly event?: Omit<StoredEvent, 'previousHash' | 'hash'>;
  readonly previousHash: string;
  readonly hash: string;
};

/**
 * Checks an unpacked dossier as the program in it does, and beyond that decides its logs again under the workflows and the law that are installed
 * here: that each act was allowed and had the outcome recorded. Throws where the folder holds no dossier.
 */
export function checkedDossier(folder: string, pinned: Pinned, trusted: Deposit = {}): DossierFindings {
  const { lines, faults } = checkDossier(folder, {
    ...(trusted.keys ? { keys: [...trusted.keys] } : {}),
    ...(trusted.anchors ? { anchors: [...trusted.anchors] } : {}),
  });
  if (faults.length > 0) return { lines, failures: faults };
  const { statement } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const outcomes = statement.cases.map(({ reference, folder: path }) => {
    const log = readFileSync(join(folder, path, 'events.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    return outcomeOf(
      reference,
      log.map((line) => JSON.parse(line) as Line),
      pinned,
    );
  });
  return {
    lines: [...lines, ...outcomes.flatMap(({ line }) => line ?? [])],
    failures: outcomes.flatMap(({ failure }) => failure ?? []),
  };
}

function outcomeOf(reference: string, log: readonly Line[], pinned: Pinned): { line?: string; failure?: string } {
  const events = log.flatMap(({ event, previousHash, hash }) => (event ? [{ ...event, previousHash, hash }] : []));
  if (events.length < log.length) return { line: `${reference}: cannot be decided again, for some of it is withheld` };
  try {
    const { seq } = replay(events, pinned);
    return { line: `${reference}: decided again, its ${seq} events give what was recorded` };
  } catch (error) {
    return { failure: `${reference}: ${error instanceof Error ? error.message : String(error)}` };
  }
}
