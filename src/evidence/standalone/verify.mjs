// @ts-check
// Checks a case dossier of an Ijazat service without asking that service, or anybody else. Needs Node 20 or later and nothing more:
//
//   node verify.mjs [--keys FILE] [--anchors FILE] [FOLDER]
//
//   FOLDER     where the dossier was unpacked; left out: where this file is
//   --keys     public keys that you trust (a JSON Web Key Set from elsewhere); left out: those in the dossier
//   --anchors  anchors that were published or deposited (a JSON array, or an anchor a line), to compare those in the dossier with
//
// It shares no code with the service: what it checks is written down in README.txt, and you can have it checked by a program of your own.
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkedDocuments } from './documents.mjs';
import { canonical, digestsIn, erasedIn, rootFrom, sha256, signatureFault, textFaults, thumbprint } from './proofs.mjs';

/** @typedef {{ [name: string]: any }} Fields */

/** What is checked, and what did not hold. */
class Report {
  /** @type {string[]} */
  faults = [];
  /** @type {string[]} */
  lines = [];
  /** @param {boolean} holds @param {string} fault */
  must(holds, fault) {
    if (!holds) this.faults.push(fault);
    return holds;
  }
  /** @param {string} line */
  say(line) {
    this.lines.push(line);
  }
}

/** Every file is the one that the service listed and signed, and there is none beside them. @param {string} folder @param {Fields} manifest @param {Report} report */
function checkFiles(folder, manifest, report) {
  const listed = new Map(manifest.files.map((/** @type {Fields} */ file) => [file.path, file]));
  for (const [path, { bytes, sha256: hash }] of listed) {
    if (!report.must(existsSync(join(folder, path)), `${path} is missing`)) continue;
    const content = readFileSync(join(folder, path));
    report.must(content.length === bytes && sha256(content) === hash, `${path} is not the file that was signed`);
  }
  const there = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of there) {
    const path = relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
    report.must(path === 'manifest.json' || listed.has(path), `${path} is not part of the dossier`);
  }
  report.say(`${listed.size} files are those that were listed and signed on ${manifest.at}`);
}

/** The log of a case: nothing left out, nothing put between, nothing changed. @param {Fields[]} log @param {string} name @param {Report} report */
export function checkChain(log, name, report) {
  let previous = '0'.repeat(64);
  for (const [index, { event, withheld, previousHash, hash }] of log.entries()) {
    const what = `${name}, event ${index + 1}`;
    if (!report.must((event ?? withheld).seq === index + 1, `${what}: is missing`)) return;
    if (!report.must(previousHash === previous, `${what}: does not hang on the event before it`)) return;
    const fits = withheld !== undefined || sha256(`${previous}\n${canonical(event)}`) === hash;
    if (!report.must(fits, `${what}: was changed after it was recorded`)) return;
    previous = hash;
  }
  const hidden = log.filter(({ withheld }) => withheld !== undefined).length;
  const kept = hidden > 0 ? ` (${hidden} of them withheld: their hashes stand for them)` : '';
  report.say(`${name}: ${log.length} events${kept} hang together, the last with hash ${previous}`);
}

/** The texts of workflow and law are those whose hashes the first event names. @param {Fields} found @param {Report} report */
function checkSources({ root, folder, log, name }, report) {
  const sources = log[0]?.event?.data?.sources;
  if (!sources) return report.say(`${name}: its first event names no hashes of its workflow and its law`);
  const { workflow, ruleset } = readJson(folder, 'pinned.json');
  const text = workflow.files.map((/** @type {string} */ file) => readFileSync(join(root, file), 'utf8'));
  report.must(
    sha256(text.join('\n')) === sources.workflow,
    `${name}: the text of ${workflow.id} is not the one it was opened under`,
  );
  const law = readFileSync(join(root, ruleset.file));
  report.must(sha256(law) === sources.ruleset, `${name}: the text of ${ruleset.id} is not the one it was opened under`);
  report.say(`${name}: opened under ${workflow.id} and ${ruleset.id}, whose texts are enclosed`);
}

/** The states of the case that are anchored are states of this log. @param {Fields} found @param {Map<number, Fields>} anchors @param {Report} report */
function checkAnchored({ folder, log, name, id }, anchors, report) {
  const states = readJson(folder, 'anchored.json');
  for (const { seq, hash, leaf, proofs } of states) {
    if (!report.must(log[seq - 1]?.hash === hash, `${name}, event ${seq}: is not the one that was anchored`)) continue;
    const text = canonical({ case: id, hash, seq });
    for (const { anchor, proof } of proofs) {
      const { size, root } = anchors.get(anchor) ?? {};
      const proven = rootFrom({ index: leaf, text }, proof, size ?? 0) === root;
      report.must(proven && root !== undefined, `${name}, event ${seq}: anchor ${anchor} does not cover it`);
    }
    const first = anchors.get(proofs[0]?.anchor);
    report.say(`${name}: events 1 to ${seq} were there when anchor ${first?.anchor} was made on ${first?.at}`);
  }
  const last = states.at(-1)?.seq ?? 0;
  if (last < log.length) report.say(`${name}: events ${last + 1} to ${log.length} are not anchored yet`);
}

/** What tells of persons is kept beside the log. @param {Fields} found @param {Set<string>} erased @param {Report} report */
function checkTexts({ folder, log, name }, erased, report) {
  const named = digestsIn(log);
  if (named.size === 0) return;
  const enclosed = readJson(folder, 'personal.json');
  for (const fault of textFaults(named, enclosed)) report.must(false, `${name}: ${fault}`);
  for (const { digest } of enclosed) named.delete(digest);
  const gone = [...named].filter((digest) => erased.has(digest)).length;
  const absent = gone === named.size ? '' : `, ${named.size - gone} are not enclosed`;
  report.say(
    `${name}: ${enclosed.length} texts of persons are those that its events name, ${gone} were erased by law${absent}`,
  );
}

/** The statement of delay counts these logs, and sums. @param {Fields} delay @param {Map<string, Fields[]>} logs @param {Report} report */
export function checkDelay({ cases }, logs, report) {
  /** @param {Fields[]} parts */
  const total = (parts) => parts.reduce((sum, { seconds }) => sum + Math.round(seconds * 1000), 0);
  for (const { case: id, reference, events, hash, from, to, seconds, entries, holders } of cases) {
    const log = logs.get(id);
    report.must(log?.[events - 1]?.hash === hash, `delay of ${reference}: counts another log`);
    const whole = Date.parse(to) - Date.parse(from);
    const sums = [total(entries), total(holders), Math.round(seconds * 1000)].every((sum) => sum === whole);
    report.must(sums, `delay of ${reference}: does not sum to the whole`);
    let last = from;
    for (const entry of entries) {
      const length = Date.parse(entry.to) - Date.parse(entry.from);
      report.must(
        entry.from === last && length === Math.round(entry.seconds * 1000),
        `delay of ${reference}: has a gap at ${entry.from}`,
      );
      last = entry.to;
    }
    report.say(
      `delay of ${reference}: ${holders.map((/** @type {Fields} */ one) => `${one.name} ${one.seconds} s`).join(', ')}`,
    );
  }
}

/** @param {string} folder @param {string} name */
const readJson = (folder, name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

/** A JSON array, or JSON line by line. @param {string} text @returns {Fields[]} */
const jsonLines = (text) =>
  text.trimStart().startsWith('[')
    ? JSON.parse(text)
    : text
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => JSON.parse(line));

/** Anchors are signed, and the ones that others know of too. @param {Fields[]} list @param {Fields[]} keys @param {Fields[]} known @param {Report} report */
function anchorsOf(list, keys, known, report) {
  for (const signed of list) {
    const { anchor, root, at } = signed.statement;
    const fault = signatureFault(signed, keys);
    report.must(
      fault === null && signed.statement.statement === 'anchor',
      `anchor ${anchor}: ${fault ?? 'is no anchor'}`,
    );
    const same = known.find(({ statement }) => statement.anchor === anchor);
    report.must(
      !same || canonical(same.statement) === canonical(signed.statement),
      `anchor ${anchor} is not the one that was published`,
    );
    report.say(
      `anchor ${anchor} of ${at}, root ${root}: ${same ? 'as published' : 'compare it with what was published'}`,
    );
  }
  return new Map(list.map(({ statement }) => [statement.anchor, statement]));
}

/** Checks a whole dossier. @param {string} folder @param {{ keys?: Fields[], anchors?: Fields[] }} trusted */
export function checkDossier(folder, trusted = {}) {
  const report = new Report();
  const keys = trusted.keys ?? readJson(folder, 'keys.json').keys;
  report.say(
    `keys: ${keys.map(thumbprint).join(', ')}${trusted.keys ? '' : ' (of the dossier itself: compare them with those published)'}`,
  );
  const manifest = readJson(folder, 'manifest.json');
  const fault = signatureFault(manifest, keys);
  report.must(
    fault === null && manifest.statement.statement === 'dossier',
    `manifest.json ${fault ?? 'lists no dossier'}`,
  );
  checkFiles(folder, manifest.statement, report);
  const anchors = anchorsOf(readJson(folder, 'anchors.json'), keys, trusted.anchors ?? [], report);
  const logs = new Map();
  /** @type {Fields[]} */
  const cases = [];
  for (const { id, reference, folder: path } of manifest.statement.cases) {
    const found = {
      root: folder,
      id,
      name: reference,
      folder: join(folder, path),
      log: jsonLines(readFileSync(join(folder, path, 'events.jsonl'), 'utf8')),
    };
    checkChain(found.log, reference, report);
    checkSources(found, report);
    checkAnchored(found, anchors, report);
    logs.set(id, found.log);
    cases.push(found);
  }
  const erased = erasedIn(logs.values());
  for (const found of cases) {
    checkTexts(found, erased, report);
    const { faults, line } = checkedDocuments(found, erased);
    for (const one of faults) report.must(false, one);
    if (line !== null) report.say(line);
  }
  const delay = readJson(folder, 'delay.json');
  const late = signatureFault(delay, keys);
  report.must(
    late === null && delay.statement.statement === 'delay',
    `delay.json ${late ?? 'is no statement of delay'}`,
  );
  checkDelay(delay.statement, logs, report);
  return report;
}

function main() {
  const { values, positionals } = parseArgs({
    options: { keys: { type: 'string' }, anchors: { type: 'string' } },
    allowPositionals: true,
  });
  const trusted = {
    ...(values.keys === undefined ? {} : { keys: JSON.parse(readFileSync(values.keys, 'utf8')).keys }),
    ...(values.anchors === undefined ? {} : { anchors: jsonLines(readFileSync(values.anchors, 'utf8')) }),
  };
  const { faults, lines } = checkDossier(positionals[0] ?? dirname(fileURLToPath(import.meta.url)), trusted);
  for (const line of lines) console.log(line);
  for (const fault of faults) console.log(`NOT SOUND  ${fault}`);
  console.log(faults.length === 0 ? 'All of it is sound.' : `${faults.length} not sound.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

const { argv } = process;
if (argv[1] !== undefined && realpathSync(argv[1]) === fileURLToPath(import.meta.url)) {
  try {
    main();
  } catch (error) {
    console.log(`NOT SOUND  ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
