import iconv from 'iconv-lite';

/**
 * Files of the ISACOMPTA text exchange as others write them, by hand: absolute columns, no layout table of the program
 * under test. The shapes (record kinds, lengths, padding, spellings, columns that nobody has described) are those that
 * were seen on real files (docs/formats/dex.md); every value is invented.
 */

export interface ExpectedLine {
  readonly account: string;
  readonly label: string;
  readonly debit: number;
  readonly credit: number;
  readonly vatCode: string | null;
  readonly due: string | null;
  readonly analytics: readonly { activity: string; cut: string | null; label: string | null; share: number }[];
}
export interface ExpectedEntry {
  readonly journal: string;
  readonly date: string;
  readonly piece: string | null;
  readonly label: string;
  readonly documentDate: string | null;
  readonly reference: string | null;
  readonly lines: readonly ExpectedLine[];
}
export interface HandMade {
  readonly bytes: Uint8Array;
  readonly entries: readonly ExpectedEntry[];
}

/** Puts values at absolute columns (from 1) of a blank line, and pads it to a length. */
export function at(length: number, ...values: [column: number, value: string][]): string {
  let text = '';
  for (const [column, value] of values) text = text.padEnd(column - 1) + value;
  return text.padEnd(length);
}

const right = (value: string, width: number) => value.padStart(width);
const french = (date: string) => date.slice(8) + date.slice(5, 7) + date.slice(0, 4);
const day = (n: number) => new Date(Date.UTC(2021, 9, 1 + n)).toISOString().slice(0, 10);
const encode = (lines: readonly string[], encoding: string) =>
  new Uint8Array(iconv.encode(`${lines.join('\r\n')}\r\n`, encoding));

/** `190,22`, `180,3`, `24`: zeros at the end are dropped, and with them the comma; nothing at all for none. */
function commas(cents: number): string {
  if (cents === 0) return '';
  const text = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
  return text.replace(/,?0+$/, (zeros) => (zeros.startsWith(',') || text.includes(',') ? '' : zeros));
}

// --- E: exported by the accounting program, CP850, right-aligned, comma -----------------------------------------------

function line(account: string, label: string, side: 'D' | 'C', cents: number, more: Partial<ExpectedLine> = {}) {
  const amounts = side === 'D' ? { debit: cents, credit: 0 } : { debit: 0, credit: cents };
  return { account, label, ...amounts, vatCode: null, due: null, analytics: [], ...more };
}

/** A sale at one rate, or at two on every third; a cash entry; a purchase with analytic shares and a credit note. */
function soldAndBought(): ExpectedEntry[] {
  const entries: ExpectedEntry[] = [];
  for (let n = 1; n <= 24; n++) {
    const net = 15_000 + n * 733;
    const vat = Math.round(net / 5);
    const label = `Facture 22${String(n).padStart(4, '0')}`;
    entries.push({
      journal: 'VE',
      date: day(n * 3),
      piece: `22${String(n).padStart(4, '0')}`,
      label,
      documentDate: day(n * 3),
      reference: null,
      lines: [
        line('411ROCHE', label, 'D', net + vat, { due: day(n * 3 + 30) }),
        line('70100000', label, 'C', net, { vatCode: 'N' }),
        line('44571000', label, 'C', vat, { vatCode: 'N' }),
      ],
    });
  }
  for (let n = 1; n <= 13; n++) {
    const cents = [500, 1_250, 30_000, 1_234, 87_060][n % 5]!;
    entries.push({
      journal: 'T',
      date: day(n * 7),
      piece: null,
      label: 'Dépôt à la banque',
      documentDate: null,
      reference: null,
      lines: [line('53000000', 'Dépôt à la banque', 'C', cents), line('58000000', 'Dépôt à la banque', 'D', cents)],
    });
  }
  for (let n = 1; n <= 8; n++) {
    const [food, goods] = [4_000 + n * 10, 9_900 + n];
    const [vatFood, vatGoods] = [Math.round(food * 0.055), Math.round(goods * 0.2)];
    const label = n === 8 ? 'Avoir Crémerie' : 'Crémerie été';
    // A credit note stands on the other sides, with amounts as any.
    const [charge, supplier] = n === 8 ? (['C', 'D'] as const) : (['D', 'C'] as const);
    entries.push({
      journal: 'AC',
      date: day(100 + n),
      piece: `A${n}`,
      label,
      documentDate: day(90 + n),
      reference: null,
      lines: [
        line('60110000', label, charge, food, {
          vatCode: 'R',
          analytics: [
            { activity: 'LAIT', cut: '01', label: 'Atelier lait', share: 6_000_000 },
            { activity: 'FROM', cut: null, label: null, share: 4_000_000 },
          ],
        }),
        line('60700000', label, charge, goods, { vatCode: 'N' }),
        line('44566000', label, charge, vatFood, { vatCode: 'R' }),
        line('44566000', label, charge, vatGoods, { vatCode: 'N' }),
        line('401CREM', label, supplier, food + goods + vatFood + vatGoods - (n <= 2 ? 100 : 0), { due: day(130 + n) }),
        ...(n <= 2 ? [line('75800000', 'Arrondi', supplier, 100)] : []),
      ],
    });
  }
  return entries;
}

export function exported(): HandMade {
  const entries = soldAndBought();
  const lines = [
    at(49, [1, 'VER'], [7, '0200000'], [14, '8700'], [18, '0'], [19, right('EXPORT ÉTÉ', 30)], [49, '0']),
    at(
      86,
      [1, 'DOS'],
      [7, right('0042', 8)],
      [15, right('CRÉMERIE ROCHE', 30)],
      [45, '30092021'],
      [53, '111100'],
      [59, ' 8'],
      [61, '1EUR'],
    ),
    at(38, [1, 'EXO'], [7, '01102021'], [15, '30092022'], [23, '01'], [25, right('47', 11)], [36, 'EUR']),
    at(315, [1, 'ANA'], [7, right('LAIT', 6)], [15, right('Atelier lait', 40)]),
    at(40, [1, 'ANAREP'], [7, right('LAIT', 6)]),
    at(200, [1, 'CPT'], [7, right('60110000', 10)], [17, right('Achats crème', 30)]),
    'RMQDEB',
    'Compte à revoir avant la clôture',
    '  MVT : ce n’est pas un mouvement'.replace('’', "'"),
    'RMQFIN',
    at(40, [1, 'ANACPT'], [7, right('LAIT', 6)]),
    at(200, [1, 'CPT'], [7, right('411ROCHE', 10)], [17, right('Client Roche', 30)]),
    at(530, [1, 'TIERS'], [290, right('0', 15)], [330, '00']),
    at(73, [1, 'TVA'], [7, ' N'], [9, right('TVA à 20 %', 30)], [39, right('44571000', 10)], [49, '20,00'], [54, 've']),
    at(85, [1, 'JOU'], [7, ' T'], [9, right('CAISSE', 30)], [39, 'trmi'], [45, right('53000000', 10)], [81, '111 0']),
  ];
  let sequence = 0;
  for (const [index, e] of entries.entries()) {
    sequence++;
    lines.push(
      at(
        263,
        [1, 'ECR'],
        [7, right(e.journal, 2)],
        [9, french(e.date)],
        [17, right(e.piece ?? '', 8)],
        [25, right(e.label, 30)],
        [55, e.documentDate ? french(e.documentDate) : ''.padEnd(8)],
        [63, right('1', 7)],
        [70, right('INDIV', 7)],
        [77, '  8'],
        [80, right(String(320_700_000 + index), 11)],
        [91, '07'],
        [93, '15042022'],
        [101, '15042022'],
        [109, right(String(sequence), 11)],
        [120, '0EURmi0'],
        [127, right(e.lines[0]!.account, 10)],
        [137, '0'],
        [138, right('0', 11)],
        ...(index % 4 ? ([[189, '0']] as [number, string][]) : []),
        [197, '{00000000-0000-0000-0000-000000000000}'],
        [256, '30121899'],
      ),
    );
    for (const [n, l] of e.lines.entries()) {
      // Five sales are lettered with their payment.
      const isLettered = e.journal === 'VE' && index < 5 && n === 0;
      lines.push(
        at(
          219,
          [1, 'MVT'],
          [7, right(l.account, 10)],
          [17, right(l.label, 30)],
          [47, right(commas(l.debit), 13)],
          [60, right(commas(l.credit), 13)],
          [73, right('0', 11)],
          [84, right('0', 11)],
          [103, right(l.account.startsWith('445') ? '' : (l.vatCode ?? ''), 2)],
          [105, right(l.account.startsWith('445') ? (l.vatCode ?? '') : '', 2)],
          [107, isLettered ? '1AAD' : '0   '],
          [119, right(String(l.analytics.length), 4)],
          [123, l.due ? '1' : '0'],
          [138, '0'],
          [143, '0'],
          ...(isLettered ? ([[152, '20042022']] as [number, string][]) : []),
          [160, right('Libellé du compte', 46)],
          [206, '2'],
        ),
      );
      for (const a of l.analytics)
        lines.push(
          at(
            65,
            [1, 'ANAMVT'],
            [7, right(a.activity, 6)],
            [13, right(a.cut ?? '', 2)],
            [15, right(a.label ?? '', 40)],
            [55, right(`${a.share / 100_000},00000`, 10)],
            [65, '0'],
          ),
        );
      if (l.due) {
        const cents = l.debit + l.credit;
        const amount = `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`;
        lines.push(
          at(41, [1, 'ECHMVT'], [7, right(amount, 13)], [20, right('100,00000', 10)], [30, french(l.due)], [38, 'au']),
        );
      }
    }
  }
  return { bytes: encode(lines, 'cp850'), entries };
}

// --- P: written by another program of the vendor to be imported, ANSI, left-aligned, zeros on both sides ----------------

export function payroll(): HandMade {
  const entries: ExpectedEntry[] = [];
  const lines = [
    at(49, [1, 'VER'], [7, '0200000'], [14, '8700'], [18, '0'], [19, 'Paie août 2021'], [49, '1']),
    at(60, [1, 'DOS'], [7, '0042']),
  ];
  const zeros = (cents: number) =>
    `${String(Math.floor(cents / 100)).padStart(10, '0')}.${String(cents % 100).padStart(2, '0')}`;
  for (let n = 1; n <= 7; n++) {
    const gross = 210_000 + n * 3_377;
    const charges = Math.round(gross * 0.22);
    const label = `Salaires d'août n°${n}`;
    const e: ExpectedEntry = {
      journal: 'PA',
      date: '2021-08-31',
      piece: null,
      label,
      documentDate: null,
      reference: null,
      lines: [
        line('64110000', label, 'D', gross),
        ...Array.from({ length: 8 }, (_, i) =>
          line(`431${i}0000`, `Cotisation ${i}`, 'C', i === 0 ? charges - 700 : 100),
        ),
        line('42100000', 'Net à payer', 'C', gross - charges),
      ],
    };
    entries.push(e);
    lines.push(
      at(
        148,
        [1, 'ECR'],
        [7, e.journal],
        [9, french(e.date)],
        [25, e.label],
        [77, '12'],
        [91, '00'],
        [93, '0209202102092021'],
        [109, String(n)],
        [121, 'EUR'],
      ),
      ...e.lines.map((l) =>
        at(124, [1, 'MVT'], [7, l.account], [17, l.label], [47, zeros(l.debit)], [60, zeros(l.credit)]),
      ),
    );
  }
  return { bytes: encode(lines, 'iso-8859-1'), entries };
}

// --- W: an outside program that writes for the accountant's ISACOMPTA: 8550, ASCII, no flag, references -----------------

export function outside(): HandMade {
  const entries: ExpectedEntry[] = [];
  const lines = [at(17, [1, 'VER'], [7, '0200000'], [14, '8550']), at(44, [1, 'DOS']), 'EXO   '];
  const dots = (cents: number) =>
    cents === 0 ? '' : `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  for (let n = 1; n <= 6; n++) {
    const [net, vat] = [10_000 * n + 5, 2_000 * n + 1];
    const e: ExpectedEntry = {
      journal: 'AC',
      date: day(n),
      piece: `${90_000 + n}`,
      label: `Achat ${n}`,
      documentDate: null,
      reference: `FRN-2021/00${n}`,
      lines: [
        line('607000', 'Achat', 'D', net),
        line('445660', 'TVA', 'D', vat),
        line('401000', 'Fournisseur', 'C', net + vat, { due: day(n + 30) }),
      ],
    };
    entries.push(e);
    lines.push(
      at(
        296,
        [1, 'ECR'],
        [7, e.journal],
        [9, french(e.date)],
        [17, right(e.piece!, 8)],
        [25, e.label],
        [77, '1'],
        [92, '0'],
        [93, '0111202101112021'],
        [109, '0'],
        [120, '0EUR'],
        [126, '0'],
        [137, '0'],
        [187, 'fa'],
        [272, e.reference!],
      ),
    );
    for (const l of e.lines) {
      lines.push(
        at(
          133,
          [1, 'MVT'],
          [7, right(l.account, 10)],
          [17, right(l.label, 30)],
          [47, right(dots(l.debit), 13)],
          [60, right(dots(l.credit), 13)],
          [73, right('0.00', 11)],
          [123, l.due ? '1' : '0'],
        ),
      );
      if (l.due)
        lines.push(
          at(97, [1, 'ECHMVT'], [7, right(dots(l.credit), 13)], [20, right('100.00000', 10)], [30, french(l.due)]),
        );
    }
  }
  return { bytes: encode(lines, 'ascii'), entries };
}
