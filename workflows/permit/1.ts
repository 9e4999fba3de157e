import type { HolderDeclaration, Library, TaskDeclaration, WorkflowDefinition } from '../../src/engine/definition.js';
import { inForce, over, refused, revoked, setAside } from './1-afterwards.js';
import { firstContext, permitSetup, type PermitContext } from './1-context.js';
import { events } from './1-events.js';
import { halted, pending } from './1-pending.js';

/** The general form of every approval: lodged, complete, examined, decided, and what may become of it in force. */
export default function permit(library: Library): WorkflowDefinition {
  return {
    id: 'permit',
    version: '1',
    title: 'Approval by one agency',
    machine: machine(library),
    events,
    tasks,
    holders,
    delays: {
      completeness: { title: 'Completeness of the filing (silence: complete)', legalEffect: true },
      decision: { title: 'Decision', legalEffect: false },
      deemed: { title: 'Grant by silence', legalEffect: true },
      answer: { title: 'Answer of the investor', legalEffect: false },
      expiry: { title: 'Validity of the permit', legalEffect: true },
    },
    rests: {
      'halted.byCourt': 'stayed for as long as the court says',
      'halted.bySifc': 'suspended with its application, until that is taken up again',
      'inForce.standing.effective.valid': 'in force until somebody acts on it',
      'inForce.standing.effective.suspended': 'suspended until it is reinstated or revoked',
      'inForce.standing.stayed': 'stayed for as long as the court says',
      'inForce.correction.none': 'nobody says that the grant was a mistake',
      'refused.none': 'refused unless it is corrected or set aside',
      'revoked.none': 'revoked unless it is corrected',
      'setAside.none': 'set aside unless it is corrected',
    },
    present: (context: PermitContext) =>
      Object.fromEntries(Object.entries(context).filter(([, said]) => said !== null)),
  };
}

function machine(library: Library) {
  const s = permitSetup(library);
  return s.createMachine({
    id: 'permit',
    initial: 'pending',
    context: ({ input }) => firstContext(input),
    states: {
      pending: pending(s),
      halted: halted(s),
      inForce: inForce(s),
      refused: refused(s),
      revoked: revoked(s),
      setAside: setAside(s),
      returned: over(s, 'returned'),
      withdrawn: over(s, 'withdrawn'),
      surrendered: over(s, 'surrendered'),
      expired: over(s, 'expired'),
    },
  });
}

const countersign: TaskDeclaration = { title: 'Countersign or dismiss a correction', role: 'manager' };

const tasks: WorkflowDefinition['tasks'] = {
  'pending.lodging': { title: 'Lodge the filing', role: 'investor' },
  'pending.completeness': { title: 'Check whether the filing is complete', role: 'officer', clock: 'completeness' },
  'pending.deficiency.asked': { title: 'Supply what is missing', role: 'investor', clock: 'answer' },
  'pending.deficiency.overdue': { title: 'Return the filing, or take it as it is', role: 'officer' },
  'pending.examination.scrutiny': { title: 'Examine and recommend', role: 'officer', clock: 'decision' },
  'pending.examination.query.asked': { title: 'Answer the query', role: 'investor', clock: 'answer' },
  'pending.examination.query.overdue': {
    title: 'Go on without an answer, or return the filing',
    role: 'officer',
    clock: 'decision',
  },
  'pending.examination.decision': { title: 'Decide', role: 'officer', clock: 'decision' },
  'pending.reconsideration': { title: 'Decide anew', role: 'manager' },
  'inForce.correction.proposed': countersign,
  'refused.proposed': countersign,
  'revoked.proposed': countersign,
  'setAside.proposed': countersign,
};

const MISSING_PAPERS = 'incomplete-papers';
const court: HolderDeclaration = { holder: 'court', pause: () => 'court-stay' };

/** A decided case is nobody's time, unless somebody is asked for something. */
const holders: WorkflowDefinition['holders'] = {
  'pending.lodging': { holder: 'investor' },
  'pending.deficiency.asked': { holder: 'investor', pause: () => MISSING_PAPERS },
  'pending.examination.query.asked': {
    holder: 'investor',
    pause: (context: PermitContext) => context.query?.ground ?? null,
  },
  'halted.byCourt': court,
  'halted.bySifc': { holder: 'sifc', pause: (context: PermitContext) => context.suspension?.reason ?? null },
  inForce: { holder: 'nobody' },
  'inForce.standing.stayed': court,
  refused: { holder: 'nobody' },
  revoked: { holder: 'nobody' },
  setAside: { holder: 'nobody' },
  'inForce.correction.proposed': { holder: 'agency' },
  'refused.proposed': { holder: 'agency' },
  'revoked.proposed': { holder: 'agency' },
  'setAside.proposed': { holder: 'agency' },
};
