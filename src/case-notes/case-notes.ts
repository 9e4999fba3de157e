import { randomBytes, randomUUID } from 'node:crypto';
import { derivedId, Rejection, sha256, type Actor } from '../engine/index.js';
import type { Cases, Sent } from '../cases/cases.js';
import { mayNote, notesSeenBy } from '../policy/notes.js';
import type { OpenDatabase } from '../store/database.js';
import type { NoteRow } from '../store/note-rows.js';
import { read } from '../store/read.js';
import type { EventRow } from '../store/rows.js';
import { iso } from '../time/iso.js';

const SALT_BYTES = 16;

/**
 * Internal notes of an agency on a case. That one was added, by whom and from which post, is in the log, with a salted digest of the text; the text is
 * kept outside, and shown to those of that agency only, whoever else may see the case.
 */
export class CaseNotes {
  constructor(
    private readonly database: OpenDatabase,
    private readonly cases: Cases,
  ) {}

  /** Rejects with NoSuchCase, Rejection, KeyReused. */
  async add(caseId: string, text: string, sent: Sent): Promise<PresentedNote> {
    const row = await this.cases.visible(caseId, sent.actor);
    const post = mayNote(sent.actor, row);
    if (text.trim() === '') throw mistake('must say something');
    const { key } = sent;
    const id = key ? derivedId('note', key.actor, key.key) : randomUUID();
    const note = { id, case_id: caseId, agency: post.agency, salt: randomBytes(SALT_BYTES).toString('hex'), text };
    const kept = (await this.put(note)) ?? note;
    try {
      const { agency } = kept;
      const sealed = { digest: digestOf(kept), custodian: agency };
      await this.cases.act(caseId, { type: 'note.added', note: id, text: { sealed } }, { ...sent, post });
    } catch (error) {
      // What is not in the log was never said; a note of the same key, that was said before, stays.
      if (kept === note) await this.database.write((query) => query('delete from case_notes where id = $1', [id]));
      throw error;
    }
    const told = (await this.of(caseId, sent.actor)).find((one) => one.id === id);
    if (!told) throw new Error(`the note ${id} was recorded and is not there`);
    return told;
  }

  /** Those of the actor’s agencies, oldest first. Rejects with NoSuchCase. */
  async of(caseId: string, actor: Actor): Promise<PresentedNote[]> {
    await this.cases.visible(caseId, actor);
    const agencies = notesSeenBy(actor);
    const events = await read<EventRow>(
      this.database,
      "select * from events where case_id = $1 and type = 'note.added' order by seq",
      [caseId],
    );
    const rows = await read<NoteRow>(this.database, 'select * from case_notes where case_id = $1', [caseId]);
    const texts = new Map(rows.filter(({ agency }) => agencies.includes(agency)).map((row) => [row.id, row]));
    return events.flatMap((event) => {
      const row = texts.get((JSON.parse(event.data) as { note: string }).note);
      return row ? [present(row, event)] : [];
    });
  }

  /** The note that was there under the id before, or null. */
  private async put(note: NoteRow): Promise<NoteRow | null> {
    return this.database.write(async (query) => {
      const [before] = (await query('select * from case_notes where id = $1', [note.id])) as NoteRow[];
      if (before) return before;
      const values = [note.id, note.case_id, note.agency, note.salt, note.text];
      await query('insert into case_notes (id, case_id, agency, salt, text) values ($1, $2, $3, $4, $5)', values);
      return null;
    });
  }
}

type PresentedNote = ReturnType<typeof present>;

function present({ id, agency, text, salt }: NoteRow, event: EventRow) {
  const { actor, post, on_behalf_of: onBehalfOf } = event;
  return { id, agency, text, salt, by: actor, post, onBehalfOf, at: iso(event.recorded_at), seq: event.seq };
}

/** What the log has of a text: it shows later that the text is that of then, and tells nothing of it. */
const digestOf = ({ salt, text }: Pick<NoteRow, 'salt' | 'text'>): string => sha256(`${salt}\n${text}`);

function mistake(message: string): Rejection {
  return new Rejection('data', `the note ${message}`, { errors: [{ field: '/text', message }] });
}
