import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The keys made from the secret of the installation, one for each use, so that what is made by one is worth nothing to another. */
export class InstallationKeys {
  private readonly sealing: Buffer;
  private readonly digesting: Buffer;
  private readonly forms: Buffer;
  private readonly tracking: Buffer;

  constructor(secret: Uint8Array) {
    const derive = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `ijazat/${use}`, 32));
    this.sealing = derive('seal');
    this.digesting = derive('digest');
    this.forms = derive('forms');
    this.tracking = derive('tracking');
  }

  /** Text that only this installation can read, and only as what it was sealed as (`about`). */
  seal(text: string, about: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, this.sealing, nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url');
  }

  /** Throws where it was sealed under another secret, or about something else. */
  unseal(sealed: string, about: string): string {
    const bytes = Buffer.from(sealed, 'base64url');
    const decipher = createDecipheriv(CIPHER, this.sealing, bytes.subarray(0, NONCE_BYTES))
      .setAAD(Buffer.from(about))
      .setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([text, decipher.final()]).toString('utf8');
  }

  /** Stands for a text where the text itself is not to be kept. */
  digest(text: string): string {
    return createHmac('sha256', this.digesting).update(text).digest('base64url');
  }

  /** The secret of one session's forms. */
  ofForms(session: string): string {
    return createHmac('sha256', this.forms).update(session).digest('base64url');
  }

  /** Of what the code is made by which somebody without an account follows a case. */
  ofTracking(text: string): Buffer {
    return createHmac('sha256', this.tracking).update(text).digest();
  }
}
