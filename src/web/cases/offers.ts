import type { Offer } from '../forms/field-model.js';
import type { boardModel } from './board-model.js';

type Board = ReturnType<typeof boardModel>;

/** Fields in which an approval of the application is named, by its id; with its site, but for those held already, which name the site apart. */
export function offerFrom(board: Board | null): Offer {
  const all = board?.stages.flatMap(({ approvals }) => approvals) ?? [];
  return (pointer) => {
    if (!pointer.endsWith('/approval')) return [];
    if (!/\/held\/\d+\//.test(pointer))
      return all.map(({ id, name, site }) => ({ value: id, text: site ? `${name} (${site})` : name }));
    return [...new Map(all.map(({ approval, name }) => [approval, { value: approval, text: name }])).values()];
  };
}
