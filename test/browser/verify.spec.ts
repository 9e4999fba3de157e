import { beforeAll, describe, expect, it } from '@jest/globals';
import { MILL } from '../support/applications.js';
import { visiting } from './browser.js';
import { flawsOf } from './soundness.js';

const visit = visiting();
let reference = '';

const mainOf = async (path: string): Promise<string> => {
  const page = await visit.open(path, { script: false });
  return (await page.locator('main').textContent()) ?? '';
};

beforeAll(async () => {
  const { ask } = visit.service;
  const made = await ask('investor', 'POST', '/api/cases', { body: { workflow: 'investor-approval', data: MILL } });
  const submitted = await ask('investor', 'POST', `/api/cases/${made.body.id}/events`, { body: { type: 'submit' } });
  expect(submitted.status).toBe(200);
  const { body } = await ask('investor', 'GET', `/api/cases/${made.body.id}/certificates`);
  reference = String(body.items[0]?.['reference']);
});

/** What a decision of its case would record; the rows are the real ones. */
async function stand(standing: string, by: string | null = null): Promise<void> {
  await visit.service.service.database.write(async (query) => {
    const sql = 'select case_id, max(seq) as seq from certificate_standings where reference = $1 group by case_id';
    const [last] = (await query(sql, [reference])) as { case_id: string; seq: number }[];
    const values = [reference, Number(last?.seq) + 1, last?.case_id, standing, Date.UTC(2026, 11, 24, 6), by];
    await query(
      'insert into certificate_standings (reference, seq, case_id, standing, since, superseded_by) values ($1, $2, $3, $4, $5, $6)',
      values,
    );
  });
}

describe('whoever holds a certificate', () => {
  it('is told that it is true, by its code or by typing the reference in any way', async () => {
    expect(await mainOf(`/verify/${reference}`)).toContain('This certificate is true and holds today');
    const page = await visit.open('/verify', { script: false, phone: true });
    await page.getByLabel('Reference of the certificate').fill(reference.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Check' }).click();
    expect(page.url()).toBe(`${visit.url}/verify/${reference}`);
    const told = (await page.locator('main').textContent()) ?? '';
    expect(told).toContain('Acknowledgement of receipt');
    expect(told).toContain('Chenab Textiles');
    expect(told).toContain('In force since 23 November 2026');
    // What else the letter says (its case, the approvals that are needed) is for those of its case.
    for (const inside of ['IJZ-', 'Incorporation', 'Environmental']) expect(told).not.toContain(inside);
  });

  it('finds the pages sound in three languages, on a desk and on a phone', async () => {
    expect(await flawsOf(visit, '/verify')).toEqual([]);
    expect(await flawsOf(visit, `/verify/${reference}`)).toEqual([]);
  });

  it.each(['IJC-2026-0000-0000-0000', 'nonsense', 'IJC-2026-0000-0000-0000%22%3E'])(
    'is warned where no certificate has the reference %s',
    async (unknown) => {
      const response = await fetch(`${visit.url}/verify/${unknown}`, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(404);
      expect(await response.text()).toContain('No certificate has this reference');
    },
  );

  it('is told when it is suspended, superseded and by which, and revoked', async () => {
    await stand('suspended');
    expect(await mainOf(`/verify/${reference}`)).toContain('does not hold today');
    await stand('superseded', 'IJC-2026-7K3M-9Q2T-V4XD');
    const page = await visit.open(`/verify/${reference}`);
    expect(await page.locator('main').textContent()).toContain('Superseded on 24 December 2026');
    expect(await page.getByRole('link', { name: 'newer certificate' }).getAttribute('href')).toBe(
      '/verify/IJC-2026-7K3M-9Q2T-V4XD',
    );
    await stand('revoked');
    expect(await mainOf(`/verify/${reference}`)).toContain('Revoked on 24 December 2026');
    expect(await flawsOf(visit, `/verify/${reference}`)).toEqual([]);
  });
});
