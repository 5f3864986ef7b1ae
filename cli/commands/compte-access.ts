import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import type { AccessItem, ChangedAccess } from '../answers.ts';
import { moment } from '../format.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

/** `comptes access`: from where and how the users of a compte may come in. */
export function addCompteAccess(comptes: Command, language: Language): void {
  comptes
    .command('access')
    .description('Show from where and how users may come in, or change it: what is not given stays as it is')
    .addOption(
      new Option('--allow <addresses>', 'addresses and CIDR ranges, separated by commas, or: everywhere').argParser(
        addresses,
      ),
    )
    .addOption(new Option('--tls <tls>', 'whether FTP must be encrypted').choices(['required', 'optional']))
    .addHelpText(
      'after',
      `\nRunning gateways follow within seconds; whoever is no longer let in is cut off.\n${examples([
        'ami comptes access',
        'ami comptes access --allow 192.0.2.14,2001:db8:40::/48 --tls required',
        'ami comptes access --allow everywhere',
      ])}`,
    )
    .action(action(language, access));
}

function addresses(text: string): string[] {
  if (text.trim().toLowerCase() === 'everywhere') return [];
  const all = text.split(/[\s,;]+/).filter(Boolean);
  if (all.length === 0) throw new InvalidArgumentError('Addresses, or: everywhere.');
  return all;
}

interface AccessOptions {
  allow?: string[];
  tls?: 'required' | 'optional';
}

async function access(s: Session, { options: o }: Given<[], AccessOptions>): Promise<void> {
  const { compte } = s;
  const params = { compte };
  const now = await s.api.json<AccessItem>('getAccess', { params });
  if (o.allow === undefined && o.tls === undefined) return s.json ? s.out.json(now) : show(s, now);
  const body = { allow: o.allow ?? now.allow, tlsRequired: o.tls ? o.tls === 'required' : now.tlsRequired };
  const set = await s.api.json<ChangedAccess>('setAccess', { params, body });
  if (s.json) return s.out.json(set);
  show(s, set);
  if (set.shutOut.length === 0) return;
  s.out.note(s.t('SHUT_OUT'));
  for (const { address, user, at } of set.shutOut)
    s.out.note(`  ${s.t('SENT_LAST', { address, user, at: moment(at, s.language) })}`);
}

function show(s: Session, a: AccessItem): void {
  s.out.fields([
    [s.t('ALLOWED'), a.allow.join(', ') || s.t('EVERYWHERE')],
    [s.t('TLS'), s.t(a.tlsRequired ? 'TLS_REQUIRED' : 'TLS_OPTIONAL')],
  ]);
}
