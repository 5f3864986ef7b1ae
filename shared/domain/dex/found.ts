import { layout, PASSED_OVER, REMARK_END, REMARK_START } from './layout.ts';

/**
 * What a file of the exchange is made of and how it is written: what a person needs to know of a firm's own file before
 * the layout table is trusted with it.
 */
export interface DexFound {
  /** How many records of each kind, those passed over included; `?` for those that are not known. */
  readonly records: Readonly<Record<string, number>>;
  /** The longest line of each kind: beyond our own layout, there are columns that nobody has described. */
  readonly longest: Readonly<Record<string, number>>;
  /** Movements that are lettered. The letters are left out: they are the receiver's work. */
  readonly lettered: number;
  /** Amounts of movements by their decimal sign. */
  readonly decimals: { readonly comma: number; readonly dot: number; readonly none: number };
  /** Accounts of movements by the side they stand on in their columns; one that fills them counts for neither. */
  readonly accounts: { readonly left: number; readonly right: number };
}

const KNOWN: ReadonlySet<string> = new Set([...Object.keys(layout), ...PASSED_OVER, REMARK_START, REMARK_END]);
const { start, width } = layout.MVT.fields.account;

export class FoundCounter {
  private readonly records = new Map<string, number>();
  private readonly longest = new Map<string, number>();
  private readonly decimals = { comma: 0, dot: 0, none: 0 };
  private readonly accounts = { left: 0, right: 0 };
  private lettered = 0;

  /** One line of the file. */
  record(key: string, text: string): void {
    const kind = KNOWN.has(key) ? key : '?';
    this.records.set(kind, (this.records.get(kind) ?? 0) + 1);
    this.longest.set(kind, Math.max(this.longest.get(kind) ?? 0, text.length));
  }

  /** One MVT: its line, its amounts and its lettering as they stand in the file. */
  movement(text: string, { debit, credit }: { debit: string; credit: string }, lettering: string): void {
    for (const amount of [debit, credit]) {
      if (amount !== '') this.decimals[amount.includes(',') ? 'comma' : amount.includes('.') ? 'dot' : 'none']++;
    }
    const account = text.slice(start - 1, start - 1 + width).padEnd(width);
    if (account.startsWith(' ') && account.trim() !== '') this.accounts.right++;
    else if (account.endsWith(' ')) this.accounts.left++;
    if (lettering !== '' && lettering !== '0') this.lettered++;
  }

  all(): DexFound {
    return {
      records: Object.fromEntries(this.records),
      longest: Object.fromEntries(this.longest),
      lettered: this.lettered,
      decimals: { ...this.decimals },
      accounts: { ...this.accounts },
    };
  }
}
