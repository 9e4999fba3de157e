import { createHash } from 'node:crypto';
import { readCsv, type CsvRecord } from './csv.js';
import { LogError } from './log-error.js';
import { readStamp, type Stamp } from './stamp.js';

/** One recorded step of a case. */
export interface LoggedStep {
  readonly line: number;
  readonly activity: string;
  readonly at: Stamp;
  readonly resource: string;
  readonly group: string;
  /** The office's own number of the work done. */
  readonly task: string;
}

/** A case as the office recorded it. */
export interface LoggedCase {
  readonly name: string;
  /** Of its first record. */
  readonly line: number;
  readonly start: Stamp;
  readonly deadline: Stamp;
  readonly end: Stamp | null;
  readonly responsible: string;
  readonly department: string;
  readonly group: string;
  readonly channel: string;
  /** In the order of the file. */
  readonly steps: readonly LoggedStep[];
}

export interface ReceiptLog {
  readonly file: string;
  /** SHA-256 of its bytes: what tells one log from another. */
  readonly hash: string;
  readonly cases: readonly LoggedCase[];
  /** The instant of its last step, where the run ends. */
  readonly lastStep: number;
}

const OF_CASE = [
  'case:startdate',
  'case:deadline',
  'case:enddate',
  'case:responsible',
  'case:department',
  'case:group',
  'case:channel',
];
const COLUMNS = [
  'case:concept:name',
  ...OF_CASE,
  'concept:name',
  'concept:instance',
  'time:timestamp',
  'org:resource',
  'org:group',
];

/** Reads a log from the bytes of its file. Throws LogError. */
export function readLog(file: string, bytes: Uint8Array): ReceiptLog {
  const records = readCsv(file, decode(file, bytes), COLUMNS);
  if (records.length === 0) throw new LogError(file, 2, 'expected at least one event, found none');
  const reader = new Reader(file);
  const groups = new Map<string, CsvRecord[]>();
  for (const record of records) {
    const name = reader.text(record, 'case:concept:name');
    const group = groups.get(name);
    if (group) group.push(record);
    else groups.set(name, [record]);
  }
  const cases = [...groups].map(([name, group]) => reader.case(name, group));
  const lastStep = cases.reduce((last, { steps }) => steps.reduce((l, { at }) => Math.max(l, at.instant), last), 0);
  return { file, hash: createHash('sha256').update(bytes).digest('hex'), cases, lastStep };
}

function decode(file: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new LogError(file, 1, 'expected text in UTF-8');
  }
}

class Reader {
  /** Most instants stand on several lines. */
  private readonly stamps = new Map<string, Stamp>();

  constructor(private readonly file: string) {}

  case(name: string, records: readonly CsvRecord[]): LoggedCase {
    const [first] = records;
    if (!first) throw new Error(`the case ${name} has no record`);
    for (const record of records) this.checkSameCase(first, record);
    return {
      name,
      line: first.line,
      start: this.stamp(first, 'case:startdate'),
      deadline: this.stamp(first, 'case:deadline'),
      end: first.fields['case:enddate'] === '' ? null : this.stamp(first, 'case:enddate'),
      responsible: this.text(first, 'case:responsible'),
      department: first.fields['case:department'] ?? '',
      group: first.fields['case:group'] ?? '',
      channel: first.fields['case:channel'] ?? '',
      steps: records.map((record) => this.step(record)),
    };
  }

  private step(record: CsvRecord): LoggedStep {
    return {
      line: record.line,
      activity: this.text(record, 'concept:name'),
      at: this.stamp(record, 'time:timestamp'),
      resource: this.text(record, 'org:resource'),
      group: record.fields['org:group'] ?? '',
      task: record.fields['concept:instance'] ?? '',
    };
  }

  text({ line, fields }: CsvRecord, column: string): string {
    const text = fields[column] ?? '';
    if (text === '') throw new LogError(this.file, line, `${column}: expected a text, found nothing`);
    return text;
  }

  private stamp({ line, fields }: CsvRecord, column: string): Stamp {
    const text = fields[column] ?? '';
    const known = this.stamps.get(text);
    if (known) return known;
    const stamp = readStamp(text);
    if (!stamp) {
      const expected = 'an instant with its offset, such as 2011-10-11T13:42:22.688+02:00';
      throw new LogError(this.file, line, `${column}: expected ${expected}, found "${text}"`);
    }
    this.stamps.set(text, stamp);
    return stamp;
  }

  /** What belongs to the case stands on each of its lines. */
  private checkSameCase(first: CsvRecord, record: CsvRecord): void {
    const column = OF_CASE.find((name) => first.fields[name] !== record.fields[name]);
    if (column === undefined) return;
    const [expected, found] = [first.fields[column], record.fields[column]];
    const where = `as on line ${first.line} of the same case`;
    throw new LogError(this.file, record.line, `${column}: expected "${expected}" ${where}, found "${found}"`);
  }
}
