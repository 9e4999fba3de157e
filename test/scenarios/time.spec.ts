import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KINDS } from '../support/databases.js';
import { startService, type Answer, type TestService } from '../support/service.js';
import { fill } from '../../src/walkthrough/fill.js';
import { MILL } from '../support/applications.js';
import { verifyAll } from '../../src/verify/verify.js';

const HELD = ['fbr-ntn', 'site-title-confirmation'].map((approval) => {
  return { approval, number: '7654321-0', issuedBy: 'the agency', issuedOn: '2020-05-04' };
});

/* Time passing over an application, told by dates. The ruleset and the calendars are the real ones of config/. */

describe.each(KINDS)('time on %s', (kind) => {
  let site: TestService;
  beforeAll(async () => {
    site = await startService(kind, { IJAZAT_TIME: '2026-11-23T04:00:00.000Z' });
  });
  afterAll(async () => {
    const { catalogue, database } = site.service;
    expect((await verifyAll(database, (opening) => catalogue.pinned(opening))).failures).toEqual([]);
    await site.close();
  });

  const until = async (to: string): Promise<void> => {
    const { status, body } = await site.ask(null, 'POST', '/api/clock', { body: { to } });
    expect([status, body]).toEqual([200, expect.objectContaining({ now: new Date(to).toISOString() })]);
  };
  const act = async (who: string, id: string, type: string, data?: object): Promise<Answer> => {
    const seen = await site.ask(who, 'GET', `/api/cases/${id}`);
    const offered = seen.body.actions.find(({ event }) => event === type);
    const body = { type, data: data ?? fill((offered?.schema ?? {}) as never, '2026-11-23') };
    const told = await site.ask(who, 'POST', `/api/cases/${id}/events`, { body });
    expect([told.status, told.body.detail]).toEqual([200, undefined]);
    return told.body;
  };
  const look = async (id: string): Promise<Answer> => (await site.ask('auditor', 'GET', `/api/cases/${id}`)).body;
  const child = async (id: string, key: string): Promise<string> => {
    const found = (await look(id)).children.find((known) => known.key === key);
    if (!found) throw new Error(`no child ${key}`);
    return found.id;
  };

  it('climbs the ladder of a stalled screening, rung by rung, until somebody acts', async () => {
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: MILL },
    });
    const { id } = opened.body;
    await act('investor', id, 'submit');
    const [task] = (await look(id)).tasks;
    expect(task?.dueAt).not.toBeNull();
    await until('2027-02-01T04:00:00.000Z');
    const inbox = await site.ask('manager', 'GET', '/api/escalations');
    const rungs = inbox.body.items.filter((item) => item['case'] === id);
    expect(rungs.length).toBeGreaterThanOrEqual(3);
    const [last] = rungs;
    const silenced = await site.ask('manager', 'POST', `/api/escalations/${String(last?.['id'])}/acknowledge`);
    expect(silenced.body).toMatchObject({ acknowledgedBy: 'manager@demo.test' });
    const left = await site.ask('manager', 'GET', '/api/escalations');
    expect(left.body.items.filter((item) => item['case'] === id)).toHaveLength(rungs.length - 1);
    expect(
      (await site.ask('investor', 'GET', '/api/escalations')).body.items.filter(
        (item) => item['watcher'] !== 'investor.investor@demo.test',
      ),
    ).toEqual([]);
    const { body } = await site.ask('auditor', 'GET', `/api/cases/${id}/history`);
    const climbed = body.items.filter((event) => event['type'] === 'escalation.raised');
    expect(climbed.map((event) => event['occurredAt'])).toEqual(climbed.map((event) => event['recordedAt']));
    expect((await look(id)).stage).toBe('application');
  });

  it('grants an environmental examination by silence, four months after a complete filing, and says so', async () => {
    const opened = await site.ask('investor', 'POST', '/api/cases', {
      body: {
        workflow: 'investor-approval',
        data: { ...MILL, incorporated: true, held: HELD, zone: 'none', builds: false, powerKw: 0 },
      },
    });
    const { id } = opened.body;
    await act('investor', id, 'submit');
    await act('officer.sifc', id, 'declareComplete');
    await act('officer.sifc', id, 'recordAppraisal');
    await act('officer2.sifc', id, 'recordDiligence');
    const iee = await child(id, 'environmental-iee');
    await act('investor', iee, 'lodge');
    const lodged = await look(iee);
    expect(lodged.clocks).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'completeness', force: 'limit', status: 'running' })]),
    );
    await act('officer.epa-punjab', iee, 'declareComplete');
    const deemed = (await look(iee)).clocks.find(({ name }) => name === 'deemed');
    expect(deemed).toMatchObject({ status: 'running', force: 'limit', confirmed: true, legalEffect: true });
    // Complete on 1 February 2027: the fourth month ends with 1 June, so the grant is of midnight after it.
    expect(deemed?.dueAt).toBe('2027-06-01T19:00:00.000Z');
    await until('2027-06-01T18:59:59.999Z');
    expect((await look(iee)).stage).toBe('pending');
    await until('2027-06-01T19:00:00.000Z');
    const granted = await look(iee);
    expect(granted.stage).toBe('inForce');
    expect((await look(id)).children).toEqual(
      expect.arrayContaining([expect.objectContaining({ key: 'environmental-iee', outcome: 'deemed' })]),
    );
    const late = await site.ask('officer2.epa-punjab', 'POST', `/api/cases/${iee}/events`, {
      body: { type: 'refuse', data: {} },
    });
    expect(late.status).toBe(409);
  });
});
