import { type CalendarDate, parseCompactDate, parseIsoDate } from '../calendar.ts';
import type { RawDate } from './raw.ts';

/**
 * - ok;
 * - form: the right day in the wrong form (`2026-08-15` under format 102, `20260815` in UBL);
 * - impossible: of the right form, but no such day exists (30 February: schematrons let it pass);
 * - unreadable: another form, which is not guessed at (15/08/2026 may be American somewhere else).
 */
export type DateVerdict = 'ok' | 'form' | 'impossible' | 'unreadable';

/** Reads a date of an e-invoice: AAAAMMJJ under format 102, ISO 8601 (a time or zone after the day is ignored) in UBL. */
export function readDate(raw: RawDate): { date: CalendarDate | null; verdict: DateVerdict } {
  const compact = /^\d{8}$/.test(raw.text);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:T[\d:.]+)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(raw.text);
  if (!compact && !iso) return { date: null, verdict: 'unreadable' };
  if (raw.format !== '102' && raw.format !== 'iso') return { date: null, verdict: 'unreadable' };
  const date = compact ? parseCompactDate(raw.text) : parseIsoDate(iso![1]!);
  if (date === null) return { date, verdict: 'impossible' };
  return { date, verdict: compact === (raw.format === '102') ? 'ok' : 'form' };
}
