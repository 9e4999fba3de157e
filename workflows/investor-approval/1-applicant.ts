import { isInForce } from './1-approvals.js';
import type { ApplicationContext, Formation } from './1-context.js';
import type { ApplicationSetup } from './1-setup.js';
import type { Facts } from './1-facts.js';
import { actOf, instantOf } from './1-notes.js';

/* Who applies: a company, a branch, or a consortium whose members form a company while the case goes on. */

type Member = { readonly name: string; readonly share: number; readonly lead?: boolean };

const membersOf = (application: Facts): readonly Member[] =>
  (application['consortium'] ?? []) as unknown as readonly Member[];

/** What is wrong with a consortium, in coded words; it has to be put right before the application is submitted. */
export function mistakesOf(application: Facts): string[] {
  const members = membersOf(application);
  if (members.length === 0) return [];
  // Hundredths of a percent, so that three thirds are as good as whole as they can be written.
  const shares = members.reduce((sum, { share }) => sum + Math.round(share * 100), 0);
  return [
    ...(members.length < 2 ? ['consortium-of-one'] : []),
    ...(shares === 10_000 ? [] : ['shares-not-100-percent']),
    ...(members.filter(({ lead }) => lead === true).length === 1 ? [] : ['one-lead-needed']),
    ...(application['incorporated'] === true ? ['incorporated-already'] : []),
    ...(application['entry'] === 'company' ? [] : ['consortium-forms-a-company']),
  ];
}

export const isSound = ({ context }: { readonly context: ApplicationContext }): boolean =>
  mistakesOf(context.application).length === 0;

/** A consortium is a company from the registration on; that it was one, and of whom, stays on record. */
export function formed(s: ApplicationSetup) {
  return s.assign({
    formation: ({ context, event }): Formation | null => {
      const members = membersOf(context.application);
      const at = instantOf({ context, event });
      const registration = context.required.find(({ incorporates }) => incorporates === true);
      if (context.formation || members.length === 0 || !registration || !isInForce(context, registration.id, at))
        return context.formation;
      const { company = '' } = context.application;
      return {
        company: typeof company === 'string' ? company : '',
        by: registration.id,
        members: JSON.parse(JSON.stringify(members)),
        at: actOf(event).at,
      };
    },
  });
}
