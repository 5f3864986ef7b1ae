import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../../shared/app/deps.ts';
import { lotOf } from '../../shared/app/lots.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import { COMPTE, DOSSIER } from './plan.ts';

/** Posts entries while processes die, each again under the same idempotency key until it is answered. */
export async function postEntries(api: string, key: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 1; n <= count; n++) {
    const line = (account: string, side: 'debit' | 'credit') => ({ account, [side]: `${100 + n}.25` });
    const body = JSON.stringify({
      journal: 'AC',
      date: '2019-05-05',
      piece: `P${n}`,
      label: `Entry ${n}`,
      lines: [line('60110000', 'debit'), line('40100000', 'credit')],
    });
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await fetch(`${api}/comptes/${COMPTE}/dossiers/${DOSSIER}/entries`, {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': `e${n}` },
          body,
        });
        if (answer.status === 200 || answer.status === 201) {
          ids.push(((await answer.json()) as { id: string }).id);
          break;
        }
        if (answer.status === 422) throw new Error(`refused: ${await answer.text()}`);
      } catch (e) {
        if ((e as Error).message.startsWith('refused') || attempt > 300) throw e;
      }
      await sleep(200);
    }
    await sleep(300);
  }
  return ids;
}

/** Entries that no lot holds, that several hold, and lots whose DEX does not hold them. */
export async function verifyEntries(deps: Deps, ids: readonly string[]): Promise<{ lost: number; doubled: number }> {
  const lots = (await deps.tables.range('state', COMPTE, 'P|', 'P}')).map(lotOf);
  let lost = 0;
  let doubled = 0;
  for (const id of ids) {
    const holding = lots.filter((l) => l.entries.includes(id) && l.state === 'published');
    if (holding.length === 0) lost++;
    if (holding.length > 1) doubled++;
  }
  for (const lot of lots) {
    const dex = lot.files.find((f) => f.part === 'dex');
    const blob = dex ? await deps.blobs.get('export', `${COMPTE}/${dex.name}`) : null;
    if (!blob || readDex(blob.bytes).entries.length !== lot.entries.length) lost += lot.entries.length;
  }
  return { lost, doubled };
}
