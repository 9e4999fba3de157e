import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pdf } from '../documents/sending.js';
import { eventually } from '../setup/eventually.js';
import { startService, tokenOf, type TestService } from '../support/service.js';

const BOUNDARY = 'x-x-x';
const TYPE = { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` };
const part = (head: string, text: string): string =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
const END = `--${BOUNDARY}--\r\n`;
const FILE = part('name="document"; filename="a.pdf"', pdf('a').toString());

describe('a form that brings a file', () => {
  let site: TestService;
  let url = '';
  let id = '';
  const here = (): string => `/cases/${id}/documents`;
  const post = async (path: string, body: string, headers: { [name: string]: string } = TYPE): Promise<number> => {
    const authorization = `Bearer ${await tokenOf(site.service, 'investor')}`;
    const options = { method: 'POST', redirect: 'manual', body, headers: { authorization, ...headers } } as const;
    return (await fetch(`${url}${path}`, options)).status;
  };
  const given = async (): Promise<string[]> => {
    const { body } = await site.ask('investor', 'GET', `/api/cases/${id}/documents`);
    return (body as unknown as { documents: { name: string }[] }).documents.map(({ name }) => name).sort();
  };
  const arriving = (): string[] => readdirSync(join(site.service.environment.dataFolder, 'documents', 'arriving'));

  beforeAll(async () => {
    site = await startService('sqlite');
    url = await site.app.getUrl();
    const body = { workflow: 'steps', data: { title: 'Mill', patienceMs: 60_000 } };
    id = (await site.ask('investor', 'POST', '/api/cases', { body })).body.id;
    expect(await post(here(), FILE + END)).toBe(303);
  });
  afterAll(() => site.close());

  it.each<[string, string, number]>([
    ['nothing', '', 400],
    ['no end', FILE.slice(0, -40), 400],
    ['no file', part('name="paper"', '') + END, 422],
    ['a file that was not chosen', part('name="document"; filename=""', '') + END, 422],
    ['a NUL in a field', part('name="site"', 'a\0b') + FILE + END, 422],
    ['another kind of file', part('name="document"; filename="a.pdf"', '#!/bin/sh') + END, 422],
    ['a paper that is not asked for', part('name="paper"', 'identity') + FILE + END, 404],
    ['a field that is too long', part('name="site"', 'x'.repeat(20_000)) + FILE + END, 404],
  ])('and has %s is refused, with nothing kept', async (_, body, status) => {
    // The last one names a site, and the paper of that site is asked for by nobody.
    const asked = body.includes('xxx') ? part('name="paper"', 'identity') + body : body;
    expect(await post(here(), asked)).toBe(status);
    expect([await given(), arriving()]).toEqual([['a.pdf'], []]);
  });

  it('is taken by no other address, and not without its boundary', async () => {
    for (const path of [`/api/cases/${id}/documents`, `/cases/${id}/do/approve`, '/apply', '/sign-in'])
      expect([path, await post(path, FILE + END)]).toEqual([path, 415]);
    expect(await post(here(), FILE + END, { 'content-type': 'multipart/form-data' })).toBe(400);
  });

  it('has its name without a path, and its first file alone', async () => {
    const named = part('name="document"; filename="..\\\\..\\\\etc/pass wd.pdf"', pdf('b').toString());
    expect(await post(here(), named + FILE + END)).toBe(303);
    expect(await given()).toEqual(['a.pdf', 'pass wd.pdf']);
  });

  it('is forgotten where the line breaks off', async () => {
    const authorization = `Bearer ${await tokenOf(site.service, 'investor')}`;
    const upload = request(`${url}${here()}`, { method: 'POST', headers: { authorization, ...TYPE } });
    upload.on('error', () => undefined);
    upload.write(FILE.slice(0, -20) + 'x'.repeat(300_000));
    await eventually('the file arrives', () => arriving().length > 0);
    upload.destroy();
    await eventually('nothing is left of it', () => arriving().length === 0);
    expect(await given()).toEqual(['a.pdf', 'pass wd.pdf']);
  });

  it('is answered, and read away, where nobody may send it', async () => {
    const large = part('name="document"; filename="a.pdf"', pdf('c').toString() + 'x'.repeat(8_000_000)) + END;
    const stranger = `Bearer ${await tokenOf(site.service, 'investor2')}`;
    expect(await post(here(), large, { ...TYPE, authorization: stranger })).toBe(404);
    expect(await post(here(), large, { ...TYPE, authorization: 'Bearer none' })).toBe(401);
    expect(Buffer.byteLength(large)).toBeGreaterThan(8_000_000);
    expect([await given(), arriving()]).toEqual([['a.pdf', 'pass wd.pdf'], []]);
  });
});
