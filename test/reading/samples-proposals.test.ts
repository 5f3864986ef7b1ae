import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoPar } from '../../local/seed.ts';
import { checkEntry } from '../../shared/domain/entry-checks.ts';
import { contains } from '../../shared/domain/exercice.ts';
import { proposeFrom } from '../../shared/domain/proposal.ts';
import { readDocument } from '../../shared/reading/document.ts';
import { sampleBytes, samplesFolder, samplesOf } from '../support/samples.ts';

const folder = samplesFolder();
const par = demoPar(2012, 2026);

/** What the demo's plan of accounts lacks for them: one sample has a rate of 10 %. */
const LACKING = ['PROPOSAL_VAT_CODE_MISSING'];

if (folder === null) {
  test('proposals for real invoices', { skip: 'no samples beside the repository: set AMI_SAMPLES' }, () => {});
} else {
  for (const { file } of samplesOf(folder)) {
    test(`${file}: a balanced proposal`, async (t) => {
      const reading = await readDocument(sampleBytes(folder, file), file);
      if (reading.kind !== 'einvoice') return t.skip('no e-invoice in it');
      const { invoice } = reading;
      const exercice = par.exercices.find((e) => contains(e, invoice.issueDate!))!;
      const ctx = { dossier: par.dossier, exercice, par };
      const p = proposeFrom(invoice, { ...ctx, lastUsed: null });
      if (invoice.currency !== 'EUR') {
        assert.deepEqual([p.entry, p.problems.map((x) => x.code)], [null, ['PROPOSAL_CURRENCY']]);
        return;
      }
      assert.ok(p.entry, JSON.stringify(p.problems));
      assert.equal(
        p.entry.lines.reduce((sum, l) => sum + l.debit - l.credit, 0),
        0,
      );
      const { gross } = invoice;
      const third = p.entry.lines.at(-1)!;
      const credit = invoice.typeCode === '381' || gross! < 0;
      assert.deepEqual([third.debit, third.credit], credit ? [Math.abs(gross!), 0] : [0, gross]);
      assert.equal(third.account, invoice.seller.siren === '999999998' ? '401MOULI' : '40100000');
      if (p.complete) assert.deepEqual(checkEntry(p.entry, ctx), []);
      assert.deepEqual(
        p.problems.map((x) => x.code).filter((c) => !LACKING.includes(c)),
        [],
      );
      t.diagnostic(p.complete ? 'complete' : p.problems.map((x) => `${x.code} ${x.params?.['rate']}`).join(', '));
      t.diagnostic(p.entry.lines.map((l) => `${l.account} ${l.debit} ${l.credit} ${l.vatCode ?? '-'}`).join(' | '));
    });
  }
}
