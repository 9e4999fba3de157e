import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './load.js';

const PROGRAM = fileURLToPath(new URL('load.js', import.meta.url));

/** The process that makes the load; it lives as long as its orders do. */
export class Loader {
  private readonly child = fork(PROGRAM, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

  run(order: LoadOrder): Promise<LoadResult> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error('the load generator ended'));
      this.child.once('exit', gone);
      this.child.once('message', ({ result, error }: { result?: LoadResult; error?: string }) => {
        this.child.off('exit', gone);
        if (result) resolve(result);
        else reject(new Error(error));
      });
      this.child.send(order);
    });
  }

  close(): void {
    this.child.disconnect();
  }
}
