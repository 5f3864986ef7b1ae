import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPages } from '../../../shared/domain/page/read-pages.ts';
import { type Put, textPage } from '../../support/text-page.ts';

type Line = string | readonly Put[];

function namesOf(...lines: Line[]): [seller: string | null, buyer: string | null] {
  const { seller, buyer } = readPages([textPage(lines)]).invoice;
  return [seller.name, buyer.name];
}

test('the seller by its letterhead, the buyer by the window of the envelope', () => {
  const names = namesOf(
    [[40, 'Menuiserie Tallandier', 16]],
    [[40, '8 rue des Forges']],
    [
      [40, '58000 Nevers'],
      [340, 'Hôtel de la Poste'],
    ],
    [[340, '2 place du Marché']],
    [[340, '58200 Cosne']],
    '',
    [[40, 'FACTURE N° 12', 14]],
  );
  assert.deepEqual(names, ['Menuiserie Tallandier', 'Hôtel de la Poste']);
});

test('by labels', () => {
  const names = namesOf(
    [[40, 'FACTURE N° 12', 14]],
    [
      [40, 'Émetteur :'],
      [300, 'Facturé à :'],
    ],
    [
      [40, 'Atelier Prune SAS'],
      [300, 'Boulangerie Noël'],
    ],
    [
      [40, '3 quai Ouest'],
      [300, '5 rue Haute'],
    ],
    [
      [40, '44000 Nantes'],
      [300, '44600 Saint-Nazaire'],
    ],
  );
  assert.deepEqual(names, ['Atelier Prune SAS', 'Boulangerie Noël']);
});

test('by the company’s number in its block, wherever that stands', () => {
  const names = namesOf(
    [[40, 'FACTURE N° 12', 14]],
    [[40, 'Client']],
    [[40, 'Garage Périer']],
    [[40, '45 boulevard Carnot']],
    [[40, '76600 Le Havre']],
    '',
    '',
    [[40, 'Delmotte et Fils']],
    [[40, '7 bis avenue Foch']],
    [[40, '80000 Amiens']],
    [[40, 'RCS Amiens 732 829 320']],
  );
  assert.deepEqual(names, ['Delmotte et Fils', 'Garage Périer']);
});

test('no name where only titles, labels and addresses are there, or where two are as likely', () => {
  assert.deepEqual(namesOf([[40, 'FACTURE', 18]], 'Date : 02/11/2019', 'Total TTC 12,00'), [null, null]);
  const { seller } = readPages([
    textPage([
      [
        [40, 'Emetteur : Alpha SARL'],
        [300, 'Vendeur : Beta SARL'],
      ],
    ]),
  ]).invoice;
  assert.equal(seller.name, null);
});

test('letters set apart: where words end is unknown, so there is no name', () => {
  const page = textPage([[[40, 'B E L L E R I V E', 18]], '8 rue des Forges', '58000 Nevers', 'FACTURE N° 12']);
  const wide = page.fragments.map((f, n) => (n === 0 ? { ...f, box: { ...f.box, width: 260 } } : f));
  assert.equal(readPages([{ ...page, fragments: wide }]).invoice.seller.name, null);
});
