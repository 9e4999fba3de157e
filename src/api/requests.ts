import { Transform, Type } from 'class-transformer';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsEmail,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

/* What callers send. Each class is the check, the type and the documentation at once. */

const TEXT = 200;

export class SignIn {
  @ApiProperty({ example: 'investor@demo.test' })
  @IsEmail()
  @MaxLength(TEXT)
  email: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT)
  password: string;
}

export class MoveClock {
  @ApiProperty({ format: 'date-time', description: 'Where the virtual clock shall stand; not before where it stands' })
  @IsISO8601({ strict: true })
  to: string;
}

export class OpenCase {
  @ApiProperty({ example: 'investor-approval' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT)
  workflow: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Fits the schema of GET /api/workflows/{id}/{version}',
  })
  @IsOptional()
  @IsObject()
  data?: { [field: string]: unknown };
}

export class SendEvent {
  @ApiProperty({ example: 'submit', description: 'One of the case’s `actions`' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT)
  type: string;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  data?: { [field: string]: unknown };

  @ApiPropertyOptional({ format: 'date-time', description: 'When it happened on paper, where a desk records it later' })
  @IsOptional()
  @IsISO8601({ strict: true })
  occurredAt?: string;
}

export class ExtendClock {
  @ApiProperty({ example: '10 working days', description: 'Counted as the clock is' })
  @IsString()
  @MaxLength(TEXT)
  by: string;

  @ApiProperty()
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  reason: string;

  @ApiProperty({ description: 'Legal basis' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(2_000)
  basis: string;
}

export class AssignTask {
  @ApiProperty({ description: 'Account that gets the task' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(TEXT)
  to: string;
}

class PageQuery {
  @ApiPropertyOptional({ description: '`next` of the page before' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  cursor?: string;

  @ApiPropertyOptional({ minimum: 1, maximum: 200, default: 50 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit = 50;
}

const asBoolean = Transform(({ value }) => (value === 'true' ? true : value === 'false' ? false : value));

export class CaseQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) workflow?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) stage?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) status?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) agency?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) parent?: string;
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) reference?: string;
}

export class TaskQuery extends PageQuery {
  @ApiPropertyOptional() @IsOptional() @IsString() @MaxLength(TEXT) agency?: string;
  @ApiPropertyOptional({ description: 'An account, `me`, or `none`' })
  @IsOptional()
  @IsString()
  @MaxLength(TEXT)
  assignee?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Due before' })
  @IsOptional()
  @IsISO8601({ strict: true })
  due?: string;
  @ApiPropertyOptional() @IsOptional() @asBoolean @IsBoolean() overdue?: boolean;
}

export class EscalationQuery extends PageQuery {
  @ApiPropertyOptional({ description: 'Acknowledged ones too' }) @IsOptional() @asBoolean @IsBoolean() all?: boolean;
}

export class HistoryQuery {
  @ApiPropertyOptional({ minimum: 0, default: 0, description: 'Events after this sequence number' })
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  after = 0;

  @ApiPropertyOptional({ minimum: 1, maximum: 1000, default: 200 })
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit = 200;
}
