import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startStorage } from '../../local/storage/storage.ts';
import { sweepStaged } from '../../shared/app/sweep-staged.ts';
import { type Context, createContext } from '../../shared/context.ts';
import { depositFromMetadata } from '../../shared/domain/deposit-metadata.ts';
import type { Container } from '../../shared/ports/blobs.ts';
import { addLogin, COMPTE, passiveRange } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const MAIN = fileURLToPath(
  new URL(`../../gateway/main${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url),
);

/** The gateway as it runs: its own process, on the storage emulator, through the real adapters. */
describe('the gateway as a process on Azure storage', { timeout: 300_000 }, () => {
  let directory: string;
  let storage: Awaited<ReturnType<typeof startStorage>>;
  let context: Context;
  let env: Record<string, string>;
  const children: ChildProcess[] = [];

  async function start(): Promise<{ child: ChildProcess; port: number }> {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let errors = '';
    child.stderr!.on('data', (d) => (errors += d));
    for await (const line of createInterface({ input: child.stdout! })) {
      const m = /^gateway ready ftp:\/\/127\.0\.0\.1:(\d+)$/.exec(line);
      if (m) return { child, port: Number(m[1]) };
    }
    throw new Error(`the gateway did not start: ${errors}`);
  }

  async function blobs(
    container: Container,
  ): Promise<{ name: string; size: number; metadata: Record<string, string> }[]> {
    const found = [];
    for await (const b of context.deps.blobs.list(container, '')) found.push({ ...b, metadata: { ...b.metadata } });
    return found;
  }

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'ami-gateway-'));
    storage = await startStorage({ dataDir: directory, blobPort: 0, tablePort: 0 });
    const { min, max } = passiveRange();
    env = {
      Storage: storage.connectionString,
      ServiceBus: 'Endpoint=sb://localhost:1;SharedAccessKeyName=x;SharedAccessKey=eA==;UseDevelopmentEmulator=true',
      AMI_FTP_HOST: '127.0.0.1',
      AMI_FTP_PORT: '0',
      AMI_FTP_PASSIVE: `${min}-${max}`,
      AMI_LOG_LEVEL: 'warn',
      AMI_STAGED_HOURS: '0.001',
    };
    context = createContext('test', env);
    await context.prepare();
    await addLogin(context.deps.tables, 'robot');
  });
  after(async () => {
    for (const c of children) if (c.exitCode === null && c.signalCode === null) c.kill('SIGKILL');
    await context.close();
    await storage.close();
    await rm(directory, { recursive: true, force: true });
  });

  it('deposits, small and large, lists, fetches, renames and shows what nobody renamed', async () => {
    const { child, port } = await start();
    const ftp = await RawFtp.login(port);
    const small = randomBytes(60_000);
    const large = randomBytes(17 * 1024 * 1024);
    assert.equal((await ftp.store("/import/007868/l'été #1 50%.pdf", small)).code, 226);
    assert.equal((await ftp.store('/import/007868/sub dir/large.tif', large)).code, 226);
    assert.equal((await ftp.store('/import/007868/empty.pdf', '')).code, 226);
    assert.deepEqual(await ftp.list('/import/007868'), ['empty.pdf', "l'été #1 50%.pdf", 'sub dir']);
    assert.ok((await ftp.fetch("RETR /import/007868/l'été #1 50%.pdf")).bytes.equals(small));
    assert.equal((await ftp.fetch('RETR /import/007868/empty.pdf')).bytes.length, 0);
    await ftp.command(`REST ${large.length - 100_000}`);
    const { bytes } = await ftp.fetch('RETR /import/007868/sub dir/large.tif');
    assert.ok(bytes.equals(large.subarray(-100_000)));

    assert.equal((await ftp.store('/import/007868/x.pdf.part', small)).code, 226);
    await ftp.command('RNFR /import/007868/x.pdf.part');
    assert.equal((await ftp.command('RNTO /import/007868/x.pdf')).code, 250);
    const again = await RawFtp.login(port);
    assert.equal((await again.command('SIZE /import/007868/x.pdf')).text, '60000');
    assert.equal((await again.store('/import/007868/never.tmp', 'left')).code, 226);
    again.close();

    const until = Date.now() + 10_000;
    while ((await sweepStaged(context.deps, COMPTE)).promoted === 0) {
      assert.ok(Date.now() < until, 'never promoted');
      await new Promise((r) => setTimeout(r, 200));
    }
    const found = (await blobs('deposits')).map((b) => ({ ...depositFromMetadata(b.metadata)!, blob: b.size }));
    assert.deepEqual(found.map((d) => `${d.name} ${d.blob} ${d.size} ${d.unrenamed}`).sort(), [
      'empty.pdf 0 0 false',
      `l'été #1 50%.pdf 60000 60000 false`,
      `large.tif ${large.length} ${large.length} false`,
      'never.tmp 4 4 true',
      'x.pdf 60000 60000 false',
    ]);
    const sha = createHash('sha256').update(large).digest('hex');
    assert.equal(found.find((d) => d.name === 'large.tif')?.sha256, sha);
    assert.deepEqual(await blobs('staging'), []);
    ftp.close();
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });

  it('lets a transfer end when it is told to stop', async () => {
    const { child, port } = await start();
    const ftp = await RawFtp.login(port);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/STOP/a.pdf')).code, 150);
    data.write('begun ');
    child.kill('SIGTERM');
    // From then on whoever comes is told.
    for (let code: number | undefined = 0; code !== 421; ) {
      const other = await RawFtp.open(port);
      code = other.greeting?.code;
      other.close();
    }
    data.end('done');
    assert.equal((await ftp.reply()).code, 226);
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
  });

  it('leaves nothing when it is killed in mid-upload', async () => {
    const { child, port } = await start();
    const before = (await blobs('deposits')).length;
    const ftp = await RawFtp.login(port);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/KILL/a.pdf')).code, 150);
    await new Promise<void>((r) => data.write(randomBytes(12 * 1024 * 1024), () => r()));
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal((await blobs('deposits')).length, before);
    const next = await start();
    const other = await RawFtp.login(next.port);
    assert.deepEqual(await other.list('/import/KILL'), []);
    other.close();
    next.child.kill('SIGTERM');
    await once(next.child, 'exit');
  });
});
