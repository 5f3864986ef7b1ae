import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../shared/domain/calendar.ts';
import type { Entry } from '../manifest.ts';
import { type Bill, drawBill, ROUNDS } from './bill.ts';
import type { Printer } from './chromium.ts';
import type { Layout, Sheet } from './layout.ts';
import { layouts } from './layouts/index.ts';
import { reserve } from './reserve/index.ts';

export interface Document {
  readonly entry: Entry;
  readonly html: string;
  readonly footer?: string;
}

/** `reserve` is read only after the wrong ones of `first` were looked at. */
export const GROUPS = { first: layouts, reserve } as const;
export type Group = keyof typeof GROUPS;

/** The bills of the second group differ from those of the first. */
const PLACE = { first: 0, reserve: 50 } as const;

/** All documents of a group, undrawn; always the same. */
export function documents(group: Group, rounds: number = ROUNDS): Document[] {
  return GROUPS[group].flatMap((layout, n) =>
    Array.from({ length: rounds }, (_, round) => {
      const bill = drawBill(layout.style, PLACE[group] + n, round);
      const sheet = layout.draw(bill);
      return { entry: entryOf(layout, bill, sheet), html: htmlOf(sheet), footer: sheet.footer };
    }),
  );
}

/** Draws them into `folder`; returns the manifest's path. */
export async function drawSet(
  folder: string,
  list: readonly Document[],
  printer: Printer,
  progress: (done: number, of: number) => void = () => {},
): Promise<string> {
  mkdirSync(folder, { recursive: true });
  for (const [n, { entry, html, footer }] of list.entries()) {
    writeFileSync(join(folder, entry.file), await printer.print(html, footer));
    progress(n + 1, list.length);
  }
  const manifest = join(folder, 'manifest.json');
  writeFileSync(
    manifest,
    `${JSON.stringify(
      list.map((d) => d.entry),
      null,
      1,
    )}\n`,
  );
  return manifest;
}

function entryOf(layout: Layout, b: Bill, sheet: Sheet): Entry {
  return {
    file: `${layout.id}-${String(b.round + 1).padStart(2, '0')}.pdf`,
    kind: 'pdf',
    layout: `held-out ${layout.id}`,
    expected: {
      type: sheet.type ?? '380',
      date: b.date,
      number: sheet.number,
      totalTTC: (b.gross / 100).toFixed(2),
      seller: b.seller.name,
      sellerSiren: b.seller.siren,
      sellerVat: b.seller.vat,
    },
    dossier: { number: String(8_100 + b.round).padStart(6, '0'), siren: b.buyer.siren },
    received: addDays(b.date, 3 + ((b.serial + b.round) % 40)),
    traps: b.traps,
  };
}

function htmlOf({ css, body }: Sheet): string {
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Document</title><style>${css}</style><body>${body}</body></html>`;
}
