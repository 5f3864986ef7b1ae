import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];
const read = (...lines: Line[]) => readPages([textPage(lines)]);
const numberOf = (...lines: Line[]) => read(...lines).invoice.number;

test('numbers of capitals and groups of digits, whole', () => {
  const numbers: [string, Line[]][] = [
    ['F25 0103 7741 82', ['Facture n° F25 0103 7741 82', 'du 3 janvier 2025']],
    ['F 33 871', ['Facture F 33 871']],
    ['NH 18.212', ['NOTE D’HONORAIRES N° NH 18.212']],
    ['FT 1023 502', ['FACTURE N° FT 1023 502 31/10/2023']],
    ['FT 1023 502', ['FACTURE N° FT 1023 502 du 3 novembre 2023']],
    [
      'FV 18-3307',
      [
        'FACTURE',
        [
          [60, 'Date'],
          [200, 'N° facture'],
        ],
        [
          [60, '31/12/2018'],
          [200, 'FV 18-3307'],
        ],
      ],
    ],
    ['MT 25-06-1127', ['Facture n° MT 25-06-1127 - 30/06/2025']],
    [
      'FT 0322 118',
      [
        'FACTURE',
        [
          [60, 'NUMÉRO'],
          [200, 'DATE'],
        ],
        [
          [60, 'FT 0322 118'],
          [200, '31 MARS 2022'],
        ],
      ],
    ],
    [
      'FAL 24/55918',
      [
        [
          [60, 'Facture'],
          [200, 'n° FAL 24/55918 du 31 décembre 2024'],
        ],
      ],
    ],
    [
      '10 147 882 304',
      [
        [
          [60, 'Facture'],
          [200, 'n° 10 147 882 304'],
        ],
      ],
    ],
    ['1399 2764 7527', ['Votre facture du 4 janvier 2017', 'N° 1399 2764 7527']],
  ];
  for (const [number, lines] of numbers) assert.equal(numberOf(...lines), number, JSON.stringify(lines));
});

test('the words, sums and columns beside a number are no part of it', () => {
  const numbers: [string | null, Line[]][] = [
    [null, ['Facture de 12 345 points', 'pour 3 mois']],
    [null, ['FACTURE EUR 12 345']],
    [
      null,
      [
        [
          [50, 'FACTURE'],
          [200, 'n° BL 4512 du 03/02/2023'],
        ],
      ],
    ],
    [null, ['Facture', 'TEL 02 36 60 44 45']],
    [
      'FA 1234',
      [
        [
          [50, 'Facture n° FA 1234'],
          [149, '5678'],
        ],
      ],
    ],
    ['FH 20 190', ['Facture n° FH 20 190 - page 2/2']],
    ['JM1287', ['FACTURE', 'n° JM1287, le 31/05/2017', 'Facture conforme au devis n° 834 du 5 avril 2017']],
  ];
  for (const [number, lines] of numbers) assert.equal(numberOf(...lines), number, JSON.stringify(lines));
});

test('a date behind a number with blanks, and one beside it, is the document’s', () => {
  const rest = ['Total HT 100,00', 'TVA 20 % 20,00', 'Total TTC 120,00'];
  const beside = read(
    'FACTURE - ÉCHÉANCIER',
    [
      [60, 'Facture'],
      [200, 'n° FAL 24/55918 du 31 décembre 2024'],
    ],
    ...rest,
  );
  assert.equal(beside.invoice.issueDate, '2024-12-31');
  const below = read(
    [
      [60, 'Date'],
      [200, 'N° facture'],
      [320, 'N° client'],
    ],
    [
      [60, '31/12/2018'],
      [200, 'FV 18-3307'],
      [320, '6674'],
    ],
    ...rest,
  );
  assert.equal(below.invoice.issueDate, '2018-12-31', 'no title, but the number says that it is an invoice');
});

test('a value that its filled neighbour runs into begins under its own heading', () => {
  const at = (text: string, x: number, y: number, width = 4.5 * text.length) => ({
    text,
    box: { x, y, width, height: 9 },
  });
  const page = {
    number: 1,
    width: 595,
    height: 842,
    origin: 'text' as const,
    fragments: [
      at('Période', 40, 170),
      at('Facture N°', 143, 170),
      at('01/01/2025 – 30/06/2025', 40, 181, 100),
      at('MT 25-06-1127', 143, 181),
      at('30.06.2025', 246, 181),
    ],
  };
  assert.equal(readPages([page]).invoice.number, 'MT 25-06-1127');
});
