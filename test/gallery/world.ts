import type { JsonObject } from '../../src/engine/index.js';
import { pdf, send } from '../documents/sending.js';
import { MILL } from '../support/applications.js';
import { officeAtWork } from '../support/office-at-work.js';
import type { Answer, TestService } from '../support/service.js';

/** What there is to be looked at: ids and references. */
export interface World {
  readonly draft: string;
  /** Accepted, with all its permits. */
  readonly application: string;
  /** A permit before its officers. */
  readonly permit: string;
  /** A permit that is granted, and the number of the event that did it. */
  readonly granted: string;
  readonly grant: number;
  readonly letter: string;
  readonly alarm: string;
  readonly agent: string;
  readonly company: string;
  /** The record by which somebody is of the company. */
  readonly member: string;
}

/** By then targets have passed and rungs are climbed. */
const LATER = '2027-01-20T04:00:00Z';
const DRAFT: JsonObject = { ...MILL, title: 'Dyeing house', company: 'Sutlej Dyeing' };

/** Its registration for tax is one act of an officer. */
const LOCAL: JsonObject = {
  ...MILL,
  title: 'Mill in Lahore',
  foreign: false,
  incorporated: true,
  zone: 'none',
  district: 'lahore',
};

/** An office that has been at work for two months. Throws where the office does not come to that. */
export async function worldOf(service: TestService): Promise<World> {
  const read = async (who: string, path: string): Promise<Answer> => (await service.ask(who, 'GET', path)).body;
  const act = (who: string, id: string, type: string, data: object = {}): Promise<unknown> =>
    service.ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
  const { applications, permits } = await officeAtWork(service, 'secp', 2);
  const application = found(applications[0]?.id);
  const { body: draft } = await service.ask('investor', 'POST', '/api/cases', {
    body: { workflow: 'investor-approval', data: DRAFT },
  });
  await send(service, 'investor', `/api/cases/${application}/documents?name=site-plan.pdf`, { bytes: pdf('plan') });

  const { body: local } = await service.ask('investor', 'POST', '/api/cases', {
    body: { workflow: 'investor-approval', data: LOCAL },
  });
  await act('investor', local.id, 'submit');
  await act('officer.sifc', local.id, 'declareComplete');
  const { children } = await read('investor', `/api/cases/${local.id}`);
  const granted = found(children.find(({ key }) => key === 'fbr-ntn')?.id);
  await act('investor', granted, 'lodge');
  await act('officer.fbr', granted, 'register', { basis: 'Ordinance', text: 'Registered.' });
  const { items: letters } = await read('investor', `/api/cases/${granted}/certificates`);
  const { items: log } = await read('officer.fbr', `/api/cases/${granted}/history?limit=200`);

  const order = async (path: string, body: object): Promise<string> =>
    found((await service.ask('investor', 'POST', path, { body })).body.id);
  const ground = 'Board resolution 3/2026';
  const agent = await order(`/api/cases/${application}/agents`, { person: 'investor2@demo.test', ground });
  const company = await order('/api/companies', { name: 'Sutlej Dyeing Limited', ground });
  const member = await order(`/api/companies/${company}/people`, { person: 'investor2@demo.test', ground });

  await service.ask(null, 'POST', '/api/clock', { body: { to: LATER } });
  const { items: alarms } = await read('manager.secp', '/api/escalations');
  return {
    agent,
    company,
    member,
    draft: draft.id,
    application,
    permit: found(permits[0]),
    granted,
    grant: Number(found(log.find(({ type }) => type === 'register')?.['seq'])),
    letter: String(found(letters.find(({ kind }) => kind === 'grant')?.['reference'])),
    alarm: String(found(alarms[0]?.['id'])),
  };
}

function found<T>(one: T | undefined): T {
  if (one === undefined)
    throw new Error('the office of the gallery lacks something: see which of its steps was refused');
  return one;
}
