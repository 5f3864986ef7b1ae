import { type Command, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { PublicationItem } from '../answers.ts';
import { usage } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';
import { lotStates, word } from '../texts/words.ts';

const STEM = 'name of its files without the ending, as in 007868_201912_000001';

/** `republish STEM` and `cancel STEM`. */
export function addPublicationChanges(program: Command, language: Language): void {
  program
    .command('republish')
    .argument('<stem>', STEM)
    .description('Send the entries of a collected, rejected or failed publication again, in a new one')
    .option('--force', 'also where it was imported already: ISACOMPTA may then have its entries twice')
    .addHelpText('after', examples(['ami republish 007868_201912_000001']))
    .action(action(language, republish));

  program
    .command('cancel')
    .argument('<stem>', STEM)
    .description('Take a publication back while the robot does not have it')
    .addOption(new Option('--keep', 'its entries wait for another publication').conflicts('withdraw'))
    .addOption(new Option('--withdraw', 'its entries are withdrawn with it').conflicts('keep'))
    .addHelpText(
      'after',
      examples(['ami cancel 007868_201912_000001 --keep', 'ami cancel 007868_201912_000001 --withdraw']),
    )
    .action(action(language, cancel));
}

async function republish(s: Session, { args: [stem], options }: Given<[string], { force?: boolean }>): Promise<void> {
  const params = { compte: s.compte, stem };
  const lot = await s.api.json<PublicationItem>('republish', { params, body: { force: options.force === true } });
  if (s.json) return s.out.json(lot);
  s.out.line(s.t('REPUBLISHED', { old: stem, stem: lot.stem, state: word(lotStates, lot.state, s.language) }));
}

async function cancel(
  s: Session,
  { args: [stem], options: o }: Given<[string], { keep?: boolean; withdraw?: boolean }>,
): Promise<void> {
  // Neither is a harmless default: one may post an entry twice, the other loses it.
  if (!o.keep && !o.withdraw) throw usage('CANCEL_WAY');
  const params = { compte: s.compte, stem };
  const lot = await s.api.json<PublicationItem>('cancelPublication', { params, body: { keep: o.keep === true } });
  if (s.json) return s.out.json(lot);
  s.out.line(s.t(o.keep ? 'CANCELLED_KEPT' : 'CANCELLED_WITHDRAWN', { stem: lot.stem }));
}
