import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from '../../../shared/domain/page/page.ts';
import { leavesDoubt, ofTwo } from '../../../shared/domain/scan/second-look.ts';
import { scannedPage } from '../../support/fake-scans.ts';

/** As an engine reads it that is sure of each word. */
function page(...lines: string[]): Page {
  const { fragments, ...rest } = scannedPage(lines, 1).page;
  return { ...rest, fragments: fragments.map((f) => ({ ...f, confidence: 0.95 })) };
}

const SURE = page('FACTURE', 'Livraison du 10/05/2019', 'Date de facture : 12/05/2019', 'Total TTC 12,00');
const LABEL_LOST = page('FACTURE', 'Livraison du 10/05/2019', ':-~e f : 12/05/2019', 'Total TTC 12,00');

test('a page is read again where it may be an invoice and none of its dates is certain', () => {
  assert.equal(leavesDoubt(LABEL_LOST), true);
  assert.equal(leavesDoubt(SURE), false);
  assert.equal(leavesDoubt(page('FACTURE', 'Total TTC 12,00')), false, 'no date at all');
  assert.equal(leavesDoubt(page('DEVIS', 'Livraison prévue le 10/05/2019')), false, 'another paper');
});

test('the second reading is kept where it settles the date and the first says nothing against it', () => {
  assert.equal(ofTwo(LABEL_LOST, SURE), SURE);
  assert.equal(ofTwo(LABEL_LOST, LABEL_LOST), LABEL_LOST);
  const notRead = page('FACTURE', 'Livraison du 10/05/2019', '~~', 'Total TTC 12,00');
  assert.equal(ofTwo(notRead, SURE), SURE);
});

test('the first reading stands where the second contradicts it, or has lost what made the doubt', () => {
  const otherYear = page('FACTURE', 'Livraison du 10/05/2019', ':-~e f : 12/05/2018', 'Total TTC 12,00');
  assert.equal(ofTwo(otherYear, SURE), otherYear, 'another date at the same place');
  const two = page('FACTURE', 'Date de facture : 30/06/2019', 'Date de facture : 12/05/2019', 'Total TTC 12,00');
  assert.equal(leavesDoubt(two), true);
  const oneLost = page('FACTURE', '~~', 'Date de facture : 12/05/2019', 'Total TTC 12,00');
  assert.equal(ofTwo(two, oneLost), two, 'one of two dates is lost');
  const quote = page('DEVIS', 'Livraison du 10/05/2019', ':-~e f : 12/05/2019');
  assert.equal(ofTwo(quote, SURE), quote, 'another paper');
});
