import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { findEngine } from '../../../shared/reading/ocr/find.ts';
import { createNativeEngine, detectNative } from '../../../shared/reading/ocr/native.ts';
import { nativeMissing } from './native-here.ts';
import { textPicture } from './pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocr-native-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** A program that answers as Tesseract does and then does `page` with a page; its process id is kept in a file. */
function program(page: string, { languages = 'eng fra osd', version = 'tesseract 5.9.1' } = {}) {
  const path = join(folder, `tesseract-${Math.random().toString(36).slice(2)}`);
  const script = `#!/bin/sh
case "$*" in
  *--version*) echo '${version}'; exit 0;;
  *--list-langs*) printf 'List of available languages (3):\\n'; printf '%s\\n' ${languages}; exit 0;;
esac
echo $$ > '${path}.pid'
${page}
`;
  writeFileSync(path, script);
  chmodSync(path, 0o755);
  return { path, pid: () => (existsSync(`${path}.pid`) ? Number(readFileSync(`${path}.pid`, 'utf8')) : 0) };
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    // A process that ended and was not waited for is no more than a name.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'latin1'));
  } catch {
    return false;
  }
};

async function until(check: () => unknown): Promise<void> {
  for (let n = 0; n < 500 && !check(); n++) await sleep(20);
  assert.ok(check(), 'waited in vain');
}

const noShell = process.platform === 'win32' ? 'needs sh' : false;

describe('the machine’s Tesseract is looked for', { skip: noShell }, () => {
  test('found: version and data', async () => {
    const found = await detectNative({ tesseract: program('').path });
    assert.equal(found.version, '5.9.1');
    assert.equal(found.osd, true);
  });

  test('without the data for orientation it tells none', async () => {
    const engine = await createNativeEngine({ tesseract: program('exit 1', { languages: 'fra' }).path });
    assert.equal(await engine.orientation(textPicture()), null);
  });

  const absent = '/nowhere/tesseract';
  const noFrench = program('', { languages: 'eng osd' }).path;
  const other = program('', { version: 'ImageMagick 7' }).path;
  for (const [name, tesseract, message] of [
    ['missing', absent, /can't be run \(\/nowhere\/tesseract\).*ENOENT/],
    ['without French', noFrench, /tesseract 5\.9\.1 has no French data: install the package tesseract-ocr-fra/],
    ['another program', other, /is not tesseract/],
  ] as const) {
    test(`${name}: said where it is demanded, else the packaged one is taken`, async () => {
      await assert.rejects(findEngine({ engine: 'native', tesseract }), message);
      const taken = await findEngine({ tesseract });
      assert.match(taken.name, /^tesseract\.js /);
      await taken.close();
    });
  }

  test('taken where it is there', async () => {
    const engine = await findEngine({ engine: 'auto', tesseract: program('').path });
    assert.equal(engine.name, 'tesseract 5.9.1');
  });
});

describe('a page that goes wrong', { skip: noShell }, () => {
  for (const [name, page, message] of [
    ['it fails', 'cat >/dev/null; echo "Error in pixRead" >&2; exit 1', /tesseract 5\.9\.1 failed: Error in pixRead/],
    ['it fails before it read the picture', 'exit 3', /failed: it said nothing/],
    ['it is killed', 'kill -9 $$', /ended by SIGKILL/],
    ['it writes without end', 'exec cat /dev/zero', /wrote more than \d+ bytes/],
  ] as const) {
    test(name, async () => {
      const engine = await createNativeEngine({ tesseract: program(page).path });
      await assert.rejects(engine.recognise(textPicture()), message);
    });
  }

  test('what it writes that is no table of words gives none', async () => {
    const engine = await createNativeEngine({ tesseract: program('cat >/dev/null; printf "\\t\\0\\377 5\\t"').path });
    assert.deepEqual(await engine.recognise(textPicture()), []);
    assert.equal(await engine.orientation(textPicture()), null);
  });

  test('it is started without a shell and with nothing of this process’s settings', async () => {
    const { path } = program(`env > "$0.env"; echo "$@" > "$0.args"`);
    process.env['AMI_TEST_SECRET'] = 'must not be seen';
    try {
      await (await createNativeEngine({ tesseract: path })).recognise({ ...textPicture(), dpi: 299.6 });
    } finally {
      delete process.env['AMI_TEST_SECRET'];
    }
    const env = readFileSync(`${path}.env`, 'utf8');
    assert.match(env, /^OMP_THREAD_LIMIT=1$/m);
    assert.doesNotMatch(env, /AMI_TEST_SECRET|HOME=/);
    assert.match(
      readFileSync(`${path}.args`, 'utf8'),
      /^stdin stdout --dpi 300 -l fra --psm \d+ -c tessedit_create_tsv=1$/m,
    );
  });
});

describe('no process is left', { skip: noShell }, () => {
  const hang = 'exec sleep 300';

  test('by a page that takes too long', async () => {
    const { path, pid } = program(hang);
    const engine = await createNativeEngine({ tesseract: path, timeoutMs: 300 });
    await assert.rejects(engine.recognise(textPicture()), /took more than 0\.3 s/);
    assert.equal(isAlive(pid()), false);
  });

  test('by an engine that is closed', async () => {
    const { path, pid } = program(hang);
    const engine = await createNativeEngine({ tesseract: path });
    const refused = assert.rejects(engine.recognise(textPicture()), /called off/);
    await until(pid);
    await engine.close();
    assert.equal(isAlive(pid()), false);
    await refused;
    await assert.rejects(engine.orientation(textPicture()), /closed/);
  });

  test('by a signal', async () => {
    const { path, pid } = program(hang);
    const stop = new AbortController();
    const engine = await createNativeEngine({ tesseract: path, signal: stop.signal });
    const refused = assert.rejects(engine.recognise(textPicture()), /called off/);
    await until(pid);
    stop.abort();
    await refused;
    assert.equal(isAlive(pid()), false);
    await assert.rejects(engine.recognise(textPicture()), /called off/);
  });

  for (const how of ['SIGKILL', 'exit'] as const) {
    const skip = how === 'SIGKILL' && (process.platform !== 'linux' || !existsSync('/usr/bin/setpriv'));
    test(`by a caller that ends by ${how}`, { skip: skip && 'needs setpriv of util-linux' }, async () => {
      const { path, pid } = program(hang);
      const caller = join(folder, `caller-${how}.mjs`);
      const native = new URL(`../../../shared/reading/ocr/native${import.meta.url.slice(-3)}`, import.meta.url);
      writeFileSync(
        caller,
        `import { createNativeEngine } from ${JSON.stringify(native.href)};
const engine = await createNativeEngine({ tesseract: ${JSON.stringify(path)} });
process.on('message', () => process.exit(0));
engine.recognise({ width: 8, height: 8, bits: 8, data: new Uint8Array(64), dpi: 300 });`,
      );
      const child = fork(caller, { stdio: 'ignore' });
      try {
        await until(pid);
        assert.equal(isAlive(pid()), true);
        if (how === 'exit') child.send('leave');
        else child.kill('SIGKILL');
        await until(() => !isAlive(pid()));
      } finally {
        child.kill('SIGKILL');
      }
    });
  }

  test('by the real one, closed in the middle of a page', { skip: nativeMissing }, async () => {
    const engine = await createNativeEngine();
    const refused = assert.rejects(engine.recognise(textPicture()), /called off/);
    await sleep(30);
    await engine.close();
    await refused;
  });
});
