import type { Command, Decision } from './decide.js';
import type { Frame } from './draft.js';
import { OPENING } from './load.js';
import { tellsOfPersons, withTokens, type PersonalText, type Salts } from './personal.js';

type Sent = Pick<Command, 'type' | 'data'>;

/**
 * What was sent, without what tells of persons. As it was sent where there are no salts, or where it does not fit: whoever decides on it says
 * why. `type` is that of an event, or `OPENING`.
 */
export function outsideLog(
  { workflow }: Frame,
  { type, data }: Sent,
  salts: Salts | undefined,
): ReturnType<typeof withTokens> {
  const { events, open } = workflow.definition;
  const schema = (type === OPENING ? open : events[type])?.schema;
  if (!salts || !schema || !tellsOfPersons(schema) || workflow.check(type, data).length > 0) return { data, texts: [] };
  return withTokens(data, schema, salts);
}

/** A decision with the texts that are to be kept beside it. */
export function withTexts(decision: Decision, texts: readonly PersonalText[]): Decision {
  return texts.length === 0 ? decision : { ...decision, texts };
}
