import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Something a case is looked up by. `live` is 0 where it was so once and is no longer. */
@Entity('search_terms')
export class SearchTermRow {
  @PrimaryColumn('text') case_id: string;
  @PrimaryColumn('text') term: string;
  /** The case at the root of the family, with which all others are found. */
  @Column('text') root: string;
  @Column('bigint') live: number;
}

/** A way of looking at a worklist that somebody keeps under a name. */
@Entity('saved_filters')
export class SavedFilterRow {
  @PrimaryColumn('text') id: string;
  @Column('text') account: string;
  @Column('text') name: string;
  /** Parameters of the page's address. */
  @Column('text') query: string;
  @Column('bigint') saved_at: number;
}
