import { Module, type DynamicModule, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, Reflector } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AbsencesController } from '../api/absences-controller.js';
import { AccountController } from '../api/account-controller.js';
import { Browsers } from '../api/browsers.js';
import { AgentsController } from '../api/agents-controller.js';
import { AnchorsController, KeysController } from '../api/anchors-controller.js';
import { BulkController } from '../api/bulk-controller.js';
import { CalendarsController } from '../api/calendars-controller.js';
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
import { CaseLists } from '../cases/case-lists.js';
import { Cases } from '../cases/cases.js';
import { Catalogue } from '../catalogue/catalogue.js';
import { ENVIRONMENT } from '../environment/environment.js';
import { Escalations } from '../escalations/escalations.js';
import { Accounts } from '../identity/accounts.js';
import { Identity } from '../identity/identity.js';
import { Subscribers } from '../notices/subscribers.js';
import { Tasks } from '../tasks/tasks.js';
import { CountUnread } from '../web/notices/count-unread.js';
import { PageFilter } from '../web/page-filter.js';
import { PAGE_CONTROLLERS, type Web } from '../web/web.js';
import { Metrics } from './metrics.js';
import { partsOf } from './parts.js';
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
  CalendarsController,
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
      { provide: Catalogue, useValue: service.catalogue },
      { provide: Identity, useValue: identity },
      { provide: Accounts, useValue: identity.accounts },
      { provide: Browsers, useValue: browsers },
      { provide: Subscribers, useValue: service.subscribers },
      { provide: Held, useValue: held },
      ...partsOf(service),
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
