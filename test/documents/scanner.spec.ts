import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { vaultIn } from '../../src/documents/vault-in.js';
import { sha256 } from '../../src/engine/index.js';
import { startService, tokenOf, type TestService } from '../support/service.js';
import { Clamd, clamdProgram, VIRUS } from './clamd.js';
import { fetched, pdf, send, type Sent } from './sending.js';

const path = clamdProgram();

/** A service that looks for viruses, and a case of it. */
class Scanned {
  private constructor(
    readonly site: TestService,
    readonly id: string,
  ) {}

  static async by(clamd: string): Promise<Scanned> {
    const site = await startService('sqlite', { CLAMD_URL: clamd });
    const body = { workflow: 'steps', data: { title: 'Mill', patienceMs: 60_000 } };
    return new Scanned(site, (await site.ask('investor', 'POST', '/api/cases', { body })).body.id);
  }

  give(name: string, note: string): Promise<Sent> {
    return send(this.site, 'investor', `/api/cases/${this.id}/documents?name=${name}`, { bytes: pdf(note) });
  }

  async states(): Promise<unknown> {
    const { body } = await this.site.ask('investor', 'GET', `/api/cases/${this.id}/documents`);
    const { documents } = body as unknown as { documents: { name: string; state: string }[] };
    return Object.fromEntries(documents.map(({ name, state }) => [name, state]));
  }

  async status(document: string): Promise<number> {
    return (await fetched(this.site, 'investor', document)).status;
  }

  /** Names of the files of documents in a dossier, lists apart. */
  async enclosed(): Promise<string[]> {
    const headers = { authorization: `Bearer ${await tokenOf(this.site.service, 'auditor')}` };
    const zip = await fetch(`${await this.site.app.getUrl()}/api/cases/${this.id}/dossier`, { headers });
    const names = Object.keys(unzipSync(new Uint8Array(await zip.arrayBuffer())));
    return names.filter((name) => /\/documents\/.*\.pdf$/.test(name));
  }
}

describe('documents where the virus scanner cannot be reached', () => {
  let service: Scanned;
  beforeAll(async () => {
    service = await Scanned.by('unix:/nowhere/clamd.sock');
  });
  afterAll(() => service.site.close());

  it('are taken, and handed out to nobody until they were looked at', async () => {
    const given = await service.give('plan.pdf', 'plan');
    expect(given).toMatchObject({ status: 201, body: { state: 'waiting' } });
    expect(await service.status(given.body.id)).toBe(409);
    expect(await service.enclosed()).toEqual([]);
    await expect(service.site.service.scanning.now()).rejects.toThrow('ENOENT');
    expect(await service.states()).toEqual({ 'plan.pdf': 'waiting' });
  });
});

if (path === null) {
  process.stdout.write('there is no clamd here: what the real one says is not tried; docs/documents.md says how\n');
} else {
  describe('documents where the real clamd looks at them', () => {
    const clamd = new Clamd(path);
    let service: Scanned;
    beforeAll(async () => {
      await clamd.start();
      service = await Scanned.by(clamd.url);
    }, 60_000);
    afterAll(async () => {
      await service.site.close();
      await clamd.end();
    });

    it('are clean, or are not kept', async () => {
      const clean = await service.give('clean.pdf', 'clean');
      expect(clean).toMatchObject({ status: 201, body: { state: 'clean' } });
      expect(await service.status(clean.body.id)).toBe(200);
      const errors = [{ field: '/document', message: 'a virus was found in the document' }];
      expect(await service.give('bad.pdf', VIRUS)).toMatchObject({ status: 422, body: { errors } });
      expect(await service.states()).toEqual({ 'clean.pdf': 'clean' });
      expect(existsSync(vaultIn(service.site.service.environment).pathOf(sha256(pdf(VIRUS).toString())))).toBe(false);
    });

    it('that came while it was gone are looked at when it is back', async () => {
      await clamd.stop();
      const [good, bad] = [await service.give('good.pdf', 'good'), await service.give('bad.pdf', VIRUS)];
      expect([good.body['state'], bad.body['state']]).toEqual(['waiting', 'waiting']);
      await clamd.start();
      expect(await service.site.service.scanning.now()).toBe(2);
      expect(await service.states()).toEqual({ 'clean.pdf': 'clean', 'good.pdf': 'clean', 'bad.pdf': 'infected' });
      expect([await service.status(good.body.id), await service.status(bad.body.id)]).toEqual([200, 409]);
      expect((await service.enclosed()).length).toBe(2);
    });
  });
}
