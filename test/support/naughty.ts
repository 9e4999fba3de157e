/*
 * Texts that are well formed, and that something has choked on before: each is to be taken as the text it is, or refused. What no text may hold
 * (NUL, half a character) is tried elsewhere.
 */

const RIGHT_TO_LEFT = '\u202e';

/** By what they are meant to break. */
export const NAUGHTY: { readonly [aim: string]: readonly string[] } = {
  sql: [
    "'; drop table cases; --",
    "' or '1'='1",
    '" or ""="',
    "Robert'); delete from events;--",
    '%',
    '_',
    '\\',
    '$1',
    '?',
    ':name',
  ],
  markup: [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "javascript:alert('x')",
    '<!--',
    ']]>',
    '&lt;b&gt;&#0;&amp;',
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
  ],
  templates: [
    '{{7*7}}',
    '{% include "/etc/passwd" %}',
    '${7*7}',
    '#{7*7}',
    '<%= 7*7 %>',
    '{0, plural, other {#}}',
    "'{'",
    '%s%n%x%d',
    '#import "/etc/passwd"',
  ],
  names: [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'null',
    'undefined',
    'NaN',
    'Infinity',
    'true',
    '[object Object]',
  ],
  paths: ['../../../../etc/passwd', '..\\..\\boot.ini', '/dev/null', 'file:///etc/passwd', 'CON', '~', '....//....//'],
  lines: [
    'a\r\nSet-Cookie: x=1',
    'a\nBcc: x@example.pk',
    '\u2028',
    '\u2029',
    '\t',
    '\u001b[31mred\u001b[0m',
    '\u0007',
    'a\u0085b',
  ],
  commands: ['; ls', '$(id)', '`id`', '| cat', "=cmd|' /C calc'!A0", '+1+1', '-1+1', '@SUM(1)'],
  numbers: ['0', '-1', '1e308', '9'.repeat(40), '0x7fffffff', '1/0', '٠١٢٣', '１２３', '½', '1,000.00'],
  unicode: [
    `${RIGHT_TO_LEFT}gpj.exe`,
    'a\u200bb\u200d\ufeffc',
    `Z${'\u0334\u0352'.repeat(40)}algo`,
    '👩‍👩‍👧‍👦🇵🇰',
    'ﷺ﷽',
    '田中さん',
    'اجازت نامہ',
    'İıſK',
    'ﬁ',
    'e\u0301',
    'pаypal',
    '\ud83d\ude00'.repeat(60),
    '\ufdd0\uffff',
    '\u00ad',
    '\ue000',
  ],
  empty: [' ', '\u00a0', '\u3000', '\u200b'],
  long: ['x'.repeat(199), 'ے'.repeat(500), 'a '.repeat(900)],
};

export const ALL_NAUGHTY: readonly string[] = Object.values(NAUGHTY).flat();
