import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { builtInFolder } from '../../src/catalogue/load-catalogue.js';
import { loadWorkflowFiles } from '../../src/catalogue/workflow-files.js';

const source = (version: string, extra = ''): string => `
  export default ({ createMachine }) => ({
    id: 'tiny', version: '${version}', title: 'Tiny',
    machine: createMachine({ id: 'tiny', initial: 'open', states: { open: { on: { close: 'closed' } }, closed: { type: 'final' } } }),
    events: { close: { title: 'Close', by: ['owner'] } },
    tasks: { open: { title: 'Close it', role: 'investor' } },
    open: { by: ['owner'] },${extra}
  });
`;

describe('workflow files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ijazat-workflows-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const write = (name: string, text: string): void => {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  };
  const ids = async (): Promise<string[]> =>
    (await loadWorkflowFiles([folder])).map(({ loaded: { definition } }) => `${definition.id} ${definition.version}`);

  it('are found in a folder and in folders of it, whatever the folder has for node_modules', async () => {
    write('tiny.mjs', source('1'));
    write('more/2.mjs', source('2'));
    expect((await ids()).sort()).toEqual(['tiny 1', 'tiny 2']);
  });

  it('are refused where two claim one version', async () => {
    write('a.mjs', source('1'));
    write('b.mjs', source('1'));
    await expect(ids()).rejects.toThrow(/are the same version/);
  });

  it('are refused by name where one cannot be run durably', async () => {
    write(
      'bad.mjs',
      source('1').replace("on: { close: 'closed' }", "invoke: { src: 'mail' }, on: { close: 'closed' }"),
    );
    await expect(ids()).rejects.toThrow(/workflow tiny 1 is refused:[^]*invoke/);
    await expect(loadWorkflowFiles([join(folder, 'nowhere')])).rejects.toThrow(/no such folder/);
  });

  it('have a hash that spaces at line ends do not change, and all parts of a version do', async () => {
    const hash = async (): Promise<string | undefined> => (await loadWorkflowFiles([folder]))[0]?.hash;
    write('1.mjs', source('1'));
    const first = await hash();
    write('1.mjs', source('1').replaceAll('\n', '  \r\n'));
    expect(await hash()).toBe(first);
    write('1-data.mjs', 'export const LIMIT = 1;\n');
    const second = await hash();
    expect(second).not.toBe(first);
    write('1-data.mjs', 'export const LIMIT = 2;\n');
    expect(await hash()).not.toBe(second);
  });

  it('built in all load', async () => {
    const loaded = await loadWorkflowFiles([builtInFolder]);
    expect(loaded.map(({ loaded: { definition } }) => definition.id).sort()).toEqual([
      'change',
      'consultation',
      'duty',
      'investor-approval',
      'permit',
      'permit-log',
    ]);
  });
});
