import type { PresentedCase } from '../../cases/presenter.js';
import type { Cases } from '../../cases/cases.js';
import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Documents } from '../../documents/documents.js';
import type { Orders } from '../../documents/orders.js';
import { mayAttach, mayGive } from '../../documents/giving.js';
import type { Actor } from '../../engine/index.js';
import type { Reader } from '../reader.js';
import { documentsModel } from './documents-model.js';

interface Parts {
  readonly cases: Cases;
  readonly catalogue: Catalogue;
  readonly documents: Documents;
  readonly orders: Orders;
}

/** The documents of a case as its pages show them. */
export class CaseDocuments {
  constructor(private readonly parts: Parts) {}

  /** Rejects with NoSuchCase. */
  async model(reader: Reader, shown: PresentedCase, actor: Actor) {
    const { cases, catalogue, documents, orders } = this.parts;
    const row = await cases.visible(shown.id, actor);
    const [given, decisions] = await Promise.all([documents.ofCase(shown.id, actor), orders.decisionsOf(row)]);
    return documentsModel(reader, {
      ...given,
      shown,
      decisions,
      ruleset: catalogue.rulesetOf(shown),
      mayGive: row.status === 'active' && mayGive(actor, row),
      mayAttach: mayAttach(actor, row),
    });
  }
}
