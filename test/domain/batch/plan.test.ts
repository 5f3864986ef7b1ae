import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { planSplit, type SplitPlan } from '../../../shared/domain/batch/plan.ts';
import type { ScannedPage } from '../../../shared/domain/scan/scanned-page.ts';
import { bill, blankPage, mark, numbered, SELLERS, scannedPage, sheetPage } from '../../support/scanned-pages.ts';

const plan = (pages: readonly ScannedPage[], dossier?: string): SplitPlan =>
  planSplit(numbered(pages), dossier ? { dossier, exercice: null } : null);

/** `split 1 | 2-3` with the pages of each part, `+ 4` what is kept. */
function shown(p: SplitPlan): string {
  if (p.kind === 'one') return 'one';
  const parts = p.parts.map((x) => x.pages.join(',')).join(' | ');
  return `${p.kind} ${parts}${p.kept.length > 0 ? ` + ${p.kept.map((k) => k.page).join(',')}` : ''}`;
}
const reasons = (p: SplitPlan) => (p.kind === 'doubtful' ? p.reasons.map((r) => r.code) : []);
const whys = (p: SplitPlan) => (p.kind === 'one' ? [] : p.parts.map((x) => x.why.code));

const TERMS = scannedPage([
  '# CONDITIONS GÉNÉRALES DE VENTE',
  'Factures payables à trente jours, sans escompte.',
  'En cas de retard de paiement de la facture, 40 euros sont dus.',
  'Commandes : toute commande est ferme.',
  'Assureur : Axa, RCS Nanterre 572 093 920',
]);
const DELIVERY = scannedPage(['# BON DE LIVRAISON', 'N° BL-88', 'Date : 02/05/2019', 'Farine de blé T55, 20 sacs']);

test('separator sheets split, and stay with the batch', () => {
  const p = plan([sheetPage(), bill(), sheetPage(), bill({ number: 'X-9' }), TERMS, sheetPage(), DELIVERY]);
  assert.equal(shown(p), 'split 2 | 4,5 | 7 + 1,3,6');
  assert.deepEqual(whys(p), ['SPLIT_AT_SHEET', 'SPLIT_AT_SHEET', 'SPLIT_AT_SHEET']);
});

test('a stack that begins without a sheet, sheets in a row and at the end', () => {
  assert.equal(
    shown(plan([bill(), sheetPage(), sheetPage(), bill({ number: 'X-9' }), sheetPage()])),
    'split 1 | 4 + 2,3,5',
  );
});

test('patch T or 2 alone separate, and the code alone; other patch codes and ordinary barcodes never do', () => {
  for (const sheet of [sheetPage('', 'T'), sheetPage('', '2'), sheetPage('AMI-SEPARATOR', null)])
    assert.equal(shown(plan([bill(), sheet, bill({ number: 'X-9' })])), 'split 1 | 3 + 2');
  for (const format of ['1', '3', '4', '6']) {
    const p = plan([bill(), sheetPage('', format), bill()]);
    assert.equal(shown(p), 'one', format);
  }
  const paid = {
    ...bill(),
    marks: [mark('barcode', 'QRCode', 'BCD\n002\n1\nSCT\n\nMoulin'), mark('barcode', 'Code128', '6A12345678901')],
  };
  assert.equal(shown(plan([paid, TERMS])), 'one');
  assert.equal(shown(plan([{ ...bill(), marks: [mark('barcode', 'EAN13', '3017620422003')] }, TERMS])), 'one');
});

test('the blank back of a sheet is kept with it, blank backs of pages go with their document', () => {
  const pages = [
    sheetPage(),
    blankPage(),
    bill(),
    blankPage(),
    sheetPage(),
    blankPage(),
    bill({ number: 'X-9' }),
    blankPage(),
  ];
  const p = plan(pages);
  assert.equal(shown(p), 'split 3,4 | 7,8 + 1,2,5,6');
  assert.deepEqual(p.kind === 'split' && p.kept.map((k) => k.why), [
    'separator',
    'separator-back',
    'separator',
    'separator-back',
  ]);
});

test('one document behind one sheet is split off it; sheets alone are nothing to split', () => {
  assert.equal(shown(plan([sheetPage(), bill(), TERMS])), 'split 2,3 + 1');
  assert.equal(shown(plan([sheetPage()])), 'one');
  assert.equal(shown(plan([sheetPage(), blankPage(), sheetPage()])), 'one');
});

test('a patch code on a page with an invoice on it is doubtful, and the page is no sheet', () => {
  const p = plan([bill(), { ...bill({ number: 'X-9' }), marks: [mark('patch', 'T')] }]);
  assert.equal(shown(p), 'doubtful 1 | 2');
  assert.ok(reasons(p).includes('SPLIT_SHEET_HAS_CONTENT'));
});

test('a sheet that was not read between two invoices leaves them doubtful', () => {
  const p = plan([
    sheetPage(),
    bill({ foot: 'Page 1/1' }),
    bill({ number: 'X-9', foot: 'Page 1/1' }),
    sheetPage(),
    bill({ number: 'X-8' }),
  ]);
  assert.equal(shown(p), 'doubtful 2 | 3 | 5 + 1,4');
  assert.deepEqual(reasons(p), ['SPLIT_SHEET_MISSING']);
});

test('a sheet may add the exercice to the dossier of the folder; another dossier is doubtful', () => {
  const same = plan([sheetPage('AMI-SEPARATOR:007868_201912'), bill()], '007868');
  assert.equal(shown(same), 'split 2 + 1');
  assert.deepEqual(same.kind === 'split' && same.parts[0]!.statement, { dossier: '007868', exercice: '201912' });
  for (const dossier of ['007869', undefined]) {
    const p = plan([sheetPage('AMI-SEPARATOR:007868'), bill()], dossier);
    assert.equal(shown(p), 'doubtful 2 + 1');
    assert.deepEqual(reasons(p), ['SPLIT_SHEET_OTHER_DOSSIER']);
  }
});

test('without sheets, numbering that begins again and numbers that differ split', () => {
  for (const [one, two] of [
    ['Page 1 sur 2', 'Page 2 sur 2'],
    ['page 1/2', 'page 2/2'],
    ['1/2', '2/2'],
    ['Page 1 of 2', 'Page 2 of 2'],
    ['Page : 1', 'Page : 2'],
  ] as const) {
    const last = one.replace('2', '1');
    const pages = [bill({ foot: one, total: null }), bill({ foot: two }), bill({ number: 'F2019-0413', foot: last })];
    assert.equal(shown(plan(pages)), 'split 1,2 | 3', one);
  }
});

test('with blank backs, each goes with its page', () => {
  const pages = [blankPage(), bill({ foot: '1/1' }), blankPage(), bill({ number: 'X-9', foot: '1/1' }), blankPage()];
  assert.equal(shown(plan(pages)), 'split 1,2,3 | 4,5');
});

test('numbering that begins again with the same invoice number is doubtful: a copy, or terms', () => {
  const p = plan([bill({ foot: 'Page 1/1' }), bill({ foot: 'Page 1/1' })]);
  assert.equal(shown(p), 'doubtful 1 | 2');
  assert.deepEqual(reasons(p), ['SPLIT_SAME_NUMBER']);
});

test('numbering that is broken is never certain', () => {
  const cases = [
    [bill({ foot: 'Page 1/2' }), bill({ number: 'X-9', foot: 'Page 1/1' })],
    [bill({ foot: 'Page 1/1' }), bill({ number: 'X-9', foot: 'Page 1/2' })],
    [bill({ foot: 'Page 1/2' }), bill(), bill({ number: 'X-9', foot: 'Page 1/1' })],
    [bill({ foot: 'Page 2/2' }), bill({ number: 'X-9', foot: 'Page 1/1' })],
  ];
  for (const pages of cases) assert.equal(plan(pages).kind, 'doubtful');
});

test('an invoice of several pages with its heading on each is one document', () => {
  assert.equal(shown(plan([bill({ total: null }), bill({ total: null }), bill()])), 'one');
  assert.equal(shown(plan([bill({ foot: '1/3' }), bill({ foot: '2/3' }), bill({ foot: '3/3' })])), 'one');
  const later = (n: number) => bill({ number: null, foot: `Page ${n} sur 3` });
  assert.equal(shown(plan([bill({ foot: 'Page 1 sur 3' }), later(2), later(3)])), 'one');
});

test('an invoice of several pages without headings, with terms and delivery notes, is one document', () => {
  assert.equal(shown(plan([bill({ total: null }), scannedPage(['Levain, 3 seaux', 'Total TTC 120,00 €'])])), 'one');
  assert.equal(shown(plan([bill(), TERMS])), 'one');
  assert.equal(shown(plan([bill(), DELIVERY, DELIVERY])), 'one');
});

test('delivery notes before an invoice are doubtful', () => {
  assert.equal(shown(plan([DELIVERY, bill()])), 'doubtful 1 | 2');
});

test('a telephone bill of 12 pages is one document', () => {
  const pages = Array.from({ length: 12 }, (_, n) =>
    n === 0
      ? bill({ foot: 'Page 1/12', number: '1234567890' })
      : scannedPage([
          `Détail de la ligne 06 12 34 56 ${n}`,
          'Appels vers la France 12,30',
          '# Vos consommations',
          `_ Page ${n + 1}/12`,
        ]),
  );
  assert.equal(shown(plan(pages)), 'one');
});

test('a stack that a scanner or a fax numbered through is doubtful where the invoices differ', () => {
  const p = plan([1, 2, 3].map((n) => bill({ number: `A-${n}00${n}`, foot: `Page ${n}/3` })));
  assert.equal(shown(p), 'doubtful 1 | 2 | 3');
  assert.deepEqual(reasons(p), ['SPLIT_NUMBER_INSIDE']);
});

test('an invoice followed by its credit note: two documents where both are whole', () => {
  const credit = bill({
    title: 'AVOIR',
    number: 'AV-77',
    date: '20/05/2019',
    more: ['Annule la facture n° F2019-0412 du 05/05/2019'],
  });
  assert.equal(shown(plan([bill(), credit])), 'split 1 | 2');
  const vague = bill({ title: 'AVOIR', number: null, total: null });
  assert.equal(shown(plan([bill(), vague])), 'doubtful 1 | 2');
});

test('pages that are each a whole invoice split', () => {
  const pages = [bill(), bill({ number: 'X-9', siret: SELLERS[1] }), bill({ number: 'Z-500', siret: SELLERS[2] })];
  const p = plan(pages);
  assert.equal(shown(p), 'split 1 | 2 | 3');
  assert.deepEqual(whys(p), ['SPLIT_AT_START', 'SPLIT_AT_INVOICE', 'SPLIT_AT_INVOICE']);
});

test('consecutive numbers of one seller without page numbers: certain on different days, doubtful on one', () => {
  const other = bill({ number: 'F2019-0413', date: '06/05/2019' });
  assert.equal(shown(plan([bill(), other])), 'split 1 | 2');
  const p = plan([bill(), bill({ number: 'F2019-0413' })]);
  assert.equal(shown(p), 'doubtful 1 | 2');
  assert.deepEqual(reasons(p), ['SPLIT_ALMOST_SAME_NUMBER']);
});

test('a number misread as letters is the same number', () => {
  assert.equal(shown(plan([bill({ total: null }), bill({ number: 'F2O19-O4I2' })])), 'one');
});

test('what lacks its total, date or title, or was read badly, is doubtful', () => {
  const first = bill();
  for (const [second, code] of [
    [bill({ number: 'X-9', total: null }), 'SPLIT_NO_TOTAL'],
    [bill({ number: 'X-9', date: '' }), 'SPLIT_NO_DATE'],
    [bill({ number: null, siret: SELLERS[1] }), 'SPLIT_NO_NUMBER'],
    [bill({ number: 'X-9', title: 'DEVIS' }), 'SPLIT_NO_TITLE'],
    [{ ...bill({ number: 'X-9' }), quality: { ...bill().quality, confidence: 0.4 } }, 'SPLIT_PAGE_UNCLEAR'],
  ] as const) {
    const p = plan([first, second]);
    assert.equal(shown(p), 'doubtful 1 | 2', code);
    assert.ok(reasons(p).includes(code), `${code}: ${reasons(p)}`);
  }
});

test('one page, no page, pages without words', () => {
  assert.equal(shown(plan([])), 'one');
  assert.equal(shown(plan([bill()])), 'one');
  assert.equal(shown(plan([bill(), blankPage()])), 'one');
  assert.equal(shown(plan([scannedPage([]), scannedPage([]), scannedPage([])])), 'one');
});

test('the parts and what is kept are a partition of all pages, whatever they are', () => {
  const foot = fc.option(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })), { nil: null });
  const invoice = fc
    .record({
      number: fc.constantFrom('A-1', 'A-2', 'B-77', null),
      title: fc.constantFrom('FACTURE', 'AVOIR', 'DEVIS', 'BON DE LIVRAISON'),
      siret: fc.constantFrom(...SELLERS),
      total: fc.constantFrom('120,00', null),
      foot,
    })
    .map(({ foot: f, ...o }) => bill({ ...o, ...(f ? { foot: `Page ${f[0]}/${f[1]}` } : {}) }));
  const any = fc.oneof(
    { weight: 5, arbitrary: invoice },
    fc.constantFrom(sheetPage(), sheetPage('AMI-SEPARATOR:007868'), blankPage(), TERMS, DELIVERY),
    fc.constant({ ...bill(), marks: [mark('patch', '2')] }),
    fc.array(fc.string(), { maxLength: 6 }).map((lines) => scannedPage(lines)),
  );
  const seen = new Set<string>();
  fc.assert(
    fc.property(fc.array(any, { maxLength: 9 }), (pages) => {
      const p = plan(pages, '007868');
      seen.add(p.kind);
      if (p.kind === 'one') return;
      const all = [...p.parts.flatMap((x) => x.pages), ...p.kept.map((k) => k.page)].sort((a, b) => a - b);
      assert.deepEqual(
        all,
        pages.map((_, n) => n + 1),
      );
      for (const part of p.parts)
        assert.ok(part.pages.length > 0 && part.pages.every((n, i, a) => i === 0 || n > a[i - 1]!));
      if (p.kind === 'doubtful') assert.ok(p.reasons.length > 0);
    }),
    { numRuns: 500, seed: 7 },
  );
  assert.deepEqual([...seen].sort(), ['doubtful', 'one', 'split']);
});
