import { AGES, NONE, type Dimension, type Load, type Work } from './open-work.js';
import { counted, plain, type Behind, type Kind, type Table } from './table.js';

/** Tables of open work, the longest first; what is open for longest last. */
export function workTables(work: Work, scope: Behind): Table[] {
  const by = (dimension: Dimension): Table => loadTable(dimension, work[dimension], scope);
  return [by('agency'), by('stage'), by('province'), by('sector'), ageing(work, scope), by('officer')];
}

function loadTable(dimension: Dimension, loads: ReadonlyMap<string, Load>, scope: Behind): Table {
  const rows = [...loads].sort(
    ([one, a], [other, b]) => b.overdue - a.overdue || b.open - a.open || (one < other ? -1 : 1),
  );
  return table(`work-by-${dimension}`, dimension, rows, scope);
}

function ageing({ age }: Work, scope: Behind): Table {
  const rows = AGES.map((days): [string, Load] => {
    const name = String(days);
    return [name, age.get(name) ?? { open: 0, overdue: 0, atRisk: 0 }];
  });
  return table('work-by-age', 'age', rows, scope);
}

function table(id: string, dimension: Dimension & Kind, rows: readonly [string, Load][], scope: Behind): Table {
  return {
    id,
    columns: [
      { name: dimension, kind: dimension },
      { name: 'overdue', kind: 'count' },
      { name: 'atRisk', kind: 'count' },
      { name: 'open', kind: 'count' },
    ],
    rows: rows.map(([name, { open, overdue, atRisk }]) => {
      const behind = (view: string): Behind => ({ ...scope, figure: 'work', view, [dimension]: name });
      const title = plain(name === NONE ? null : name);
      return [
        title,
        counted(overdue, behind('overdue')),
        counted(atRisk, behind('at-risk')),
        counted(open, behind('open')),
      ];
    }),
  };
}
