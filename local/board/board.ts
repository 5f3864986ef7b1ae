import { Series } from './series.ts';
import type { BoardTexts } from './texts.ts';

const HOUR = 3600;
/** As the alerts have them (docs/metrics.md). Seconds. */
const LONG_WAITING = 72 * HOUR;
const LONG_UNCOLLECTED = 4 * HOUR;

/**
 * The live board: the page of metrics as a few lines of at most some 100 characters. What hurts users is marked with `!`.
 */
export function board(metrics: string, now: Date, t: BoardTexts): string[] {
  const s = new Series(metrics);
  const counted = (name: string) => s.sum(`ami_${name}_total`);
  const row = (label: string, value: number | string, more: string, hurts: boolean) =>
    `${hurts ? '!' : ' '} ${label.padEnd(16)}${String(value).padStart(6)}  ${more}`.trimEnd();
  const waiting = (what: string, label: string, limit: number) => {
    const of = { ami_waiting_for: what };
    const age = s.value('ami_document_waiting_age', of) ?? 0;
    const reasons = s.by('ami_document_waiting', 'ami_reason', of).map(([reason, n]) => `${reason} ${n}`);
    const count = s.sum('ami_document_waiting', of);
    return row(label, count, count > 0 ? [oldest(age, t), ...reasons].join(', ') : '', count > 0 && age >= limit);
  };
  const lots = s.sum('ami_lot_uncollected');
  const lotAge = s.value('ami_lot_uncollected_age') ?? 0;
  const depositAge = s.value('ami_document_deposit_age');
  const unmeasured = s.sum('ami_compte_unmeasured');
  const [silent, rejected] = [s.sum('ami_robot_silent'), s.sum('ami_lot_rejected')];
  const [missing, letters] = [s.sum('ami_config_missing'), s.sum('ami_dead_letter_open')];
  return [
    `  ${t.title(s.sum('ami_compte_count'))}, ${now.toLocaleTimeString(t.locale)}${unmeasured > 0 ? `, ${t.unmeasured(unmeasured)}` : ''}`,
    `  ${t.since} ${counted('document_deposited')} ${t.deposited}, ${counted('document_filed')} ${t.filed}, ` +
      `${counted('document_held')} ${t.held}, ${counted('lot_published')} ${t.published}, ${counted('lot_collected')} ${t.collected}`,
    waiting('person', t.waiting, LONG_WAITING),
    waiting('reading', t.reading, HOUR * 2),
    waiting('repair', t.repair, 0),
    row(t.lots, lots, lots > 0 ? oldest(lotAge, t) : '', lotAge >= LONG_UNCOLLECTED),
    row(t.rejected, rejected, '', rejected > 0),
    row(t.robots, silent, `${t.of} ${s.sum('ami_robot_count')}`, silent > 0),
    row(t.config, missing, '', missing > 0),
    row(t.letters, letters, '', letters > 0),
    row(t.notices, s.sum('ami_notice_open'), notices(s), false),
    row(t.lastDeposit, '', depositAge === null ? t.none : t.ago(duration(depositAge, t)), false),
    '',
    ...comptes(s, t),
  ];
}

function notices(s: Series): string {
  return s
    .by('ami_notice_open', 'ami_code')
    .map(([code, n]) => `${code} ${n}`)
    .join(', ');
}

function comptes(s: Series, t: BoardTexts): string[] {
  const heads = [t.compte, t.waiting, t.oldest, t.reading, t.lots, t.oldest, t.robot, t.lastDeposit];
  const rows = s
    .by('ami_compte_waiting', 'ami_compte')
    .map(([compte]) => compte)
    .sort()
    .map((compte) => {
      const value = (name: string) => s.value(`ami_compte_${name}`, { ami_compte: compte });
      const age = (name: string, of: number | null) => (of ? duration(value(name) ?? 0, t) : '');
      const since = (name: string) => {
        const v = value(name);
        return v === null ? '' : duration(v, t);
      };
      return [
        compte,
        String(value('waiting') ?? 0),
        age('waiting_age', value('waiting')),
        String(value('reading') ?? 0),
        String(value('uncollected') ?? 0),
        age('uncollected_age', value('uncollected')),
        since('robot_age'),
        since('deposit_age'),
      ];
    });
  const widths = heads.map((head, i) => Math.max(head.length, ...rows.map((r) => r[i]!.length)));
  return [heads, ...rows].map((r) => `  ${r.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd());
}

function oldest(age: number, t: BoardTexts): string {
  return `${t.oldest} ${duration(age, t)}`;
}

/** `40 s`, `12 min`, `3 h 05`, `2 d 4 h`. */
export function duration(seconds: number, t: Pick<BoardTexts, 'day'>): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, '0')}`;
  return `${Math.floor(hours / 24)} ${t.day} ${hours % 24} h`;
}
