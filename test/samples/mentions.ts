import type { Company, Invoice } from './model.ts';

/** Mentions that an invoice between businesses must bear (articles L441-9 and L441-10 of the Code de commerce). */
export const PENALTIES = 'En cas de retard de paiement : pénalités égales à trois fois le taux d’intérêt légal.';
export const RECOVERY = 'Indemnité forfaitaire pour frais de recouvrement due en cas de retard : 40 €.';
export const DISCOUNT = 'Pas d’escompte pour paiement anticipé.';

/** Who the seller is, as the foot of the page says it. */
export function identity(c: Company): string[] {
  const rcs = c.rcs ? `RCS ${c.rcs} ${spaced(c.siren)}` : 'Dispensée d’immatriculation au RCS';
  return [
    [c.name, c.legal].filter(Boolean).join(' – '),
    [`SIRET ${spaced(c.siret)}`, rcs, `APE ${c.ape}`, c.vatNumber ? `TVA intracommunautaire ${c.vatNumber}` : null]
      .filter(Boolean)
      .join(' – '),
  ];
}

export function isExempt(i: Invoice): boolean {
  return i.taxes.some((t) => t.reason !== null);
}

/** `999 100 006 00012`. */
export function spaced(digits: string): string {
  return digits.replace(/^(\d{3})(\d{3})(\d{3})/, '$1 $2 $3 ').trim();
}
