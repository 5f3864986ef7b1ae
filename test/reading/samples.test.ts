import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { parseCents } from '../../shared/domain/einvoice/amount.ts';
import { createReader } from '../../shared/reading/pool.ts';
import { sampleBytes, samplesFolder, samplesOf } from '../support/samples.ts';

const folder = samplesFolder();
const reader = createReader();
after(() => reader.close());

if (folder === null) {
  test('real invoices', { skip: 'no samples beside the repository: set AMI_SAMPLES to their folder' }, () => {});
} else {
  const samples = samplesOf(folder);
  const day = (text: string | number) => String(text).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const digits = (text: string | number) => String(text).replaceAll(' ', '');

  for (const { file, expected } of samples.filter((s) => s.file.startsWith('facturx/'))) {
    test(`${file}: what its XML says`, async () => {
      const reading = await reader.read(sampleBytes(folder, file), { name: file });
      assert.equal(reading.kind, 'einvoice');
      if (reading.kind !== 'einvoice') return;
      const { invoice, mediaType, remarks } = reading;
      assert.equal(mediaType, 'application/pdf');
      assert.deepEqual(
        {
          type: invoice.typeCode,
          number: invoice.number,
          date: invoice.issueDate,
          due: invoice.dueDate,
          currency: invoice.currency,
          net: invoice.net,
          vat: invoice.vat,
          gross: invoice.gross,
          payable: invoice.payable,
          seller: invoice.seller.name,
          sellerSiren: invoice.seller.siren,
          sellerSiret: invoice.seller.siret,
          sellerVat: invoice.seller.vatNumber,
          buyer: invoice.buyer.name,
          profile: invoice.profile,
        },
        {
          type: expected['type'],
          number: expected['number'],
          date: expected['date'],
          due: expected['due'] === undefined ? null : day(expected['due']),
          currency: expected['currency'],
          net: parseCents(String(expected['totalHT'])),
          vat: parseCents(String(expected['totalTax'])),
          gross: parseCents(String(expected['totalTTC'])),
          payable: parseCents(String(expected['payable'])),
          seller: expected['seller'],
          sellerSiren: digits(expected['sellerSiren']!).slice(0, 9),
          sellerSiret: digits(expected['sellerSiren']!),
          sellerVat: expected['sellerVat'],
          buyer: expected['buyer'],
          profile: expected['profile'],
        },
      );
      // The one sample with made-up SIRENs; all others pass every check.
      const wrong = file.includes('F20180027') ? ['SIREN_INVALID', 'SIREN_INVALID'] : [];
      assert.deepEqual(
        remarks.map((r) => r.code),
        wrong,
      );
    });

    test(`${file}: cut, it is incomplete`, async () => {
      const bytes = sampleBytes(folder, file);
      for (const part of [0.1, 0.5, 0.9, 0.99]) {
        const reading = await reader.read(bytes.subarray(0, Math.floor(bytes.length * part)), { name: file });
        assert.equal(reading.kind === 'unreadable' && reading.reason, 'FILE_INCOMPLETE', `${part}`);
      }
    });
  }

  for (const { file, expected } of samples.filter((s) => !s.file.startsWith('facturx/'))) {
    test(`${file}: readable`, async () => {
      const reading = await reader.read(sampleBytes(folder, file), { name: file });
      assert.equal(reading.mediaType, file.endsWith('.pdf') ? 'application/pdf' : 'image/tiff');
      // By its e-invoice, which one of them carries, or by its page.
      if ('invoice' in reading) {
        const plain = (number: unknown) => String(number).replace(/^#/, '');
        assert.deepEqual(
          [plain(reading.invoice.number), reading.invoice.issueDate],
          [plain(expected['number']), expected['date']],
        );
      } else {
        assert.deepEqual([reading.kind, reading.remarks], ['paper', []]);
      }
    });
  }
}
