import { createCanvas } from '@napi-rs/canvas';
import type { Box } from '../../../shared/domain/page/page.ts';
import type { Sheet } from './pictures.ts';

/** Lines of an invoice on A4: points from the upper left corner to the left end of the baseline, and the letters' size. */
const LINES: readonly (readonly [x: number, y: number, size: number, text: string])[] = [
  [60, 80, 18, 'Fournitures Bernard'],
  [60, 104, 11, 'rue de la Gare, Le Mans'],
  [330, 150, 16, 'Facture numéro 20190042'],
  [330, 176, 12, 'Date de facture : 12/03/2019'],
  [330, 206, 11, 'Cabinet Martin, avenue des Tilleuls'],
  [60, 300, 11, 'Désignation'],
  [330, 300, 11, 'Quantité'],
  [460, 300, 11, 'Montant'],
  ...['Ramettes de papier', 'Classeurs rouges', 'Enveloppes blanches', 'Cartouches noires', 'Stylos bleus'].flatMap(
    (article, n) =>
      [
        [60, 330 + n * 24, 11, article],
        [330, 330 + n * 24, 11, `${12 + n * 7}`],
        [460, 330 + n * 24, 11, `${120 + n * 35},50`],
      ] as const,
  ),
  [330, 500, 13, 'Total TTC 1952,50'],
  [60, 600, 11, 'Conditions de règlement : trente jours nets'],
  [60, 630, 11, 'Veuillez rappeler le numéro de la facture avec votre paiement'],
  [60, 780, 9, 'Société au capital de huit mille euros, immatriculée au registre du commerce'],
];
export const DATE = '12/03/2019';
export const A4 = { width: 595.28, height: 841.89 };

/** Each word with its place on the upright page, in points. */
export const WORDS: readonly { readonly text: string; readonly box: Box }[] = wordsDrawn();

function wordsDrawn() {
  const context = createCanvas(8, 8).getContext('2d');
  return LINES.flatMap(([x, y, size, line]) => {
    context.font = `${size}px sans-serif`;
    return [...line.matchAll(/\S+/g)].map(({ 0: text, index }) => {
      const left = x + context.measureText(line.slice(0, index)).width;
      const { width, actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = context.measureText(text);
      return { text, box: { x: left, y: y - up, width, height: up + down } };
    });
  });
}

/** How a page lay in the scanner. */
export interface Lie {
  /** By how much it must be turned clockwise to stand upright. */
  readonly turned?: 0 | 90 | 180 | 270;
  /** Degrees by which its lines then fall to the right. */
  readonly skew?: number;
  readonly dpi?: number;
}

/** The invoice as a scanner gives it, black (0) and white (255). */
export function invoice({ turned = 0, skew = 0, dpi = 200 }: Lie = {}): Sheet {
  const scale = dpi / 72;
  const upright = [Math.round(A4.width * scale), Math.round(A4.height * scale)] as const;
  const [width, height] = turned % 180 === 0 ? upright : [upright[1], upright[0]];
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.translate(width / 2, height / 2);
  context.rotate(((skew - turned) * Math.PI) / 180);
  context.translate(-upright[0] / 2, -upright[1] / 2);
  context.scale(scale, scale);
  context.fillStyle = 'black';
  for (const [x, y, size, text] of LINES) {
    context.font = `${size}px sans-serif`;
    context.fillText(text, x, y);
  }
  const points = context.getImageData(0, 0, width, height).data;
  const data = new Uint8Array(width * height);
  for (let n = 0; n < data.length; n++) data[n] = points[n * 4]! < 168 ? 0 : 255;
  return { width, height, data };
}
