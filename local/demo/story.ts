import { setTimeout as sleep } from 'node:timers/promises';
import { call, collect, connect, deposit } from './client.ts';
import { configuration, DOSSIERS, invoices } from './plan.ts';
import type { DemoSettings } from './settings.ts';
import type { DemoTexts } from './texts.ts';

interface Doc {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly dossier: string | null;
  readonly exercice: string | null;
  readonly facts: { readonly kind: string } | null;
  readonly reason: { readonly code: string; readonly fr: string; readonly en: string } | null;
}

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The whole story, once: what each step does, how far it is, and a table at the end. */
export async function story(s: DemoSettings, count: number, t: DemoTexts, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  const run = `D${new Date().toISOString().slice(2, 19).replace(/\D/g, '')}`;
  const ftp = await connect(s);
  try {
    const config = configuration();
    say(t.steps.configuration);
    for (const file of config) await deposit(ftp, file);
    await until(t, say, async () => {
      const { items } = await call<Page<{ number: string; exercices: unknown[] }>>(
        s,
        'GET',
        `comptes/${s.compte}/dossiers`,
      );
      return DOSSIERS.filter((d) => !items.some((i) => i.number === d.number && i.exercices.length > 0)).length;
    });

    const files = await invoices(count, run);
    say(`${t.steps.deposit} (${files.length})`);
    for (const file of files) await deposit(ftp, file);

    say(t.steps.dispatch);
    let docs: Doc[] = [];
    await until(t, say, async () => {
      docs = await documentsOf(s, run);
      return files.length - docs.filter((d) => !/^READING/.test(d.reason?.code ?? '')).length;
    });

    say(t.steps.entries);
    const posted = await acceptProposals(s, docs, say);
    say(t.steps.robot);
    const collected = { lots: 0, entries: 0, lines: 0, attachments: 0 };
    await until(t, say, async () => {
      const round = await collect(ftp);
      for (const k of Object.keys(round) as (keyof typeof round)[]) collected[k] += round[k];
      return Math.max(0, posted - collected.entries);
    });
    table(docs, s.language, t, say);
    const filed = docs.filter((d) => d.state === 'filed').length;
    const seconds = ((Date.now() - began) / 1000).toFixed(0);
    say(t.summary({ files: files.length, filed, waiting: docs.length - filed, seconds, ...collected }));
    say(t.next);
  } finally {
    ftp.close();
  }
}

async function documentsOf(s: DemoSettings, run: string): Promise<Doc[]> {
  const docs: Doc[] = [];
  let after = '';
  for (;;) {
    const path = `comptes/${s.compte}/documents?limit=200${after ? `&after=${after}` : ''}`;
    const page = await call<Page<Doc>>(s, 'GET', path);
    docs.push(...page.items.filter((d) => d.name.startsWith(run)));
    // The newest come first: a page without any of this run is past them.
    if (!page.next || !page.items.some((d) => d.name.startsWith(run))) return docs;
    after = page.next;
  }
}

interface Proposal {
  readonly complete: boolean;
  readonly entry: unknown;
}

/** Accepts every complete proposal of a filed e-invoice; what is missing in another is a person's to add. */
async function acceptProposals(s: DemoSettings, docs: readonly Doc[], say: (line: string) => void): Promise<number> {
  let posted = 0;
  let incomplete = 0;
  for (const d of docs) {
    if (d.state !== 'filed' || d.facts?.kind !== 'einvoice') continue;
    const p = await call<Proposal>(s, 'GET', `comptes/${s.compte}/documents/${d.id}/proposal`);
    if (!p.complete) {
      incomplete++;
      continue;
    }
    const path = `comptes/${s.compte}/dossiers/${d.dossier}/entries`;
    await call(s, 'POST', path, p.entry, { 'idempotency-key': `demo-${d.id}` });
    posted++;
  }
  say(`   ${posted}${incomplete ? ` (+${incomplete})` : ''}`);
  return posted;
}

/** Asks how much is left until nothing is; says so when it changes. Gives up when nothing moves for a minute. */
async function until(t: DemoTexts, say: (line: string) => void, left: () => Promise<number>): Promise<void> {
  let last = -1;
  let moved = Date.now();
  for (;;) {
    const n = await left();
    if (n === 0) return;
    if (n !== last) {
      say(`   ${t.waitingFor(n)}`);
      last = n;
      moved = Date.now();
    }
    if (Date.now() - moved > 60_000) throw new Error(t.tooLong);
    await sleep(500);
  }
}

function table(docs: readonly Doc[], language: 'fr' | 'en', t: DemoTexts, say: (line: string) => void): void {
  const rows = new Map<string, number>();
  for (const d of docs) {
    const where = d.state === 'filed' ? t.filedIn(d.exercice!) : (d.reason?.[language] ?? d.state);
    const key = `${d.dossier ?? ''}\t${where}`;
    rows.set(key, (rows.get(key) ?? 0) + 1);
  }
  const line = (a: string, b: string, c: string) => say(`${a.padEnd(9)}${b.padStart(9)}  ${c}`);
  say('');
  line(...t.columns);
  for (const [key, n] of [...rows].sort()) {
    const [dossier = '', where = ''] = key.split('\t');
    line(dossier, String(n), where);
  }
  say('');
}
