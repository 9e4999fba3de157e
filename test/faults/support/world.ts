import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { findRedis } from '../../../src/bootstrap/redis-program.mjs';
import { startRedis, type RedisServer } from '../../../src/bootstrap/redis.mjs';
import { testDatabase, type Kind, type TestDatabase } from '../../support/databases.js';
import { eventually } from '../../setup/eventually.js';
import { Life } from './life.js';

const MAIN = resolve('dist/src/main.js');
const CRASH = resolve('test/faults/crash.mjs');
/** What lives for seconds is not worth optimising: a start takes a quarter less. */
const SHORT_LIVED = ['--no-opt'];
export const WORKFLOWS = [resolve('test/support/workflows'), resolve('test/faults/workflows')];
export const PASSWORD = 'faults';
/** A start takes a second or two, and ten on a machine that is busy with other tests. */
const SERVING_WITHIN_MS = 60_000;

interface Starting {
  /** As crash.mjs reads it, `before-decision:3`; none: it dies only when told to. */
  readonly fault?: string;
  readonly env?: { readonly [name: string]: string };
}

/** A database, a data folder and a Redis of a test's own, and the processes that live on them one after the other or side by side. */
export class World {
  readonly lives: Life[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'ijazat-faults-'));
  private redis: RedisServer | null = null;
  private redisLives = false;
  private over = false;

  private constructor(
    readonly kind: Kind,
    readonly database: TestDatabase,
  ) {}

  static async make(kind: Kind, { redis = true }: { readonly redis?: boolean } = {}): Promise<World> {
    const world = new World(kind, await testDatabase(kind));
    if (redis) await world.startRedis();
    return world;
  }

  /** Where documents lie, and what its processes keep beside. */
  get dataFolder(): string {
    return join(this.folder, 'data');
  }

  get redisUrl(): string {
    if (!this.redis) throw new Error('this world has no Redis');
    return this.redis.url;
  }

  start({ fault, env = {} }: Starting = {}): Life {
    const all = {
      PORT: '0',
      DATABASE_URL: this.database.url,
      IJAZAT_DATA: this.dataFolder,
      IJAZAT_DEMO_PASSWORD: PASSWORD,
      IJAZAT_WORKFLOWS: WORKFLOWS.join(':'),
      ...(this.redis ? { REDIS_URL: this.redis.url } : {}),
      ...(fault === undefined ? {} : { FAULT: fault }),
      ...env,
    };
    const life = new Life([...SHORT_LIVED, ...(fault === undefined ? [] : ['--import', CRASH]), MAIN], all);
    this.lives.push(life);
    // Failing to start is told by whoever waits for it to serve.
    void life.serves().catch(() => undefined);
    return life;
  }

  /** The addresses that take commands now, waited for where there is none. */
  async addresses(): Promise<string[]> {
    const found = (): string[] => this.lives.filter(({ takesCommands }) => takesCommands).map(({ url }) => url);
    await eventually('a process serves', () => found().length > 0 || this.over, SERVING_WITHIN_MS);
    if (this.over) throw new Error('the world has ended');
    return found();
  }

  /** How many processes were ended by kill -9, by themselves at a commit or by a test. */
  get kills(): number {
    return this.lives.filter(({ died }) => died === 'SIGKILL').length;
  }

  /** What no trouble excuses: errors in a log, of all processes. */
  get complaints(): string[] {
    return this.lives.flatMap(({ output }) => output.match(/^.*("level":"(error|fatal)"|deadlock).*$/gim) ?? []);
  }

  /** For whoever looks into a failing test: the last two processes are the one that died and the one that went on. */
  get lastWords(): string {
    const last = this.lives.slice(-2).map((life, n) => `--- process ${this.lives.length - 1 + n}\n${life.lastWords}`);
    return last.join('\n');
  }

  async startRedis(): Promise<void> {
    const program = await findRedis();
    if (program === undefined) throw new Error('the fault tests need a redis-server or valkey-server');
    const port = this.redis?.port;
    this.redis = await startRedis({
      program,
      folder: join(this.folder, 'redis'),
      ...(port === undefined ? {} : { port }),
    });
    this.redisLives = true;
  }

  /** Does nothing where it is dead already. */
  async killRedis(): Promise<void> {
    if (this.redisLives) this.signalRedis('SIGKILL');
    this.redisLives = false;
    await this.redis?.ended;
  }

  /** `SIGSTOP`: it takes connections and answers nothing, until `SIGCONT`. */
  signalRedis(signal: NodeJS.Signals): void {
    if (this.redis) process.kill(this.redis.pid, signal);
  }

  async end(): Promise<void> {
    this.over = true;
    await Promise.all(this.lives.map((life) => life.kill()));
    await this.redis?.stop();
    await this.database.drop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A test in a world that ends with it; where it fails, it tells what the processes said last. */
export function inWorld(
  kind: Kind,
  options: { readonly redis?: boolean },
  work: (world: World) => Promise<void>,
): () => Promise<void> {
  return async () => {
    const world = await World.make(kind, options);
    try {
      await tellingOnFailure(world, () => work(world));
    } finally {
      await world.end();
    }
  };
}

export async function tellingOnFailure(world: World, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    process.stderr.write(`${world.lastWords}\n`);
    throw error;
  }
}
