import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPackagedEngine } from '../../../shared/reading/ocr/packaged.ts';
import { packagedFiles } from '../../../shared/reading/ocr/packages.ts';
import { OcrThread } from '../../../shared/reading/ocr/thread.ts';
import { fullSheet, textPicture } from './pictures.ts';

const folder = mkdtempSync(join(tmpdir(), 'ocr-packaged-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** Says in which threads it is, and every connection that is tried; lets none through. */
const GUARD = `import { Socket } from 'node:net';
import { writeSync } from 'node:fs';
import { threadId } from 'node:worker_threads';
const say = (text) => writeSync(2, text + '\\n');
say('GUARD ' + threadId);
Socket.prototype.connect = () => { say('NETWORK connect'); throw new Error('no network'); };
globalThis.fetch = async (url) => { say('NETWORK ' + url); throw new Error('no network'); };
`;

interface Answer {
  readonly texts: readonly string[];
  readonly turn: number;
  readonly maxRssMb: number;
}

/** Reads a full sheet in a child with the rights that the reader's children have. */
async function inChild(before = ''): Promise<{ answer: Answer | null; stderr: string }> {
  const guard = join(folder, 'guard.mjs');
  writeFileSync(guard, GUARD);
  const source = new URL(`../../../shared/reading/ocr/packaged${extname(import.meta.url)}`, import.meta.url);
  const script = join(folder, 'child.mjs');
  writeFileSync(
    script,
    `import { Worker } from 'node:worker_threads';
import { createPackagedEngine } from ${JSON.stringify(source.href)};
process.once('message', async (sheet) => {
  ${before}
  const engine = createPackagedEngine();
  const image = { ...sheet, data: new Uint8Array(Buffer.from(sheet.data, 'base64')) };
  const { turn } = await engine.orientation(image);
  const words = await engine.recognise(image);
  await engine.recognise(image);
  const maxRssMb = process.resourceUsage().maxRSS / 1024;
  process.send({ texts: words.map((word) => word.text), turn, maxRssMb });
  await engine.close();
  process.disconnect();
});`,
  );
  const child = fork(script, {
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    execArgv: ['--permission', '--allow-fs-read=*', '--allow-worker', '--import', guard],
    env: {},
  });
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let answer: Answer | null = null;
  child.on('message', (message) => {
    answer = message as Answer;
  });
  const sheet = fullSheet();
  child.send({ ...sheet, data: Buffer.from(sheet.data).toString('base64') });
  await new Promise((resolve) => child.once('close', resolve));
  return { answer, stderr };
}

test('in a child that may neither write nor start programs: no connection, and within 512 MB', async () => {
  const { answer, stderr } = await inChild();
  assert.ok(answer, stderr);
  assert.ok(answer.texts.includes('17/03/2026'), answer.texts.join(' '));
  assert.equal(answer.turn, 0);
  assert.ok(answer.maxRssMb < 512, `${answer.maxRssMb} MB`);
  // Itself and both threads were watched.
  assert.ok((stderr.match(/^GUARD /gm) ?? []).length >= 3, stderr);
  assert.doesNotMatch(stderr, /NETWORK/);
});

test('a connection would have been seen, in a thread too', async () => {
  const script = join(folder, 'fetch.mjs');
  writeFileSync(script, "fetch('http://127.0.0.1:9/').catch(() => {});");
  const { stderr } = await inChild(
    `await new Promise((done) => new Worker(${JSON.stringify(script)}).once('exit', done));`,
  );
  assert.match(stderr, /NETWORK http:\/\/127\.0\.0\.1:9\//);
});

test('its files are found from another folder; missing ones are named', async () => {
  const project = fileURLToPath(new URL('../../..', import.meta.url));
  assert.deepEqual(packagedFiles(project), packagedFiles());
  assert.throws(() => createPackagedEngine({ dataDirectory: folder }), /the package tesseract\.js is not installed/);
});

test('data that are missing are an error, and no wait without end', async () => {
  const engine = createPackagedEngine({ french: folder });
  await assert.rejects(engine.recognise(textPicture()), /tesseract\.js \S+ failed: it can't start: .*ENOENT/);
  await assert.rejects(engine.recognise(textPicture()), /can't start/);
  assert.equal((await engine.orientation(textPicture()))?.turn, 0);
  await engine.close();
});

test('data that are no model are an error', async () => {
  writeFileSync(join(folder, 'fra.traineddata.gz'), 'no model');
  const engine = createPackagedEngine({ french: folder });
  await assert.rejects(engine.recognise(textPicture()), /can't start/);
  await engine.close();
});

test('a thread that took too long is ended, and the next page has another', async () => {
  const slow = createPackagedEngine({ timeoutMs: 1 });
  await assert.rejects(slow.recognise(textPicture()), /took more than 0\.001 s/);
  await assert.rejects(slow.recognise(textPicture()), /took more than 0\.001 s/);
  await slow.close();
});

test('a thread that dies rejects what it was doing', async () => {
  const { workerPath, french } = packagedFiles();
  const thread = await OcrThread.start({
    language: 'fra',
    langPath: french,
    workerPath,
    legacy: false,
    startTimeoutMs: 60_000,
  });
  const waiting = assert.rejects(
    thread.run(() => new Promise(() => {}), 60_000),
    /its thread ended/,
  );
  await thread.run(async (worker) => void worker.terminate(), 60_000);
  await waiting;
  assert.equal(thread.alive, false);
  await thread.end('again');
});

test('the thread that tells orientation goes when unused, and comes back', async () => {
  const engine = createPackagedEngine({ idleMs: 1 });
  assert.equal((await engine.orientation(textPicture(2)))?.turn, 180);
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal((await engine.orientation(textPicture(1)))?.turn, 270);
  await engine.close();
});
