import { FilterIn, FlagIn, TextIn } from './checks.js';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';

/* What callers send about holidays. */

const NAME = { max: 300, example: 'Day of mourning' };
const GROUND = { max: 300, example: 'Cabinet Division notification No. 10-01/2026-Min-II' };

export class OrderHoliday {
  @TextIn('The day, in Pakistan', { format: 'date', example: '2026-11-27' }) date: string;

  @ApiProperty({
    type: 'boolean',
    description: 'Whether offices are closed; false: a holiday that was listed is withdrawn',
  })
  @IsBoolean()
  closes: boolean;

  @TextIn('What it is called', NAME) name: string;
  @TextIn('The order it rests on', GROUND) ground: string;
}

export class PreviewHoliday {
  @TextIn('The day, in Pakistan', { format: 'date', example: '2026-11-27' }) date: string;
  @FlagIn('Whether offices would be closed; left out: they would') closes?: boolean;
  @TextIn('What it is called', NAME) name: string;
  @TextIn('The order it rests on', GROUND) ground: string;
  @FilterIn('`next` of the page before') after?: string;
}
