import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { ByteBudget } from '../../shared/app/byte-budget.ts';
import { BLOCK_BYTES, Spool } from '../../shared/app/spool.ts';
import type { Upload } from '../../shared/ports/blobs.ts';

/** Storage that takes blocks when it is told to. */
function storage() {
  const blocks: Buffer[] = [];
  const held: (() => void)[] = [];
  let isSlow = false;
  const upload: Upload = {
    async stage(bytes) {
      blocks.push(Buffer.from(bytes));
      if (isSlow) await new Promise<void>((go) => held.push(go));
    },
    async commit() {},
  };
  return {
    blocks,
    open: async () => upload,
    slow: () => {
      isSlow = true;
    },
    release: () => {
      for (const go of held.splice(0)) go();
    },
  };
}

const ticks = () => new Promise((r) => setImmediate(r));

test('what fits in one block stays whole and never leaves in blocks', async () => {
  const s = storage();
  const spool = new Spool(new ByteBudget(20 * 1024 ** 2), s.open);
  const bytes = randomBytes(BLOCK_BYTES);
  for (let i = 0; i < bytes.length; i += 65_536) await spool.write(bytes.subarray(i, i + 65_536));
  assert.deepEqual(spool.peek(), bytes);
  assert.deepEqual(spool.seal(), bytes);
  spool.spill();
  assert.equal(s.blocks.length, 0);
});

test('chunks of every size come out as one stream, in order', async () => {
  const s = storage();
  const spool = new Spool(undefined, s.open);
  const bytes = randomBytes(3 * BLOCK_BYTES + 12_345);
  for (let i = 0, n = 1; i < bytes.length; i += n) {
    n = i < 100_000 ? 7 : ((i * 31) % 90_000) + 1;
    await spool.write(bytes.subarray(i, i + n));
  }
  assert.equal(spool.seal(), null);
  await spool.flush();
  assert.ok(s.blocks.length >= 3);
  assert.ok(Buffer.concat(s.blocks).equals(bytes));
  await spool.close();
});

test('a budget that is used up makes whoever holds most write it, and everything is given back', async () => {
  const budget = new ByteBudget(1_000_000);
  const stores = [storage(), storage(), storage()];
  const spools = stores.map((s) => new Spool(budget, s.open));
  const written = await Promise.all(
    spools.map(async (spool, n) => {
      const chunks = Array.from({ length: 40 }, () => randomBytes(20_000 + n));
      for (const c of chunks) {
        await spool.write(c);
        assert.ok(budget.taken <= budget.total, `${budget.taken} bytes`);
      }
      await spool.flush();
      return Buffer.concat(chunks);
    }),
  );
  for (const [i, s] of stores.entries()) assert.ok(Buffer.concat(s.blocks).equals(written[i]!));
  for (const s of spools) await s.close();
  assert.equal(budget.taken, 0);
});

test('one who is told to wait goes on when storage has taken what another held', async () => {
  const budget = new ByteBudget(100_000);
  const s = storage();
  s.slow();
  const idle = new Spool(budget, s.open);
  await idle.write(randomBytes(90_000));
  const busy = new Spool(budget, storage().open);
  let isThrough = false;
  const waiting = busy.write(randomBytes(50_000))!.then(() => {
    isThrough = true;
  });
  await ticks();
  assert.equal(s.blocks.length, 1, 'the idle one was made to write');
  assert.equal(isThrough, false);
  s.release();
  await waiting;
  await idle.close();
  await busy.close();
  assert.equal(budget.taken, 0);
});

test('a chunk larger than the whole budget passes alone', async () => {
  const budget = new ByteBudget(1000);
  const spool = new Spool(budget, storage().open);
  await spool.write(randomBytes(5000));
  await spool.write(randomBytes(5000));
  await spool.flush();
  await spool.close();
  assert.equal(budget.taken, 0);
});

test('a block that fails fails the upload, and gives its bytes back', async () => {
  const budget = new ByteBudget(1_000_000);
  const spool = new Spool(budget, async () => ({
    stage: async () => {
      throw new Error('storage is gone');
    },
    commit: async () => {},
  }));
  await spool.write(randomBytes(10));
  spool.spill();
  await ticks();
  await assert.rejects(async () => spool.write(randomBytes(10)), /storage is gone/);
  await assert.rejects(spool.flush(), /storage is gone/);
  await spool.close();
  assert.equal(budget.taken, 0);
});

test('what is closed while it waits for the budget keeps nothing', async () => {
  const budget = new ByteBudget(1000);
  const s = storage();
  s.slow();
  const first = new Spool(budget, s.open);
  await first.write(randomBytes(1000));
  const second = new Spool(budget, storage().open);
  const waiting = second.write(randomBytes(500));
  await ticks();
  await second.close();
  s.release();
  await waiting;
  await first.close();
  assert.equal(budget.taken, 0);
});

test('one who is made to write while its bytes leave sends them once', async () => {
  const budget = new ByteBudget(16 * 1024 ** 2);
  const s = storage();
  const spool = new Spool(budget, s.open);
  const bytes = randomBytes(3 * 1024 ** 2);
  for (let i = 0; i < bytes.length; i += 65_536) await spool.write(bytes.subarray(i, i + 65_536));
  const other = new Spool(budget, storage().open);
  for (let i = 0; i < 2; i++) await other.write(randomBytes(1024 ** 2));
  // More than there is even when the room kept for the first one's block is given back.
  await other.write(randomBytes(14 * 1024 ** 2));
  await spool.flush();
  assert.ok(Buffer.concat(s.blocks).equals(bytes), `${Buffer.concat(s.blocks).length} bytes`);
  await spool.close();
  await other.close();
  assert.equal(budget.taken, 0);
});

test('one who was let through and is silent then keeps nobody waiting', async () => {
  const budget = new ByteBudget(100_000);
  const s = storage();
  s.slow();
  const first = new Spool(budget, s.open);
  await first.write(randomBytes(100_000));
  const silent = new Spool(budget, storage().open);
  const last = new Spool(budget, storage().open);
  const waiting = [silent.write(randomBytes(60_000)), last.write(randomBytes(60_000))];
  let isThrough = false;
  void waiting[1]!.then(() => {
    isThrough = true;
  });
  await ticks();
  s.release();
  for (let i = 0; i < 20; i++) await ticks();
  assert.ok(isThrough);
  await Promise.all([first, silent, last].map((spool) => spool.close()));
  assert.equal(budget.taken, 0);
});
