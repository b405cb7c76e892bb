/**
 * A QR code on a page, as one path, black on white in every theme with the white around it that
 * readers need (ISO/IEC 18004: four modules).
 */
import { create } from 'qrcode';

const quiet = 4;

/** `name`: what it is, for those who hear the page. */
export function Qr({ text, name }: { text: string; name: string }) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (_cell, x) =>
      data[y * size + x] === 1 ? `M${x + quiet} ${y + quiet}h1v1h-1z` : '',
    ).join(''),
  );
  const side = size + 2 * quiet;
  return (
    <svg class="guide-qr" viewBox={`0 0 ${side} ${side}`} role="img" aria-label={name}>
      <path fill="#ffffff" d={`M0 0h${side}v${side}H0z`} />
      <path fill="#000000" shape-rendering="crispEdges" d={rows.join('')} />
    </svg>
  );
}
