import { describe, expect, it } from '@jest/globals';
import { parseLength } from '../../src/engine/index.js';
import { engineSettings } from '../../src/settings/index.js';
import { at, day, shown } from './fixtures.js';

const settings = engineSettings(day);
const start = at('2025-09-01 10:00');

describe('the settings as the engine asks them', () => {
  it('count by the calendar of the agency', () => {
    expect(shown(settings.due('epa-punjab', start, parseLength('10 working days'), 'next-open-day'))).toBe(
      '2025-09-16 00:00',
    );
    expect(shown(settings.due(null, start, parseLength('4 working hours'), 'none'))).toBe('2025-09-01 14:30');
  });

  it('pause and run on with what is left', () => {
    const left = settings.remainder(
      'epa-punjab',
      { from: start, length: parseLength('30 days'), roll: 'next-open-day' },
      at('2025-09-11 09:00'),
    );
    expect(left).toEqual({ unit: 'days', count: 20 });
    expect(shown(settings.resume('epa-punjab', at('2025-10-01 09:00'), left, 'next-open-day'))).toBe(
      '2025-10-22 00:00',
    );
  });
});
