import { renderSVG } from 'uqr';

/** A QR code as SVG: error correction M, so that a fold or a stamp does not spoil it, and the quiet zone that readers need. */
export function qrCode(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 4 });
}
