import { describe, expect, it } from '@jest/globals';
import type { AnyStateNode } from 'xstate';
import { nodesOf, pathOf } from '../../src/engine/inspect.js';
import { workflows } from './country.js';

describe.each(Object.values(workflows))('$definition.id', ({ definition, machine }) => {
  const nodes = [...nodesOf(machine.root)];
  const handled = new Set(
    nodes.flatMap((node) => [...node.transitions.keys()]).filter((type) => !/^(xstate|clock)\./.test(type)),
  );

  it('handles the events it declares, and no others', () => {
    expect([...handled].sort()).toEqual(Object.keys(definition.events).sort());
  });

  it('has in every state somebody’s task, the children’s work, a clock, or a reason to rest', () => {
    const above = (node: AnyStateNode): AnyStateNode[] => (node.parent ? [node, ...above(node.parent)] : [node]);
    const accounted = (node: AnyStateNode): boolean => {
      const path = pathOf(node);
      // Left as soon as it is entered.
      if (node.always?.some(({ guard }) => guard === undefined)) return true;
      const own =
        node.after.length > 0 ||
        (node.always ?? []).length > 0 ||
        definition.tasks[path] !== undefined ||
        definition.rests?.[path] !== undefined;
      return own || definition.holders?.[path]?.holder === 'children';
    };
    const leaves = nodes.filter((node) => node.type === 'atomic');
    expect(leaves.filter((leaf) => !above(leaf).some(accounted)).map(pathOf)).toEqual([]);
  });

  it('gives every field of every form a title, and takes no other fields', () => {
    interface Form {
      readonly title?: string;
      readonly properties?: { readonly [name: string]: { readonly title?: string } };
    }
    const forms = (schema: unknown): Form[] => {
      if (typeof schema !== 'object' || schema === null) return [];
      const inner = Object.values(schema).flatMap(forms);
      return 'properties' in schema ? [schema as Form, ...inner] : inner;
    };
    for (const form of Object.values(definition.events).flatMap(({ schema }) => forms(schema))) {
      expect(form).toMatchObject({ title: expect.any(String), additionalProperties: false });
      expect(Object.values(form.properties ?? {}).filter(({ title }) => title === undefined)).toEqual([]);
    }
  });
});
