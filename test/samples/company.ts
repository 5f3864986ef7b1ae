import { isValidSiren } from '../../shared/domain/siren.ts';
import { vatNumberOf } from '../support/invoices.ts';
import type { Supplier } from './catalogue.ts';
import type { Company } from './model.ts';

/** SIRENs that begin with 999 are given to nobody; the last digit makes Luhn's check hold. */
function inventedSiren(n: number): string {
  const start = `999${String(n).padStart(5, '0')}`;
  for (let key = 0; key < 10; key++) if (isValidSiren(`${start}${key}`)) return `${start}${key}`;
  throw new Error('one key in ten always holds');
}

/** First establishment: SIREN, then 0001 and the digit that makes Luhn's check hold over all fourteen. */
function siretOf(siren: string): string {
  const luhn = (digits: string) =>
    [...digits].reverse().reduce((sum, c, i) => {
      const d = Number(c) * (i % 2 === 1 ? 2 : 1);
      return sum + (d > 9 ? d - 9 : d);
    }, 0) % 10;
  for (let key = 0; key < 10; key++) if (luhn(`${siren}0001${key}`) === 0) return `${siren}0001${key}`;
  throw new Error('one key in ten always holds');
}

/** An IBAN whose keys hold, at a bank code that no bank has. */
function ibanOf(n: number): string {
  const [bank, branch, account] = [
    '99999',
    String(1000 + n).padStart(5, '0'),
    String(20_000_000_00 + n * 7919).padStart(11, '0'),
  ];
  const key = 97 - ((89 * Number(bank) + 15 * Number(branch) + 3 * Number(account)) % 97);
  const bban = `${bank}${branch}${account}${String(key).padStart(2, '0')}`;
  // F is 15, R is 27 (ISO 13616).
  const check = 98n - (BigInt(`${bban}152700`) % 97n);
  return `FR${String(check).padStart(2, '0')}${bban}`;
}

export function supplierCompany(s: Supplier, n: number): Company {
  const siren = inventedSiren(10_000 + n * 137);
  return {
    name: s.name,
    legal: s.legal,
    siren,
    siret: siretOf(siren),
    vatNumber: s.legal === null ? null : vatNumberOf(siren),
    street: s.street,
    postcode: s.postcode,
    city: s.city,
    rcs: s.rcs,
    ape: s.ape,
    phone: s.phone,
    email: `facturation@${s.slug}.example`,
    iban: ibanOf(n),
  };
}

/** The dossier that the invoices are for. */
export function buyerCompany(siren: string = inventedSiren(786)): Company {
  return {
    name: 'Boulangerie Martin',
    legal: 'SARL au capital de 10 000 €',
    siren,
    siret: siretOf(siren),
    vatNumber: vatNumberOf(siren),
    street: '5 rue de la République',
    postcode: '63000',
    city: 'Clermont-Ferrand',
    rcs: 'Clermont-Ferrand',
    ape: '1071C',
    phone: '04 65 71 00 78',
    email: 'compta@boulangerie-martin.example',
    iban: ibanOf(99),
  };
}
