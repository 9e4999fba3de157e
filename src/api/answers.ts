import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiProduces, ApiProperty, ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import type { FieldError } from '../engine/index.js';
import { Count, Many, schemaOf, Text } from './fields.js';
import { titleOf, type ProblemBody } from './problem.js';

class FieldErrorAnswer implements FieldError {
  @Text('JSON Pointer into the body, or the name of a header or parameter', { example: '/data/title' })
  readonly field: string;
  @Text('What is wrong with it') readonly message: string;
}

/** Every refusal, as RFC 9457 has it. */
export class ProblemAnswer implements ProblemBody {
  @Text('Kind of problem', { format: 'uri', example: 'urn:ijazat:problem:data' }) readonly type: string;
  @Text('The kind in words') readonly title: string;
  @Count('The status of the answer', { example: 422 }) readonly status: number;
  @Text('What is wrong this time') readonly detail: string;
  @Text('What was asked for', { example: '/api/cases' }) readonly instance: string;
  @Many(FieldErrorAnswer, 'What is wrong, and where', { required: false })
  readonly errors?: readonly FieldErrorAnswer[];
  @ApiProperty({
    type: 'array',
    items: { type: 'string' },
    description: 'Events the caller may send now',
    required: false,
  })
  readonly allowed?: readonly string[];
}

const HEADERS = {
  ETag: { description: 'Revision of the case; send it back as If-Match', schema: { type: 'string', example: '"7"' } },
  Location: { description: 'Where the case is', schema: { type: 'string', example: '/api/cases/0b0c…' } },
};

type ResponseObject = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'][string] & object;

/** What comes with a refusal beside its body. */
const REFUSAL_HEADERS: { readonly [status: number]: { [name: string]: object } } = {
  401: { 'WWW-Authenticate': { description: 'How to sign in', schema: { type: 'string', const: 'Bearer' } } },
  429: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'string', example: '10' } } },
  503: { 'Retry-After': { description: 'Seconds to wait', schema: { type: 'string', example: '1' } } },
};

/** A refusal as the document tells it. */
export function refusal(status: number): ResponseObject {
  const headers = REFUSAL_HEADERS[status];
  const content = { 'application/problem+json': { schema: schemaOf(ProblemAnswer) } };
  return { description: titleOf(status), content, ...(headers ? { headers } : {}) };
}

/** Says which refusals of its own a route can make; those that every route can make are added to the whole document. */
export function Refuses(...statuses: readonly number[]): MethodDecorator {
  return applyDecorators(
    ApiExtraModels(ProblemAnswer),
    ...statuses.map((status) => ApiResponse({ status, ...refusal(status) })),
  );
}

interface Answer {
  readonly status?: number;
  readonly about: string;
  readonly refusals?: readonly number[];
  readonly headers?: readonly (keyof typeof HEADERS)[];
}

/** Says what a route answers with, in which status, and how it can refuse. */
export function Answers(type: Type, { status = 200, about, refusals = [], headers = [] }: Answer): MethodDecorator {
  const told = Object.fromEntries(headers.map((name) => [name, HEADERS[name]]));
  return applyDecorators(
    HttpCode(status),
    ApiResponse({ status, type, description: about, ...(headers.length > 0 ? { headers: told } : {}) }),
    Refuses(...refusals),
  );
}

/** Says that a route answers with a text of some media type. */
export function AnswersText(mediaType: string, { about, refusals = [] }: Answer): MethodDecorator {
  return applyDecorators(
    ApiResponse({ status: 200, description: about, content: { [mediaType]: { schema: { type: 'string' } } } }),
    ApiProduces(mediaType),
    Refuses(...refusals),
  );
}

/** Says that a route answers with a file of some media type. */
export function AnswersFile(mediaType: string, { about, refusals = [] }: Answer): MethodDecorator {
  const schema = { type: 'string', format: 'binary' };
  return applyDecorators(
    ApiResponse({ status: 200, description: about, content: { [mediaType]: { schema } } }),
    ApiProduces(mediaType),
    Refuses(...refusals),
  );
}
