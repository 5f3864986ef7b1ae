import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { FirewallItem, FollowedItem } from '../answers.ts';
import { CliError } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Session } from '../session.ts';

/** `firewall [show|follow]`: what stands before the gateways, from the lists of all comptes. */
export function addFirewall(program: Command, language: Language): void {
  const firewall = program.command('firewall').description('The firewall before the gateways (operators only)');
  firewall
    .command('show', { isDefault: true })
    .description('Whom it lets in and why, and what the next run would change; changes nothing')
    .addHelpText('after', examples(['ami firewall', 'ami firewall --json']))
    .action(action(language, show));
  firewall
    .command('follow')
    .description('Have it follow the lists of the comptes now; it does so by itself every five minutes')
    .addHelpText('after', examples(['ami firewall follow']))
    .action(action(language, follow));
}

/** Addresses in one line; all of them are in the answer with --json. */
const SHOWN = 8;

async function show(s: Session): Promise<void> {
  const f = await s.api.json<FirewallItem>('getFirewall');
  if (s.json) return s.out.json(f);
  if (!f.follows) return s.out.line(s.t('FIREWALL_FOLLOWS_NOT'));
  s.out.fields([
    [s.t('FIREWALL_STANDS'), f.openBy.length > 0 ? s.t('FIREWALL_IS_OPEN') : s.t('FIREWALL_IS_CLOSED')],
    [s.t('FIREWALL_OPEN_BY'), f.openBy.join(', ') || s.t('NONE')],
    [s.t('FIREWALL_RANGES'), String(f.ranges.length)],
  ]);
  for (const { compte, text } of f.unreadable) s.out.note(s.t('FIREWALL_UNREADABLE', { compte, text }));
  if (f.rules.length > 0) {
    s.out.line('');
    table(s, f.rules);
  }
  if (f.kept) return s.out.note(`\n${f.kept[s.language]}`);
  if (f.pending.length === 0) return s.out.note(`\n${s.t('FIREWALL_UP_TO_DATE')}`);
  s.out.note(`\n${s.t('FIREWALL_PENDING')}`);
  table(
    s,
    f.pending.map(({ rule, sources }) => ({ name: rule, sources, ports: [] })),
  );
}

function table(s: Session, rules: FirewallItem['rules']): void {
  s.table(
    [
      { head: s.t('RULE'), of: (r) => r.name },
      { head: s.t('FIREWALL_COUNT'), of: (r) => String(r.sources.length), align: 'right' },
      { head: s.t('PORTS'), of: (r) => r.ports.join(', '), omit: 1 },
      { head: s.t('ADDRESSES'), of: (r) => addresses(s, r.sources), shrinkTo: 24 },
    ],
    rules,
  );
}

function addresses(s: Session, sources: readonly string[]): string {
  if (sources.length === 0) return s.t('FIREWALL_REMOVED');
  if (sources[0] === '*') return s.t('EVERYWHERE');
  return sources.slice(0, SHOWN).join(', ') + (sources.length > SHOWN ? ', …' : '');
}

async function follow(s: Session): Promise<void> {
  const f = await s.api.json<FollowedItem>('orderFirewall');
  if (s.json) return s.out.json(f);
  if (f.result === 'none') return s.out.line(s.t('FIREWALL_FOLLOWS_NOT'));
  if (f.result === 'busy') return s.out.line(s.t('FIREWALL_BUSY'));
  if (f.result === 'kept') throw new CliError('FIREWALL_KEPT', { why: f.kept?.[s.language] ?? '' });
  s.out.line(s.t('FIREWALL_FOLLOWED', { changes: String(f.changes) }));
}
