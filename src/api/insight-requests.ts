import { FIGURES } from '../insight/behind-query.js';
import { FORMATS, type SheetFormat } from '../insight/sheet.js';
import { ChoiceIn, CursorIn, FilterIn, NumberIn, WordIn } from './checks.js';

/* What is asked of figures. */

export class InsightQuery {
  @FilterIn('Only of this agency; left out: of all that the caller oversees') agency?: string;
}

export class SheetQuery extends InsightQuery {
  @WordIn('Kind of file; left out: csv', FORMATS) format?: SheetFormat;
}

/** The parameters that a figure gives as `behind`. */
class FigureQuery extends InsightQuery {
  @ChoiceIn('Which figure', FIGURES) figure: (typeof FIGURES)[number];
  @WordIn('`work`: which of the open tasks', ['open', 'overdue', 'at-risk']) view?: string;
  @WordIn('`passed`: what became of them', [
    'opened',
    'decided',
    'granted',
    'refused',
    'returned',
    'withdrawn',
    'reached',
  ])
  what?: string;
  @WordIn('`passed`: of which cases; left out: approvals', ['applications', 'approvals']) of?: string;
  @FilterIn('`work`: stage of the application; `passed`: stage that was left, or reached') stage?: string;
  @FilterIn('`work`, `passed`: province; `-`: none, `*`: several') province?: string;
  @FilterIn('`work`, `passed`: sector; `-`: none, `*`: several') sector?: string;
  @FilterIn('`work`: account that has the task; `-`: nobody') officer?: string;
  @FilterIn('`work`: days since it was opened at most, one of the rows of the table') age?: string;
  @FilterIn('`passed`: month, as 2026-11') month?: string;
  @FilterIn('`passed`: approval') approval?: string;
  @WordIn('`passed`: whether the promise was kept', ['kept', 'late', 'none']) promise?: string;
  @FilterIn('`passed`: days it took, a whole number') days?: string;
  @FilterIn('`passed`: coded reason; `-`: none') reason?: string;
  @FilterIn('`time`, `held`: whose time, or whose turn') holder?: string;
}

export class BehindPageQuery extends FigureQuery {
  @CursorIn()
  cursor?: string;

  @NumberIn('How many at most', { min: 1, max: 200, default: 50 })
  limit = 50;
}

export class BehindSheetQuery extends FigureQuery {
  @WordIn('Kind of file; left out: csv', FORMATS) format?: SheetFormat;
}
