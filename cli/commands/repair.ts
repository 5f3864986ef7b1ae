import type { Command } from 'commander';
import type { Reconciled } from '../../shared/app/reconcile.ts';
import type { Language } from '../../shared/domain/messages.ts';
import { CliError, usage } from '../errors.ts';
import { examples } from '../options.ts';
import { createProgress } from '../progress.ts';
import { confirm } from '../prompt.ts';
import { action, type Given, type Session } from '../session.ts';
import { openStorage, type Storage } from '../storage.ts';
import { rebuildSteps, reconciledWords, word } from '../texts/words.ts';

/** `rebuild` and `reconcile`, which work on the storage itself: the tables may be gone, the API may not answer. */
export function addRepair(program: Command, language: Language): void {
  program
    .command('rebuild')
    .description('Make the tables again from the files and their history (operators; works on the storage)')
    .option('--yes', 'without asking')
    .addHelpText(
      'after',
      `
The storage is that of the environment (Storage or Storage__blobServiceUri..., ServiceBus...), else that of .ami/cli.json.
What the tables hold already stays. Not brought back: empty folders, dismissed notices, names hidden by a client.
${examples(['ami rebuild', 'ami rebuild --yes --json'])}`,
    )
    .action(action(language, rebuildTables));

  program
    .command('reconcile')
    .description('Find what an event should have brought and did not (operators; works on the storage)')
    .option('--all', 'every compte')
    .addHelpText('after', examples(['ami reconcile --compte durand', 'ami reconcile --all']))
    .action(action(language, reconcileComptes));
}

async function rebuildTables(s: Session, { options }: Given<[], { yes?: boolean }>): Promise<void> {
  if (!options.yes && !process.stdin.isTTY) throw usage('CONFIRM_WITH_YES');
  const storage = await openStorage(s);
  try {
    if (!options.yes) await mustConfirm(s, storage);
    const { rebuild } = await import('../../shared/app/rebuild.ts');
    const progress = createProgress((step) => word(rebuildSteps, step as keyof typeof rebuildSteps, s.language));
    const done = await guarded(storage, async () => {
      await storage.prepare();
      return rebuild(storage.deps, progress.tell);
    }).finally(progress.end);
    if (s.json) return s.out.json(done);
    s.out.fields(
      Object.entries(rebuildSteps).map(([k, w]) => [w[s.language], String(done[k as keyof typeof done])]),
      0,
    );
  } finally {
    await storage.close();
  }
}

async function mustConfirm(s: Session, storage: Storage): Promise<void> {
  if (!(await confirm(s.t('ASK_REBUILD', { storage: storage.name })))) throw new CliError('NOT_CONFIRMED');
}

async function reconcileComptes(s: Session, { options }: Given<[], { all?: boolean }>): Promise<void> {
  const one = options.all ? null : s.compte;
  const storage = await openStorage(s);
  try {
    const [{ reconcile }, { allComptes }] = await Promise.all([
      import('../../shared/app/reconcile.ts'),
      import('../../shared/app/comptes.ts'),
    ]);
    const items: (Reconciled & { compte: string })[] = [];
    await guarded(storage, async () => {
      const known = (await allComptes(storage.deps)).map((c) => c.id);
      if (one && !known.includes(one)) throw new CliError('COMPTE_UNKNOWN', { compte: one });
      for (const compte of one ? [one] : known) {
        const found = await reconcile(storage.deps, compte, { windowMs: null });
        items.push({ compte, ...found });
      }
    });
    if (s.json) return s.out.json({ items });
    if (items.length === 0) return s.out.note(s.t('NO_COMPTE'));
    const column = (k: keyof Reconciled) => ({
      head: reconciledWords[k][s.language],
      of: (r: Reconciled) => String(r[k]),
      align: 'right' as const,
    });
    s.table<Reconciled & { compte: string }>(
      [
        { head: s.t('COMPTE'), of: (r) => r.compte },
        column('deposits'),
        column('others'),
        column('forwarded'),
        column('lots'),
        column('unread'),
      ],
      items,
    );
  } finally {
    await storage.close();
  }
}

/** A fault of the storage in one sentence: the SDK's errors carry whole requests. */
async function guarded<T>(storage: Storage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (e) {
    if (e instanceof CliError) throw e;
    const { code, message } = e as NodeJS.ErrnoException;
    const detail = code ?? message.split('\n', 1)[0] ?? 'error';
    throw new CliError('STORAGE_FAILED', { storage: storage.name, detail });
  }
}
