import { createHash } from 'node:crypto';
import { Readable, Transform } from 'node:stream';
import { ZipFile } from 'yazl';

/** A file of an archive. What is large is opened when its turn comes. */
export interface Enclosure {
  /** Below the folder of the archive, with slashes. */
  readonly path: string;
  readonly content: Buffer | (() => Readable);
}

/** A file as it went into the archive. */
export type Listed = { readonly path: string; readonly bytes: number; readonly sha256: string };

export interface Archive {
  /** The one folder that everything lies in. */
  readonly folder: string;
  /** What its files say of when they were made, epoch milliseconds. */
  readonly at: number;
  readonly enclosures: readonly Enclosure[];
  /** The last file, which lists the others. */
  readonly manifest: { readonly path: string; readonly of: (files: readonly Listed[]) => Buffer };
}

/** A zip file as a stream: no more of it is in memory than what is on its way. The same archive gives the same bytes. */
export function zipOf({ folder, at, enclosures, manifest }: Archive): Readable {
  const zip = new ZipFile();
  const listed: Listed[] = [];
  const options = { mtime: new Date(at), mode: 0o100644, forceDosTimestamp: true };
  const output = new Readable().wrap(zip.outputStream);
  zip.on('error', (error: Error) => output.destroy(error));
  for (const { path, content } of enclosures) {
    const open = (): Readable => (Buffer.isBuffer(content) ? Readable.from([content]) : content());
    zip.addReadStreamLazy(`${folder}/${path}`, options, (opened) => {
      const source = open();
      source.on('error', (error) => output.destroy(error));
      opened(null, source.pipe(listing(path, listed)));
    });
  }
  zip.addReadStreamLazy(`${folder}/${manifest.path}`, options, (opened) =>
    opened(null, Readable.from([manifest.of(listed)])),
  );
  zip.end();
  return output;
}

/** Lets bytes through and lists, at their end, what they came to. */
function listing(path: string, listed: Listed[]): Transform {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
    flush(done) {
      listed.push({ path, bytes, sha256: hash.digest('hex') });
      done();
    },
  });
}
