import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, describe, it } from 'node:test';
import type ssh2 from 'ssh2';
import { shown, shownLogin } from '../../gateway/audit-text.ts';
import { type FtpWorld, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import type { LogLine } from '../support/memory-ports.ts';
import { RawFtp } from '../support/raw-ftp.ts';
import { connect, sftpWorld } from '../support/sftp-world.ts';

describe('the audit log', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  before(async () => {
    world = await ftpWorld();
  });
  after(() => world.ftp.close(0));
  beforeEach(() => {
    world.log.length = 0;
  });

  /** The events of the audit log, once there are `count` of that name. */
  async function audited(event: string, count = 1): Promise<LogLine[]> {
    const until = Date.now() + 10_000;
    for (;;) {
      const found = world.log.filter((l) => l.event === event && l.fields['audit'] === 1);
      if (found.length >= count) return found;
      assert.ok(Date.now() < until, `no ${event}: ${JSON.stringify(world.log)}`);
      await new Promise((r) => setTimeout(r, 10));
    }
  }

  it('ties everything of one session together, from the login to its end', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    await ftp.command('MKD /import/007868/A');
    await ftp.list('/import/007868');
    ftp.close();
    const visit = (await audited('entered'))[0]!.fields['visit'];
    await audited('left');
    const told = world.log.filter((l) => l.fields['visit'] === visit);
    assert.deepEqual(
      told.map((l) => l.event),
      ['entered', 'mkdir', 'list', 'left'],
    );
    for (const { fields } of told) {
      const { audit, protocol, address, compte, user } = fields;
      assert.deepEqual(
        { audit, protocol, address, compte, user },
        { audit: 1, protocol: 'ftp', address: '127.0.0.1', compte: 'c1', user: 'robot' },
      );
    }
    assert.match(String(visit), /^[\da-f]{8}-\d+$/);
    assert.equal(typeof told.at(-1)!.fields['ms'], 'number');
    assert.deepEqual(told[2]!.fields['entries'], 1);
  });

  it('tells of a deposit what was deposited: path, bytes, hash, id', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    const bytes = Buffer.alloc(60_000, 'x');
    assert.equal((await ftp.store('/import/007868/été 1.pdf', bytes)).code, 226);
    const [{ level, fields }] = (await audited('deposit')) as [LogLine];
    const { path, bytes: count, sha256, id, ms, outcome } = fields;
    assert.deepEqual(
      { level, path, count, sha256, outcome },
      {
        level: 'info',
        path: '/import/007868/été 1.pdf',
        count: 60_000,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        outcome: 'ok',
      },
    );
    assert.ok(world.blobs.names('deposits').includes(`c1/${id}`));
    assert.equal(typeof ms, 'number');
    ftp.close();
  });

  it('tells of renames, deletions and folders, refused ones with the code of the answer', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    await ftp.store('/import/007868/b.pdf.part', 'b');
    await ftp.command('RNFR /import/007868/b.pdf.part');
    assert.equal((await ftp.command('RNTO /import/007868/b.pdf')).code, 250);
    const [renamed] = await audited('rename');
    const { path, to, outcome } = renamed!.fields;
    assert.deepEqual(
      { path, to, outcome },
      { path: '/import/007868/b.pdf.part', to: '/import/007868/b.pdf', outcome: 'ok' },
    );
    assert.equal((await ftp.command('DELE /import/007868/b.pdf')).code, 250);
    assert.equal((await audited('delete'))[0]!.fields['outcome'], 'ok');
    assert.equal((await ftp.command('DELE /import/007868/none.pdf')).code, 550);
    const { outcome: second, code } = (await audited('delete', 2))[1]!.fields;
    assert.deepEqual({ second, code }, { second: 'refused', code: 'PATH_NOT_FOUND' });
    await ftp.command('MKD /import/NEW');
    await ftp.command('RMD /import/NEW');
    assert.equal((await audited('rmdir'))[0]!.fields['outcome'], 'ok');
    ftp.close();
  });

  it('tells of a download how much was sent, and from where', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    await ftp.store('/import/007868/c.pdf', '0123456789');
    await ftp.command('REST 4');
    assert.equal((await ftp.fetch('RETR /import/007868/c.pdf')).bytes.toString(), '456789');
    const [{ fields }] = (await audited('download')) as [LogLine];
    const { bytes, offset, outcome } = fields;
    assert.deepEqual({ bytes, offset, outcome }, { bytes: 6, offset: 4, outcome: 'ok' });
    assert.equal((await ftp.fetch('RETR /import/007868/none.pdf')).reply.code, 550);
    assert.equal((await audited('download', 2))[1]!.fields['outcome'], 'refused');
    ftp.close();
  });

  it('tells why a deposit was cut short, and a fault apart from it', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/007868/d.pdf')).code, 150);
    await new Promise<void>((r) => data.write('0123456789', () => r()));
    ftp.send('ABOR\r\n');
    const [aborted] = await audited('deposit');
    assert.deepEqual(
      [aborted!.fields['outcome'], aborted!.fields['reason'], aborted!.level],
      ['aborted', 'abor', 'info'],
    );
    ftp.close();

    const other = await RawFtp.login(world.ftp.port);
    world.calls.fail('create', 100);
    assert.equal((await other.store('/import/007868/e.pdf', 'x')).code, 451);
    world.calls.reset();
    const [, fault] = await audited('deposit', 2);
    assert.deepEqual([fault!.fields['outcome'], fault!.level], ['fault', 'error']);
    assert.match(String(fault!.fields['error']), /storage fault/);

    const stays = await other.data();
    assert.equal((await other.command('STOR /import/007868/f.pdf')).code, 150);
    await new Promise<void>((r) => stays.write('0123456789', () => r()));
    other.close();
    const [, , died] = await audited('deposit', 3);
    assert.deepEqual([died!.fields['outcome'], died!.fields['reason']], ['aborted', 'control']);
  });

  it('tells of names that lead out of the tree or would break a line', async () => {
    const ftp = await RawFtp.login(world.ftp.port);
    for (const command of ['DELE /../../etc/passwd', 'STOR a\u0007b.pdf', 'MKD a\\b']) await ftp.command(command);
    await ftp.passivePort();
    assert.equal((await ftp.command('STOR a\u0007b.pdf')).code, 553);
    const refused = await audited('turned-away', 3);
    assert.deepEqual(
      refused.map(({ fields: f }) => [f['why'], f['code'], f['path'], f['user'], f['compte']]),
      [
        ['path', 'PATH_ABOVE_ROOT', '/../../etc/passwd', 'robot', 'c1'],
        ['path', 'NAME_HAS_BACKSLASH', 'a\\b', 'robot', 'c1'],
        ['path', 'NAME_HAS_CONTROL', 'a\\u{7}b.pdf', 'robot', 'c1'],
      ],
    );
    assert.match(String(refused[0]!.fields['visit']), /^[\da-f]{8}-\d+$/);
    ftp.close();
  });

  it('tells who may stay no longer, and why', async () => {
    const ftp = await RawFtp.login(world.ftp.port, 'french');
    await world.tables.transact('logins', 'french', [{ op: 'merge', key: 'login', columns: { disabled: true } }]);
    await world.access.refresh();
    const [ended] = await audited('ended');
    const { why, user, visit } = ended!.fields;
    const entered = world.log.find((l) => l.event === 'entered' && l.fields['user'] === 'french');
    assert.deepEqual({ why, user, visit }, { why: 'user-changed', user: 'french', visit: entered!.fields['visit'] });
    ftp.close();
  });

  it('names who failed to log in only where that can be no password', async () => {
    const known = await RawFtp.login(world.ftp.port);
    known.close();
    for (const login of ['robot2', 'robot', 'Sommer2024', PASSWORD]) {
      const ftp = await RawFtp.open(world.ftp.port);
      await ftp.command(`USER ${login}`);
      assert.equal((await ftp.command('PASS very-wrong-9')).code, 530);
      ftp.close();
    }
    const refused = await audited('turned-away', 4);
    assert.deepEqual(
      refused.map((l) => [l.fields['why'], l.fields['login'], l.fields['address']]),
      [
        ['login', 'robot2', '127.0.0.1'],
        ['login', 'robot', '127.0.0.1'],
        ['login', 'som…', '127.0.0.1'],
        ['login', null, '127.0.0.1'],
      ],
    );
    const text = JSON.stringify(world.log);
    for (const secret of ['Sommer2024', 'sommer2024', PASSWORD, 'very-wrong-9']) assert.ok(!text.includes(secret));
  });
});

describe('the audit log of SFTP', { timeout: 300_000 }, () => {
  it('is the one of FTP', async () => {
    const world = await sftpWorld();
    const client = await connect(world.sftp.port);
    const sftp = await new Promise<ssh2.SFTPWrapper>((resolve, reject) =>
      client.sftp((e, s) => (e ? reject(e) : resolve(s))),
    );
    const done = (work: (callback: (e?: Error | null) => void) => void) =>
      new Promise<void>((resolve) => work(() => resolve()));
    await done((cb) => sftp.writeFile('/import/007868/a.pdf', Buffer.alloc(100_000), cb));
    await done((cb) => sftp.readFile('/import/007868/a.pdf', (e) => cb(e)));
    await done((cb) => sftp.readdir('/import/007868', (e) => cb(e)));
    await done((cb) => sftp.unlink('/import/007868/none.pdf', cb));
    const open = await new Promise<Buffer>((resolve, reject) =>
      sftp.open('/import/007868/b.pdf', 'w', (e, handle) => (e ? reject(e) : resolve(handle))),
    );
    await done((cb) => sftp.write(open, Buffer.from('12345'), 0, 5, 0, cb));
    client.destroy();
    const until = Date.now() + 10_000;
    while (!world.log.some((l) => l.event === 'left')) {
      assert.ok(Date.now() < until, 'it never left');
      await new Promise((r) => setTimeout(r, 10));
    }
    await world.sftp.close(0);
    const told = world.log.filter((l) => l.fields['audit'] === 1 && l.event !== 'left');
    assert.deepEqual(
      told.map(({ event, fields: f }) => [event, f['outcome'], f['bytes'] ?? f['code'] ?? f['entries']]),
      [
        ['entered', undefined, undefined],
        ['deposit', 'ok', 100_000],
        ['download', 'ok', 100_000],
        ['list', 'ok', 1],
        ['delete', 'refused', 'PATH_NOT_FOUND'],
        ['deposit', 'aborted', 5],
      ],
    );
    assert.equal(told.at(-1)!.fields['reason'], 'control');
    assert.ok(told.every((l) => l.fields['protocol'] === 'sftp'));
  });
});

describe('what clients send, in the log', () => {
  it('stays on one line and shows what would mislead', () => {
    assert.equal(shown('/import/é è.pdf'), '/import/é è.pdf');
    assert.equal(
      shown('a\r\nb\u0000\u001b[2J\u009b\u2028\u202egpj.exe\ud800'),
      'a\\u{d}\\u{a}b\\u{0}\\u{1b}[2J\\u{9b}\\u{2028}\\u{202e}gpj.exe\\u{d800}',
    );
    assert.equal(shown('x'.repeat(100_000)).length, 1025);
  });

  it('shows a login that nobody has by its beginning, and nothing of what can be no login', () => {
    const known = (name: string) => name === 'robot-dupont';
    assert.equal(shownLogin('Robot-Dupont ', known), 'robot-dupont');
    assert.equal(shownLogin('robot-martin', known), 'rob…');
    for (const login of ['', 'a"b', 'pass word!', 'x'.repeat(101), 'a\nb', '<script>'])
      assert.equal(shownLogin(login, known), null, login);
  });
});
