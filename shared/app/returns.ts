import { depositFromMetadata } from '../domain/deposit-metadata.ts';
import { parseLotName } from '../domain/dex/names.ts';
import type { Deps } from './deps.ts';
import { nowIso } from './deps.ts';
import { commitLot, loadLot } from './lots.ts';
import { notify } from './notices.ts';

/** A report is a few lines; what is beyond is not kept in the table (the file itself is). */
const MAX_REPORT_CHARS = 4000;

/**
 * Takes the robot's import report, `/retour/<stem>.OK` or `.ERR` (text). The last one counts; the first of two equal
 * ones is enough.
 */
export async function takeReport(deps: Deps, compte: string, id: string): Promise<void> {
  const blob = await deps.blobs.get('returns', `${compte}/${id}`);
  const deposit = blob ? depositFromMetadata(blob.metadata) : null;
  if (!blob || !deposit) return;
  const m = /^(.+)\.(ok|err)$/i.exec(deposit.name);
  const name = m ? parseLotName(`${m[1]}.DEX`) : null;
  const loaded = name ? await loadLot(deps, compte, m![1]!.toUpperCase()) : null;
  if (!m || !loaded) {
    await notify(deps, compte, `return-${id}`, {
      code: 'REPORT_UNKNOWN',
      params: { file: deposit.name },
      dossier: name?.dossier ?? null,
      problems: [],
    });
    return;
  }
  const { lot } = loaded;
  const state = m[2]!.toLowerCase() === 'ok' ? 'imported' : 'rejected';
  const report = state === 'rejected' ? decodeText(blob.bytes).slice(0, MAX_REPORT_CHARS) : null;
  if (state === 'rejected')
    await notify(deps, compte, `return-${id}`, {
      code: 'LOT_REJECTED',
      params: { lot: lot.stem, detail: (report ?? '').split(/\r?\n/)[0]!.slice(0, 200) },
      dossier: lot.dossier,
      problems: [],
    });
  if (lot.state === state && lot.report === report) return;
  if (lot.reportedAt && lot.reportedAt > deposit.at) return;
  const at = deposit.at;
  const done = await commitLot(deps, loaded, state, deposit.user, {
    ...lot,
    state,
    report,
    reportedAt: at,
    // A report proves that the robot has the lot, even where it did not delete it.
    collectedAt: lot.collectedAt ?? at,
    collectedBy: lot.collectedBy ?? deposit.user,
  });
  if (!done) throw new Error(`lot ${lot.stem} changed meanwhile`);
  deps.log.info('reported', { compte, lot: lot.stem, state, at: nowIso(deps.clock) });
}

/** ISACOMPTA's machines write UTF-8 or Windows-1252. */
function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
