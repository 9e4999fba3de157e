import type { Library } from '../../src/engine/definition.js';
import type { JsonObject } from '../../src/engine/json.js';
import type { Act, ApplicationContext, ApplicationEvent, ApplicationInput } from './1-context.js';

/* What the machine of an application is made of: its types, its effects, and the dates to which something is put off. */

type OpenChild = {
  readonly key: string;
  readonly workflow: string;
  readonly data: JsonObject;
  readonly agency?: string;
};
type TellChildren = { readonly event: string; readonly data?: JsonObject; readonly keys?: readonly string[] };
type Notify = { readonly to: string; readonly template: string; readonly data?: JsonObject };
type IssueCertificate = {
  readonly kind: string;
  readonly data: JsonObject;
  readonly standing?: string;
  readonly supersedes?: readonly string[];
};
/** Effects and governed delays are named for the types only: the engine gives them their meaning. */
type Effects = {
  openChild: (_: unknown, params: OpenChild) => void;
  tellChildren: (_: unknown, params: TellChildren) => void;
  issueCertificate: (_: unknown, params: IssueCertificate) => void;
  certificateStands: (_: unknown, params: { readonly kinds: readonly string[]; readonly standing: string }) => void;
  notify: (_: unknown, params: Notify) => void;
};
type Delays = { answer: number; deferral: number };

export function applicationSetup({ setup, stateIn }: Pick<Library, 'setup' | 'stateIn'>) {
  const delays = {
    deferral: until(({ deferral }) => deferral?.until),
    meeting: until(({ meetings }) => meetings.at(-1)?.heldOn),
  };
  return setup({
    types: {} as { context: ApplicationContext; events: ApplicationEvent; input: ApplicationInput },
    actions: {} as Effects,
    guards: { isAdmitted: stateIn('#investor-approval.review.underway.approvals.granted') },
    delays: delays as typeof delays & Delays,
  });
}

export type ApplicationSetup = ReturnType<typeof applicationSetup>;

type Dated = { context: ApplicationContext; event: { readonly act?: Act } };

/**
 * The date itself, at its first instant in Pakistan (UTC+5 all the year), is when what was put off to it comes up. From the instant of the
 * event: a suspension in between arms this anew.
 */
function until(date: (context: ApplicationContext) => string | undefined) {
  return ({ context, event }: Dated): number => {
    const at = Date.parse(`${date(context) ?? ''}T00:00:00+05:00`);
    return Number.isNaN(at) ? 0 : Math.max(0, at - (event.act?.at ?? 0));
  };
}
