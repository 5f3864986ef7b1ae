import type { SheetMark } from '../../domain/scan/scanned-page.ts';
import type { Raster } from '../ocr/engine.ts';
import { findBarcodes } from './barcodes.ts';
import { findPatchCodes } from './patch.ts';
import { reduced, thresholded } from './reduce.ts';

/**
 * Dots an inch that suffice: a narrow bar of a patch code is then 8 wide, a square of a separator's QR code 9. Barcodes
 * whose thinnest bar is below a third of a millimetre may be missed: they separate nothing, and the whole picture would
 * take four times as long.
 */
const PATCH_DPI = 100;
const BARCODE_DPI = 150;

/**
 * Marks for machines on one upright page: patch codes in any direction, QR codes and barcodes. Their boxes are in points.
 * Rejects with Error only where the barcode library can't be loaded.
 */
export async function findMarks(raster: Raster): Promise<SheetMark[]> {
  const coarse = reduced(raster, factorFor(raster, PATCH_DPI));
  const patches = findPatchCodes(thresholded(coarse), raster.dpi / coarse.factor);
  const picture = reduced(raster, factorFor(raster, BARCODE_DPI));
  return [...patches, ...(await findBarcodes(picture, raster.dpi / picture.factor))];
}

function factorFor(raster: Raster, dpi: number): number {
  return Math.max(1, Math.round(raster.dpi / dpi));
}
