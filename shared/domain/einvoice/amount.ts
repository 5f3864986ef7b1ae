import type { Cents } from '../invoice.ts';

/**
 * An XML decimal ("1234.5", "-60.0000") as integer cents, without going through a float; more than two decimals are
 * rounded half away from zero. Null where the text is no decimal, or is beyond what an integer holds exactly.
 */
export function parseCents(text: string): Cents | null {
  const m = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(text);
  const whole = m?.[2] ?? '';
  const fraction = m?.[3] ?? '';
  if (!m || whole + fraction === '') return null;
  const cents = BigInt(whole + fraction.slice(0, 2).padEnd(2, '0')) + (fraction.charAt(2) >= '5' ? 1n : 0n);
  if (cents > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  const value = Number(cents);
  return m[1] === '-' && value !== 0 ? -value : value;
}

/** A percentage without useless zeros ("20.00" is "20", "5.50" is "5.5"); null where the text is no percentage. */
export function parseRate(text: string): string | null {
  const m = /^\s*\+?0*(\d{1,3})(?:\.(\d{0,6}))?\s*$/.exec(text);
  if (!m) return null;
  const fraction = (m[2] ?? '').replace(/0+$/, '');
  return fraction ? `${m[1]}.${fraction}` : m[1]!;
}
