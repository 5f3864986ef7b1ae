import type { Said } from '../shared/contracts/views.ts';
import { frenchDate, parseIsoDate } from '../shared/domain/calendar.ts';
import type { Language } from '../shared/domain/messages.ts';

/** Values as a person reads them. Times are shown in the time zone of the machine (`TZ`). */

/** A moment (ISO 8601): `22/11/2025 18:05` or `2025-11-22 18:05`; '' for none, anything else as it came. */
export function moment(iso: string | null | undefined, language: Language): string {
  if (!iso) return '';
  const t = new Date(iso);
  if (Number.isNaN(t.getTime())) return iso;
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${t.getFullYear()}-${two(t.getMonth() + 1)}-${two(t.getDate())}`;
  return `${calendarDay(day, language)} ${two(t.getHours())}:${two(t.getMinutes())}`;
}

/** A calendar date: `22/11/2025` or `2025-11-22`. */
export function calendarDay(date: string | null | undefined, language: Language): string {
  if (!date) return '';
  const known = parseIsoDate(date);
  return known && language === 'fr' ? frenchDate(known) : date;
}

/** Integer cents: `1 234,56` or `1,234.56`, with plain spaces. */
export function money(cents: number, language: Language): string {
  const shape = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return plainSpaces(shape.format(cents / 100));
}

/** Decimal text of the API (`1234.50`) as `money` shows it; '' for none and for nothing, as in a column of debits. */
export function amountText(text: string | undefined, language: Language): string {
  if (!text || /^0*(\.0*)?$/.test(text)) return '';
  return /^\d+(\.\d{1,2})?$/.test(text) ? money(Math.round(Number(text) * 100), language) : text;
}

export function bytes(size: number, language: Language): string {
  const units = language === 'fr' ? ['octets', 'Ko', 'Mo', 'Go'] : ['bytes', 'KB', 'MB', 'GB'];
  let n = size;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit++;
  }
  const digits = unit === 0 || n >= 100 ? 0 : 1;
  const shape = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { maximumFractionDigits: digits });
  return `${plainSpaces(shape.format(n))} ${units[unit]}`;
}

/** `123456789` as `123 456 789`. */
export function siren(text: string | null): string {
  return text && /^\d{9}$/.test(text) ? text.replace(/(\d{3})(?=\d)/g, '$1 ') : (text ?? '');
}

/** One problem on one line: with the line of the file or the element, where the text does not say it already. */
export function problemLine(p: Said, language: Language): string {
  const text = p[language] || p.en || p.code;
  const saysLine = /^(ligne|line) \d/i.test(text);
  if (p.line !== undefined)
    return saysLine ? text : `${language === 'fr' ? `Ligne ${p.line} :` : `Line ${p.line}:`} ${text}`;
  // "lines" is the entry as a whole.
  const saysWhere = saysLine || !p.where || p.where === 'lines' || text.includes(p.where);
  return saysWhere ? text : `${text} [${p.where}]`;
}

function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, ' ');
}
