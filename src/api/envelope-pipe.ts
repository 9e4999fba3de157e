import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';
import type { FieldError } from '../engine/index.js';
import { badField, problem, ProblemError } from './problem.js';

type Fields = { readonly [field: string]: unknown };

/**
 * Checks requests against their classes. The data of a form is left as it came: Nest's pipe and class-transformer silently drop fields called
 * `prototype`, `constructor` or `toString` at any depth, and it is for the workflow's schema to say what a form holds.
 */
@Injectable()
export class EnvelopePipe extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => unfit(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const written = metadata.type === 'body' || metadata.type === 'query';
    if (!written || !isFields(value)) return super.transform(value, metadata) as Promise<unknown>;
    for (const field of Object.keys(value)) {
      if (field === 'prototype' || field in Object.prototype) throw badField(`/${field}`, 'should not exist');
    }
    const { data } = value;
    if (!isFields(data)) return super.transform(value, metadata) as Promise<unknown>;
    const checked = (await super.transform({ ...value, data: {} }, metadata)) as object;
    return Object.assign(checked, { data });
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unfit(errors: readonly ValidationError[]): ProblemError {
  const flat = (error: ValidationError, at: string): FieldError[] => [
    ...Object.values(error.constraints ?? {}).map((message) => ({ field: `${at}/${error.property}`, message })),
    ...(error.children ?? []).flatMap((child) => flat(child, `${at}/${error.property}`)),
  ];
  const found = errors.flatMap((error) => flat(error, ''));
  const detail = found.map(({ field, message }) => `${field}: ${message}`).join('; ');
  return new ProblemError(problem(422, 'data', detail, { errors: found }));
}
