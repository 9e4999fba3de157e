type Asked = readonly [status: number, who: string | null, asked: string];

const FIGURE = 'figure=work&view=open&province=-';

const refused = (path: string, query: string): Asked[] => [
  [400, 'manager', `GET ${path}?a=%zz`],
  [401, null, `GET ${path}`],
  [403, 'officer.sifc', `GET ${path}?${query}`],
];

/** What is asked of figures, and of the cases behind them. */
export const ABOUT_FIGURES: readonly Asked[] = [
  [200, 'manager', 'GET /api/insight'],
  [200, 'auditor', 'GET /api/insight?agency=secp'],
  ...refused('/api/insight', ''),
  [422, 'manager', 'GET /api/insight?agency=%00'],
  [200, 'manager', 'GET /api/insight/tables/work-by-age'],
  ...refused('/api/insight/tables/trend', ''),
  [404, 'manager', 'GET /api/insight/tables/none'],
  [414, 'manager', `GET /api/insight/tables/${'x'.repeat(400)}`],
  [422, 'manager', 'GET /api/insight/tables/trend?format=pdf'],
  [200, 'manager', `GET /api/insight/cases?${FIGURE}`],
  ...refused('/api/insight/cases', FIGURE),
  [422, 'manager', 'GET /api/insight/cases?figure=none'],
  [200, 'manager', `GET /api/insight/cases/sheet?${FIGURE}`],
  ...refused('/api/insight/cases/sheet', FIGURE),
  [422, 'manager', 'GET /api/insight/cases/sheet'],
  [200, null, 'GET /api/standard'],
  [400, null, 'GET /api/standard?a=%zz'],
  [422, null, 'GET /api/standard?a=%00'],
];
