import { fill } from '../../src/walkthrough/fill.js';
import type { JsonObject } from '../../src/engine/index.js';
import { MILL } from './applications.js';
import type { Answer, TestService } from './service.js';

/** An office at work: applications that are accepted, and permits of one agency that are lodged and wait for its officers. */
export interface Office {
  /** Of the applications, in the order in which they were made. */
  readonly applications: readonly Answer[];
  /** Ids of the permits that were lodged. */
  readonly permits: readonly string[];
}

const COMPANIES = ['Chenab Textiles', 'Ravi Spinning', 'Jhelum Weaving'];
const INVESTOR = 'investor';
const DESK = 'officer.sifc';
const TODAY = '2026-11-23';

/** Brings so many applications to where their permits for an agency are lodged. */
export async function officeAtWork({ ask }: TestService, agency: string, count = 1): Promise<Office> {
  const act = async (who: string, id: string, type: string, data: object = {}): Promise<Answer> => {
    const { status, body } = await ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
    if (status !== 200) throw new Error(`${type} of ${id}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const applications: Answer[] = [];
  const permits: string[] = [];
  for (const company of COMPANIES.slice(0, count)) {
    const data = { ...MILL, title: `${company} mill`, company };
    const { body } = await ask(INVESTOR, 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } });
    const submitted = await act(INVESTOR, body.id, 'submit');
    applications.push(await act(DESK, submitted.id, 'declareComplete'));
    const { body: page } = await ask(INVESTOR, 'GET', `/api/cases?parent=${body.id}&agency=${agency}&limit=50`);
    for (const item of page.items) {
      const id = String(item['id']);
      const { body: shown } = await ask(INVESTOR, 'GET', `/api/cases/${id}`);
      const lodge = shown.actions.find(({ event }) => event === 'lodge');
      if (!lodge) continue;
      await act(INVESTOR, id, 'lodge', fill(lodge.schema as JsonObject, TODAY));
      permits.push(id);
    }
  }
  return { applications, permits };
}
