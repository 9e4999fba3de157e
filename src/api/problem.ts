import { HttpException } from '@nestjs/common';
import { KeyReused } from '../cases/batch.js';
import { NotAccepting } from '../cases/lanes.js';
import { NotFired } from '../clocks/advance.js';
import { NoSuchCertificate } from '../certificates/certificates.js';
import { CalendarError, NoSuchCase, Rejection, ReplayError, StaleRevision, type FieldError } from '../engine/index.js';
import { DocumentErased, NoSuchDocument } from '../documents/documents.js';
import { NotKept } from '../documents/vault.js';
import { NoSuchConfirmation, NoSuchFigure } from '../confirmations/confirmations.js';
import { NoSuchEscalation } from '../escalations/escalations.js';
import { NoSuchCompany, NoSuchMandate } from '../companies/companies.js';
import { NoSuchPost, NoSuchRecord } from '../posts/asked.js';
import { NoSuchSuspension } from '../regimes/regimes.js';
import { isAway } from '../store/away.js';
import { BadCursor } from '../store/pages.js';
import { Conflict, TryAgain } from '../store/store.js';
import { NotOfAccount } from '../identity/own-account.js';
import { BadPassword, DeadLink } from '../identity/registrations.js';
import { CodeNeeded, NotSignedIn } from '../identity/sign-in.js';
import { NotSignedOn } from '../identity/single-sign-on.js';
import { TooOften } from '../identity/throttle.js';
import { NoSuchTask } from '../tasks/finding.js';

/** An error as the API says it (RFC 9457). */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly allowed?: readonly string[];
}

const TITLES: { readonly [status: number]: string } = {
  400: 'The request cannot be read',
  401: 'Sign in first',
  403: 'Not for you',
  404: 'There is no such thing',
  405: 'Not this way',
  408: 'Too slow',
  409: 'Not possible now',
  410: 'Erased by law',
  412: 'The case has moved on',
  413: 'Too large',
  414: 'Too long an address',
  415: 'Not in this format',
  422: 'The data does not fit',
  429: 'Too many requests',
  431: 'Too large a head',
  503: 'Not available now',
};

/** The kind of a refusal in words. */
export function titleOf(status: number): string {
  return TITLES[status] ?? 'The service failed';
}

export function problem(
  status: number,
  kind: string,
  detail: string,
  more: Pick<ProblemBody, 'errors' | 'allowed'> = {},
): ProblemBody {
  return { type: `urn:ijazat:problem:${kind}`, title: titleOf(status), status, detail, ...more };
}

/** A refusal a controller makes itself. */
export class ProblemError extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.detail);
  }
}

export function badField(field: string, message: string, status = 422): ProblemError {
  const detail = field ? `${field}: ${message}` : message;
  return new ProblemError(problem(status, 'data', detail, { errors: [{ field, message }] }));
}

/** What is asked with a time or a length of the caller's own: where no calendar reaches that far, the field is to blame. */
export async function withinCalendars<T>(field: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof CalendarError) throw badField(field, `is beyond what can be counted: ${error.message}`);
    throw error;
  }
}

/**
 * What is told to the caller, and to those who keep the service as well: calendars that do not reach as far as they are asked, and a log that is
 * not what was recorded.
 */
export function isForKeepers(error: unknown): error is CalendarError | NotFired | ReplayError {
  return error instanceof CalendarError || error instanceof NotFired || error instanceof ReplayError;
}

const AWAY =
  'the database is away; whether a command was carried out is not known: repeat it under its Idempotency-Key';
const REJECTED = { state: 409, data: 422, actor: 403, workflow: 409 } as const;

/** What is not there, or not for the caller to know of. */
const ABSENT = [
  [NoSuchCase, 'there is no such case, or it is not yours to know'],
  [NoSuchTask, 'there is no such open task, or it is not yours to know'],
  [NoSuchCertificate, 'there is no such certificate, or it is not yours to know'],
  [NoSuchDocument, 'there is no such document, or it is not yours to know'],
  [NoSuchSuspension, 'there is no such suspension'],
  [NoSuchCompany, 'there is no such company'],
  [NoSuchMandate, 'there is no such record'],
  [NoSuchPost, 'there is no such post'],
  [NoSuchRecord, 'there is no such record, or it is not yours to know'],
  [NoSuchFigure, 'there is no such ruleset, or no such figure in it'],
  [NoSuchConfirmation, 'there is no such confirmation, or it has no document'],
  [NoSuchEscalation, 'there is no such escalation, or it is not yours to know'],
] as const;

/** What is said of an error; null for one that is the service's own fault. */
export function problemOf(error: unknown): ProblemBody | null {
  if (error instanceof ProblemError) return error.body;
  if (error instanceof Rejection) return problem(REJECTED[error.kind], error.kind, error.message, error.details);
  if (error instanceof StaleRevision) return problem(412, 'stale', error.message);
  const absent = ABSENT.find(([kind]) => error instanceof kind);
  if (absent) return problem(404, 'not-found', absent[1]);
  if (error instanceof DocumentErased) return problem(410, 'erased', error.message);
  if (error instanceof NotKept) return ofNotKept(error);
  if (error instanceof NotSignedIn) return problem(401, 'sign-in', 'e-mail, password or code is wrong');
  if (error instanceof CodeNeeded) return problem(401, 'code', 'send the code of your authenticator too, as "code"');
  if (error instanceof TooOften) return problem(429, 'too-often', error.message);
  if (error instanceof NotSignedOn) return problem(403, 'sign-on', error.message);
  if (error instanceof DeadLink)
    return problem(409, 'link', 'the link is none, was used, or is too old; ask for another');
  if (error instanceof BadPassword) return badField('/password', error.message).body;
  if (error instanceof NotOfAccount)
    return error.field === null
      ? problem(409, 'account', error.message)
      : badField(`/${error.field}`, error.message).body;
  if (error instanceof KeyReused)
    return problem(422, 'key-reused', error.message, {
      errors: [{ field: 'Idempotency-Key', message: error.message }],
    });
  if (error instanceof BadCursor)
    return problem(422, 'data', `cursor ${error.message}`, { errors: [{ field: 'cursor', message: error.message }] });
  if (error instanceof Conflict) return problem(409, 'conflict', 'another command was first; look again and repeat');
  if (error instanceof TryAgain || error instanceof NotAccepting)
    return problem(503, 'unavailable', 'nothing was changed; repeat the request shortly');
  if (error instanceof ReplayError) return problem(409, 'evidence', `the log does not prove itself: ${error.message}`);
  if (isForKeepers(error)) return problem(409, 'time', error.message);
  if (isAway(error)) return problem(503, 'unavailable', AWAY);
  if (error instanceof HttpException) return problem(error.getStatus(), 'http', error.message);
  return ofFastify(error);
}

function ofNotKept({ why, message }: NotKept): ProblemBody {
  return why === 'too-large' ? problem(413, 'request', message) : badField('/document', message).body;
}

/** Fastify refuses bodies that are too large, no JSON or of another type with errors of its own. */
function ofFastify(error: unknown): ProblemBody | null {
  if (!(error instanceof Error) || !('statusCode' in error)) return null;
  const status = Number(error.statusCode);
  return status >= 400 && status < 500 ? problem(status, 'request', error.message) : null;
}
