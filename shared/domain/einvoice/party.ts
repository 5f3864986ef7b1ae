import type { Party } from '../invoice.ts';
import { isValidSiren, sirenOf } from '../siren.ts';
import type { RawId, RawParty } from './raw.ts';
import type { RemarkList } from './remarks.ts';

const SIREN_SCHEME = '0002';
const SIRET_SCHEME = '0009';

/**
 * Who a party is. SIREN from scheme 0002 (SIRETs are met there too), then scheme 0009 (SIRET), then a French VAT
 * number, then an identifier without a scheme that can be nothing else; remarks where they contradict each other.
 */
export function readParty(raw: RawParty, remarks: RemarkList): Party {
  const ids = raw.legalId ? [raw.legalId, ...raw.ids] : [...raw.ids];
  const vatNumber = raw.vatNumber ? raw.vatNumber.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase() : null;
  const french = raw.country?.toUpperCase() === 'FR' || vatNumber?.startsWith('FR') === true;
  const name = raw.name?.replace(/\s+/g, ' ') ?? null;
  const who = name ?? vatNumber ?? '?';

  const declared = [...withScheme(ids, SIREN_SCHEME), ...withScheme(ids, SIRET_SCHEME)];
  const found = declared.find((id) => sirenOf(digits(id)) !== null);
  const bare = found || !french ? undefined : ids.find((id) => id.scheme === null && isSirenOrSiret(digits(id)));
  const identifier = found ?? bare;
  const vatSiren = vatNumber ? sirenOf(vatNumber) : null;
  const siren = (identifier ? sirenOf(digits(identifier)) : null) ?? vatSiren;
  const siret = declared
    .concat(bare ?? [])
    .map(digits)
    .find((d) => d.length === 14 && d.startsWith(siren ?? '-'));

  const unreadable = declared.find((id) => sirenOf(digits(id)) === null);
  if (unreadable) remarks.add('SIREN_INVALID', { name: who, siren: unreadable.value });
  else if (siren && !isValidSiren(siren)) remarks.add('SIREN_INVALID', { name: who, siren });
  if (vatNumber?.startsWith('FR') && !vatKeyHolds(vatNumber)) {
    remarks.add('VAT_NUMBER_INVALID', { name: who, vat: vatNumber });
  } else if (vatSiren && siren && vatSiren !== siren) {
    remarks.add('VAT_NUMBER_MISMATCH', { name: who, vat: vatNumber!, siren });
  }
  return {
    name: remarks.clip('name', name),
    siren,
    siret: siret ?? null,
    vatNumber: remarks.clip('VAT', vatNumber),
    country: remarks.clip('country', raw.country?.toUpperCase() ?? null),
  };
}

function withScheme(ids: readonly RawId[], scheme: string): RawId[] {
  return ids.filter((id) => id.scheme === scheme);
}

function digits(id: RawId): string {
  return id.value.replace(/[\s.\u00a0\u202f-]/g, '');
}

/** Without a scheme, nine or fourteen digits are a SIREN only where its key holds: they could be a customer number. */
function isSirenOrSiret(text: string): boolean {
  return /^\d{9}(\d{5})?$/.test(text) && isValidSiren(text.slice(0, 9));
}

/** Two digits before the SIREN: (12 + 3 * (SIREN mod 97)) mod 97. Keys with a letter exist and have no such rule. */
function vatKeyHolds(vatNumber: string): boolean {
  const m = /^FR([0-9A-Z]{2})(\d{9})$/.exec(vatNumber);
  if (!m) return false;
  return /[A-Z]/.test(m[1]!) || Number(m[1]) === (12 + 3 * (Number(m[2]) % 97)) % 97;
}
