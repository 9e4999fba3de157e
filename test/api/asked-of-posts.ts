import { commandRefuses, orderRefuses, type Asked, type Shown } from './asked.js';

/** What is asked first, and what then, with the id of what was recorded. */
interface Step {
  readonly first: Asked;
  readonly next: (recorded: { readonly id: string }) => readonly Asked[];
}

const LEAVE = { ground: 'Leave', until: '2030-01-01T00:00:00Z' };
const OFFICE = '/api/posts/officer.fbr/holders';
const GROUND = { body: { ground: 'Order 12' } };
const CHARGE = { body: { person: 'officer.secp@demo.test', charge: 'additional', ground: 'Order 12' } };
const AWAY = { body: { ...LEAVE, person: 'officer.fbr@demo.test', substitute: 'officer2.fbr@demo.test' } };
const COMPANY = { body: { about: 'company', subject: 'Ravi Textiles', ground: 'family' } };

const BY_RULE = { body: { tasks: ['none'], rule: 'least-loaded' } };
const SEVERAL = { body: { tasks: ['none'], to: 'officer.fbr@demo.test' } };

/** How what is ended is refused to be ended; `412` is of cases. */
const endRefuses = (who: string, path: string): Asked[] => [
  ...commandRefuses(who, `${path}/{id}/end`, 'none', GROUND).filter(([status]) => status !== 412),
  [422, who, `POST ${path}/none/end`, { body: { ground: 7 } }],
  [403, 'investor', `POST ${path}/none/end`, GROUND],
];

const ABOUT_POSTS: readonly (Asked | Step)[] = [
  [200, 'officer.fbr', 'GET /api/posts?agency=fbr'],
  [200, 'officer.fbr', 'GET /api/posts?vacant=true'],
  [422, 'officer.fbr', 'GET /api/posts?vacant=perhaps'],
  [400, 'officer.fbr', 'GET /api/posts?a=%zz'],
  [401, null, 'GET /api/posts'],
  [403, 'investor', 'GET /api/posts'],
  [400, 'auditor', 'GET /api/posts/none?a=%'],
  [401, null, 'GET /api/posts/none'],
  [403, 'officer.fbr', 'GET /api/posts/officer.fbr'],
  [404, 'auditor', 'GET /api/posts/none'],
  [414, 'auditor', `GET /api/posts/${'x'.repeat(400)}`],
  [422, 'auditor', 'GET /api/posts/%00'],
  {
    first: [201, 'manager.fbr', `POST ${OFFICE}`, CHARGE],
    next: ({ id }) => [
      [200, 'auditor', 'GET /api/posts/officer.fbr'],
      [409, 'manager.fbr', `POST ${OFFICE}`, CHARGE],
      [200, 'manager.fbr', `POST /api/holdings/${id}/end`, GROUND],
      [409, 'manager.fbr', `POST /api/holdings/${id}/end`, GROUND],
    ],
  },
  ...commandRefuses('admin', '/api/posts/{id}/holders', 'none', CHARGE).filter(([status]) => status !== 412),
  [403, 'officer.fbr', `POST ${OFFICE}`, CHARGE],
  [422, 'manager.fbr', `POST ${OFFICE}`, { body: { ...CHARGE.body, person: 'nobody@demo.test' } }],
  ...endRefuses('admin', '/api/holdings'),
  ...orderRefuses('admin', '/api/transfers', {
    body: { person: 'officer2.fbr@demo.test', to: 'officer.secp', ground: 'o' },
  }),
  [403, 'officer.fbr', 'POST /api/transfers', { body: { person: 'x', to: 'officer.fbr', ground: 'o' } }],
  [404, 'admin', 'POST /api/transfers', { body: { person: 'x', to: 'none', ground: 'o' } }],
  [409, 'admin', 'POST /api/transfers', { body: { person: 'investor@demo.test', to: 'officer.secp', ground: 'o' } }],
  [
    201,
    'admin',
    'POST /api/transfers',
    { body: { person: 'officer2.secp@demo.test', to: 'officer.psw', ground: 'o' } },
  ],
  {
    first: [201, 'officer.fbr', 'POST /api/absences', AWAY],
    next: ({ id }) => [
      [200, 'officer2.fbr', 'GET /api/absences'],
      [409, 'manager.fbr', 'POST /api/absences', AWAY],
      [200, 'officer2.fbr', `POST /api/absences/${id}/end`, GROUND],
      [409, 'officer2.fbr', `POST /api/absences/${id}/end`, GROUND],
    ],
  },
  [403, 'officer.secp', 'POST /api/absences', AWAY],
  ...orderRefuses('officer.fbr', '/api/absences', AWAY),
  [400, 'auditor', 'GET /api/absences?a=%zz'],
  [401, null, 'GET /api/absences'],
  [403, 'investor', 'GET /api/absences'],
  [422, 'auditor', 'GET /api/absences?a=%00'],
  ...endRefuses('officer.fbr', '/api/absences'),
  {
    first: [201, 'officer.fbr', 'POST /api/interests', COMPANY],
    next: ({ id }) => [
      [200, 'manager.fbr', 'GET /api/interests?person=officer.fbr@demo.test'],
      [200, 'manager.fbr', `POST /api/interests/${id}/end`, GROUND],
      [409, 'manager.fbr', `POST /api/interests/${id}/end`, GROUND],
    ],
  },
  [403, 'auditor', 'POST /api/interests', COMPANY],
  ...orderRefuses('officer.fbr', '/api/interests', COMPANY),
  [400, 'auditor', 'GET /api/interests?a=%zz'],
  [401, null, 'GET /api/interests'],
  [403, 'investor', 'GET /api/interests'],
  [422, 'auditor', 'GET /api/interests?a=%00'],
  ...endRefuses('manager.fbr', '/api/interests'),
  ...[['/api/tasks/assign', SEVERAL] as const, ['/api/tasks/route', BY_RULE] as const].flatMap(
    ([path, sending]): Asked[] => [
      [200, 'manager.fbr', `POST ${path}`, sending],
      [403, 'officer.fbr', `POST ${path}`, sending],
      [422, 'manager.fbr', `POST ${path}`, { body: { ...sending.body, tasks: [] } }],
      ...orderRefuses('manager.fbr', path, sending),
    ],
  ),
];

/** What is answered about posts and those who hold them. */
export async function expectPosts(
  expects: (...asked: Asked) => Promise<Shown>,
  all: (asked: readonly Asked[]) => Promise<void>,
): Promise<void> {
  for (const step of ABOUT_POSTS) {
    if ('first' in step) await all(step.next(await expects(...step.first)));
    else await expects(...step);
  }
}
