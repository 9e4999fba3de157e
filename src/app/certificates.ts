import type { CaseLists } from '../cases/case-lists.js';
import type { Cases } from '../cases/cases.js';
import type { Catalogue } from '../catalogue/catalogue.js';
import { CertificateDesk } from '../certificates/certificate-desk.js';
import { DelayPapers } from '../certificates/delay-papers.js';
import { Certificates } from '../certificates/certificates.js';
import { Letters } from '../certificates/letters.js';
import { Names } from '../certificates/names.js';
import type { Delays } from '../evidence/delays.js';
import type { Signer } from '../evidence/signer.js';
import type { Declared } from '../messages/declared.js';
import type { Orders } from '../documents/orders.js';
import type { Environment } from '../environment/environment.js';
import type { OpenDatabase } from '../store/database.js';

interface Parts {
  readonly environment: Environment;
  readonly database: OpenDatabase;
  readonly catalogue: Catalogue;
  readonly cases: Cases;
  readonly orders: Orders;
  readonly lists: CaseLists;
  readonly delays: Delays;
  readonly declared: Declared;
  readonly signer: Signer;
}

/** What writes letters and shows certificates. Throws ConfigError where words or forms of letters are unsound. */
export function certificatesOf({ environment, database, catalogue, cases, orders, ...parts }: Parts): {
  readonly letters: Letters;
  readonly certificates: CertificateDesk;
  readonly delayPapers: DelayPapers;
} {
  const letters = Letters.load(environment.configFolder);
  const names = new Names(letters.messages, () => catalogue.daySettings);
  const { url, host, port, production } = environment;
  const address = url ?? `http://${host}:${port}`;
  const desk = { letters, names, address, demonstration: !production, orders };
  const delayPapers = new DelayPapers({ ...desk, ...parts });
  return { letters, certificates: new CertificateDesk(new Certificates(database, cases), desk), delayPapers };
}
