import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { CaseNotes } from '../case-notes/case-notes.js';
import type { Actor } from '../engine/index.js';
import { Answers } from './answers.js';
import { TextIn } from './checks.js';
import { Count, Instant, Many, Text } from './fields.js';
import { idOf, KEY, sentBy } from './headers.js';
import { Caller, Who, type Asked } from './who.js';

const NULLABLE = { nullable: true };
const STAFF = ['officer', 'manager', 'member'] as const;
/** Characters. */
const LONGEST_NOTE = 2000;

class NoteAnswer {
  @Text('Id of the note') readonly id: string;
  @Text('Agency whose note it is', { example: 'epa-punjab' }) readonly agency: string;
  @Text('What it says') readonly text: string;
  @Text('With it, before a line break and the text, SHA-256 gives the digest in the log') readonly salt: string;
  @Text('Account that made it') readonly by: string;
  @Text('Post it was made from', NULLABLE) readonly post: string | null;
  @Text('Whose substitute made it', NULLABLE) readonly onBehalfOf: string | null;
  @Instant('When') readonly at: string;
  @Count('Number of its event in the log') readonly seq: number;
}

class NotesAnswer {
  @Many(NoteAnswer, 'Oldest first') readonly items: readonly NoteAnswer[];
}

class AddNote {
  @TextIn('What those of the agency are to know', {
    max: LONGEST_NOTE,
    example: 'Rang the consultant; map follows on Monday.',
  })
  text: string;
}

/** Internal notes: of an agency, for that agency. */
@ApiTags('cases')
@Controller('api/cases')
export class NotesController {
  constructor(private readonly notes: CaseNotes) {}

  @Get(':id/notes')
  @idOf('case')
  @ApiOperation({ operationId: 'listNotes', summary: 'Internal notes on the case by the agencies the caller works in' })
  @Answers(NotesAnswer, { about: 'All of them', refusals: [404] })
  @Who([...STAFF], 'case')
  async list(@Param('id') id: string, @Caller() actor: Actor): Promise<NotesAnswer> {
    return { items: await this.notes.of(id, actor) };
  }

  @Post(':id/notes')
  @idOf('case')
  @KEY
  @ApiOperation({
    operationId: 'addNote',
    summary: 'Add an internal note, for those of one’s agency',
    description:
      'The log of the case says that there is one, with a salted digest; the text is nowhere but in the agency.',
  })
  @Answers(NoteAnswer, { status: 201, about: 'The note', refusals: [403, 404, 503] })
  @Who([...STAFF], 'case')
  add(
    @Param('id') id: string,
    @Body() { text }: AddNote,
    @Req() request: Asked,
    @Caller() actor: Actor,
  ): Promise<NoteAnswer> {
    const { rev: _any, ...sent } = sentBy(request, actor);
    return this.notes.add(id, text, sent);
  }
}
