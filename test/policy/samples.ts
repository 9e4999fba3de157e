import { read } from '../../src/store/read.js';
import { pdf, send } from '../documents/sending.js';
import { MILL } from '../support/applications.js';
import type { Answer, TestService } from '../support/service.js';
import type { CaseName } from './people.js';
import { NONE, type Sample } from './tried.js';

type Post = (who: string, path: string, body: object) => Promise<Answer>;

/** Investors beside those of the demonstration, and officers who are given a post. */
const INVESTORS = ['representative', 'partner', 'leaver', 'agent', 'former'];
const OFFICERS = ['rashakai', 'head-rashakai', 'moved', 'gwadar'];
/** Every task has climbed the first rung of its ladder by then. */
const LATER = Date.parse('2026-12-02T06:00:00Z');

/** Stands in an internal note of EPA Punjab on case A, and nowhere else. */
export const NOTE = 'Note on A';

const NOTHING = { task: NONE, company: NONE, document: NONE, letter: NONE, escalation: NONE };
const at = (name: string): string => `${name}@demo.test`;

/** Opens the cases that are tried, and appoints and empowers who acts in them. */
export async function openSamples(site: TestService): Promise<{ readonly [name in CaseName]: Sample }> {
  const post: Post = async (who, path, body) => {
    const told = await site.ask(who, 'POST', path, { body: { ground: 'Order', ...body } });
    if (told.status >= 300) throw new Error(`${path}: ${told.body.detail}`);
    return told.body;
  };
  const open = async (who: string, workflow: string, title: string, more: object = {}): Promise<Sample> => {
    const { data = {}, ...company } = more as { data?: object };
    const told = await site.ask(who, 'POST', '/api/cases', {
      body: { workflow, data: { ...data, title }, ...company },
    });
    return sample(told.body, title);
  };
  await appoint(site, post);
  const company = await companyIn(post);
  const A = await open('investor', 'desk-epa-punjab', 'Mark of A', { data: { zoneName: 'rashakai', inner: true } });
  await agentsIn(A.id, post);
  await site.ask('officer.epa-punjab', 'POST', `/api/cases/${A.id}/notes`, { body: { text: NOTE } });
  const [inner] = (await site.ask('investor', 'GET', `/api/cases/${A.id}`)).body.children;
  const E = (await site.ask('investor', 'GET', `/api/cases/${inner?.id}`)).body;
  const D = await open('representative', 'desk-epa-punjab', 'Mark of D', { company, data: { zoneName: 'gwadar' } });
  const B = await open('investor2', 'desk-fbr', 'Mark of B');
  const C = await open('investor', 'investor-approval', 'Mark of C', { data: MILL });
  const submitted = await site.ask('investor', 'POST', `/api/cases/${C.id}/events`, { body: { type: 'submit' } });
  const documents = {
    A: await documentOf(site, 'investor', A),
    B: await documentOf(site, 'investor2', B),
    C: await documentOf(site, 'investor', C),
    D: await documentOf(site, 'representative', D),
    E: await documentOf(site, 'investor', sample(E, 'Mark of E')),
  };
  await site.service.timeMachine.advance(LATER);
  const more = async (one: Sample): Promise<Sample> => ({ ...one, ...(await comeAbout(site, one)) });
  return {
    A: await more({ ...A, document: documents.A }),
    B: await more({ ...B, document: documents.B }),
    C: await more({ ...sample(submitted.body, 'Mark of C'), document: documents.C }),
    D: await more({ ...D, document: documents.D, company }),
    E: await more({ ...sample(E, 'Mark of E'), document: documents.E }),
  };
}

const sample = ({ id, tasks }: Answer, mark: string): Sample => ({ ...NOTHING, id, task: String(tasks[0]?.id), mark });

async function appoint(site: TestService, post: Post): Promise<void> {
  const account = (name: string, posts: readonly { role: 'investor' }[]) => {
    return { id: at(name), email: at(name), name, language: 'en', demo: true, posts, authenticator: false } as const;
  };
  await site.service.identity.accounts.put([
    ...INVESTORS.map((name) => account(name, [{ role: 'investor' }])),
    ...OFFICERS.map((name) => account(name, [])),
  ]);
  const holds = (office: string, name: string): Promise<Answer> =>
    post('admin', `/api/posts/${office}/holders`, { person: at(name), charge: 'own' });
  await holds('rashakai.epa-punjab', 'rashakai');
  await holds('head-rashakai.epa-punjab', 'head-rashakai');
  await holds('gwadar.sifc', 'gwadar');
  await holds('officer.epa-punjab', 'moved');
  await post('admin', '/api/transfers', { person: at('moved'), to: 'officer.epa-sindh' });
}

/** A company with its representative, one of its people, and one who was. */
async function companyIn(post: Post): Promise<string> {
  const { id } = await post('representative', '/api/companies', { name: 'Mark of D Limited' });
  const people = `/api/companies/${id}/people`;
  await post('representative', people, { person: at('partner') });
  const leaver = await post('representative', people, { person: at('leaver') });
  await post('representative', `${people}/${leaver.id}/end`, {});
  return id;
}

/** An agent, and one whose power was withdrawn. */
async function agentsIn(application: string, post: Post): Promise<void> {
  const agents = `/api/cases/${application}/agents`;
  await post('investor', agents, { person: at('agent') });
  const { id } = await post('investor', agents, { person: at('former') });
  await post('investor', `${agents}/${id}/end`, {});
}

async function documentOf(site: TestService, who: string, { id, mark }: Sample): Promise<string> {
  const path = `/api/cases/${id}/documents?name=${encodeURIComponent(`${mark}.pdf`)}`;
  const { status, body } = await send(site, who, path, { bytes: pdf(mark) });
  if (status !== 201) throw new Error(`${path}: ${body.detail}`);
  return body.id;
}

/** What has come about of a case by then: its first alarm, its first paper. */
async function comeAbout({ service: { database } }: TestService, { id }: Sample): Promise<Partial<Sample>> {
  const first = (table: string, column: string, order: string): Promise<{ name: string }[]> =>
    read(database, `select ${column} as name from ${table} where case_id = $1 order by ${order} limit 1`, [id]);
  const [raised] = await first('escalations', 'id', 'raised_at, id');
  const [letter] = await first('certificates', 'reference', 'seq, reference');
  return { ...(raised && { escalation: raised.name }), ...(letter && { letter: letter.name }) };
}
