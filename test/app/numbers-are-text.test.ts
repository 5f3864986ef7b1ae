import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { dossierConfig } from '../../shared/app/configuration.ts';
import { configure } from '../../shared/app/configure.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { listDossiers } from '../../shared/app/dossiers.ts';
import { listEntries, postEntry } from '../../shared/app/entries.ts';
import { listLots } from '../../shared/app/lots.ts';
import { list } from '../../shared/app/tree.ts';
import { readPieces } from '../../shared/domain/dex/pieces.ts';
import { readDex } from '../../shared/domain/dex/read-dex.ts';
import { writePar } from '../../shared/domain/par/write-par.ts';
import { COMPTE, manager, par, robot, world } from './world.ts';

/** A number with zeros in front, or all zeros, or one that a float would round. */
const digits = (min: number, max: number) =>
  fc.oneof(
    fc.stringMatching(new RegExp(`^0\\d{${min - 1},${max - 1}}$`)),
    fc.stringMatching(new RegExp(`^\\d{${min},${max}}$`)),
    fc.constant('0'.repeat(min)),
  );

test('numbers of dossiers, accounts, journals, pieces and VAT codes are the same text from the PAR to the DEX', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        number: digits(1, 8),
        journal: digits(2, 2),
        piece: digits(1, 8),
        vatCode: digits(1, 2),
        accounts: fc.uniqueArray(digits(6, 10), { minLength: 2, maxLength: 2 }),
        user: digits(1, 8),
      }),
      async ({ number, journal, piece, vatCode, accounts, user }) => {
        const w = world();
        const [charge, supplier] = accounts as [string, string];
        const p = par({
          dossier: { ...par().dossier, number },
          journals: [{ code: journal, type: 'ac', label: 'Achats', counterpart: supplier }],
          accounts: [{ number: charge, label: 'Charge' }],
          thirdParties: [{ account: supplier, name: 'F', siren: null, vatNumber: null }],
          vatCodes: [{ code: vatCode, label: null, rate: '20', account: charge, kind: null }],
        });
        const name = `${number}-201912_PAR.xml`;
        await configure(w.deps, COMPTE, await w.put('config', '/config/Export_PAR', name, writePar(p)));
        w.pass(1000);
        const affected = `${number};Boulangerie;;${user}`;
        await configure(w.deps, COMPTE, await w.put('config', '/config', 'dossiers.txt', affected));

        const config = await dossierConfig(w.deps, COMPTE, number);
        assert.equal(config?.dossier.number, number);
        assert.deepEqual(config.users, [user]);
        assert.deepEqual(
          (await listDossiers(w.deps, manager, COMPTE)).map((d) => d.dossier.number),
          [number],
        );
        assert.deepEqual(
          (await list(w.deps, robot, '/import')).map((e) => e.name),
          [number],
        );

        const document = await w.deposit('a.pdf', 'date=2019-05-05', `/import/${number}`);
        await dispatch(w.deps, COMPTE, document, 'deposit');
        assert.equal((await w.document(document))?.dossier, number);

        const line = { label: 'x', dueDates: [], analytics: [] };
        await postEntry(w.deps, manager, COMPTE, number, 'k1', {
          documents: [document],
          entry: {
            journal,
            date: '2019-05-05',
            piece,
            label: piece,
            documentDate: null,
            reference: null,
            currency: 'EUR',
            lines: [
              { ...line, account: charge, debit: 100, credit: 0, vatCode },
              { ...line, account: supplier, debit: 0, credit: 100, vatCode: null },
            ],
          },
        });
        assert.equal((await listEntries(w.deps, manager, COMPTE, 1))[0]?.dossier, number);
        await w.drain();
        const [lot] = (await listLots(w.deps, manager, COMPTE)).items;
        assert.deepEqual([lot?.state, lot?.stem, lot?.dossier], ['published', `${number}_201912_000001`, number]);

        const bytes = (file: string) => w.blobs.stored.get(`export/${COMPTE}/${file}`)!.bytes;
        const dex = readDex(bytes(`${lot!.stem}.DEX`));
        assert.equal(dex.dossier?.number, number);
        const [read] = dex.entries;
        assert.deepEqual([read?.entry.journal, read?.entry.piece, read?.entry.label], [journal, piece, piece]);
        assert.deepEqual(
          read?.entry.lines.map((l) => [l.account, l.vatCode]),
          [
            [charge, vatCode],
            [supplier, null],
          ],
        );
        assert.equal(readPieces(bytes(`${lot!.stem}_PJ.csv`)).pieces[0]?.piece, piece);
      },
    ),
    { numRuns: 40 },
  );
});
