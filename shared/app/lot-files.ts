import { createHash } from 'node:crypto';
import { compareDex } from '../domain/dex/compare-dex.ts';
import { DexError, type DexLot } from '../domain/dex/lot.ts';
import { type AttachmentExtension, attachmentName, dexName, parseLotName, piecesName } from '../domain/dex/names.ts';
import { type Piece, writePieces } from '../domain/dex/pieces.ts';
import { readDex } from '../domain/dex/read-dex.ts';
import { writeDex } from '../domain/dex/write-dex.ts';
import type { Exercice } from '../domain/exercice.ts';
import type { Problem } from '../domain/problem.ts';
import type { Lot, LotFile, PostedEntry } from '../domain/publication.ts';
import type { DossierConfig } from './configuration.ts';
import type { Deps } from './deps.ts';
import { load } from './documents.ts';

/** Writes the files of a lot: attachments, their list, the DEX last. Or says why there can be none. */
export async function writeLotFiles(
  deps: Deps,
  lot: Lot,
  entries: readonly PostedEntry[],
  config: DossierConfig,
  exercice: Exercice,
): Promise<{ readonly files: readonly LotFile[] } | { readonly problems: readonly Problem[] }> {
  const { stem } = lot;
  const { files, pieces, missing } = await writeAttachments(deps, lot, entries);
  if (missing) return { problems: [{ code: 'ATTACHMENT_NOT_FOUND', params: { document: missing } }] };

  files.push(await writeFile(deps, lot, 'list', piecesName(stem), writePieces(pieces)));
  const dexLot: DexLot = {
    dossier: config.dossier,
    exercice,
    label: lotLabel(lot),
    exportedOn: lot.exportedOn,
    textVersion: deps.settings.dexTextVersion ?? '8700',
    entries: entries.map((e, i) => ({ number: i + 1, entry: e.entry })),
  };
  const dex = writeFaithfully(dexLot);
  if ('problems' in dex) return dex;
  files.push(await writeFile(deps, lot, 'dex', dexName(stem), dex.bytes));
  return { files };
}

/** Label of the transfer, 30 characters at most: which lot it is, and which one it repeats. */
function lotLabel(lot: Lot): string {
  const repeated = lot.repeats && parseLotName(dexName(lot.repeats));
  return repeated ? `${lot.stem} R${String(repeated.lot).padStart(6, '0')}` : `AMI ${lot.stem}`;
}

async function writeAttachments(deps: Deps, lot: Lot, entries: readonly PostedEntry[]) {
  const files: LotFile[] = [];
  const pieces: Piece[] = [];
  for (const [i, e] of entries.entries()) {
    for (const id of e.documents) {
      const found = await load(deps, lot.compte, id);
      if (!found) return { files, pieces, missing: id };
      const { deposit, facts } = found.document;
      const mediaType = facts?.mediaType ?? '';
      const extension = ATTACHMENT_EXTENSIONS[mediaType];
      if (!extension) return { files, pieces, missing: id };
      const name = attachmentName(lot.stem, files.length + 1, extension);
      await deps.blobs.copy(
        { container: 'deposits', name: `${lot.compte}/${id}` },
        { container: 'export', name: `${lot.compte}/${name}` },
        { document: id },
      );
      files.push({ part: 'piece', name, size: deposit.size, sha256: deposit.sha256 });
      pieces.push({ entry: i + 1, piece: e.entry.piece, file: name, sha256: deposit.sha256, mediaType });
    }
  }
  return { files, pieces, missing: null };
}

/** What a DEX can't be tied to is refused before it gets here, when the entry is posted. */
const ATTACHMENT_EXTENSIONS: Readonly<Record<string, AttachmentExtension>> = {
  'application/pdf': 'pdf',
  'image/tiff': 'tif',
  'application/xml': 'xml',
};

/** The bytes of the DEX, read back and found equal to the cent; or why there is none. */
function writeFaithfully(lot: DexLot): { bytes: Uint8Array } | { problems: readonly Problem[] } {
  try {
    const bytes = writeDex(lot);
    const differences = compareDex(lot, readDex(bytes));
    if (differences.length === 0) return { bytes };
    return { problems: differences.slice(0, 5).map((detail) => ({ code: 'DEX_NOT_FAITHFUL', params: { detail } })) };
  } catch (e) {
    if (e instanceof DexError) return { problems: e.problems };
    throw e;
  }
}

/** What is derived may be written again: a crash before the lot was shown leaves files that nobody sees. */
async function writeFile(
  deps: Deps,
  lot: Lot,
  part: LotFile['part'],
  name: string,
  bytes: Uint8Array,
): Promise<LotFile> {
  await deps.blobs.put('export', `${lot.compte}/${name}`, bytes);
  return { part, name, size: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') };
}
