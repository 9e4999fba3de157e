import type { Actor, HeldBack, WorkflowDefinition } from '../../engine/index.js';
import type { Reader } from '../reader.js';

/** An act that is not for this reader, and why: said before anybody tries. */
export function barsModel(
  reader: Reader,
  bars: readonly HeldBack[],
  { events }: WorkflowDefinition,
  actor: Pick<Actor, 'id'>,
) {
  const titleOf = (event: string): string => reader.said(events[event]?.title ?? event);
  return bars.map(({ event, bar }) => ({ event, title: titleOf(event), why: whyIn(reader, bar, { titleOf, actor }) }));
}

interface Words {
  readonly titleOf: (event: string) => string;
  readonly actor: Pick<Actor, 'id'>;
}

function whyIn(reader: Reader, bar: HeldBack['bar'], { titleOf, actor }: Words): string {
  switch (bar.kind) {
    case 'outside':
      return reader.t('desk.bars.outside');
    case 'other-eyes':
      return reader.t('desk.bars.otherEyes', { earlier: titleOf(bar.earlier) });
    case 'case':
      return reader.said(bar.reason);
    case 'interest':
      return reader.t(bar.person === actor.id ? 'desk.bars.ownInterest' : 'desk.bars.othersInterest', {
        nature: reader.code(bar.nature),
        person: bar.person,
      });
  }
}

/** What the person who does an event cannot do after it, on the same case. */
export function consequencesOf(reader: Reader, event: string, { events }: WorkflowDefinition): string[] {
  return Object.values(events).flatMap(({ title, notBy }) => (notBy?.includes(event) ? [reader.said(title)] : []));
}
