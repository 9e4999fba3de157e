import jsonwebtoken from 'jsonwebtoken';

/** The secret of a service whose tokens a test forges. */
export const SECRET = 'the secret of a service under siege';

const SOUND = { algorithm: 'HS256', subject: 'officer.sifc@demo.test', issuer: 'ijazat', expiresIn: 3_600 } as const;

function forged(changes: jsonwebtoken.SignOptions, secret: string | null = SECRET): string {
  const { algorithm, ...claims } = { ...SOUND, ...changes };
  return `Bearer ${jsonwebtoken.sign({}, secret as never, { ...claims, algorithm })}`;
}

/** What is sent by one who has signed in. */
export const TOKEN = forged({});

/** What is sent as `Authorization` by one who has not signed in. */
export const NO_TOKENS = [
  '',
  'é',
  'Bearer',
  'Bearer a b',
  'Bearer a.b.c',
  'Bearer eyJhbGciOiJub25lIn0.e30.',
  `Bearer ${'x'.repeat(5_000)}`,
  TOKEN.replace('Bearer', 'Basic'),
  `${TOKEN}x`,
  forged({}, 'the secret of another service, as long'),
  forged({ algorithm: 'none' }, null),
  forged({ algorithm: 'HS512' }),
  forged({ issuer: 'somebody' }),
  forged({ expiresIn: -1 }),
  forged({ notBefore: 3_600 }),
  ...['nobody@demo.test', 'OFFICER.SIFC@demo.test', '__proto__', 'constructor', ''].map((subject) =>
    forged({ subject }),
  ),
];
