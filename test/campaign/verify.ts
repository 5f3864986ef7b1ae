import { createHash } from 'node:crypto';
import type { Deps } from '../../shared/app/deps.ts';
import { documentOf } from '../../shared/app/documents.ts';
import { lotOf } from '../../shared/app/lots.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { LedgerLine } from './driver.ts';
import type { Planned } from './plan.ts';

export interface Verdict {
  acknowledged: number;
  filed: number;
  waiting: number;
  /** Deposits that repeat another one (the driver tried again after a lost answer), collapsed. */
  duplicate: number;
  /** Acknowledged, and no document with its bytes on any list. */
  lost: number;
  /** More than one document on the lists for one deposit, or one document on two lists. */
  doubled: number;
  /** On a list, but not where its content says. */
  misfiled: number;
  /** Documents whose stored bytes are not those that were sent. */
  damaged: number;
}

async function all(deps: Deps, compte: string, prefix: string): Promise<Document[]> {
  return (await deps.tables.range('state', compte, `${prefix}|`, `${prefix}}`)).map(documentOf);
}

/** The driver's ledger against the tables and the blobs. */
export async function verify(
  deps: Deps,
  compte: string,
  planned: readonly Planned[],
  ledger: readonly LedgerLine[],
  say: (line: string) => void = () => undefined,
): Promise<Verdict> {
  const filed = await all(deps, compte, 'F');
  const waiting = await all(deps, compte, 'W');
  const documents = await all(deps, compte, 'D');
  const listed = new Map<string, Document[]>();
  const divided = documents.filter((d) => d.state === 'split');
  for (const d of [...filed, ...waiting, ...divided])
    listed.set(d.deposit.sha256, [...(listed.get(d.deposit.sha256) ?? []), d]);
  const plans = new Map(planned.map((p) => [p.sha256, p]));
  const v: Verdict = {
    acknowledged: ledger.length,
    filed: filed.length,
    waiting: waiting.length,
    duplicate: documents.filter((d) => d.state === 'retry').length,
    lost: 0,
    doubled: 0,
    misfiled: 0,
    damaged: 0,
  };
  for (const line of ledger) {
    const found = listed.get(line.sha256) ?? [];
    if (found.length === 0) v.lost++;
    if (found.length > 1) v.doubled++;
    const expected = plans.get(line.sha256)!.expected;
    for (const d of found) {
      const place = d.state === 'filed' ? d.exercice : d.state === 'split' ? 'SPLIT' : d.reason?.code;
      if (place !== expected) {
        v.misfiled++;
        say(`  ${line.name}: ${place}, not ${expected}`);
      }
      const blob = await deps.blobs.get('deposits', `${compte}/${d.deposit.id}`);
      if (!blob || createHash('sha256').update(blob.bytes).digest('hex') !== line.sha256) v.damaged++;
    }
  }
  const byState = documents.filter((d) => d.state === 'filed' || d.state === 'waiting').length;
  if (byState !== filed.length + waiting.length) v.doubled += Math.abs(byState - filed.length - waiting.length);
  return v;
}

/** Where every document and publication stands, to compare before and after a rebuild. */
export async function picture(deps: Deps, compte: string): Promise<Map<string, string>> {
  const shape = new Map<string, string>();
  for (const d of await all(deps, compte, 'D'))
    shape.set(
      d.deposit.id,
      `${d.state} ${d.dossier} ${d.exercice} ${d.reason?.code ?? ''} ${d.retryOf ?? ''} ${d.replacedBy ?? ''} ${d.deposit.partOf ?? ''} ${d.parts?.map((p) => `${p.id}=${p.pages}`).join() ?? ''}`,
    );
  for (const prefix of ['F', 'W', 'H', 'J'])
    for (const row of await deps.tables.range('state', compte, `${prefix}|`, `${prefix}}`)) shape.set(row.key, prefix);
  for (const row of await deps.tables.range('state', compte, 'P|', 'P}')) {
    const lot = lotOf(row);
    shape.set(row.key, `${lot.state} ${lot.entries.join(',')}`);
  }
  return shape;
}

export function differences(a: Map<string, string>, b: Map<string, string>): string[] {
  const out: string[] = [];
  for (const key of new Set([...a.keys(), ...b.keys()]))
    if (a.get(key) !== b.get(key)) out.push(`${key}: ${a.get(key) ?? 'absent'} -> ${b.get(key) ?? 'absent'}`);
  return out;
}
