import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays } from '../../../shared/domain/calendar.ts';
import type { Entry } from '../manifest.ts';
import { type Bill, drawBill, firm, ROUNDS } from './bill.ts';
import type { Printer } from './chromium.ts';
import { eighth } from './eighth/index.ts';
import { fifth } from './fifth/index.ts';
import { fourth } from './fourth/index.ts';
import { type Layout, type Sheet, STRAY } from './layout.ts';
import { layouts } from './layouts/index.ts';
import { ninth } from './ninth/index.ts';
import { papers } from './papers/index.ts';
import { reserve } from './reserve/index.ts';
import { second } from './second/index.ts';
import { seventh } from './seventh/index.ts';
import { sixth } from './sixth/index.ts';
import { third } from './third/index.ts';

export interface Document {
  readonly entry: Entry;
  readonly html: string;
  readonly footer?: string;
}

/** The wrong ones of `first` and `reserve` were looked at while rules were written, those of the others never. */
export const GROUPS = {
  first: layouts,
  reserve,
  second,
  third,
  fourth,
  fifth,
  sixth,
  seventh,
  eighth,
  ninth,
  papers,
} as const;
export type Group = keyof typeof GROUPS;
export const GROUP_NAMES = Object.keys(GROUPS) as Group[];

/** The bills of each group differ from those of the others. */
const PLACE = {
  first: 0,
  reserve: 50,
  second: 100,
  third: 150,
  fourth: 200,
  fifth: 250,
  sixth: 300,
  seventh: 350,
  eighth: 400,
  ninth: 500,
  papers: 450,
} as const;
/** How many documents of each layout; the later groups have more layouts and fewer of each. */
export const ROUNDS_OF: Readonly<Record<Group, number>> = {
  first: ROUNDS,
  reserve: ROUNDS,
  second: ROUNDS,
  third: ROUNDS,
  fourth: 6,
  fifth: 6,
  sixth: 6,
  seventh: 6,
  eighth: 6,
  ninth: 6,
  papers: 2,
};
/** The dossier that a stray document was sent to. */
const STRANGER = firm('Une autre société', 99).siren;

/** All documents of a group, undrawn; always the same. */
export function documents(group: Group, rounds: number = ROUNDS_OF[group]): Document[] {
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
  const { ask, abroad, gross = b.gross } = sheet;
  const seller: Entry['expected'] = abroad
    ? { seller: abroad.name, sellerVat: abroad.vat }
    : { seller: b.seller.name, sellerSiren: b.seller.siren, sellerVat: b.seller.vat };
  return {
    file: `${layout.id}-${String(b.round + 1).padStart(2, '0')}.pdf`,
    kind: 'pdf',
    layout: `held-out ${layout.id}`,
    expected: {
      type: sheet.type ?? '380',
      ...(ask && ask !== STRAY ? {} : { date: b.date }),
      number: sheet.number,
      totalTTC: (gross / 100).toFixed(2),
      ...seller,
    },
    ...(ask ? { ask } : {}),
    dossier: { number: String(8_100 + b.round).padStart(6, '0'), siren: ask === STRAY ? STRANGER : b.buyer.siren },
    received: addDays(b.date, 3 + ((b.serial + b.round) % 40)),
    traps: b.traps,
  };
}

function htmlOf({ css, body }: Sheet): string {
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Document</title><style>${css}</style><body>${body}</body></html>`;
}
