import { fill } from '../../src/walkthrough/fill.js';
import type { JsonObject } from '../../src/engine/index.js';
import { Tracking, TRACKING_MISTAKES } from '../../src/tracking/tracking.js';
import { MILL } from '../support/applications.js';
import { officeAtWork } from '../support/office-at-work.js';
import type { Answer, TestService } from '../support/service.js';

/** A page as one person sees it. `who`: a demonstration account; null: nobody is signed in. */
export interface Scene {
  readonly who: string | null;
  readonly path: string;
  /** What is entered into its form before it is looked at, by the names of the fields. */
  readonly enter?: { readonly [field: string]: string };
}

/** By the route of each page: as who sees it, and where. More than one where it differs much. */
export type Scenes = { readonly [route: string]: readonly Scene[] };

/** What answers to GET and is no page of its own, and why. */
export const NO_PAGES: { readonly [route: string]: string } = {
  '/find': 'leads on to the first question',
  '/find/:step/next': 'leads on to the next question',
  '/sign-on/:provider': 'leads to a provider of sign-on',
  '/sign-on/:provider/return': 'leads back from there',
  '/cases/:id/documents/:document': 'is the file itself',
  '/manage/figures/tables/:table': 'is a sheet to take along',
  '/manage/figures/cases/sheet': 'is a sheet to take along',
};

const ANSWERS =
  'foreign=no&entry=company&incorporated=no&sector=textiles&province=punjab&zone=sez&environmentalSchedule=IEE';
const TODAY = '2026-11-23';
/** The dates of the permits have passed by then, and rungs are climbed. */
const LATER = '2027-01-20T04:00:00Z';

/** Brings a service to where every page has something to show. */
export async function setScenes(site: TestService): Promise<Scenes> {
  const { ask } = site;
  const act = async (who: string, id: string, type: string, data: object = {}): Promise<Answer> => {
    const { status, body } = await ask(who, 'POST', `/api/cases/${id}/events`, { body: { type, data } });
    if (status !== 200) throw new Error(`${type} of ${id}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const open = async (title: string): Promise<string> => {
    const data = { ...MILL, title, company: 'Indus Paper' };
    return (await ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data } })).body.id;
  };
  const { applications, permits } = await officeAtWork(site, 'mofa', 3);
  const [application = ''] = applications.map(({ id }) => id);
  const [decided = '', asked = '', examined = ''] = permits;
  const draft = await open('Paper mill');
  for (const id of [decided, asked, examined]) await act('officer.mofa', id, 'declareComplete');
  const decide = async (who: string, type: string): Promise<void> => {
    const { body } = await ask(who, 'GET', `/api/cases/${decided}`);
    const { schema } = body.actions.find(({ event }) => event === type) ?? {};
    await act(who, decided, type, fill((schema ?? {}) as JsonObject, TODAY));
  };
  await decide('officer.mofa', 'recommend');
  await decide('officer2.mofa', 'grant');
  const history = (await ask('officer.mofa', 'GET', `/api/cases/${decided}/history?limit=200`)).body.items;
  const seq = String(history.find(({ type }) => type === 'grant')?.['seq']);
  const query = { ground: 'clarification', basis: 'Visa policy', text: 'One thing more', items: ['Since when?'] };
  await act('officer.mofa', asked, 'query', query);
  await ask(null, 'POST', '/api/clock', { body: { to: LATER } });
  const certificates = (await ask('investor', 'GET', `/api/cases/${application}/certificates`)).body.items;
  const reference = String(certificates[0]?.['reference']);
  const alarm = String((await ask('manager.mofa', 'GET', '/api/escalations')).body.items[0]?.['id']);
  const { reference: tracked } = (await ask('investor', 'GET', `/api/cases/${application}`)).body as unknown as {
    reference: string;
  };
  const { database, identity } = site.service;
  const throttle = identity.throttleOf(TRACKING_MISTAKES);
  const code = await new Tracking({ database, keys: identity.keys, throttle }).codeOf(application);
  return scenesOf({ application, decided, examined, draft, seq, reference, alarm, asked, tracked, code });
}

type World = {
  readonly [
    name in
      'application' | 'decided' | 'examined' | 'draft' | 'seq' | 'reference' | 'alarm' | 'asked' | 'tracked' | 'code'
  ]: string;
};

function scenesOf(world: World): Scenes {
  const { application, decided, examined, draft, seq, reference, alarm, asked, tracked, code } = world;
  const of = (who: string | null, ...paths: string[]): Scene[] => paths.map((path) => ({ who, path }));
  const preview = 'date=2027-01-25&closes=yes&name=Day+of+mourning&ground=Notification+12%2F2026';
  return {
    '/': of(null, '/'),
    '/help': of(null, '/help'),
    '/accessibility': of(null, '/accessibility'),
    '/find/:step': of(null, '/find/investor', `/find/place?${ANSWERS}`),
    '/find/result': of(null, `/find/result?${ANSWERS}&builds=yes&workers=900`),
    '/standard': of(null, '/standard'),
    '/track': [...of(null, '/track'), { who: null, path: '/track', enter: { reference: tracked, code } }],
    '/verify': of(null, '/verify'),
    '/verify/:reference': of(null, `/verify/${reference}`),
    '/workflows': of(null, '/workflows'),
    '/workflows/:id/:version': of(null, '/workflows/permit/1'),
    '/sign-in': of(null, '/sign-in'),
    '/register': of(null, '/register'),
    '/register/confirm': of(null, '/register/confirm?token=x'),
    '/password/forgotten': of(null, '/password/forgotten'),
    '/password/new': of(null, '/password/new?token=x'),
    '/account': of('investor', '/account'),
    '/account/password': of('investor', '/account/password'),
    '/account/authenticator': of('investor', '/account/authenticator'),
    '/account/authenticator/remove': of('investor', '/account/authenticator/remove'),
    '/account/recovery-codes': of('investor', '/account/recovery-codes'),
    '/account/tokens/new': of('investor', '/account/tokens/new'),
    '/account/webhooks': of('investor', '/account/webhooks'),
    '/notices': of('investor', '/notices'),
    '/notices/preferences': of('investor', '/notices/preferences'),
    '/apply': of('investor', '/apply'),
    '/cases': [...of('investor', '/cases'), ...of('officer.sifc', '/cases')],
    '/cases/:id': [
      ...of('investor', `/cases/${draft}`, `/cases/${application}`, `/cases/${asked}`),
      ...of('officer.mofa', `/cases/${examined}`, `/cases/${decided}`),
      ...of('officer.sifc', `/cases/${application}`),
    ],
    '/cases/:id/application/:section': of('investor', `/cases/${draft}/application/production`),
    '/cases/:id/check': of('investor', `/cases/${draft}/check`),
    '/cases/:id/acknowledgement': of('investor', `/cases/${application}/acknowledgement`),
    '/cases/:id/history': of('officer.mofa', `/cases/${decided}/history`),
    '/cases/:id/picture': of('officer.mofa', `/cases/${examined}/picture`),
    '/cases/:id/do/:event': [
      ...of('officer.mofa', `/cases/${examined}/do/query`, `/cases/${examined}/do/recommend`),
      ...of('investor', `/cases/${asked}/do/withdraw`),
    ],
    '/cases/:id/documents': of('investor', `/cases/${examined}/documents`),
    '/cases/:id/documents/give': of('investor', `/cases/${examined}/documents/give`),
    '/cases/:id/orders/:seq': of('officer2.mofa', `/cases/${decided}/orders/${seq}`),
    '/cases/:id/paper': of('officer.mofa', `/cases/${examined}/paper`),
    '/cases/:id/paper/:event': of('officer.mofa', `/cases/${examined}/paper/withdraw`),
    '/work': [...of('officer.mofa', '/work?view=agency'), ...of('manager.mofa', '/work?view=overdue')],
    '/manage': of('manager.mofa', '/manage'),
    '/manage/escalations/:id': of('manager.mofa', `/manage/escalations/${alarm}`),
    '/manage/figures': [...of('manager', '/manage/figures'), ...of('manager.mofa', '/manage/figures')],
    '/manage/figures/cases': of('manager', '/manage/figures/cases?figure=work&view=overdue'),
    '/office': of('manager', '/office'),
    '/office/calendars': of('manager', '/office/calendars'),
    '/office/calendars/:calendar': of('manager', '/office/calendars/federal'),
    '/office/calendars/:calendar/preview': of('manager', `/office/calendars/federal/preview?${preview}`),
    '/office/posts': of('manager.mofa', '/office/posts'),
    '/office/posts/:post': of('manager.mofa', '/office/posts/officer.mofa'),
    '/office/absences': of('manager.mofa', '/office/absences'),
  };
}
