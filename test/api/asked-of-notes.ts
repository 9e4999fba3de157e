import { commandRefuses, type Asked } from './asked.js';

/** What is asked of the internal notes of an agency on a case. */
export function askedOfNotes(id: string): Asked[] {
  const path = `/api/cases/${id}/notes`;
  const note = { body: { text: 'Rang the consultant.' } };
  const refused = commandRefuses('officer.sifc', '/api/cases/{id}/notes', id, note);
  return [
    [201, 'officer.sifc', `POST ${path}`, note],
    [200, 'officer.sifc', `GET ${path}`],
    [403, 'auditor', `POST ${path}`, note],
    ...refused.filter(([status]) => status !== 412),
  ];
}
