/** SIREN (9 digits), SIRET (14: SIREN + establishment) and the French VAT number (FR + 2 + SIREN). */

/** The SIREN inside a SIREN, a SIRET or a French VAT number, spaces and dots ignored; null where there is none. */
export function sirenOf(text: string | null | undefined): string | null {
  if (!text) return null;
  const t = text.replace(/[\s.\u00a0\u202f-]/g, '').toUpperCase();
  const vat = /^FR[0-9A-Z]{2}(\d{9})$/.exec(t);
  if (vat) return vat[1]!;
  if (/^\d{9}$/.test(t)) return t;
  if (/^\d{14}$/.test(t)) return t.slice(0, 9);
  return null;
}

/** Luhn's check, which valid SIRENs pass (La Poste's establishments apart, which matters for SIRETs only). */
export function isValidSiren(siren: string): boolean {
  if (!/^\d{9}$/.test(siren)) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) {
    let d = Number(siren[i]);
    if (i % 2 === 1) d = d * 2 > 9 ? d * 2 - 9 : d * 2;
    sum += d;
  }
  return sum % 10 === 0;
}
