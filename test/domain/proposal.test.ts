import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { checkEntry } from '../../shared/domain/entry-checks.ts';
import type { EInvoice } from '../../shared/domain/invoice.ts';
import { proposalMessages } from '../../shared/domain/messages/proposal.ts';
import { messages } from '../../shared/domain/messages.ts';
import type { Par } from '../../shared/domain/par.ts';
import { proposeFrom } from '../../shared/domain/proposal.ts';
import {
  codes,
  context,
  invoice,
  lines,
  nobody,
  own,
  plan,
  propose,
  supplier,
  uncertain,
  vatLine,
} from './proposal-samples.ts';

const withPlan = (changes: Partial<Par>) => ({ par: { ...plan, ...changes } });
const lastUsed = { account: '60610000', vatCode: 'A', thirdParty: null, at: '2019-03-01T10:00:00.000Z' };

describe('purchases and sales', () => {
  test('a purchase: charge, VAT, supplier with its due date; every field says where it comes from', () => {
    const p = propose();
    assert.deepEqual([p.direction, p.creditNote, p.complete, p.problems], ['purchase', false, true, []]);
    assert.deepEqual(lines(p), ['60110000 10000 0 A', '44566000 2000 0 A', '401MOULIN 0 12000 -']);
    const { lines: _, ...head } = p.entry!;
    assert.deepEqual(head, {
      journal: 'AC',
      date: '2019-05-05',
      piece: '20190042',
      label: 'Moulin des Érable FA-2019-0042',
      documentDate: '2019-05-05',
      reference: 'FA-2019-0042',
      currency: 'EUR',
    });
    assert.deepEqual(p.entry!.lines[2]!.dueDates, [{ date: '2019-06-04', amount: 12_000 }]);
    assert.deepEqual(uncertain(p), ['PROPOSAL_ACCOUNT_FIRST'], 'only the charge is a guess');
    assert.deepEqual(
      p.evidence.map((e) => `${e.where} ${e.code}`),
      [
        'entry PROPOSAL_BUYER_IS_DOSSIER',
        'journal PROPOSAL_JOURNAL_BY_TYPE',
        'date PROPOSAL_DATE_OF_INVOICE',
        'piece PROPOSAL_PIECE_SHORTENED',
        'lines[0].account PROPOSAL_ACCOUNT_FIRST',
        'lines[0].amount PROPOSAL_AMOUNT_BASE',
        'lines[0].vatCode PROPOSAL_VAT_CODE',
        'lines[1].account PROPOSAL_VAT_ACCOUNT',
        'lines[1].amount PROPOSAL_AMOUNT_VAT',
        'lines[2].account PROPOSAL_THIRD_PARTY_BY_SIREN',
        'lines[2].amount PROPOSAL_AMOUNT_GROSS',
        'lines[2].dueDates PROPOSAL_DUE_DATE',
      ],
    );
    assert.deepEqual(
      [p.evidence[9]?.fr, p.evidence[9]?.en],
      ['Tiers 401MOULIN du PAR, de SIREN 732829320.', 'Third party 401MOULIN of the PAR, of SIREN 732829320.'],
    );
  });

  test('a sale: customer, products, VAT collected, in the sales journal', () => {
    const p = propose({ seller: own, buyer: { ...nobody, name: 'Hôtel du Port', vatNumber: 'FR40303265045' } });
    assert.deepEqual([p.direction, p.entry?.journal, p.complete], ['sale', 'VE', true]);
    assert.deepEqual(lines(p), ['411HOTEL 12000 0 -', '70110000 0 10000 V', '44571000 0 2000 V']);
    assert.equal(p.entry?.label, 'Hôtel du Port FA-2019-0042');
  });

  test('who the dossier is: SIREN before VAT number; else a purchase is assumed, and said', () => {
    const group = { ...supplier, siren: '303265045', vatNumber: own.vatNumber };
    assert.deepEqual(
      uncertain(propose({ seller: group })),
      ['PROPOSAL_THIRD_PARTY_COLLECTIVE', 'PROPOSAL_ACCOUNT_FIRST'].reverse(),
    );
    const byVat = propose({ seller: { ...own, siren: null }, buyer: { ...nobody, name: 'X' } });
    assert.equal(byVat.direction, 'sale');
    const cases: [Partial<EInvoice>, object, string][] = [
      [{ buyer: { ...nobody, name: 'Martin' } }, {}, 'PROPOSAL_PARTY_NOT_DOSSIER'],
      [{ seller: own }, {}, 'PROPOSAL_BOTH_PARTIES'],
      [{}, { dossier: { ...plan.dossier, siren: null, vatNumber: null } }, 'PROPOSAL_DOSSIER_UNIDENTIFIED'],
    ];
    for (const [changes, ctx, code] of cases) {
      const p = propose(changes, ctx);
      assert.equal(p.direction, 'purchase');
      assert.ok(uncertain(p).includes(code), code);
    }
  });
});

describe('credit notes', () => {
  const swapped = ['60110000 0 10000 A', '44566000 0 2000 A', '401MOULIN 12000 0 -'];
  const negative = {
    net: -10_000,
    vat: -2_000,
    gross: -12_000,
    payable: -12_000,
    vatLines: [vatLine('20', -10_000, -2_000)],
  };

  test('a 381, a 380 with negative totals and a 381 that says so twice: sides swapped, no negative amount', () => {
    for (const changes of [
      { typeCode: '381' },
      negative,
      { ...negative, typeCode: '381' },
      { ...negative, typeCode: '384' },
    ]) {
      const p = propose(changes);
      assert.deepEqual([lines(p), p.creditNote, p.complete], [swapped, true, true]);
      assert.deepEqual(p.entry?.lines[2]?.dueDates, [{ date: '2019-06-04', amount: 12_000 }]);
    }
  });

  test('the invoice that it credits is named', () => {
    const p = propose({ typeCode: '381', precedingInvoice: 'FA-1' });
    assert.match(p.evidence.find((e) => e.code === 'PROPOSAL_CREDIT_NOTE_OF')?.fr ?? '', /FA-1/);
  });

  test('a returned item within an invoice stands on the other side', () => {
    const p = propose({
      net: 8_000,
      vat: 1_890,
      gross: 9_890,
      payable: 9_890,
      vatLines: [vatLine('20', 10_000, 2_000), vatLine('5.5', -2_000, -110)],
    });
    assert.deepEqual(lines(p), [
      '60110000 10000 0 A',
      '60110000 0 2000 B',
      '44566000 2000 0 A',
      '44566000 0 110 B',
      '401MOULIN 0 9890 -',
    ]);
    assert.ok(p.complete);
  });
});

describe('VAT', () => {
  test('several rates give several lines, one exempt without VAT', () => {
    const p = propose({
      net: 35_000,
      vat: 2_550,
      gross: 37_550,
      payable: null,
      vatLines: [vatLine('20', 10_000, 2_000), vatLine('5.5', 10_000, 550), vatLine('0', 15_000, 0, 'E')],
    });
    assert.deepEqual(lines(p), [
      '60110000 10000 0 A',
      '60110000 10000 0 B',
      '60110000 15000 0 -',
      '44566000 2000 0 A',
      '44566000 550 0 B',
      '401MOULIN 0 37550 -',
    ]);
    assert.ok(p.complete);
  });

  test('lines of one rate and category are one', () => {
    const two = [vatLine('0', 6_000, 0, 'E'), vatLine('0', 4_000, 0, 'E')];
    const p = propose({ vat: 0, gross: 10_000, payable: 10_000, vatLines: two });
    assert.deepEqual(lines(p), ['60110000 10000 0 -', '401MOULIN 0 10000 -']);
  });

  test('no VAT from a foreign seller or under reverse charge: the buyer’s own VAT is to be added', () => {
    const zero = { vat: 0, gross: 10_000, payable: 10_000 };
    const german = { ...nobody, name: 'Müller GmbH', vatNumber: 'DE811128135', country: 'DE' };
    const told = (changes: Partial<EInvoice>) =>
      uncertain(propose({ ...zero, ...changes })).includes('PROPOSAL_REVERSE_CHARGE');
    assert.ok(told({ vatLines: [vatLine('0', 10_000, 0, 'AE')] }));
    assert.ok(told({ vatLines: [], seller: german }));
    assert.ok(!told({ vatLines: [vatLine('0', 10_000, 0, 'E')] }));
    assert.ok(!told({ vatLines: [vatLine('0', 10_000, 0, 'K')], seller: own, buyer: german }), 'the customer owes it');
  });

  test('MINIMUM: the rate follows from the totals where one explains them; else the VAT is one line to be split', () => {
    const minimum = { vatLines: [], profile: 'urn:factur-x.eu:1p0:minimum', dueDate: null };
    const one = propose(minimum);
    assert.deepEqual(lines(one), ['60110000 10000 0 A', '44566000 2000 0 A', '401MOULIN 0 12000 -']);
    assert.ok(uncertain(one).includes('PROPOSAL_RATE_DEDUCED'));
    const mixed = propose({ ...minimum, net: 62_490, vat: 4_625, gross: 67_115, payable: 47_015 });
    assert.deepEqual(lines(mixed), ['60110000 62490 0 -', '44566000 4625 0 -', '401MOULIN 0 67115 -']);
    assert.ok(mixed.complete && uncertain(mixed).includes('PROPOSAL_VAT_NOT_SPLIT'));
    const none = propose({ ...minimum, vat: null, gross: 10_000, payable: 10_000 });
    assert.deepEqual(lines(none), ['60110000 10000 0 -', '401MOULIN 0 10000 -']);
  });

  test('a rate that the PAR has no code for is missing, the entry balances all the same', () => {
    const p = propose({ vat: 210, gross: 10_210, payable: null, vatLines: [vatLine('2.1', 10_000, 210)] });
    assert.deepEqual(
      [p.complete, codes(p), p.problems[0]?.where],
      [false, ['PROPOSAL_VAT_CODE_MISSING'], 'lines[0].vatCode'],
    );
    assert.deepEqual(lines(p), ['60110000 10000 0 -', '44566000 210 0 -', '401MOULIN 0 10210 -']);
  });

  test('several codes of one rate: what was used last, else the first, and said', () => {
    const par = {
      ...plan,
      vatCodes: [...plan.vatCodes, { code: 'S', label: '', rate: '20', account: '44566000', kind: 'ac' }],
    };
    const first = propose({}, { par });
    assert.equal(first.entry?.lines[0]?.vatCode, 'A');
    assert.ok(uncertain(first).includes('PROPOSAL_VAT_CODE_SEVERAL'));
    const used = propose({}, { par, lastUsed: { ...lastUsed, vatCode: 'S' } });
    assert.equal(used.entry?.lines[0]?.vatCode, 'S');
    assert.deepEqual(uncertain(used), []);
  });

  test('a code without an account of the plan takes the first 44566, and says so; without one it is missing', () => {
    const vatCodes = [{ code: 'A', label: null, rate: '20', account: null, kind: 'ac' }];
    const p = propose({}, withPlan({ vatCodes }));
    assert.equal(p.entry?.lines[1]?.account, '44566000');
    assert.ok(p.complete && uncertain(p).includes('PROPOSAL_VAT_ACCOUNT_FIRST'));
    const bare = propose({}, withPlan({ vatCodes, accounts: plan.accounts.filter((a) => !a.number.startsWith('44')) }));
    assert.deepEqual([codes(bare), bare.entry?.lines[1]?.account], [['PROPOSAL_VAT_ACCOUNT_MISSING'], '']);
  });

  test('VAT that is not its rate of its base is taken as it is, and said', () => {
    const p = propose({ vat: 1_000, gross: 11_000, payable: null, vatLines: [vatLine('20', 10_000, 1_000)] });
    assert.ok(p.complete && uncertain(p).includes('PROPOSAL_VAT_RATE_DIFFERS'));
  });
});

describe('totals', () => {
  test('cents of rounding go to the largest charge, and are shown', () => {
    const p = propose({
      net: 13_000,
      vat: 2_301,
      gross: 15_300,
      payable: 15_300,
      vatLines: [vatLine('10', 3_000, 300), vatLine('20', 10_000, 2_001)],
    });
    assert.deepEqual(lines(p).slice(0, 2), ['60110000 3000 0 C', '60110000 9999 0 A']);
    const shown = p.evidence.find((e) => e.code === 'PROPOSAL_ROUNDING');
    assert.deepEqual([shown?.where, shown?.params['amount'], shown?.uncertain], ['lines[1].amount', '-0.01', true]);
    assert.ok(p.complete);
    const bare = propose({ vatLines: [], gross: 12_001, payable: null });
    assert.deepEqual(lines(bare), ['60110000 10001 0 A', '44566000 2000 0 A', '401MOULIN 0 12001 -']);
    assert.ok(uncertain(bare).includes('PROPOSAL_ROUNDING'));
  });

  test('totals that contradict each other, are too few, too large or nothing: no proposal, with its reason', () => {
    const cases: [Partial<EInvoice>, string][] = [
      [{ gross: 12_500, vatLines: [] }, 'PROPOSAL_TOTALS_CONTRADICT'],
      [{ gross: -12_000 }, 'PROPOSAL_TOTALS_CONTRADICT'],
      [{ vatLines: [vatLine('20', 10_000, 1_500)] }, 'PROPOSAL_BREAKDOWN_CONTRADICTS'],
      [{ vatLines: [vatLine('20', 9_000, 2_000)] }, 'PROPOSAL_BREAKDOWN_CONTRADICTS'],
      [{ net: null, vat: null, vatLines: [] }, 'PROPOSAL_TOTALS_MISSING'],
      [{ net: null, gross: null, vatLines: [] }, 'PROPOSAL_TOTALS_MISSING'],
      [{ net: 1e12, vat: 0, gross: 1e12, vatLines: [] }, 'PROPOSAL_AMOUNT_TOO_LARGE'],
      [{ net: 0, vat: 0, gross: 0, vatLines: [] }, 'PROPOSAL_NOTHING_TO_BOOK'],
      [{ currency: 'USD' }, 'PROPOSAL_CURRENCY'],
      [{ typeCode: '325' }, 'PROPOSAL_NOT_AN_INVOICE'],
    ];
    for (const [changes, code] of cases) {
      const p = propose(changes);
      assert.deepEqual([p.entry, p.complete, codes(p)], [null, false, [code]], JSON.stringify(changes));
    }
  });

  test('a total that is missing follows from the others', () => {
    for (const missing of ['net', 'vat'] as const)
      assert.deepEqual(lines(propose({ [missing]: null })), lines(propose()));
    const added = propose({ gross: null });
    assert.deepEqual(lines(added), lines(propose()));
    assert.ok(uncertain(added).includes('PROPOSAL_AMOUNT_ADDED'));
    const holed = propose({ vatLines: [{ ...vatLine('20', 10_000, 2_000), base: null }] });
    assert.deepEqual(lines(holed), lines(propose()));
    assert.ok(uncertain(holed).includes('PROPOSAL_BREAKDOWN_UNUSABLE'));
  });

  test('what was paid before falls due on the day of the invoice; a paid invoice has no due date', () => {
    const due = (changes: Partial<EInvoice>) => propose(changes).entry!.lines.at(-1)!.dueDates;
    assert.deepEqual(due({ payable: 9_000 }), [
      { date: '2019-05-05', amount: 3_000 },
      { date: '2019-06-04', amount: 9_000 },
    ]);
    assert.deepEqual(due({ payable: 0 }), []);
    assert.deepEqual(due({ dueDate: null }), []);
    assert.deepEqual(due({ payable: 13_000 }), [{ date: '2019-06-04', amount: 12_000 }]);
    for (const payable of [9_000, 0, 13_000]) assert.ok(propose({ payable }).complete);
  });
});

describe('accounts', () => {
  test('what the dossier used last for this third party is used again', () => {
    const p = propose({}, { lastUsed });
    assert.deepEqual([p.entry?.lines[0]?.account, uncertain(p)], ['60610000', []]);
    const gone = propose({}, { lastUsed: { ...lastUsed, account: '61500000' } });
    assert.deepEqual([gone.entry?.lines[0]?.account, uncertain(gone)], ['60110000', ['PROPOSAL_ACCOUNT_GONE']]);
  });

  test('the third party: by SIREN, VAT number, what was used last, name alone, then the collective account', () => {
    const account = (seller: object, ctx = {}) =>
      propose({ seller: { ...nobody, ...seller } }, ctx).entry?.lines.at(-1)?.account;
    assert.equal(account({ siren: '732829320' }), '401MOULIN');
    assert.equal(account({ name: 'Lumière' }), '401LUMIER');
    assert.equal(account({ name: 'Lumière', siren: '303265045' }), '401LUMIER');
    assert.equal(account({ name: 'Nouveau' }), '40100000');
    assert.equal(account({ vatNumber: 'FR40303265045' }), '40100000', 'a customer of that number is no supplier');
    assert.equal(account({ name: 'Nouveau' }, { lastUsed: { ...lastUsed, thirdParty: '401LUMIER' } }), '401LUMIER');
    const none = withPlan({ accounts: plan.accounts.filter((a) => a.number !== '40100000') });
    const p = propose({ seller: { ...nobody, name: 'Nouveau' } }, none);
    assert.deepEqual([codes(p), p.problems[0]?.where], [['PROPOSAL_THIRD_PARTY_MISSING'], 'lines[2].account']);
  });

  test('a company that is supplier and customer has one account for each', () => {
    const thirdParties = [
      { account: '411BOTH', name: 'Both', siren: '732829320', vatNumber: null },
      { account: '401BOTH', name: 'Both', siren: '732829320', vatNumber: null },
    ];
    assert.equal(propose({}, withPlan({ thirdParties })).entry?.lines.at(-1)?.account, '401BOTH');
    const sale = propose({ seller: own, buyer: supplier }, withPlan({ thirdParties }));
    assert.equal(sale.entry?.lines[0]?.account, '411BOTH');
  });

  test('the first charge is one of goods, supplies or services of full length; no stock variation, no rebate', () => {
    const first = (...numbers: string[]) =>
      propose(
        {},
        withPlan({
          accounts: [
            ...plan.accounts.filter((a) => !a.number.startsWith('6')),
            ...numbers.map((number) => ({ number, label: '' })),
          ],
        }),
      ).entry?.lines[0]?.account;
    assert.equal(first('60300000', '60900000', '61300000', '64100000'), '61300000');
    assert.equal(first('606', '60610000'), '60610000');
    assert.equal(first('65100000'), '65100000');
    const none = propose({}, withPlan({ accounts: plan.accounts.filter((a) => !a.number.startsWith('6')) }));
    assert.deepEqual(codes(none), ['PROPOSAL_ACCOUNT_MISSING']);
  });

  test('a prepayment invoice goes to the account for advances', () => {
    const p = propose({ typeCode: '386' }, { lastUsed });
    assert.deepEqual([p.entry?.lines[0]?.account, p.complete], ['40910000', true]);
    const sale = propose({ typeCode: '386', seller: own, buyer: supplier });
    assert.ok(uncertain(sale).includes('PROPOSAL_ADVANCE_NO_ACCOUNT'));
  });

  test('the journal by its type, else by its code, else missing', () => {
    const journal = (...journals: Par['journals']) => propose({}, withPlan({ journals }));
    const j = (code: string, type: string | null) => ({ code, type, label: '', counterpart: null });
    assert.equal(journal(j('A1', 'AC'), j('A2', 'ac')).entry?.journal, 'A1');
    assert.ok(uncertain(journal(j('A1', 'AC'), j('A2', 'ac'))).includes('PROPOSAL_JOURNAL_SEVERAL'));
    assert.equal(journal(j('HA', null)).entry?.journal, 'HA');
    assert.deepEqual(codes(journal(j('BQ', 'tr'))), ['PROPOSAL_JOURNAL_MISSING']);
  });
});

describe('date, piece, label', () => {
  test('the date is brought inside the exercice where a person filed the document; no date is missing', () => {
    const early = propose({ issueDate: '2018-12-31' });
    assert.deepEqual(
      [early.entry?.date, early.entry?.documentDate, early.complete],
      ['2019-01-01', '2018-12-31', true],
    );
    assert.ok(uncertain(early).includes('PROPOSAL_DATE_MOVED'));
    assert.equal(propose({ issueDate: '2020-01-01' }).entry?.date, '2019-12-31');
    const none = propose({ issueDate: null });
    assert.deepEqual([codes(none), none.entry?.date], [['PROPOSAL_DATE_MISSING'], '']);
    const closed = propose({}, { exercice: { ...context.exercice, closed: true } });
    assert.deepEqual(codes(closed), ['ENTRY_EXERCICE_CLOSED']);
  });

  test('the piece is the number or its end, never more than eight characters', () => {
    const piece = (number: string | null) => propose({ number }).entry?.piece;
    assert.deepEqual(
      ['F-190331', 'FA-2019-0042', 'FACTURE N° 2019/05/000451', '-12', '=1+1', '  42\n', '发票一', null].map(piece),
      ['F-190331', '20190042', '05000451', '12', '11', '42', null, null],
    );
    for (const number of ['F-190331', '-12', '发票一', null]) assert.ok(propose({ number }).complete, `${number}`);
  });

  test('the label names third party and number within thirty characters that ISACOMPTA holds', () => {
    const label = (name: string | null, number: string | null) =>
      propose({ seller: { ...supplier, name }, number }).entry?.label;
    assert.equal(label('EDF', 'A1'), 'EDF A1');
    assert.equal(label('Société des Eaux de l’Ouest Parisien', 'FA-1'), "Société des Eaux de l'Oue FA-1");
    assert.equal(label('Œuvre “Déjà” – Łódź', '7'), 'OEuvre "Déjà" - Lódz 7');
    assert.equal(label('Établissement', '0123456789012345678901234567'), 'Établissem 0123456789012345678');
    assert.equal(label('北京', '8'), '8');
    assert.equal(label(null, null), 'Facture');
    assert.ok(propose({ seller: { ...supplier, name: 'Tab\there\u202e' } }).complete);
    assert.deepEqual(uncertain(propose({ seller: { ...supplier, name: '北京' } })), [
      'PROPOSAL_LABEL_SPELLED',
      'PROPOSAL_ACCOUNT_FIRST',
    ]);
  });

  test('the number stands whole in the reference, on one line', () => {
    assert.equal(propose({ number: 'A 1\n B' }).entry?.reference, 'A 1 B');
    assert.equal(propose({ number: 'x'.repeat(500) }).entry?.reference?.length, 200);
  });
});

/** Invoices whose totals agree: any rates, signs and kinds, VAT rounded as it pleases the seller. */
const consistent: fc.Arbitrary<EInvoice> = fc
  .record({
    parts: fc.uniqueArray(
      fc.record({
        rate: fc.constantFrom('20', '10', '5.5', '0'),
        base: fc.oneof(fc.integer({ min: -500_000, max: 5_000_000 }), fc.integer({ min: 1, max: 300 })),
        cents: fc.integer({ min: -1, max: 1 }),
      }),
      { minLength: 1, maxLength: 4, selector: (p) => p.rate },
    ),
    withBreakdown: fc.boolean(),
    rounding: fc.integer({ min: -1, max: 1 }),
    credit: fc.constantFrom('no', '381', 'negative'),
    sale: fc.boolean(),
    paid: fc.nat(20_000),
    due: fc.option(fc.constantFrom('2019-05-05', '2019-06-30', '2020-01-15')),
    number: fc.option(fc.string({ unit: 'binary', maxLength: 30 })),
    name: fc.option(fc.string({ unit: 'grapheme', maxLength: 60 })),
    known: fc.boolean(),
  })
  .map((x) => {
    const rows = x.parts.map(({ rate, base, cents }) =>
      vatLine(rate, base, rate === '0' ? 0 : Math.round((base * Number(rate)) / 100) + cents),
    );
    const net = rows.reduce((s, r) => s + r.base!, 0);
    const vat = rows.reduce((s, r) => s + r.amount!, 0);
    const sign = x.credit === 'negative' ? -1 : 1;
    const signed = (n: number) => (n === 0 ? 0 : n * sign);
    const other = { ...supplier, ...(x.known ? {} : { siren: null, vatNumber: null }), name: x.name };
    const gross = net + vat + x.rounding;
    return invoice({
      typeCode: x.credit === '381' ? '381' : '380',
      number: x.number,
      dueDate: x.due,
      net: signed(net),
      vat: signed(vat),
      gross: signed(gross),
      payable: signed(gross - x.paid),
      vatLines: x.withBreakdown ? rows.map((r) => ({ ...r, base: signed(r.base!), amount: signed(r.amount!) })) : [],
      seller: x.sale ? own : other,
      buyer: x.sale ? other : own,
    });
  })
  .filter((i) => i.gross !== 0);

test('a proposal for any consistent invoice balances to the cent, passes every check and is complete', () => {
  fc.assert(
    fc.property(consistent, (i) => {
      const p = proposeFrom(i, context);
      assert.ok(p.entry, JSON.stringify(p.problems));
      const total = (side: 'debit' | 'credit') => p.entry!.lines.reduce((s, l) => s + l[side], 0);
      assert.equal(total('debit'), total('credit'));
      assert.deepEqual(p.problems, []);
      assert.deepEqual(checkEntry(p.entry, context), []);
      assert.ok(p.complete);
      const third = p.entry.lines.filter((l) => /^4[01]/.test(l.account));
      assert.equal(Math.abs(third.reduce((s, l) => s + l.debit - l.credit, 0)), Math.abs(i.gross!));
      for (const index of p.entry.lines.keys())
        for (const field of ['account', 'amount'])
          assert.ok(p.evidence.some((e) => e.where === `lines[${index}].${field}`));
    }),
    { numRuns: 400 },
  );
});

test('an invoice of any totals and any plan never gives an entry that calls itself complete and is not', () => {
  const cents = fc.option(fc.oneof(fc.integer({ min: -20_000, max: 20_000 }), fc.constantFrom(0, 1, 2 ** 50)));
  const some = <T>(list: readonly T[]) => fc.subarray([...list]);
  fc.assert(
    fc.property(
      fc.record({ net: cents, vat: cents, gross: cents, payable: cents }),
      fc.array(
        fc.record({
          rate: fc.option(fc.constantFrom('20', '5.5', '0', '8.5')),
          category: fc.option(fc.constantFrom('S', 'AE')),
          base: cents,
          amount: cents,
        }),
        { maxLength: 3 },
      ),
      fc.record({
        journals: some(plan.journals),
        accounts: some(plan.accounts),
        thirdParties: some(plan.thirdParties),
        vatCodes: some(plan.vatCodes),
      }),
      fc.constantFrom('380', '381', '386', null),
      (totals, vatLines, parts, typeCode) => {
        const par = { ...plan, ...parts };
        const p = proposeFrom(invoice({ ...totals, vatLines, typeCode }), { ...context, par, lastUsed });
        assert.equal(
          p.complete,
          p.entry !== null && checkEntry(p.entry, { ...context, par }).length === 0 && p.problems.length === 0,
        );
        assert.ok(p.complete || p.problems.length > 0);
        if (!p.entry) return;
        assert.equal(
          p.entry.lines.reduce((s, l) => s + l.debit - l.credit, 0),
          0,
        );
        assert.ok(p.entry.lines.every((l) => l.debit >= 0 && l.credit >= 0));
        for (const { code } of p.problems) assert.ok(messages[code], code);
      },
    ),
    { numRuns: 600 },
  );
});

test('both languages of a message name the same places and are one sentence', () => {
  const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  for (const [code, { fr, en }] of Object.entries(proposalMessages)) {
    assert.deepEqual(places(fr), places(en), code);
    for (const text of [fr, en]) assert.match(text, /^\S.*\.$/, code);
    assert.equal(messages[code]?.fr, fr, 'merged with all others');
  }
});
