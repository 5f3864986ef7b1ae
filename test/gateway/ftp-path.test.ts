import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LineReader, LineTooLong, parseLine } from '../../gateway/line-reader.ts';
import { globOf, listLine, modificationTime } from '../../gateway/listing.ts';
import { keys, MAX_KEY_CHARS } from '../../shared/app/keys.ts';
import { assertKeyFits } from '../../shared/app/tree-rows.ts';
import { depositFromMetadata, depositMetadata } from '../../shared/domain/deposit-metadata.ts';
import type { Deposit } from '../../shared/domain/document.ts';
import { isNameInProgress, isStandingFolder, placeOf, resolvePath, splitPath } from '../../shared/domain/ftp-path.ts';
import { Refusal } from '../../shared/domain/refusal.ts';

describe('paths of the tree', { timeout: 300_000 }, () => {
  it('are resolved against the current folder', () => {
    const cases: [cwd: string, argument: string, path: string][] = [
      ['/', '', '/'],
      ['/', '/', '/'],
      ['/import', '007868/a.pdf', '/import/007868/a.pdf'],
      ['/import/007868', '../000001//./a.pdf/', '/import/000001/a.pdf'],
      ['/import', '/CONFIG/EXPORT_PAR/x', '/config/Export_PAR/x'],
      ['/', 'import/..', '/'],
    ];
    for (const [cwd, argument, path] of cases) assert.equal(resolvePath(cwd, argument), path);
  });

  it('never lead out, whatever is sent', () => {
    const segment = fc.oneof(
      fc.constantFrom('..', '.', '', '...', '\\', 'import', '~', '%2e%2e', 'a\u0000b'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 12 }), fc.boolean(), (segments, isAbsolute) => {
        try {
          const path = resolvePath('/import/007868', (isAbsolute ? '/' : '') + segments.join('/'));
          assert.match(path, /^\//);
          for (const s of path.split('/').slice(1)) assert.ok(path === '/' || (s !== '..' && s !== '.' && s !== ''));
          assert.equal(resolvePath('/', path), path, 'normal form is stable');
        } catch (e) {
          assert.ok(e instanceof Refusal && e.kind === 'invalid');
        }
      }),
    );
  });

  it('know their place', () => {
    assert.equal(placeOf('/etc'), null);
    assert.deepEqual(placeOf('/import/007868-201912/a.pdf')?.dossier, '007868');
    assert.equal(placeOf('/import/Comptabilité')?.dossier, null);
    assert.equal(placeOf('/export/007868_201912_000001.DEX')?.dossier, '007868');
    assert.equal(placeOf('/config/dossiers.txt')?.dossier, null);
    assert.ok(isStandingFolder('/import/ab12') && isStandingFolder('/config/Export_PAR') && isStandingFolder('/'));
    assert.ok(!isStandingFolder('/import/ab12/x') && !isStandingFolder('/export/ab12') && !isStandingFolder('/x'));
  });

  it('say which names are in progress', () => {
    for (const n of ['a.part', 'A.FilePart', 'a.pdf.tmp', '.a']) assert.ok(isNameInProgress(n), n);
    for (const n of ['a.pdf', 'part', 'a.parts', 'tmp.pdf', 'apart']) assert.ok(!isNameInProgress(n), n);
  });

  it('keep metadata under Azure’s 8 KB and keys under theirs, at their longest', () => {
    const deposit = (directory: string, name: string): Deposit => ({
      compte: 'c'.repeat(32),
      id: '0'.repeat(20),
      directory,
      name,
      user: 'u'.repeat(64),
      address: 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      at: '2026-11-22T18:26:11.025Z',
      sha256: 'f'.repeat(64),
      size: Number.MAX_SAFE_INTEGER,
      unrenamed: true,
    });
    const longest = `/import/${'漢'.repeat(85)}/${'漢'.repeat(85)}/${'漢'.repeat(85)}/${'漢'.repeat(85)}/${'漢'.repeat(75)}`;
    assert.doesNotThrow(() => assertKeyFits(longest));
    const { directory, name } = splitPath(longest);
    assert.ok(keys.name(directory, name, '0'.repeat(20)).length <= MAX_KEY_CHARS);
    const metadata = depositMetadata(deposit(directory, name));
    const bytes = Object.entries(metadata).reduce((n, [k, v]) => n + k.length + encodeURIComponent(v).length, 0);
    assert.ok(bytes < 8 * 1024, `${bytes} bytes`);
    assert.throws(() => assertKeyFits(`${longest}${'漢'.repeat(10)}/${'漢'.repeat(85)}`), Refusal);
    assert.deepEqual(depositFromMetadata(metadata), deposit(directory, name));
  });

  it('metadata that is no deposit’s is none', () => {
    assert.equal(depositFromMetadata({}), null);
    assert.equal(depositFromMetadata({ id: 'x', compte: 'c' }), null);
  });
});

describe('lines', { timeout: 300_000 }, () => {
  it('are the same however their bytes arrive', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 })), fc.array(fc.integer({ min: 1, max: 9 })), (texts, cuts) => {
        const lines = texts.map((t) => t.replace(/[\r\n]/g, ''));
        const bytes = Buffer.from(lines.map((l) => `${l}\r\n`).join(''));
        const reader = new LineReader();
        const out: string[] = [];
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const n = cuts[i % (cuts.length || 1)] ?? 1;
          out.push(...reader.push(bytes.subarray(at, at + n)).map(String));
          at += n;
        }
        assert.deepEqual(out, lines);
      }),
    );
  });

  it('have a limit, whole or in pieces', () => {
    const reader = new LineReader();
    assert.equal(reader.push(Buffer.from(`${'a'.repeat(4095)}\n`)).length, 1);
    reader.push(Buffer.from('a'.repeat(4000)));
    assert.throws(() => reader.push(Buffer.from('a'.repeat(200))), LineTooLong);
  });

  it('keep a byte 255 that is doubled, and lose an interrupt whose mark was taken out', () => {
    const reader = new LineReader();
    assert.deepEqual([...reader.push(Buffer.from([0xff, 0xff, 0x0a]))[0]!], [0xff]);
    assert.equal(reader.push(Buffer.from([0xff, 0xf4, 0xff, ...Buffer.from('ABOR\r\n')]))[0]?.toString(), 'ABOR');
    assert.deepEqual(reader.push(Buffer.from('ABOR\r')).map(String), ['ABOR']);
    assert.deepEqual(reader.push(Buffer.from('\nABORT\r')).map(String), ['']);
    assert.deepEqual(reader.push(Buffer.from('\n')).map(String), ['ABORT']);
    assert.deepEqual(parseLine('stor  a b '), { verb: 'STOR', argument: ' a b ' });
  });
});

describe('listings', { timeout: 300_000 }, () => {
  const now = Date.UTC(2026, 10, 22, 12);
  it('date what is recent by the hour and what is old by the year', () => {
    const entry = (at: number) => ({ name: 'a', kind: 'file' as const, size: 7, at, id: null });
    assert.match(listLine(entry(Date.UTC(2026, 10, 2, 3, 4)), now), / Nov {2}2 03:04 a$/);
    assert.match(listLine(entry(Date.UTC(2019, 11, 31)), now), / Dec 31 {2}2019 a$/);
    assert.equal(modificationTime(Date.UTC(2019, 11, 31, 23, 59, 58)), '20191231235958');
  });

  it('match patterns in the time of a product, not a power', () => {
    assert.equal(globOf('plain.pdf'), null);
    const dex = globOf('*_20?912*.DEX')!;
    assert.deepEqual([dex('007868_201912_1.DEX'), dex('007868_201912_1.dex'), dex('.DEX')], [true, false, false]);
    const from = performance.now();
    assert.equal(globOf(`${'*a'.repeat(60)}b`)!('a'.repeat(255)), false);
    assert.ok(performance.now() - from < 200);
  });
});
