import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROFILES } from '../../src/walkthrough/profiles.js';
import { KINDS } from '../support/databases.js';
import { ROUNDS, takeTime } from '../support/fuzz.js';
import { startService, type TestService } from '../support/service.js';
import { DocumentedService, type Route } from './document.js';
import { footprintOf } from './ugly.js';

/* Whatever is sent, the answer is one of the documented ones: never a failure of the service; and what is refused changes nothing. */

takeTime();
const RUNS = 150 * ROUNDS;
/** Of each workflow: cases opened, and events sent to some case. */
const [OPENINGS, EVENTS] = [25 * ROUNDS, 50 * ROUNDS];
const ACCOUNTS = ['investor', 'officer.sifc', 'officer2.sifc', 'manager.sifc', 'officer.fbr', 'auditor', 'admin', null];
/** Values that chance would not find. */
const PIERCING = [
  ...'steps permit permit-log investor-approval approve submit constructor __proto__ * xstate.init'.split(' '),
  ...'1969-12-31T23:59:59Z 2026-11-23T03:00:00Z 9999-12-31T23:59:59-23:59 2026-02-30T00:00:00Z'.split(' '),
  ...'0 days,1 working days,36525 days,-1 days,officer.sifc@demo.test, ,'.split(','),
  ...'a\0b \ud800 \u202e'.split(' '),
  ...'0 -0 -1 0.1 1e308 9007199254740991'.split(' ').map(Number),
  null,
  true,
  [],
  {},
  [[]],
  { length: 3 },
  { type: 'approve' },
];
const anything = fc.oneof(fc.constantFrom(...PIERCING), fc.jsonValue());

describe.each(KINDS)('random requests, on %s', (kind) => {
  let site: TestService;
  let service: DocumentedService;
  let ids: readonly string[];
  let footprint: string;
  beforeAll(async () => {
    site = await startService(kind);
    service = await DocumentedService.of(site);
    const found: string[] = [];
    for (const body of [{ workflow: 'steps' }, { workflow: 'investor-approval', data: PROFILES.mill }]) {
      const opened = (await service.ask('investor', 'POST', '/api/cases', { body })).body as {
        id: string;
        tasks: { id: string }[];
      };
      found.push(opened.id, ...opened.tasks.map(({ id }) => id), 'none', 'constructor');
    }
    ids = found;
    footprint = await footprintOf(site);
  });
  afterAll(async () => {
    service.tally.tell(`random requests, ${kind}`);
    await site.close();
  });

  /** A path of the route: of something that is there, or of anything. */
  const pathOf = (route: Route): fc.Arbitrary<string> => {
    const names = route.path.match(/\{\w+\}/g) ?? [];
    const value = fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...ids, 'steps', '1', 'screening') },
      fc.string({ unit: 'binary', minLength: 1 }),
    );
    return fc
      .tuple(...names.map(() => value))
      .map((values) =>
        names.reduce(
          (path, name, index) => path.replace(name, () => encodeURIComponent(values[index]?.toWellFormed() ?? '')),
          route.path,
        ),
      );
  };
  const fieldsOf = ({ operation }: Route): string[] => {
    const reference = operation.requestBody?.content['application/json']?.schema['$ref'];
    const schema = service.document.components.schemas[String(reference).replace(/.*\//, '')];
    return Object.keys((schema?.['properties'] ?? {}) as object);
  };
  const someOf = (fields: readonly string[]): fc.Arbitrary<object> =>
    fc.record(Object.fromEntries(fields.map((field) => [field, anything])), { requiredKeys: [] });
  const mustAnswer = async (who: string | null, route: Route, path: string, body?: unknown): Promise<void> => {
    const told = await service.ask(who, route.method, path, body === undefined ? {} : { body });
    expect(told.status).toBeLessThan(500);
    const after = await footprintOf(site);
    if (told.status >= 400) expect([route.path, after]).toEqual([route.path, footprint]);
    footprint = after;
  };

  it('with bodies', async () => {
    // The clock is left where it is: where it stands, nothing random is late.
    const routes = service.routes.filter(({ method, path }) => method === 'POST' && path !== '/api/clock');
    const request = fc.constantFrom(...routes).chain((route) => {
      const body = fc.oneof({ weight: 4, arbitrary: someOf(fieldsOf(route)) }, { weight: 1, arbitrary: anything });
      return fc.tuple(fc.constant(route), pathOf(route), fc.constantFrom(...ACCOUNTS), body);
    });
    const answered = fc.asyncProperty(request, ([route, path, who, body]) => mustAnswer(who, route, path, body));
    await fc.assert(answered, { numRuns: RUNS });
  });

  it('with queries', async () => {
    const routes = service.routes.filter(({ method, path }) => method === 'GET' && path !== '/api/stream');
    const request = fc.constantFrom(...routes).chain((route) => {
      const names = route.operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
      const value = fc.oneof(
        fc.constantFrom(...PIERCING.map(String)),
        fc.nat().map(String),
        fc.string({ unit: 'binary' }),
      );
      const query = fc.record(Object.fromEntries(names.map((name) => [name, value])), { requiredKeys: [] });
      return fc.tuple(fc.constant(route), pathOf(route), fc.constantFrom(...ACCOUNTS), query);
    });
    const answered = fc.asyncProperty(request, ([route, path, who, query]) =>
      mustAnswer(who, route, `${path}?${new URLSearchParams(query as { [name: string]: string }).toString()}`),
    );
    await fc.assert(answered, { numRuns: RUNS });
  });

  it('with data that a workflow asks for, more or less', async () => {
    const routes = new Map(service.routes.map((route) => [route.operation.operationId, route]));
    const [open, apply] = [routes.get('openCase'), routes.get('applyEvent')];
    if (!open || !apply) throw new Error('no such route');
    for (const {
      loaded: { definition },
    } of site.service.catalogue.all()) {
      const { id: workflow, open: opening, events } = definition;
      const fields = [
        ...new Set(
          [opening?.schema, ...Object.values(events).map(({ schema }) => schema)].flatMap((schema) =>
            Object.keys(Object(schema?.['properties'])),
          ),
        ),
      ];
      const data = someOf(fields);
      const opened = fc.asyncProperty(data, (given) =>
        mustAnswer('investor', open, open.path, { workflow, data: { ...PROFILES.mill, ...given } }),
      );
      await fc.assert(opened, { numRuns: OPENINGS });
      const event = fc.tuple(
        fc.constantFrom(...Object.keys(events)),
        data,
        fc.constantFrom(...ids),
        fc.constantFrom('investor', 'officer.sifc'),
      );
      const applied = fc.asyncProperty(event, ([type, given, id, who]) =>
        mustAnswer(who, apply, `/api/cases/${id}/events`, { type, data: given }),
      );
      await fc.assert(applied, { numRuns: EVENTS });
    }
  });
});
