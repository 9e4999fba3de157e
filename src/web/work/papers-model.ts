import type { PresentedCase } from '../../cases/presenter.js';
import type { Actor, WorkflowDefinition } from '../../engine/index.js';
import { factsModel } from '../cases/facts-model.js';
import { asSchema } from '../forms/schema.js';
import type { Reader } from '../reader.js';

/** What was recorded from paper and waits for a second signature. */
export function papersModel(
  reader: Reader,
  { id, papers }: PresentedCase,
  actor: Pick<Actor, 'id'>,
  { events }: WorkflowDefinition,
) {
  return papers.map((paper) => ({
    id: paper.id,
    title: reader.said(paper.title),
    occurredAt: paper.occurredAt,
    document: paper.evidence.document,
    register: paper.evidence.register,
    facts: factsModel(reader, asSchema(events[paper.event]?.schema ?? {}), paper.data),
    own: paper.by === actor.id,
    signAt: `/cases/${id}/papers/${encodeURIComponent(paper.id)}/sign`,
    dismissAt: `/cases/${id}/papers/${encodeURIComponent(paper.id)}/dismiss`,
  }));
}
