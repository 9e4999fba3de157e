// @ts-check
// Part of verify.mjs: the documents of a dossier.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, sha256 } from './proofs.mjs';

/** @typedef {{ [name: string]: any }} Fields */

/**
 * The documents that the events of a case name are the ones enclosed, or were erased by law, or are not handed out. Gives what is wrong, and in a line
 * what was found; null where the case has none.
 * @param {Fields} found @param {Set<string>} erased @returns {{ faults: string[], line: string | null }}
 */
export function checkedDocuments({ root, id, log, name }, erased) {
  const given = new Map(
    log.flatMap((/** @type {Fields} */ { event }) =>
      event?.type === 'document.given' || event?.type === 'order.attached' ? [[event.data.document, event.data]] : [],
    ),
  );
  const list = join(root, 'documents', id, 'documents.json');
  if (!existsSync(list)) return { faults: given.size > 0 ? [`${name}: documents.json is missing`] : [], line: null };
  /** @type {Fields[]} */
  const documents = JSON.parse(readFileSync(list, 'utf8'));
  const faults = documents.flatMap((one) => {
    const told = given.get(one.id);
    given.delete(one.id);
    const fault =
      told?.digest === one.digest ? faultOf(one, { root, id, erased }) : 'is not the one that an event names';
    return fault === null ? [] : [`${name}: the document ${one.id} ${fault}`];
  });
  for (const missing of given.keys()) faults.push(`${name}: the document ${missing} is not listed`);
  const gone = documents.filter(({ state }) => state === 'erased').length;
  const enclosed = documents.filter(({ file }) => file !== null).length;
  const rest = documents.length - gone - enclosed;
  const held = rest > 0 ? `, ${rest} are in quarantine` : '';
  return {
    faults,
    line: `${name}: ${enclosed} documents are those that its events name, ${gone} were erased by law${held}`,
  };
}

/** @param {Fields} document @param {{ root: string, id: string, erased: Set<string> }} around @returns {string | null} */
function faultOf({ salt, digest, state, file, ...said }, { root, id, erased }) {
  if (state === 'erased') return erased.has(digest) ? null : 'is gone, and no event says that it was erased';
  const { name, type, bytes, sha256: hash, paper, site, expiresOn } = said;
  if (sha256(`${salt}\n${canonical({ name, type, bytes, sha256: hash, paper, site, expiresOn })}`) !== digest)
    return 'was changed after it was given';
  if (file === null) return null;
  const path = join(root, 'documents', id, file);
  return existsSync(path) && sha256(readFileSync(path)) === hash ? null : 'has other bytes than were given';
}
