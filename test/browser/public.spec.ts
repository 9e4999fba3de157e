import { describe, expect, it } from '@jest/globals';
import { visiting } from './browser.js';
import { complaintsOf, flawsOf } from './soundness.js';
import { weightOf } from './weights.js';

const visit = visiting();

describe('a page for everybody', () => {
  it.each(['/', '/help', '/accessibility', '/track'])(
    '%s is sound in three languages, on a desk and on a phone',
    async (path) => {
      expect(await flawsOf(visit, path)).toEqual([]);
    },
  );

  it('keeps the language that was chosen, on every page', async () => {
    const page = await visit.open('/help');
    await page.getByRole('link', { name: 'اردو' }).click();
    expect(page.url()).toBe(`${visit.url}/help`);
    expect(await page.getAttribute('html', 'dir')).toBe('rtl');
    await page.goto(`${visit.url}/`);
    expect(await page.getAttribute('html', 'lang')).toBe('ur');
  });

  it('works without script', async () => {
    const page = await visit.open('/', { script: false, phone: true });
    await page.getByRole('link', { name: 'Help', exact: true }).first().click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Help');
  });

  it('can be walked through by keyboard, beginning with a link past the navigation', async () => {
    const page = await visit.open('/help');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main-content');
  });
});

describe('the service standard', () => {
  it('says of an approval what law gives it, and from which source', async () => {
    const page = await visit.open('/standard');
    const examination = await page.locator('#environmental-iee').textContent();
    expect(examination).toContain('45 days');
    expect(examination).toContain('Limit');
    expect(examination).toContain('Pakistan Today, 10 Apr 2017');
    expect(await page.locator('#building-plan').textContent()).toContain('Target');
  });
});

describe('the picture of a workflow', () => {
  it('shows every state of the machine, and the same in words', async () => {
    const page = await visit.open('/workflows', { script: false });
    await page.getByRole('link', { name: 'Approval of an investment' }).click();
    const names = await page.locator('.app-chart__name').allTextContents();
    for (const stage of ['Application', 'Review', 'Permits', 'Lease', 'Operational']) expect(names).toContain(stage);
    const words = await page.locator('.app-outline').first().textContent();
    expect(words).toContain('Submit the application → Under way');
  });
});

describe('an address with nothing behind it', () => {
  it('is told in a page to whoever wants a page, in the language of the reader', async () => {
    const page = await visit.blank({ language: 'zh' });
    const complaints = complaintsOf(page);
    const response = await page.goto(`${visit.url}/no/such/page`);
    expect(response?.status()).toBe(404);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('找不到页面');
    expect(complaints.filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });

  it('is told in problem+json to everybody else', async () => {
    const response = await fetch(`${visit.url}/no/such/page`);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  });
});

describe('the documentation of the API', () => {
  it('runs no script but that of the service, and a browser finds nothing to complain of', async () => {
    const page = await visit.blank();
    const complaints = complaintsOf(page);
    const answer = await page.goto(`${visit.url}/api/docs`);
    const policy = (await answer?.headerValue('content-security-policy')) ?? '';
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes'( 'sha256-[^']+'){3}; /,
    );
    expect(policy).not.toContain('unsafe-inline');
    await page.locator('.info .title', { hasText: 'Ijazat' }).waitFor();
    await page.locator('[id$=openCase]').first().click();
    await page.getByText('Idempotency-Key', { exact: true }).first().waitFor();
    const hidden = await page.locator('svg').first().boundingBox();
    expect([hidden?.width, hidden?.height]).toEqual([0, 0]);
    expect(complaints).toEqual([]);
  });

  it('refuses what somebody would put into it', async () => {
    const page = await visit.open('/api/docs');
    const ran = await page.evaluate(`(() => {
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      return window.ran ?? false;
    })()`);
    expect(ran).toBe(false);
  });

  it.each(['/api/docs/', '/api/docs/swagger-ui-bundle.js', '/api/docs/none'])(
    'has its policy at %s too',
    async (path) => {
      const { headers } = await fetch(`${visit.url}${path}`);
      expect(headers.get('content-security-policy')).toContain("script-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    },
  );
});

/** What nobody waits for on a slow line: the first page with all that it loads, in a window that has nothing yet. */
const MOST_BYTES = 100_000;

describe('a first visit, on a phone', () => {
  it.each([
    ['/', 'en'],
    ['/', 'ur'],
    ['/', 'zh'],
    ['/find/investor', 'en'],
    ['/standard', 'en'],
    ['/track', 'ur'],
  ])('to %s in %s is light, and nothing moves while it loads', async (path, language) => {
    const { bytes, shift } = await weightOf(visit, path, language);
    expect(bytes).toBeLessThan(MOST_BYTES);
    expect(shift).toBe(0);
  });
});
