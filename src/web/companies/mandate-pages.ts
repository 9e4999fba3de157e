import type { FastifyReply } from 'fastify';
import type { Clock } from '../../time/clock.js';
import { callerOf, type Asked } from '../../api/who.js';
import type { Asking, Companies } from '../../companies/companies.js';
import type { Identity } from '../../identity/identity.js';
import { fieldsOf, fieldText } from '../forms/form-body.js';
import type { Pages } from '../pages.js';
import { mistakesIn, refusedOf, showMandateForm, type MandateForm } from './mandate-form.js';

interface Parts {
  readonly pages: Pages;
  readonly companies: Companies;
  readonly identity: Identity;
  readonly clock: Clock;
}

/** What was sent of a form, field by field, and who asks. */
export interface Ordered {
  readonly text: (name: string) => string;
  readonly asking: Asking;
}

/** Pages on which somebody is taken in, named or let go. */
export class MandatePages {
  constructor(readonly parts: Parts) {}

  asking(request: Asked): Asking {
    const key = fieldText(fieldsOf(request), '_key');
    const given = /^[\x21-\x7e]{1,200}$/.test(key) ? { key } : {};
    return { actor: callerOf(request), now: this.parts.clock.now(), ...given };
  }

  ask(request: Asked, reply: FastifyReply, form: MandateForm): void {
    showMandateForm(this.parts.pages, request, reply, { form });
  }

  /** Does what a form orders and goes back to where it came from, or shows it once more with what is wrong. */
  async order(
    request: Asked,
    reply: FastifyReply,
    { form, act }: { readonly form: MandateForm; readonly act: (ordered: Ordered) => Promise<unknown> },
  ): Promise<void> {
    const { pages } = this.parts;
    const sent = fieldsOf(request);
    const mistakes = mistakesIn(form, sent);
    if (Object.keys(mistakes).length > 0) return showMandateForm(pages, request, reply, { form, sent, mistakes });
    try {
      await act({ text: (name) => fieldText(sent, name).trim(), asking: this.asking(request) });
      void reply.redirect(`${form.back}?done=${form.what}`, 303);
    } catch (error) {
      showMandateForm(pages, request, reply, { form, sent, mistakes: refusedOf(form, error) });
    }
  }
}

/** What a page is told to have been done, where it is one of these. */
export function doneOf({ query }: Asked, acts: readonly string[]): string | null {
  const { done } = query as { readonly done?: unknown };
  return acts.find((one) => one === done) ?? null;
}
