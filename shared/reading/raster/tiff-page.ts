import { type Field, TiffFile } from '../../domain/ending/tiff.ts';
import { UnreadableError } from './unreadable.ts';

/** What the directory of one page says of its picture (TIFF 6.0). */
export interface TiffPage {
  readonly width: number;
  readonly height: number;
  readonly bitsADot: number;
  /** Dots an inch across and down; null where it does not say, or says them without a unit. */
  readonly resolution: { readonly x: number; readonly y: number } | null;
  /** How much closer dots stand across than down: 1 for square ones, 2.08 for a standard fax. */
  readonly aspect: number;
  /** True where the tag "orientation" turns or mirrors it. */
  readonly isOriented: boolean;
  /** True where it has its sides change place. */
  readonly isLying: boolean;
}

const WIDTH = 256;
const LENGTH = 257;
const BITS = 258;
const ORIENTATION = 274;
const SAMPLES = 277;
const X_RESOLUTION = 282;
const Y_RESOLUTION = 283;
const UNIT = 296;
const CENTIMETRE = 3;

/** Reads the directory of one page, numbered from 1. The file is known to be whole (checkTiff). */
export function tiffPage(bytes: Uint8Array, page: number): TiffPage {
  return pageOf(new TiffFile(bytes), tiffFields(bytes, page));
}

/** The fields of the directory of one page, by their tags. */
export function tiffFields(bytes: Uint8Array, page: number): ReadonlyMap<number, Field> {
  const file = new TiffFile(bytes);
  let at = file.firstDirectory();
  for (let n = 1; at; n++) {
    const directory = file.directory(at);
    if (!directory) break;
    if (n === page) return directory.fields;
    at = directory.next;
  }
  throw new UnreadableError('PAGE_MISSING', { page: String(page) });
}

function pageOf(file: TiffFile, fields: ReadonlyMap<number, Field>): TiffPage {
  const number = (tag: number, otherwise: number) => {
    const field = fields.get(tag);
    return (field && file.value(field, 0)) || otherwise;
  };
  const fraction = (tag: number) => {
    const field = fields.get(tag);
    return field ? file.fraction(field) : null;
  };
  const [across, down] = [fraction(X_RESOLUTION), fraction(Y_RESOLUTION)];
  const unit = number(UNIT, 2) === CENTIMETRE ? 2.54 : 1;
  const [x, y] = [(across || down || 0) * unit, (down || across || 0) * unit];
  const aspect = x > 0 && y > 0 ? x / y : 1;
  return {
    width: number(WIDTH, 0),
    height: number(LENGTH, 0),
    bitsADot: number(BITS, 1) * number(SAMPLES, 1),
    // Without a unit (1) it is dots an inch all the same, where it can be: scanners write so.
    resolution: x > 0 ? { x, y } : null,
    // Beyond this it is a mistake, not a fax.
    aspect: aspect > 0.3 && aspect < 3.5 ? aspect : 1,
    isOriented: number(ORIENTATION, 1) !== 1,
    isLying: number(ORIENTATION, 1) >= 5 && number(ORIENTATION, 1) <= 8,
  };
}
