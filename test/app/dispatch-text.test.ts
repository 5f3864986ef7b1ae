import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documentView } from '../../functions/api/views.ts';
import type { Deps } from '../../shared/app/deps.ts';
import { dispatch } from '../../shared/app/dispatch.ts';
import { documentHistory } from '../../shared/app/documents.ts';
import { proposeEntry } from '../../shared/app/propose.ts';
import { document as documentSchema } from '../../shared/contracts/views.ts';
import type { Reading } from '../../shared/domain/invoice.ts';
import { readPages } from '../../shared/domain/page/read-pages.ts';
import { textPage } from '../support/text-page.ts';
import { COMPTE, manager, par, world } from './world.ts';

/** Deposits are the lines of a page, but for those that stand for an e-invoice. */
async function ready() {
  const w = world();
  const { read } = w.deps.reader;
  const deps: Deps = {
    ...w.deps,
    reader: {
      read: async (bytes, hint): Promise<Reading> => {
        const text = Buffer.from(bytes).toString();
        if (!text.startsWith('FACTURE')) return read(bytes, hint);
        const { issueDate, ...rest } = readPages([textPage(text.split('\n'))]);
        const { plausible, near } = issueDate;
        return { kind: 'text', mediaType: 'application/pdf', ...rest, plausible, near };
      },
      close: async () => undefined,
    },
  };
  await w.par(par());
  return { w, deps };
}

const SELLER = 'RCS Lyon 732 829 320';

test('a digital PDF is filed by the date on its page, with what it was read by', async () => {
  const { w, deps } = await ready();
  const id = await w.deposit('a.pdf', `FACTURE\nN° de facture : F12\nDate de facture : 31/12/2019\n${SELLER}`);
  await dispatch(deps, COMPTE, id, 'deposit');
  const d = (await w.document(id))!;
  assert.deepEqual([d.state, d.exercice, d.date, d.dateUncertain], ['filed', '201912', '2019-12-31', false]);
  assert.deepEqual([d.facts?.kind, d.facts?.number, d.facts?.sellerSiren], ['text', 'F12', '732829320']);
  const view = documentSchema.parse(documentView(d));
  assert.equal(
    view.evidence?.fields.find((f) => f.field === 'date')?.fr,
    'Date de facture 31/12/2019, page 1, après « Date de facture »',
  );
  const { entry, problems } = await proposeEntry(deps, manager, COMPTE, id);
  assert.deepEqual([entry, problems.map((p) => p.code)], [null, ['PROPOSAL_NO_DATA']]);
});

test('a doubtful one waits with its candidates, or is filed as uncertain; both keep their candidates in the journal', async () => {
  const { w, deps } = await ready();
  const doubtful = await w.deposit('a.pdf', 'FACTURE\nFacture n° 2 du 03/01/2020\nFacture n° 1 du 30/12/2019');
  const uncertain = await w.deposit('b.pdf', 'FACTURE\nFacture n° 2 du 03/02/2019\nFacture n° 1 du 30/04/2019');
  for (const id of [doubtful, uncertain]) await dispatch(deps, COMPTE, id, 'deposit');
  const waiting = (await w.document(doubtful))!;
  assert.deepEqual(waiting.reason, { code: 'DATE_AMBIGUOUS', params: { dates: '03/01/2020, 30/12/2019' } });
  const filed = (await w.document(uncertain))!;
  assert.deepEqual([filed.state, filed.exercice, filed.dateUncertain], ['filed', '201912', true]);
  for (const d of [waiting, filed]) {
    const events = await documentHistory(deps, manager, COMPTE, d.deposit.id);
    assert.deepEqual(events.at(-1)!.after, d);
    assert.equal(events.at(-1)!.after.facts?.evidence?.dates.length, 2);
  }
});

test('looked at again with the same answer, it has no second event', async () => {
  const { w, deps } = await ready();
  const id = await w.deposit('a.pdf', 'FACTURE\nFacture n° 2 du 03/01/2020\nFacture n° 1 du 30/12/2019');
  await dispatch(deps, COMPTE, id, 'deposit');
  await dispatch(deps, COMPTE, id, 'again');
  assert.equal((await documentHistory(deps, manager, COMPTE, id)).length, 1);
});

test('the page and the e-invoice of one invoice are shown to each other', async () => {
  const { w, deps } = await ready();
  const page = await w.deposit('a.pdf', `FACTURE\nN° de facture : F12\nDate de facture : 05/05/2019\n${SELLER}`);
  const xml = await w.deposit('a.xml', 'date=2019-05-05 n=F12 seller=732829320');
  for (const id of [page, xml]) await dispatch(deps, COMPTE, id, 'deposit');
  assert.deepEqual((await w.document(page))?.sameInvoice, [xml]);
  assert.deepEqual((await w.document(xml))?.sameInvoice, [page]);
});
