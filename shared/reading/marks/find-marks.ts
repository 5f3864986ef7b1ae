import type { SheetMark } from '../../domain/scan/scanned-page.ts';
import type { Raster } from '../ocr/engine.ts';
import { findBarcodes } from './barcodes.ts';
import { type Area, candidates, cut } from './candidates.ts';
import { findPatchCodes } from './patch.ts';
import { reduced, thresholded } from './reduce.ts';

/**
 * Dots an inch that suffice: a narrow bar of a patch code is then 8 wide, a square of a separator's QR code 9. Barcodes
 * whose thinnest bar is below a third of a millimetre may be missed: they separate nothing, and the whole picture would
 * take four times as long.
 */
const PATCH_DPI = 100;
const BARCODE_DPI = 150;
/** Inches that the shorter side of a patch code has at least, with paper around it. */
const LEAST_PATCH = 0.6;

/**
 * Marks for machines on one upright page: patch codes in any direction, QR codes and barcodes. Their boxes are in points.
 * Rejects with Error only where the barcode library can't be loaded.
 */
export async function findMarks(raster: Raster): Promise<SheetMark[]> {
  const picture = reduced(raster, factorFor(raster, BARCODE_DPI));
  const perInch = raster.dpi / picture.factor;
  const areas = candidates(picture, perInch);
  const marks: SheetMark[] = [];
  const large = areas.filter(({ width, height }) => Math.min(width, height) >= LEAST_PATCH * perInch);
  if (large.length > 0) {
    const coarse = reduced(raster, factorFor(raster, PATCH_DPI));
    const dots = thresholded(coarse);
    const scale = picture.factor / coarse.factor;
    for (const area of large) marks.push(...findPatchCodes(dots, raster.dpi / coarse.factor, scaled(area, scale)));
  }
  for (const area of areas) {
    const found = await findBarcodes(cut(picture, area), perInch);
    marks.push(...found.map((mark) => moved(mark, (area.left * 72) / perInch, (area.top * 72) / perInch)));
  }
  return marks;
}

function scaled({ left, top, width, height }: Area, by: number): Area {
  const [x, y] = [Math.floor(left * by), Math.floor(top * by)];
  return { left: x, top: y, width: Math.ceil((left + width) * by) - x, height: Math.ceil((top + height) * by) - y };
}

/** By so many points. */
function moved(mark: SheetMark, right: number, down: number): SheetMark {
  return { ...mark, box: { ...mark.box, x: mark.box.x + right, y: mark.box.y + down } };
}

function factorFor(raster: Raster, dpi: number): number {
  return Math.max(1, Math.round(raster.dpi / dpi));
}
