import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Case, decide } from '../../shared/domain/decide.ts';
import type { Dossier } from '../../shared/domain/dossier.ts';
import { parseFileStatement, parseFolderName } from '../../shared/domain/dossier.ts';
import type { Exercice } from '../../shared/domain/exercice.ts';
import type { EInvoice, Party, Reading } from '../../shared/domain/invoice.ts';

const nobody: Party = { name: null, siren: null, siret: null, vatNumber: null, country: null };

function invoice(changes: Partial<EInvoice>): Reading {
  return {
    kind: 'einvoice',
    mediaType: 'application/pdf',
    remarks: [],
    invoice: {
      syntax: 'cii',
      profile: null,
      number: 'F1',
      typeCode: '380',
      issueDate: '2019-06-15',
      issueDateText: '20190615',
      dueDate: null,
      currency: 'EUR',
      seller: nobody,
      buyer: nobody,
      deliveryDate: null,
      periodStart: null,
      periodEnd: null,
      net: null,
      vat: null,
      gross: null,
      payable: null,
      vatLines: [],
      precedingInvoice: null,
      ...changes,
    },
  };
}

const dated = (issueDate: string) => invoice({ issueDate, issueDateText: issueDate });
const paper: Reading = { kind: 'paper', mediaType: 'image/tiff', remarks: [] };
const ex = (start: string, end: string, closed = false): Exercice => ({
  start,
  end,
  name: end.slice(0, 4) + end.slice(5, 7),
  closed,
});
const dossier: Dossier = {
  number: '007868',
  name: 'Martin',
  siren: null,
  vatNumber: null,
  regime: null,
  accountLength: 8,
};
const CALENDAR = [ex('2018-01-01', '2018-12-31', true), ex('2019-01-01', '2019-12-31'), ex('2020-01-01', '2020-12-31')];

function on(changes: Partial<Case> & { folderName?: string; fileName?: string }) {
  const { folderName = '007868', fileName = 'scan.pdf', ...rest } = changes;
  return decide({
    folder: folderName ? parseFolderName(folderName) : null,
    file: parseFileStatement(fileName),
    dossier,
    exercices: CALENDAR,
    reading: dated('2019-06-15'),
    receivedOn: '2020-02-01',
    unrenamed: false,
    ...rest,
  });
}

function filed(changes: Parameters<typeof on>[0]): string {
  const d = on(changes);
  return d.kind === 'file' ? `${d.exercice.name}${d.dateUncertain ? '?' : ''}` : d.reason.code;
}

function proposed(changes: Parameters<typeof on>[0]): string | null {
  const d = on(changes);
  return d.kind === 'wait' ? (d.proposal?.exercice ?? null) : 'filed';
}

test('a certain date inside exactly one open exercice decides, both ends included', () => {
  assert.equal(filed({ reading: dated('2019-01-01') }), '201912');
  assert.equal(filed({ reading: dated('2019-12-31') }), '201912');
  assert.equal(filed({ reading: dated('2020-01-01') }), '202012');
  assert.equal(filed({ reading: dated('2020-02-01') }), '202012');
});

test('exercices of any length: 18 months, six months, closing in mid-month, 29 February', () => {
  const exercices = [ex('2018-07-01', '2019-12-31'), ex('2020-01-01', '2020-06-30'), ex('2020-07-01', '2021-06-15')];
  const at = (d: string) => filed({ exercices, reading: dated(d), receivedOn: '2021-07-01' });
  assert.equal(at('2018-07-01'), '201912');
  assert.equal(at('2020-02-29'), '202006');
  assert.equal(at('2020-06-30'), '202006');
  assert.equal(at('2021-06-15'), '202106');
  assert.equal(at('2021-06-16'), 'EXERCICE_UNKNOWN');
});

test('an old date decides all the same: a known open exercice beats any limit of age', () => {
  assert.equal(filed({ exercices: [ex('2001-01-01', '2001-12-31')], reading: dated('2001-05-05') }), '200112');
});

test('closed, unknown, before the first, in a hole, in the future: waits, each with its reason', () => {
  assert.equal(filed({ reading: dated('2018-05-05') }), 'EXERCICE_CLOSED');
  assert.equal(proposed({ reading: dated('2018-05-05') }), '201912', 'the oldest open exercice is proposed');
  assert.equal(filed({ reading: dated('2021-01-01'), receivedOn: '2021-01-02' }), 'EXERCICE_UNKNOWN');
  assert.equal(filed({ reading: dated('2017-12-31') }), 'DATE_BEFORE_FIRST');
  const holed = [ex('2018-01-01', '2018-12-31'), ex('2019-02-01', '2019-12-31')];
  assert.equal(filed({ exercices: holed, reading: dated('2019-01-15') }), 'DATE_IN_HOLE');
  assert.equal(filed({ reading: dated('2020-02-06') }), '202012', 'five days ahead is still an invoice');
  assert.equal(filed({ reading: dated('2020-02-07') }), 'DATE_FUTURE');
  assert.equal(proposed({ reading: dated('2020-02-07') }), '202012');
});

test('the statement decides where no certain date contradicts it', () => {
  assert.equal(filed({ folderName: '007868_201912', reading: paper }), '201912?');
  assert.equal(filed({ folderName: '007868-201912', reading: paper }), '201912?');
  assert.equal(filed({ fileName: '007868_201912 edf.tif', reading: paper }), '201912?');
  assert.equal(filed({ folderName: '007868_201912' }), '201912');
  assert.equal(filed({ folderName: '007868_202012' }), 'STATEMENT_CONTRADICTED');
  assert.equal(proposed({ folderName: '007868_202012' }), '201912');
  assert.equal(filed({ folderName: '007868_201812', reading: paper }), 'EXERCICE_STATED_CLOSED');
  assert.equal(filed({ folderName: '007868_202212', reading: paper }), 'EXERCICE_STATED_UNKNOWN');
  assert.equal(filed({ folderName: '007868_201912', fileName: '007868_202012.pdf' }), 'STATEMENTS_DIFFER');
});

test('a file name states an exercice only for the dossier it lies in', () => {
  assert.equal(filed({ fileName: 'scan_201912.tif', reading: paper }), 'DATE_NOT_FOUND');
  assert.equal(filed({ fileName: '007869_201912.tif', reading: paper }), 'DOSSIER_CONTRADICTED');
  assert.equal(filed({ folderName: '', fileName: '007868_201912.tif', reading: paper }), '201912?');
  assert.equal(filed({ folderName: '', fileName: 'scan.tif' }), 'DOSSIER_NOT_STATED');
});

test('an impossible or missing date waits, without a statement', () => {
  const impossible = {
    ...invoice({ issueDate: null, issueDateText: '20190230' }),
    remarks: [{ code: 'DATE_IMPOSSIBLE', params: { text: '20190230' } }],
  };
  const d = on({ reading: impossible });
  assert.deepEqual(d.kind === 'wait' && d.reason, { code: 'DATE_IMPOSSIBLE', params: { text: '20190230' } });
  assert.equal(filed({ reading: paper }), 'DATE_NOT_FOUND');
  assert.equal(
    filed({ folderName: '007868_201912', reading: invoice({ issueDate: null, issueDateText: '20190230' }) }),
    '201912?',
  );
});

test('an unknown dossier, one without exercices', () => {
  assert.equal(filed({ dossier: null }), 'DOSSIER_UNKNOWN');
  assert.equal(filed({ exercices: [] }), 'NO_EXERCICE');
});

test('pas ce dossier: both parties identified and neither is the dossier', () => {
  const mine = { ...dossier, siren: '999999998' };
  const party = (siren: string | null, vatNumber: string | null = null): Party => ({ ...nobody, siren, vatNumber });
  const between = (seller: Party, buyer: Party, d: Dossier = mine) =>
    filed({ dossier: d, reading: invoice({ seller, buyer }) });
  assert.equal(between(party('111111111'), party('999999998')), '201912');
  assert.equal(between(party('999999998'), party('222222222')), '201912');
  assert.equal(between(party('111111111'), party('222222222')), 'OTHER_DOSSIER');
  assert.equal(between(party('111111111'), party(null, 'DE123456789')), 'OTHER_DOSSIER');
  assert.equal(between(party('111111111'), nobody), '201912', 'a buyer without a SIREN may be the dossier');
  assert.equal(
    between(party('111111111'), party('222222222'), dossier),
    '201912',
    'no SIREN of its own: nothing contradicts',
  );
  const d = on({ dossier: mine, reading: invoice({ seller: party('111111111') }) });
  assert.deepEqual(
    d.remarks.map((r) => r.code),
    ['DOSSIER_NOT_VERIFIED'],
  );
  const vat = { ...dossier, siren: '999999998', vatNumber: 'FR11999999998' };
  assert.equal(between(party('111111111'), party(null, 'FR11999999998'), vat), '201912');
});

test('a service in another exercice is a remark, never a move', () => {
  const d = on({ reading: invoice({ issueDate: '2020-01-10', periodStart: '2019-12-01', periodEnd: '2019-12-31' }) });
  assert.equal(d.kind === 'file' && d.exercice.name, '202012');
  assert.deepEqual(d.remarks, [{ code: 'CUT_OFF', params: { date: '2019-12-01', exercice: '201912' } }]);
});

test('what can not be read waits with the reader’s own reason; a name never renamed too', () => {
  const reading: Reading = { kind: 'unreadable', mediaType: null, reason: 'PDF_ENCRYPTED', remarks: [] };
  assert.equal(filed({ reading }), 'PDF_ENCRYPTED');
  assert.equal(filed({ unrenamed: true }), 'NEVER_RENAMED');
});
