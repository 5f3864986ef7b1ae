import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Launch, type Run, readSoFar, run, start } from './run.ts';
import type { Landed, Protocol, Stand } from './stand.ts';

/**
 * One real client over one protocol. Every method gives one process with one login, as robots work. Paths begin at the
 * root of the tree; `file` is on the disk.
 */
export interface RealClient {
  readonly protocol: Protocol;
  put(file: string, path: string): Launch;
  /** The same at about 8 MB a second, so that it can be stopped on its way. */
  slowPut(file: string, path: string): Launch;
  get(path: string, file: string): Launch;
  /** `file` holds the beginning already. Null where the client can't. */
  readonly resume: ((path: string, file: string) => Launch) | null;
  /** Prints one name, or one path, a line. */
  list(folder: string): Launch;
  rename(from: string, to: string): Launch;
  remove(path: string): Launch;
  makeFolder(path: string): Launch;
  /** Prints the size: the last number, or what `sizeIn` captures. */
  size(path: string): Launch;
  readonly sizeIn?: RegExp;
}

const NAME = "Reçu n°12 d'été (à 50 %) #2 & œuvre.pdf";
const MB = 1024 * 1024;

/** The size in a line of `ls -l`. */
export const LONG_LINE = /^\S+\s+\S+\s+\S+\s+\S+\s+(\d+)\s/m;

/**
 * What every client must find, whatever its protocol. `client` is asked for once the stand is there. `isFirst`: 64 MB
 * instead of 20, and a second way to end, which each client shows over one of its protocols.
 */
export function contract(stand: () => Stand, client: () => RealClient, isFirst: boolean): void {
  const at = (folder: string, name: string) => `${folder}/${name}`;
  /** A folder of its own for each test: the names of dossiers, which always exist. */
  const folderOf = (letters: string) => `/import/${client().protocol.toUpperCase()}${letters}`;

  async function file(name: string, bytes: Buffer): Promise<string> {
    const path = join(stand().directory, `${client().protocol}-${name}`);
    await writeFile(path, bytes);
    return path;
  }

  async function done(launch: Launch): Promise<Run> {
    const ended = await run(launch);
    assert.ok(ended.isOk, ended.all);
    return ended;
  }

  async function sizeOf(path: string): Promise<number> {
    const { out } = await done(client().size(path));
    const { sizeIn } = client();
    return Number(sizeIn ? sizeIn.exec(out)?.[1] : out.match(/\d+/g)?.at(-1));
  }

  it('deposits a file whose name has accents and spaces, lists it, and fetches it again', async () => {
    const folder = folderOf('A');
    const bytes = randomBytes(60_000);
    await done(client().put(await file('small', bytes), at(folder, NAME)));
    assert.deepEqual(await stand().landed(folder), [landedOf(NAME, bytes)]);
    assert.deepEqual(await names(folder), [NAME]);
    const back = await file('back', Buffer.alloc(0));
    await done(client().get(at(folder, NAME), back));
    assert.ok((await readFile(back)).equals(bytes));
  });

  it('deposits in a folder that it made', async () => {
    const folder = at(folderOf('B'), 'Dépenses de mars');
    await done(client().makeFolder(folder));
    const bytes = randomBytes(1000);
    await done(client().put(await file('small', bytes), at(folder, 'a b.pdf')));
    assert.deepEqual(await stand().landed(folder), [landedOf('a b.pdf', bytes)]);
    assert.deepEqual(await names(folderOf('B')), ['Dépenses de mars']);
  });

  it('makes two documents of two uploads of one name, and is shown the newest', async () => {
    const folder = folderOf('C');
    const [first, second] = [randomBytes(3000), randomBytes(5000)];
    await done(client().put(await file('first', first), at(folder, NAME)));
    await done(client().put(await file('second', second), at(folder, NAME)));
    assert.deepEqual(await stand().landed(folder), [landedOf(NAME, first), landedOf(NAME, second)]);
    assert.deepEqual(await names(folder), [NAME]);
    assert.equal(await sizeOf(at(folder, NAME)), 5000);
    const back = await file('back', Buffer.alloc(0));
    await done(client().get(at(folder, NAME), back));
    assert.ok((await readFile(back)).equals(second));
  });

  it('resumes a download', async (t) => {
    const { resume } = client();
    if (!resume) return t.skip('this client never resumes a download');
    const folder = folderOf('D');
    const bytes = randomBytes(3 * MB);
    await done(client().put(await file('long', bytes), at(folder, NAME)));
    const back = await file('back', bytes.subarray(0, MB + 7));
    await done(resume(at(folder, NAME), back));
    assert.ok((await readFile(back)).equals(bytes));
  });

  it('uploads under a temporary name, renames, and is told the size in a new login', async () => {
    const folder = folderOf('E');
    const bytes = randomBytes(9 * MB);
    await done(client().put(await file('long', bytes), at(folder, `${NAME}.part`)));
    assert.deepEqual(await stand().landed(folder), []);
    await done(client().rename(at(folder, `${NAME}.part`), at(folder, NAME)));
    assert.deepEqual(await stand().landed(folder), [landedOf(NAME, bytes)]);
    assert.equal(await sizeOf(at(folder, NAME)), bytes.length);
    assert.deepEqual(await names(folder), [NAME]);
  });

  it('deletes a name, and its document stays', async () => {
    const folder = folderOf('F');
    const bytes = randomBytes(1000);
    const small = await file('small', bytes);
    await done(client().put(small, at(folder, NAME)));
    await done(client().put(small, at(folder, 'other.pdf')));
    await done(client().remove(at(folder, NAME)));
    assert.deepEqual(await names(folder), ['other.pdf']);
    assert.equal((await stand().landed(folder)).length, 2);
    assert.equal((await run(client().get(at(folder, NAME), await file('back', Buffer.alloc(0))))).isOk, false);
  });

  it('deposits and fetches nothing at all: 0 bytes', async () => {
    const folder = folderOf('G');
    await done(client().put(await file('empty', Buffer.alloc(0)), at(folder, 'empty.pdf')));
    assert.deepEqual(await stand().landed(folder), [landedOf('empty.pdf', Buffer.alloc(0))]);
    assert.equal(await sizeOf(at(folder, 'empty.pdf')), 0);
    const back = join(stand().directory, `${client().protocol}-never-there`);
    await done(client().get(at(folder, 'empty.pdf'), back));
    assert.equal((await readFile(back)).length, 0);
  });

  const large = isFirst ? 64 : 20;
  it(`carries ${large} MB there and back`, async () => {
    const folder = folderOf('H');
    const bytes = randomBytes(large * MB);
    await done(client().put(await file('large', bytes), at(folder, 'large.tif')));
    assert.deepEqual(await stand().landed(folder), [landedOf('large.tif', bytes)]);
    const back = await file('back', Buffer.alloc(0));
    await done(client().get(at(folder, 'large.tif'), back));
    assert.ok((await readFile(back)).equals(bytes));
  });

  for (const signal of isFirst ? (['SIGKILL', 'SIGTERM'] as const) : (['SIGKILL'] as const)) {
    it(`leaves nothing when it ends by ${signal} on its way, and its next try is the only document`, async () => {
      const folder = folderOf(signal === 'SIGKILL' ? 'K' : 'T');
      const bytes = randomBytes(12 * MB);
      const long = await file('long', bytes);
      const path = at(folder, 'cut.pdf');
      const running = start(client().slowPut(long, path));
      for (;;) {
        const position = await readSoFar(running, long);
        if (position === null) assert.fail(`ended before it could be stopped: ${(await running.ended).all}`);
        if (position >= 5 * MB) break;
        await sleep(10);
      }
      running.kill(signal);
      assert.equal((await running.ended).isOk, false);
      // What the gateway may have made of the first try is there by the time that a second one is through.
      await done(client().put(long, path));
      assert.deepEqual(await stand().landed(folder), [landedOf('cut.pdf', bytes)]);
    });
  }

  async function names(folder: string): Promise<string[]> {
    const { out } = await done(client().list(folder));
    return out
      .split(/\r?\n/)
      .filter(Boolean)
      .map((l) => l.replace(/\/$/, ''))
      .map((l) => l.slice(l.lastIndexOf('/') + 1));
  }
}

export function landedOf(name: string, bytes: Buffer): Landed {
  return { name, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
