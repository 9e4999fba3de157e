import { join } from 'node:path';
import type { Provider } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { Browsers } from '../api/browsers.js';
import type { Service } from '../app/service.js';
import { Names } from '../certificates/names.js';
import { Messages } from '../messages/index.js';
import { Assets } from './assets.js';
import { AccountPages } from './account/account-pages.js';
import { AuthenticatorPages } from './account/authenticator-pages.js';
import { RegisterPages } from './account/register-pages.js';
import { TokenPages } from './account/token-pages.js';
import { ActPages } from './cases/act-pages.js';
import { ApplyPages } from './cases/apply-pages.js';
import { CasePages } from './cases/case-pages.js';
import { DraftPages } from './cases/draft-pages.js';
import { CaseDocuments } from './documents/case-documents.js';
import { DocumentPages } from './documents/document-pages.js';
import { ErasurePages } from './documents/erasure-pages.js';
import { OrderPages } from './documents/order-pages.js';
import { acceptUploads } from './documents/upload.js';
import { Looking } from './cases/looking.js';
import { AgentPages } from './companies/agent-pages.js';
import { CompanyPages } from './companies/company-pages.js';
import { MandatePages } from './companies/mandate-pages.js';
import { TaskActs } from './cases/task-acts.js';
import { Finder } from '../plan/finder.js';
import { FindController } from './find/find-controller.js';
import { Urging } from '../escalations/urging.js';
import { acceptForms } from './forms/form-body.js';
import { HomeController } from './home-controller.js';
import { keepLanguageChoices } from './language-choice.js';
import { WebhookPages } from './notices/webhook-pages.js';
import { InsightPages } from './insight/insight-pages.js';
import { Naming } from './insight/naming.js';
import { InboxPages } from './manage/inbox-pages.js';
import { Oversight } from './manage/oversight.js';
import { NoticePages } from './notices/notice-pages.js';
import { PageClock } from './page-clock.js';
import { Pages } from './pages.js';
import { SessionPages } from './session/session-pages.js';
import { Tracking, TRACKING_MISTAKES } from '../tracking/tracking.js';
import { AcknowledgementPages } from './tracking/acknowledgement-pages.js';
import { TrackingPages } from './tracking/tracking-pages.js';
import { CalendarPages } from './office/calendar-pages.js';
import { AbsencePages } from './office/absence-pages.js';
import { PostPages } from './office/post-pages.js';
import { Roles } from './office/roles.js';
import { OfficePages } from './office/office-pages.js';
import { FigurePages } from './rulesets/figure-pages.js';
import { RulesetPages } from './rulesets/ruleset-pages.js';
import { StandardController } from './standard/standard-controller.js';
import { VerifyPages } from './verify/verify-pages.js';
import { Views } from './views.js';
import { Words } from './words.js';
import type { Agency } from '../settings/day-settings.js';
import { SavedFilters } from '../tasks/saved-filters.js';
import { Worklists } from '../tasks/worklists.js';
import { installationPrefix } from '../clocks/installation.js';
import { Presence } from '../presence/presence.js';
import { CaseDesk } from './work/case-desk.js';
import { Desk } from './work/desk.js';
import { PaperPages } from './work/paper-pages.js';
import { PresencePages } from './work/presence-pages.js';
import { TaskActing } from './work/task-acting.js';
import { ManyPages } from './work/many-pages.js';
import { WorkPages } from './work/work-pages.js';
import { WorkflowPages } from './workflows/workflows-pages.js';

/** Every page is in one of these. */
export const PAGE_CONTROLLERS = [
  HomeController,
  FindController,
  StandardController,
  VerifyPages,
  TrackingPages,
  AcknowledgementPages,
  WorkflowPages,
  SessionPages,
  RegisterPages,
  AccountPages,
  AuthenticatorPages,
  TokenPages,
  NoticePages,
  WebhookPages,
  CasePages,
  DraftPages,
  DocumentPages,
  OrderPages,
  ErasurePages,
  ActPages,
  ApplyPages,
  CompanyPages,
  AgentPages,
  TaskActs,
  WorkPages,
  ManyPages,
  PaperPages,
  PresencePages,
  InboxPages,
  InsightPages,
  RulesetPages,
  FigurePages,
  OfficePages,
  CalendarPages,
  PostPages,
  AbsencePages,
];

type Parts = Pick<
  Service,
  | 'escalations'
  | 'environment'
  | 'catalogue'
  | 'clock'
  | 'identity'
  | 'cases'
  | 'lists'
  | 'tasks'
  | 'database'
  | 'offices'
  | 'documents'
  | 'orders'
  | 'log'
>;

type Overseen = 'database' | 'cases' | 'lists' | 'escalations' | 'offices' | 'identity';

function oversightOf(
  { database, cases, lists, escalations, offices, identity }: Pick<Parts, Overseen>,
  clock: PageClock,
): Oversight {
  const urging = new Urging({ database, cases });
  const { giving } = offices;
  return new Oversight({ database, cases, lists, escalations, urging, giving, accounts: identity.accounts, clock });
}

function rolesOf(
  { offices, identity, catalogue }: Pick<Parts, 'offices' | 'identity' | 'catalogue'>,
  clock: PageClock,
) {
  const { posts, filling, absences } = offices;
  const agencies = (): Agency[] => [...catalogue.daySettings.agencies];
  return new Roles({ posts, filling, absences, accounts: identity.accounts, agencies, clock });
}

/** The pages of a process: put together once, before there is a route. */
export class Web {
  readonly pages: Pages;
  readonly browsers: Browsers;
  private readonly clock: PageClock;
  private readonly finder: Finder;
  private readonly looking: Looking;
  private readonly desk: Desk;
  private readonly caseDesk: CaseDesk;
  private readonly presence: Presence;
  private readonly acting: TaskActing;
  private readonly tracking: Tracking;
  private readonly oversight: Oversight;
  private readonly roles: Roles;
  private readonly mandates: MandatePages;
  private readonly naming: Naming;
  private readonly assets = Assets.load();

  constructor({
    environment,
    catalogue,
    clock,
    identity,
    cases,
    lists,
    tasks,
    escalations,
    database,
    offices,
    documents,
    orders,
    log,
  }: Parts) {
    const ofCases = new CaseDocuments({ cases, catalogue, documents, orders });
    this.acting = new TaskActing(tasks, offices.giving, offices.routing);
    this.clock = new PageClock(clock);
    this.finder = new Finder(catalogue, clock);
    this.looking = new Looking({ cases, lists, catalogue, finder: this.finder, clock: this.clock, documents: ofCases });
    this.desk = new Desk({
      database,
      worklists: new Worklists(database, clock),
      filters: new SavedFilters(database, clock),
      lists,
      accounts: identity.accounts,
      posts: offices.posts,
      catalogue,
      clock: this.clock,
    });
    const { redisUrl } = environment;
    this.presence = new Presence({ redisUrl, prefix: () => installationPrefix(database), log });
    const { accounts } = identity;
    this.caseDesk = new CaseDesk({ cases, lists, accounts, catalogue, looking: this.looking, presence: this.presence });
    this.naming = new Naming(accounts, catalogue, this.clock);
    this.oversight = oversightOf({ database, cases, lists, escalations, offices, identity }, this.clock);
    this.roles = rolesOf({ offices, identity, catalogue }, this.clock);
    const { keys } = identity;
    this.tracking = new Tracking({ database, keys, throttle: identity.throttleOf(TRACKING_MISTAKES) });
    this.browsers = new Browsers(environment, keys);
    const names = new Names(Messages.load(join(environment.configFolder, 'messages')), () => catalogue.daySettings);
    this.pages = new Pages({
      views: new Views(),
      words: new Words(names),
      assets: this.assets,
      browsers: this.browsers,
      production: environment.production,
    });
    this.mandates = new MandatePages({ pages: this.pages, companies: offices.companies, identity, clock });
  }

  get providers(): Provider[] {
    return [
      { provide: Pages, useValue: this.pages },
      { provide: Finder, useValue: this.finder },
      { provide: PageClock, useValue: this.clock },
      { provide: Looking, useValue: this.looking },
      { provide: Desk, useValue: this.desk },
      { provide: CaseDesk, useValue: this.caseDesk },
      { provide: Oversight, useValue: this.oversight },
      { provide: Naming, useValue: this.naming },
      { provide: TaskActing, useValue: this.acting },
      { provide: Tracking, useValue: this.tracking },
      { provide: Roles, useValue: this.roles },
      { provide: MandatePages, useValue: this.mandates },
    ];
  }

  /** Call it before the routes are made. */
  async serve(fastify: FastifyInstance): Promise<void> {
    fastify.addHook('onClose', () => Promise.resolve(this.presence.stop()));
    acceptForms(fastify);
    acceptUploads(fastify);
    keepLanguageChoices(fastify);
    await this.assets.serve(fastify);
  }
}
