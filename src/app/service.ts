import type { Logger } from 'pino';
import { CaseLists } from '../cases/case-lists.js';
import { Cases } from '../cases/cases.js';
import { Lanes } from '../cases/lanes.js';
import type { CertificateDesk } from '../certificates/certificate-desk.js';
import type { DelayPapers } from '../certificates/delay-papers.js';
import type { Letters } from '../certificates/letters.js';
import { SealingStore } from '../certificates/seal.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { loadCatalogue } from '../catalogue/load-catalogue.js';
import { rememberVersions } from '../catalogue/seen-versions.js';
import { restoreVirtualClock } from '../clocks/advance.js';
import { installationPrefix } from '../clocks/installation.js';
import type { Decision } from '../engine/index.js';
import type { Environment } from '../environment/environment.js';
import { Orders } from '../documents/orders.js';
import { Escalations } from '../escalations/escalations.js';
import { Declared } from '../messages/declared.js';
import { Identity } from '../identity/identity.js';
import { Holidays } from '../holidays/holidays.js';
import type { Erasures } from '../personal/erasures.js';
import { Regimes } from '../regimes/regimes.js';
import { relayTo, type Relay } from '../notices/relay.js';
import { Subscribers } from '../notices/subscribers.js';
import { openDatabase, type OpenDatabase } from '../store/database.js';
import { Tasks } from '../tasks/tasks.js';
import { Traffic } from '../traffic/traffic.js';
import { realClock, type Clock } from '../time/clock.js';
import { Alarms } from './alarms.js';
import { certificatesOf } from './certificates.js';
import { documentsOf, erasuresOf, type Given } from './documents.js';
import { evidenceOf, type Evidence } from './evidence.js';
import { figuresOf, type Figures } from './figures.js';
import { Metrics } from './metrics.js';
import { noticesOf, type Notices } from './notices.js';
import { officesOf, postsOf, type Offices } from './offices.js';
import { Readiness } from './readiness.js';
import { TimeMachine } from './time-machine.js';
import { packageVersion } from './version.js';

/** Everything a running process consists of, HTTP apart. */
export interface Service extends Evidence, Given {
  readonly environment: Environment;
  readonly version: string;
  readonly log: Logger;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly lanes: Lanes;
  readonly cases: Cases;
  readonly lists: CaseLists;
  readonly tasks: Tasks;
  readonly escalations: Escalations;
  readonly regimes: Regimes;
  readonly holidays: Holidays;
  readonly certificates: CertificateDesk;
  readonly letters: Letters;
  readonly delayPapers: DelayPapers;
  readonly orders: Orders;
  readonly erasures: Erasures;
  readonly offices: Offices;
  readonly identity: Identity;
  readonly subscribers: Subscribers;
  readonly notices: Notices;
  readonly figures: Figures;
  readonly traffic: Traffic;
  readonly timeMachine: TimeMachine;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  /** Begins to wake cases and to tell people. */
  start(): Promise<void>;
  /** Readiness goes off and no more jobs are taken; requests still are, until HTTP is closed. */
  retire(): Promise<void>;
  /** Waits for what is under way and closes queues, then the database. */
  close(): Promise<void>;
}

type Committed = (decisions: readonly Decision[]) => void;

/**
 * Puts a process together from its environment; on a clock of its own where one is given, for a demonstration that has little time. Throws
 * ConfigError, LoadError, DatabaseInUse, EnvironmentError.
 */
export async function assemble(environment: Environment, log: Logger, ownClock?: Clock): Promise<Service> {
  const catalogue = await loadCatalogue(environment);
  const database = await openDatabase(environment.databaseUrl);
  const clock = ownClock ?? (await clockOf(environment, database));
  const metrics = new Metrics();
  const subscribers = new Subscribers(database);
  const relay = relayTo(() => [notices, successions], { database, subscribers, log });
  const committed: Committed[] = [() => relay.poke(), (decisions) => measure(metrics, decisions)];
  const [common, declared] = [{ database, catalogue, clock, log }, Declared.load()];
  const evidence = await evidenceOf({ ...common, environment });
  const sealed = new SealingStore(database.store, evidence.signer);
  const lanes = new Lanes(sealed, catalogue, clock, (told) => committed.forEach((tell) => tell(told)));
  const prefix = await installationPrefix(database);
  const { agencies } = catalogue.daySettings;
  const identity = await Identity.open({ environment, database, agencies, prefix, log });
  const holidays = await Holidays.open({ ...common, lanes });
  const regimes = new Regimes({ ...common, lanes });
  const { posts, recusals, successions, mandates } = await postsOf({ ...common, identity });
  const notices = noticesOf({ ...common, environment, declared, posts, mandates, keys: identity.keys, prefix });
  const heeding: Heeding[] = [regimes, recusals, successions];
  const heeded = heedful(lanes, heeding);
  const cases = new Cases(heeded, catalogue, database, clock);
  const [lists, orders] = [new CaseLists(database), new Orders(database, catalogue)];
  const beside = { ...common, environment, declared, cases, lists, orders };
  const offices = officesOf({ ...beside, lanes, posts, accounts: identity.accounts, mandates });
  heeding.push(offices.strays, offices.router);
  const alarms = new Alarms({ environment, database, prefix, lanes, clock, log, alongside: offices.watch });
  committed.push((decisions) => alarms.arm(decisions));
  for (const one of [...heeding, offices.watch]) committed.push((decisions) => one.heed(decisions));
  const remember = (): Promise<void> => rememberVersions(database, catalogue.pinnable(), log);
  const readiness = new Readiness(database, () => alarms.status());
  const figures = figuresOf({ ...common, environment });
  const traffic = new Traffic({ ...environment, prefix, log });
  const parts = { database, lanes, relay, alarms, subscribers, readiness, figures };
  const given = await documentsOf({ ...beside, lanes: heeded, dossiers: evidence.dossiers });
  const living = { ...parts, ...given, holidays, remember, regimes, identity, traffic, offices, notices };
  return {
    ...beside,
    ...living,
    metrics,
    ...evidence,
    version: packageVersion(),
    tasks: new Tasks(database, cases, clock),
    escalations: new Escalations(database, cases),
    ...certificatesOf({ ...beside, ...evidence }),
    erasures: erasuresOf({ ...beside, lanes: heeded, documents: given.erased }),
    timeMachine: new TimeMachine(clock, (to) => advance(to, alarms, regimes)),
    ...lifeOf({ ...living, ...evidence }),
  };
}

async function advance(to: number, alarms: Alarms, regimes: Regimes): Promise<number> {
  const fired = await alarms.advance(to);
  await regimes.heeded();
  return fired;
}

/** What is done about a decision, beside it, has been done when the answer comes. */
interface Heeding {
  heed(decisions: readonly Decision[]): void;
  heeded(): Promise<void>;
}

/** Whoever files under a suspended regime finds the case suspended; whoever has declared an interest finds it in the register. */
function heedful(lanes: Lanes, heeding: readonly Heeding[]): Pick<Lanes, 'submit'> {
  return {
    submit: async (job) => {
      const answer = await lanes.submit(job);
      for (const one of heeding) await one.heeded();
      return answer;
    },
  };
}

type LivingEvidence = Pick<Evidence & Given, 'anchoring' | 'verification' | 'readings' | 'sweep' | 'scanning'>;

interface Living extends LivingEvidence, Pick<Given, 'confirmations'> {
  readonly database: OpenDatabase;
  readonly lanes: Lanes;
  readonly relay: Relay;
  readonly alarms: Alarms;
  readonly subscribers: Subscribers;
  readonly readiness: Readiness;
  readonly holidays: Holidays;
  readonly remember: () => Promise<void>;
  readonly regimes: Regimes;
  readonly offices: Offices;
  readonly identity: Identity;
  readonly notices: Notices;
  readonly traffic: Traffic;
  readonly figures: Figures;
}

/** Each part ends after what still needs it: jobs, then commands, then queues, then the database. */
function lifeOf(parts: Living): Pick<Service, 'start' | 'retire' | 'close'> {
  const { database, lanes, relay, alarms, subscribers, readiness, holidays, remember, regimes, confirmations } = parts;
  const { identity, offices, anchoring, verification, traffic, readings, notices, figures, sweep, scanning } = parts;
  return {
    start: async () => {
      await remember();
      await figures.make();
      await identity.start();
      traffic.start();
      offices.posts.register.start();
      offices.mandates.start();
      confirmations.register.start();
      await relay.start();
      notices.start();
      await holidays.start();
      await regimes.finish();
      await alarms.start();
      offices.watch.start();
      anchoring.start();
      readings.start();
      sweep.start();
      scanning.start();
    },
    retire: async () => {
      readiness.off();
      await alarms.retire();
      await offices.watch.stop();
      await Promise.all([anchoring.stop(), verification.stop()]);
      subscribers.endAll();
    },
    close: async () => {
      await Promise.all([regimes.heeded(), offices.router.heeded()]);
      await lanes.drain();
      await holidays.stop();
      await relay.stop();
      await notices.stop();
      await alarms.close();
      await offices.posts.register.stop();
      await offices.mandates.stop();
      await confirmations.register.stop();
      await readings.stop();
      await sweep.stop();
      await scanning.stop();
      await identity.stop();
      await traffic.stop();
      await database.close();
    },
  };
}

/** A virtual clock goes on from where it stood when the process ended. */
function clockOf({ virtualTime }: Environment, database: OpenDatabase): Promise<Clock> {
  if (virtualTime === null) return Promise.resolve(realClock);
  return restoreVirtualClock(database, virtualTime === 'now' ? realClock.now() : virtualTime);
}

function measure(metrics: Metrics, decisions: readonly Decision[]): void {
  for (const { state, event } of decisions) {
    const actor =
      event.actor === 'clock' || event.actor === 'system'
        ? event.actor
        : /^(child|parent):/.test(event.actor)
          ? 'case'
          : 'person';
    metrics.event(state.workflow, actor);
    if (event.type === 'deadline.fired') metrics.fired(Math.max(0, event.recordedAt - event.occurredAt));
  }
}
