import type { Remark } from '../invoice.ts';

/** Longest text kept of any field: the longest legal names and invoice numbers are far shorter. */
const LONGEST = 500;

/** Remarks as they are found, each once. */
export class RemarkList {
  readonly all: Remark[] = [];

  add(code: string, params: Readonly<Record<string, string>> = {}): void {
    const cut = Object.fromEntries(
      Object.entries(params).map(([k, v]) => [k, v.length > 80 ? `${v.slice(0, 80)}…` : v]),
    );
    const remark: Remark = { code, params: cut };
    const key = JSON.stringify(remark);
    if (!this.all.some((r) => JSON.stringify(r) === key)) this.all.push(remark);
  }

  /** The text, or null with a remark where it is too long to be what the field is for. */
  clip(field: string, text: string | null): string | null {
    if (text === null || text.length <= LONGEST) return text;
    this.add('VALUE_TOO_LONG', { field });
    return null;
  }
}
