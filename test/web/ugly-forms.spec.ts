import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROUNDS, takeTime } from '../support/fuzz.js';
import { ALL_NAUGHTY } from '../support/naughty.js';
import { officeAtWork } from '../support/office-at-work.js';
import { MILL } from '../support/applications.js';
import { startService, type TestService } from '../support/service.js';
import { Surfer, type FoundForm } from './surfer.js';

/* Forms of pages with what no page would send in them: never a failure of the service, nothing of its inside, and no text that becomes markup. */

takeTime();
const RUNS = 60 * ROUNDS;
const BREAKING = ['\0', '\ud800', 'x'.repeat(3_000)];
const MARKUP = '<script>alert(1)</script>';
const QUERIED = ['q', 'lang', 'cursor', 'to', 'reference', 'agency'];
const WHO = ['investor', 'officer.sifc', 'manager.sifc', 'admin', null];

describe('forms of pages', () => {
  let site: TestService;
  let from: readonly string[];
  beforeAll(async () => {
    site = await startService('sqlite');
    const { applications, permits } = await officeAtWork(site, 'mofa', 1);
    const { body } = await site.ask('investor', 'POST', '/api/cases', {
      body: { workflow: 'investor-approval', data: MILL },
    });
    from = [
      '/',
      '/find',
      `/cases/${applications[0]?.id}`,
      `/cases/${permits[0]}`,
      `/cases/${body.id}/application/sites`,
    ];
  }, 60_000);
  afterAll(() => site.close());

  it.each(WHO)('as %s', async (who) => {
    const surfer = await Surfer.of(site, who);
    const { kinds, forms } = await surfer.surf(from);
    expect([kinds.length, forms.length].every((count) => count > 2)).toBe(true);
    const text = fc.oneof(fc.constantFrom(...ALL_NAUGHTY, ...BREAKING), fc.string({ unit: 'binary', maxLength: 40 }));
    const changed = fc.constantFrom(...forms).chain((form) =>
      fc.tuple(
        fc.constant(form),
        fc.dictionary(fc.constantFrom(...form.fields.map(([name]) => name), 'more', '__proto__'), text, {
          maxKeys: 4,
        }),
      ),
    );
    const answers = fc.asyncProperty(changed, async ([form, texts]) => {
      const shown = await surfer.send(withTexts(form, texts));
      expect(shown.text).not.toContain(MARKUP);
    });
    await fc.assert(answers, { numRuns: RUNS });
    for (const page of surfer.pages) {
      const query = new URLSearchParams();
      ALL_NAUGHTY.slice(0, 12).forEach((value, index) => query.append(QUERIED[index % QUERIED.length] ?? '', value));
      const address = page.replaceAll(/:\w+/g, () =>
        encodeURIComponent(ALL_NAUGHTY[page.length % ALL_NAUGHTY.length]?.slice(0, 40) ?? ''),
      );
      await surfer.ask('GET', `${address}?${query.toString()}`);
    }
    surfer.tally.tell(`forms of pages, ${who ?? 'nobody'}: ${kinds.length} kinds of pages, ${forms.length} forms`);
  });
});

/** The form token stays: without it all are refused at the door. */
function withTexts({ fields, ...form }: FoundForm, texts: { readonly [name: string]: string }): FoundForm {
  const kept = fields.map(([name, value]) => [name, name === '_form' ? value : (texts[name] ?? value)] as const);
  const more = Object.entries(texts).filter(([name]) => !fields.some(([known]) => known === name));
  return { ...form, fields: [...kept, ...more] };
}
