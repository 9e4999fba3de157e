import type { Provider } from '@nestjs/common';
import { DelayPapers } from '../certificates/delay-papers.js';
import { CaseNotes } from '../case-notes/case-notes.js';
import { Companies } from '../companies/companies.js';
import { Confirmations } from '../confirmations/confirmations.js';
import { Documents } from '../documents/documents.js';
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
import { Inbox } from '../notices/inbox.js';
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
import { Verification } from '../verify/verification.js';
import type { Service } from './service.js';

/** The parts of a service under which controllers ask for them. */
export function partsOf(service: Service): Provider[] {
  return [
    ...besideLog(service),
    ...evidenceProviders(service),
    ...ofNotices(service),
    ...ofOffices(service),
    ...ofFigures(service),
  ];
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
