import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { describe, it } from 'node:test';
import { Download } from '../../gateway/sftp-download.ts';
import { Ranges } from '../../gateway/sftp-ranges.ts';
import { Upload } from '../../gateway/sftp-upload.ts';
import { Aborted } from '../../gateway/transfer.ts';
import type { Arriving, Outgoing, Tree } from '../../gateway/vfs.ts';

const KB = 1024;

/** A file in a tree that notes what is asked of it. */
function fakeFile(bytes: Buffer, isCounted: boolean, ids: string[] = []) {
  const opened: number[] = [];
  const finished: [offset: number, sent: number, isWhole: boolean][] = [];
  const openRead = async (_path: string, offset: number): Promise<Outgoing> => {
    opened.push(offset);
    const body = Readable.from(
      (function* () {
        for (let at = offset; at < bytes.length; at += 64 * KB) yield bytes.subarray(at, at + 64 * KB);
      })(),
    );
    return {
      id: ids.shift() ?? 'a',
      at: 0,
      size: bytes.length,
      body,
      isCounted,
      finished: async (sent, isWhole) => {
        finished.push([offset, sent, isWhole]);
      },
    };
  };
  return { tree: { openRead } as unknown as Tree, opened, finished };
}

const atOnce = () => null;

async function readAll(download: Download, offsets: readonly number[], length: number): Promise<Map<number, Buffer>> {
  const parts = await Promise.all(
    offsets.map(async (at) => [at, Buffer.concat((await download.read(at, length, atOnce))!)] as const),
  );
  return new Map(parts);
}

describe('an SFTP download', () => {
  const bytes = randomBytes(1000 * KB + 17);
  const offsets = Array.from({ length: Math.ceil(bytes.length / (32 * KB)) }, (_, i) => i * 32 * KB);

  it('in order takes one stream, and counts when it is closed', async () => {
    const { tree, opened, finished } = fakeFile(bytes, true);
    const d = await Download.open(tree, '/export/a.DEX');
    const parts = await readAll(d, offsets, 32 * KB);
    assert.deepEqual(Buffer.concat([...parts.values()]), bytes);
    assert.equal(await d.read(bytes.length, 10, atOnce), null);
    assert.deepEqual(finished, []);
    await d.end();
    assert.deepEqual(opened, [0]);
    assert.deepEqual(finished, [[0, bytes.length, true]]);
  });

  it('in some disorder takes one stream all the same', async () => {
    const { tree, opened, finished } = fakeFile(bytes, true);
    const d = await Download.open(tree, '/export/a.DEX');
    const shuffled = offsets.map((at, i) => [at, i + 6 * Math.sin(i * 7)] as const).sort((a, b) => a[1] - b[1]);
    const parts = await readAll(
      d,
      shuffled.map(([at]) => at),
      32 * KB,
    );
    assert.deepEqual(Buffer.concat(offsets.map((at) => parts.get(at)!)), bytes);
    await d.end();
    assert.deepEqual(opened, [0]);
    assert.deepEqual(finished, [[0, bytes.length, true]]);
  });

  it('from the middle is counted from there, and a hole is not counted over', async () => {
    const { tree, finished } = fakeFile(bytes, true);
    const d = await Download.open(tree, '/export/a.DEX');
    await readAll(d, [100 * KB, 132 * KB, 900 * KB], 32 * KB);
    await d.end();
    assert.deepEqual(
      finished.filter(([, sent]) => sent > 0),
      [
        [100 * KB, 64 * KB, false],
        [900 * KB, 32 * KB, false],
      ],
    );
  });

  it('that jumps back and forth gives the right bytes', async () => {
    const { tree } = fakeFile(bytes, false);
    const d = await Download.open(tree, '/x');
    for (let i = 0; i < 60; i++) {
      const at = Math.floor(Math.random() * bytes.length);
      const length = 1 + Math.floor(Math.random() * 200 * KB);
      const got = await d.read(at, length, atOnce);
      assert.deepEqual(Buffer.concat(got!), bytes.subarray(at, at + length), `${length} from ${at}`);
    }
    await d.end();
  });

  it('never mixes two files of one name', async () => {
    const { tree } = fakeFile(bytes, false, ['a', 'b']);
    const d = await Download.open(tree, '/config/dossiers.txt');
    await d.read(0, 10, atOnce);
    await assert.rejects(d.read(900 * KB, 10, atOnce), { code: 'FILE_CHANGED' });
    await d.end();
  });

  it('of a client that is gone is not whole, whatever was read', async () => {
    const { tree, finished } = fakeFile(bytes, true);
    const d = await Download.open(tree, '/export/a.DEX');
    await readAll(d, offsets, 32 * KB);
    await d.end(new Aborted('control'));
    assert.deepEqual(finished, [[0, bytes.length, false]]);
    await assert.rejects(d.read(0, 1, atOnce), { code: 'BAD_HANDLE' });
  });
});

describe('ranges', () => {
  it('are the bytes that were added, whatever the order', () => {
    for (let round = 0; round < 200; round++) {
      const ranges = new Ranges();
      const there = new Array<boolean>(64).fill(false);
      for (let i = 0; i < 12; i++) {
        const start = Math.floor(Math.random() * 60);
        const end = Math.min(64, start + Math.floor(Math.random() * 8));
        ranges.add(start, end);
        there.fill(true, start, Math.max(start, end));
      }
      const got = new Array<boolean>(64).fill(false);
      let before = -1;
      for (const { start, end } of ranges) {
        assert.ok(start > before && end > start, 'in order, apart, not empty');
        got.fill(true, start, end);
        before = end;
      }
      assert.deepEqual(got, there);
    }
  });
});

/** An upload that keeps what it is given. */
function fakeUpload(onWrite: (n: number) => Promise<void> = async () => {}) {
  const chunks: Buffer[] = [];
  let outcome: 'committed' | 'aborted' | null = null;
  const arriving = {
    id: 'a',
    write: async (chunk: Uint8Array) => {
      await onWrite(chunks.length);
      chunks.push(Buffer.from(chunk));
    },
    commit: async () => {
      outcome = 'committed';
    },
    abort: async () => {
      outcome = 'aborted';
    },
  } as unknown as Arriving;
  let ahead = 0;
  const upload = new Upload(arriving, (n) => {
    ahead += n;
  });
  return { upload, bytes: () => Buffer.concat(chunks), outcome: () => outcome, ahead: () => ahead };
}

describe('an SFTP upload', () => {
  const bytes = randomBytes(40 * KB);
  const part = (i: number) => bytes.subarray(i * KB, (i + 1) * KB);

  it('puts writes in order that come in another one', async () => {
    const { upload, bytes: got, outcome, ahead } = fakeUpload();
    const order = Array.from({ length: 40 }, (_, i) => i).sort((a, b) => (a ^ 13) - (b ^ 13));
    const writes = order.map((i) => upload.write(i * KB, part(i)));
    await Promise.all(writes);
    await upload.commit();
    assert.deepEqual(got(), bytes);
    assert.equal(outcome(), 'committed');
    assert.equal(ahead(), 0);
  });

  it('acknowledges a write when storage has taken it, not before', async () => {
    let go: () => void = () => {};
    const slow = new Promise<void>((resolve) => {
      go = resolve;
    });
    const { upload } = fakeUpload(() => slow);
    let isTaken = false;
    const write = upload.write(0, part(0)).then(() => {
      isTaken = true;
    });
    await new Promise((r) => setImmediate(r));
    assert.equal(isTaken, false);
    go();
    await write;
  });

  it('with a gap is refused at its close and leaves nothing', async () => {
    const { upload, outcome, ahead } = fakeUpload();
    await upload.write(0, part(0));
    const lost = assert.rejects(upload.write(2 * KB, part(2)), { code: 'UPLOAD_HAS_GAPS' });
    await assert.rejects(upload.commit(), { code: 'UPLOAD_HAS_GAPS' });
    await lost;
    assert.equal(outcome(), 'aborted');
    assert.equal(ahead(), 0);
  });

  it('shorter than it was announced is refused at its close', async () => {
    const { upload, outcome } = fakeUpload();
    upload.announce(2 * KB);
    await upload.write(0, part(0));
    await assert.rejects(upload.commit(), { code: 'UPLOAD_HAS_GAPS' });
    assert.equal(outcome(), 'aborted');
  });

  it('is spoilt by a write over bytes that have come, though the client goes on and closes it', async () => {
    const { upload, outcome } = fakeUpload();
    await upload.write(0, part(0));
    await assert.rejects(upload.write(512, part(1)), { code: 'UPLOAD_REWRITTEN' });
    await assert.rejects(upload.write(KB, part(1)), { code: 'UPLOAD_REWRITTEN' });
    await assert.rejects(upload.commit(), { code: 'UPLOAD_REWRITTEN' });
    assert.equal(outcome(), 'aborted');
  });

  it('is spoilt by a fault of storage', async () => {
    const { upload, outcome } = fakeUpload(async (n) => {
      if (n === 1) throw new Error('storage fault');
    });
    const writes = [0, 1, 2].map((i) => upload.write(i * KB, part(i)));
    const done = await Promise.allSettled(writes);
    assert.deepEqual(
      done.map((d) => d.status),
      ['fulfilled', 'rejected', 'rejected'],
    );
    await assert.rejects(upload.commit(), /storage fault/);
    assert.equal(outcome(), 'aborted');
  });

  it('keeps no more ahead than it may', async () => {
    const { upload } = fakeUpload();
    const ahead = Array.from({ length: 64 }, (_, i) => upload.write((i + 1) * KB, part(0)));
    await assert.rejects(upload.write(100 * KB, part(0)), { code: 'UPLOAD_HAS_GAPS' });
    assert.ok((await Promise.allSettled(ahead)).every((d) => d.status === 'rejected'));
  });
});
