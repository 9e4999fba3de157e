import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AbsencesController } from '../api/absences-controller.js';
import { AccountController } from '../api/account-controller.js';
import { Browsers } from '../api/browsers.js';
import { AgentsController } from '../api/agents-controller.js';
import { AnchorsController, KeysController } from '../api/anchors-controller.js';
import { BulkController } from '../api/bulk-controller.js';
import { CasesController } from '../api/cases-controller.js';
import { CertificatesController } from '../api/certificates-controller.js';
import { CompaniesController } from '../api/companies-controller.js';
import { ConfirmationsController } from '../api/confirmations-controller.js';
import { ClockController } from '../api/clock-controller.js';
import { EscalationsController } from '../api/escalations-controller.js';
import { Held } from '../api/held.js';
import { EvidenceController } from '../api/evidence-controller.js';
import { PersonalController } from '../api/personal-controller.js';
import { PapersController } from '../api/papers-controller.js';
import { InsightController } from '../api/insight-controller.js';
import { ServiceStandardController } from '../api/standard-controller.js';
import { DocumentsController } from '../api/documents-controller.js';
import { HealthController } from '../api/health-controller.js';
import { PostsController } from '../api/posts-controller.js';
import { ProblemFilter } from '../api/problem-filter.js';
import { RegistrationsController } from '../api/registrations-controller.js';
import { RulesetsController } from '../api/rulesets-controller.js';
import { SessionController } from '../api/session-controller.js';
import { SingleSignOnController } from '../api/single-sign-on-controller.js';
import { ReadingController } from '../api/reading-controller.js';
import { NotesController } from '../api/notes-controller.js';
import { StreamController } from '../api/stream-controller.js';
import { SuspensionsController } from '../api/suspensions-controller.js';
import { TasksController } from '../api/tasks-controller.js';
import { TokensController } from '../api/tokens-controller.js';
import { VerificationController } from '../api/verification-controller.js';
import { type Day, WhoGuard } from '../api/who.js';
import { WorkflowsController } from '../api/workflows-controller.js';
import { CertificateDesk } from '../certificates/certificate-desk.js';
import { DelayPapers } from '../certificates/delay-papers.js';
import { CaseNotes } from '../case-notes/case-notes.js';
import { CaseLists } from '../cases/case-lists.js';
import { Cases } from '../cases/cases.js';
import { Companies } from '../companies/companies.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { Confirmations } from '../confirmations/confirmations.js';
import { Documents } from '../documents/documents.js';
import { ENVIRONMENT } from '../environment/environment.js';
import { Escalations } from '../escalations/escalations.js';
import { Anchoring } from '../evidence/anchoring.js';
import { Anchors } from '../evidence/anchors.js';
import { Delays } from '../evidence/delays.js';
import { Dossiers } from '../evidence/dossiers.js';
import { Keys } from '../evidence/keys.js';
import { Readings } from '../evidence/readings.js';
import { Holidays } from '../holidays/holidays.js';
import { Behinds } from '../insight/behind.js';
import { Insight } from '../insight/insight.js';
import { ServiceStandard } from '../insight/service-standard.js';
import { PublicFigures } from '../insight/standard-figures.js';
import { Accounts } from '../identity/accounts.js';
import { Identity } from '../identity/identity.js';
import { Inbox } from '../notices/inbox.js';
import { Subscribers } from '../notices/subscribers.js';
import { Telling } from '../notices/telling.js';
import { Webhooks } from '../notices/webhooks.js';
import { Absences } from '../posts/absences.js';
import { Filling } from '../posts/filling.js';
import { Interests } from '../posts/interests.js';
import { Posts } from '../posts/posts.js';
import { Erasures } from '../personal/erasures.js';
import { Regimes } from '../regimes/regimes.js';
import { Giving } from '../tasks/giving.js';
import { Routing } from '../tasks/routing.js';
import { Tasks } from '../tasks/tasks.js';
import { Verification } from '../verify/verification.js';
import { CountUnread } from '../web/notices/count-unread.js';
import { PageFilter } from '../web/page-filter.js';
import { PAGE_CONTROLLERS, type Web } from '../web/web.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';
import type { Service } from './service.js';
import { TimeMachine } from './time-machine.js';

/** Every route of the service is in one of these. */
const CONTROLLERS = [
  SessionController,
  AccountController,
  TokensController,
  RegistrationsController,
  SingleSignOnController,
  CasesController,
  CompaniesController,
  AgentsController,
  ReadingController,
  NotesController,
  PersonalController,
  TasksController,
  BulkController,
  EscalationsController,
  InsightController,
  ServiceStandardController,
  PapersController,
  PostsController,
  AbsencesController,
  SuspensionsController,
  CertificatesController,
  DocumentsController,
  WorkflowsController,
  RulesetsController,
  ConfirmationsController,
  StreamController,
  AnchorsController,
  KeysController,
  VerificationController,
  EvidenceController,
  ClockController,
  HealthController,
];

/** The HTTP face of a service that is already assembled. A worker shows its health only. */
@Module({})
export class AppModule {
  static of(service: Service, web: Web): DynamicModule {
    const { environment, identity } = service;
    const { browsers } = web;
    const held = new Held(service.offices.posts, service.offices.companies, service.timeMachine);
    const given: Provider[] = [
      { provide: Cases, useValue: service.cases },
      { provide: CaseLists, useValue: service.lists },
      { provide: Tasks, useValue: service.tasks },
      { provide: Escalations, useValue: service.escalations },
      { provide: CertificateDesk, useValue: service.certificates },
      ...besideLog(service),
      { provide: Catalogue, useValue: service.catalogue },
      { provide: Identity, useValue: identity },
      { provide: Accounts, useValue: identity.accounts },
      { provide: Browsers, useValue: browsers },
      ...evidenceProviders(service),
      ...ofNotices(service),
      { provide: Subscribers, useValue: service.subscribers },
      { provide: Held, useValue: held },
      ...ofOffices(service),
      ...ofFigures(service),
      { provide: TimeMachine, useValue: service.timeMachine },
      { provide: Readiness, useValue: service.readiness },
      { provide: Metrics, useValue: service.metrics },
      { provide: ENVIRONMENT, useValue: environment },
    ];
    const filter: Provider = {
      provide: APP_FILTER,
      useFactory: () => new PageFilter(web.pages, new ProblemFilter(service.log), service.log),
    };
    const { reader, kind } = service.database;
    return {
      module: AppModule,
      imports: [
        // The service has opened the database, migrated it and closes it last; Nest only gets to know it.
        TypeOrmModule.forRootAsync({
          useFactory: () => ({ type: kind === 'sqlite' ? 'better-sqlite3' : 'postgres' }) as never,
          dataSourceFactory: () => Promise.resolve(reader),
        }),
      ],
      controllers: environment.role === 'worker' ? [HealthController] : [...CONTROLLERS, ...PAGE_CONTROLLERS],
      providers: [...given, ...web.providers, ...guards(service, browsers, held), filter],
    };
  }
}

/** In this order: who asks must be known before it is counted what that person has not read. */
function guards(service: Service, browsers: Browsers, held: Held): Provider[] {
  const { credentials } = service.identity;
  return [
    {
      provide: APP_GUARD,
      inject: [Reflector],
      useFactory: (reflector: Reflector) => new WhoGuard(reflector, credentials, browsers, dayOf(service, held)),
    },
    { provide: APP_GUARD, useFactory: () => new CountUnread(service.notices.inbox) },
  ];
}

function dayOf({ environment, traffic }: Service, held: Held): Day {
  return {
    production: environment.production,
    count: (account) => traffic.ofAccount(account),
    present: (actor) => held.actor(actor),
  };
}

/** What the log knows by its digests. */
function besideLog({ documents, erasures, confirmations }: Service): Provider[] {
  return [
    { provide: Confirmations, useValue: confirmations },
    { provide: Documents, useValue: documents },
    { provide: Erasures, useValue: erasures },
  ];
}

function ofNotices({ notices }: Service): Provider[] {
  return [
    { provide: Inbox, useValue: notices.inbox },
    { provide: Telling, useValue: notices.telling },
    { provide: Webhooks, useValue: notices.webhooks },
  ];
}

function ofFigures({ figures }: Service): Provider[] {
  return [
    { provide: Insight, useValue: figures.insight },
    { provide: Behinds, useValue: figures.behinds },
    { provide: PublicFigures, useValue: figures.open },
    { provide: ServiceStandard, useValue: figures.standard },
  ];
}

function ofOffices({ offices, regimes, holidays }: Service): Provider[] {
  return [
    { provide: Holidays, useValue: holidays },
    { provide: Posts, useValue: offices.posts },
    { provide: Filling, useValue: offices.filling },
    { provide: Absences, useValue: offices.absences },
    { provide: Interests, useValue: offices.interests },
    { provide: Giving, useValue: offices.giving },
    { provide: Routing, useValue: offices.routing },
    { provide: Companies, useValue: offices.companies },
    { provide: CaseNotes, useValue: offices.notes },
    { provide: Regimes, useValue: regimes },
  ];
}

function evidenceProviders({
  anchors,
  anchoring,
  keys,
  delays,
  delayPapers,
  dossiers,
  verification,
  readings,
}: Service): Provider[] {
  return [
    { provide: Anchors, useValue: anchors },
    { provide: Anchoring, useValue: anchoring },
    { provide: Keys, useValue: keys },
    { provide: Delays, useValue: delays },
    { provide: Dossiers, useValue: dossiers },
    { provide: DelayPapers, useValue: delayPapers },
    { provide: Verification, useValue: verification },
    { provide: Readings, useValue: readings },
  ];
}
