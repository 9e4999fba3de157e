import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const PREFIX = '/assets/';

/** What browsers load besides pages: every file lies under the hash of its content, so it may be kept for ever. */
export class Assets {
  private constructor(
    private readonly folder: string,
    private readonly files: { readonly [name: string]: string },
  ) {}

  /** Throws where they are not built. */
  static load(): Assets {
    const folder = join(projectFolder(import.meta.dirname), 'dist-assets');
    const manifest = join(folder, 'manifest.json');
    if (!existsSync(manifest)) throw new Error(`the files of the pages are not built (${folder}): run npm run build`);
    return new Assets(folder, JSON.parse(readFileSync(manifest, 'utf8')) as { [name: string]: string });
  }

  /** Where a file is served, by the name it has among the sources. */
  url(name: string): string {
    const file = this.files[name];
    if (file === undefined) throw new Error(`there is no file "${name}" for the pages`);
    return `${PREFIX}${file}`;
  }

  async serve(fastify: FastifyInstance): Promise<void> {
    await fastify.register(fastifyStatic, {
      root: this.folder,
      prefix: PREFIX,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
      index: false,
      decorateReply: false,
      // The manifest and the stamp of the build are nobody's business.
      allowedPath: (path) => Object.values(this.files).some((file) => path === `/${file}`),
    });
  }
}

/** The nearest folder upwards that has a package.json: sources and what is compiled from them lie at different depths. */
export function projectFolder(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : projectFolder(dirname(folder));
}
