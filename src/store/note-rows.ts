import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The text of an internal note. The log of the case has its digest; this can be erased, and the log still holds. */
@Entity('case_notes')
export class NoteRow {
  @PrimaryColumn('text') id: string;
  @Column('text') case_id: string;
  @Column('text') agency: string;
  @Column('text') salt: string;
  @Column('text') text: string;
}
