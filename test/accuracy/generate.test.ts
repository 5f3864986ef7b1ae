import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parseIsoDate } from '../../shared/domain/calendar.ts';
import { isValidSiren } from '../../shared/domain/siren.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { random } from '../samples/random.ts';
import { pdfText } from '../support/pdf-text.ts';
import { drawBill } from './generate/bill.ts';
import { dossiers } from './generate/companies.ts';
import { DATE_FORMS, writeDate } from './generate/date-forms.ts';
import type { Layout } from './generate/layout.ts';
import { layouts } from './generate/layouts/index.ts';
import { drawSheet, make } from './generate/make.ts';
import { writeAmount } from './generate/number-forms.ts';
import { plan } from './generate/plan.ts';
import type { Spelling } from './generate/sheet.ts';
import { compareValues } from './judge.ts';

const reader = createReader();
after(() => reader.close());

/** Letters and digits only: columns, accents and spaces are how a text is kept, not what it says. */
const plain = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]/gu, '');

for (const [index, layout] of layouts.entries())
  test(`layout ${layout.id}: its text has the values, and the other dates it says it has`, async () => {
    for (const seed of [1, 2, 3]) {
      const r = random(seed * 97 + index);
      const bill = drawBill(layout, index, r);
      const sheet = await drawSheet(layout, bill, r);
      const text = plain(await pdfText(await sheet.save()));
      for (const date of [bill.date, bill.due, ...sheet.traps.map((t) => t.date)])
        assert.equal(parseIsoDate(date), date, 'a day of the calendar');
      for (const { kind, date } of sheet.traps)
        assert.ok(
          DATE_FORMS.some((form) => text.includes(plain(writeDate(date, form)))),
          `${kind} of ${date} is on the page`,
        );
      assert.ok(isValidSiren(bill.buyer.siren));
      if (layout.notInvoice) {
        assert.deepEqual(sheet.ownDates, [], 'it has no date of an invoice');
        continue;
      }
      assert.ok(sheet.ownDates.length > 0, 'it has its date');
      for (const date of sheet.ownDates) assert.ok(text.includes(plain(date)), `${date} is on the page`);
      assert.ok(text.includes(plain(bill.number)), `${bill.number} is on the page`);
      assert.ok(text.includes(plain(sheet.money(bill.gross))), `${sheet.money(bill.gross)} is on the page`);
      assert.equal(bill.gross, bill.net + bill.vat);
      assert.equal(bill.gross < 0, layout.credit === 'negative');
      const { siren, vatNumber } = bill.seller;
      assert.ok(siren ? isValidSiren(siren) && siren !== bill.buyer.siren : vatNumber);
      if (siren) assert.ok(text.includes(siren), 'the seller can be told');
      if (layout.showsBothSirens) assert.ok(text.includes(bill.buyer.siren), 'so can the buyer');
    }
  });

test('a set of 1,000: all kinds and layouts, and the days where exercices begin and end', async () => {
  const jobs = plan(1, 1000);
  const count = (kind: string) => jobs.filter((j) => j.kind === kind).length;
  assert.deepEqual(['pdf', 'einvoice', 'scan', 'degraded'].map(count), [400, 250, 200, 150]);
  assert.ok(layouts.length >= 30);
  assert.equal(new Set(layouts.map((l) => l.id)).size, layouts.length);
  for (const kind of ['pdf', 'scan', 'degraded'])
    assert.equal(new Set(jobs.filter((j) => j.kind === kind).map((j) => j.layout)).size, layouts.length, kind);
  const made = await Promise.all(jobs.filter((j) => j.kind === 'einvoice').map((j) => make(j)));
  const days = new Set(made.map((m) => String(m.entry.expected['date']).slice(5)));
  for (const day of ['12-31', '01-01', '08-31', '09-01', '02-29']) assert.ok(days.has(day), day);
  assert.equal(new Set(made.map((m) => m.entry.file)).size, made.length);
  const strays = made.filter((m) => m.entry.ask);
  assert.ok(strays.length > 5 && strays.length < 50, `${strays.length} sent to another dossier`);
  for (const { entry } of strays) assert.notEqual(entry.dossier!.siren, entry.expected['buyerSiren']);
  assert.ok(made.some((m) => m.entry.expected['type'] === '381'));
  assert.ok(made.some((m) => String(m.entry.expected['totalTTC']).startsWith('-')));
  assert.ok(dossiers.every((d) => isValidSiren(d.company.siren)));
});

test('e-invoices of all forms say what the manifest says', async () => {
  const profiles = new Set<unknown>();
  for (const job of plan(5, 160).filter((j) => j.kind === 'einvoice')) {
    const { entry, bytes } = await make(job);
    const reading = await reader.read(bytes, { name: entry.file });
    assert.equal(reading.kind, 'einvoice', entry.file);
    profiles.add(entry.expected['profile']);
    if (entry.ask) continue;
    assert.deepEqual(
      compareValues(entry, reading),
      { date: true, number: true, gross: true, seller: true },
      entry.file,
    );
  }
  assert.equal(profiles.size, 5);
});

test('the same job gives the same bytes, another seed another document', async () => {
  const of = (seed: number) => plan(seed, 20).filter((j) => j.kind === 'pdf' || j.n < 4);
  for (const [k, job] of of(7).entries()) {
    const [a, b, other] = [await make(job), await make(job), await make(of(8)[k]!)];
    assert.deepEqual(a, b);
    assert.notDeepEqual(a.entry.expected, other.entry.expected);
  }
});

test('dates and amounts in all their forms', () => {
  const written = (iso: string) => Object.fromEntries(DATE_FORMS.map((f) => [f, writeDate(iso, f)]));
  const first = written('2022-02-01');
  assert.equal(first['long'], '1er février 2022');
  assert.equal(first['abbreviated'], '1er févr. 2022');
  assert.equal(first['dotShort'], '01.02.22');
  assert.equal(first['usLong'], 'February 1, 2022');
  assert.equal(first['weekday'], 'mardi 1er février 2022');
  assert.equal(written('2026-09-14')['abbreviated'], '14 sept. 2026');
  assert.equal(written('2019-12-31')['longBare'], '31 decembre 2019');
  assert.equal(new Set(Object.values(written('2019-02-03'))).size, DATE_FORMS.length);
  assert.equal(writeAmount(123_456_78, 'french'), '123\u00a0456,78\u00a0€');
  assert.equal(writeAmount(-5, 'points'), '-0,05 €');
  assert.equal(writeAmount(123_456, 'english'), '€1,234.56');
});

test('spellings: what looks alike is kept in other characters', async () => {
  const kept: Record<Spelling, RegExp> = {
    plain: /Désignation/,
    // Which of letter and accent comes first is the reader's choice; they never are one character.
    lonely: /D\s*(´\s*e|e\s*´)\s*signation/,
    decomposed: /De\u0301signation/,
    // PDF.js makes any space a plain one: these are looked for in the font's own table.
    narrow: /<A0> <202F>/,
    figure: /<A0> <2007>/,
  };
  const layout = layouts.find((l) => l.id === 'lonely-accents')!;
  for (const [spelling, pattern] of Object.entries(kept)) {
    const one: Layout = { ...layout, spellings: [spelling as Spelling] };
    const r = random(3);
    const bytes = await (await drawSheet(one, drawBill(one, 0, r), r)).save();
    assert.match((await pdfText(bytes)) + Buffer.from(bytes).toString('latin1'), pattern, spelling);
  }
});
