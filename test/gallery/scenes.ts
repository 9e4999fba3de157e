import type { World } from './world.js';

/** Who looks at a page, and where it is; `null`: anybody. */
export type Scene = readonly [who: string | null, path: (world: World) => string];

const still =
  (path: string): Scene[1] =>
  () =>
    path;

/** A mill in an economic zone, as the questions before applying are answered. */
const ANSWERS = [
  'foreign=yes&entry=company&incorporated=no&visaYears=5&foreignDirectors=yes',
  'sector=textiles&investmentUsd=42000000&province=punjab&district=Lahore&zone=sez',
  'builds=yes&environmentalSchedule=IEE&manufactures=yes&workers=900&powerKw=2500',
].join('&');

/** Every page by its route. A page that is missing here fails a test. */
export const SCENES: { readonly [route: string]: Scene } = {
  '/': [null, still('/')],
  '/help': [null, still('/help')],
  '/accessibility': [null, still('/accessibility')],
  '/find': [null, still('/find')],
  '/find/:step': [null, still('/find/production?foreign=yes&entry=company&sector=textiles')],
  '/find/result': [null, still(`/find/result?${ANSWERS}`)],
  '/standard': [null, still('/standard')],
  '/verify': [null, still('/verify')],
  '/verify/:reference': [null, ({ letter }) => `/verify/${letter}`],
  '/track': [null, still('/track')],
  '/workflows': [null, still('/workflows')],
  '/workflows/:id/:version': [null, still('/workflows/investor-approval/1')],
  '/sign-in': [null, still('/sign-in')],
  '/register': [null, still('/register')],
  '/register/confirm': [null, still('/register/confirm?token=over')],
  '/password/forgotten': [null, still('/password/forgotten')],
  '/password/new': [null, still('/password/new?token=over')],
  '/account': ['investor', still('/account')],
  '/account/password': ['investor', still('/account/password')],
  '/account/authenticator': ['investor', still('/account/authenticator')],
  '/account/tokens/new': ['investor', still('/account/tokens/new')],
  '/account/webhooks': ['investor', still('/account/webhooks')],
  '/notices': ['investor', still('/notices')],
  '/notices/preferences': ['manager.secp', still('/notices/preferences')],
  '/apply': ['investor', still('/apply')],
  '/cases': ['investor', still('/cases')],
  '/cases/:id': ['investor', ({ application }) => `/cases/${application}`],
  '/cases/:id/history': ['investor', ({ application }) => `/cases/${application}/history`],
  '/cases/:id/picture': ['investor', ({ application }) => `/cases/${application}/picture`],
  '/cases/:id/application/:section': ['investor', ({ draft }) => `/cases/${draft}/application/place`],
  '/cases/:id/check': ['investor', ({ draft }) => `/cases/${draft}/check`],
  '/cases/:id/acknowledgement': ['investor', ({ application }) => `/cases/${application}/acknowledgement`],
  '/cases/:id/documents': ['investor', ({ application }) => `/cases/${application}/documents`],
  '/cases/:id/documents/give': ['investor', ({ application }) => `/cases/${application}/documents/give`],
  '/cases/:id/orders/:seq': ['officer.fbr', ({ granted, grant }) => `/cases/${granted}/orders/${grant}`],
  '/cases/:id/erasure': ['manager.sifc', ({ application }) => `/cases/${application}/erasure`],
  '/cases/:id/do/:event': ['investor', ({ application }) => `/cases/${application}/do/withdraw`],
  '/cases/:id/agents': ['investor', ({ application }) => `/cases/${application}/agents`],
  '/cases/:id/agents/new': ['investor', ({ application }) => `/cases/${application}/agents/new`],
  '/cases/:id/agents/:agent/end': ['investor', ({ application, agent }) => `/cases/${application}/agents/${agent}/end`],
  '/cases/:id/company': ['investor', ({ draft }) => `/cases/${draft}/company`],
  '/company': ['investor', still('/company')],
  '/company/new': ['investor', still('/company/new')],
  '/company/:id/people/new': ['investor', ({ company }) => `/company/${company}/people/new`],
  '/company/:id/people/:record/end': ['investor', ({ company, member }) => `/company/${company}/people/${member}/end`],
  '/company/:id/representative': ['investor', ({ company }) => `/company/${company}/representative`],
  '/work': ['officer.secp', still('/work?view=overdue')],
  '/cases/:id/paper': ['officer.secp', ({ permit }) => `/cases/${permit}/paper`],
  '/cases/:id/paper/:event': ['officer.secp', ({ permit }) => `/cases/${permit}/paper/withdraw`],
  '/manage': ['manager.secp', still('/manage')],
  '/manage/escalations/:id': ['manager.secp', ({ alarm }) => `/manage/escalations/${alarm}`],
  '/manage/figures': ['manager.sifc', still('/manage/figures')],
  '/manage/figures/cases': ['manager.sifc', still('/manage/figures/cases?figure=work&view=overdue')],
  '/manage/rulesets': ['manager.sifc', still('/manage/rulesets')],
  '/manage/rulesets/:id': ['manager.sifc', still('/manage/rulesets/pk-2026-11')],
  '/manage/rulesets/:id/approvals/:approval': [
    'manager.sifc',
    still('/manage/rulesets/pk-2026-11/approvals/environmental-iee'),
  ],
  '/manage/rulesets/:id/figures/:figure': [
    'manager.sifc',
    still('/manage/rulesets/pk-2026-11/figures/approvals.environmental-iee.variants.sindh.clocks.decision'),
  ],
  '/office': ['manager.sifc', still('/office')],
  '/office/calendars': ['manager.sifc', still('/office/calendars')],
  '/office/calendars/:calendar': ['manager.sifc', still('/office/calendars/federal')],
  '/office/calendars/:calendar/preview': [
    'manager.sifc',
    still('/office/calendars/federal/preview?date=2027-01-21&closes=yes&name=Mourning&ground=Notification+12'),
  ],
  '/office/posts': ['manager.secp', still('/office/posts')],
  '/office/posts/:post': ['manager.secp', still('/office/posts/officer.secp')],
  '/office/absences': ['manager.secp', still('/office/absences')],
};

/** The same routes as somebody else sees them. */
export const OTHER_VIEWS: { readonly [name: string]: Scene } = {
  'case-of-officer': ['officer.secp', ({ permit }) => `/cases/${permit}`],
  'case-draft': ['investor', ({ draft }) => `/cases/${draft}`],
  'permit-of-investor': ['investor', ({ permit }) => `/cases/${permit}`],
  'act-of-officer': ['officer.secp', ({ permit }) => `/cases/${permit}/do/stay`],
  'work-waiting': ['officer.secp', still('/work?view=waiting')],
};

/** Routes of GET that show no page of their own. */
export const NO_PAGES: { readonly [route: string]: string } = {
  '/assets/*': 'files',
  '/sign-on/:provider': 'leads to a provider',
  '/sign-on/:provider/return': 'comes back from it',
  '/.well-known/jwks.json': 'keys',
  '/health/live': 'health',
  '/health/ready': 'health',
  '/metrics': 'figures for machines',
  '/find/:step/next': 'leads to the next question',
  '/account/authenticator/remove': 'for accounts with a second factor: test/browser/account.spec.ts looks at it',
  '/account/recovery-codes': 'for accounts with a second factor: test/browser/account.spec.ts looks at it',
  '/cases/:id/documents/:document': 'a file',
  '/notices/alarms': 'asked by the script of an open page',
  '/manage/rulesets/:id/figures/:figure/confirmations/:confirmation/document': 'a file',
  '/manage/figures/tables/:table': 'a sheet',
  '/manage/figures/cases/sheet': 'a sheet',
};
