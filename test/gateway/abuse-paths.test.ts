import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { REQUEST } from '../../gateway/sftp-packets.ts';
import { type AbuseLab, abuseLab } from '../support/abuse-lab.ts';
import { RawFtp } from '../support/raw-ftp.ts';
import { RawSftp } from '../support/raw-sftp.ts';
import { TestSftp } from '../support/sftp-world.ts';

const { STAT, OPENDIR, MKDIR, REMOVE, REALPATH } = REQUEST;
const SECRET = '/import/SECRET/secret.pdf';

/** Names that mean something else to a program that reads them carelessly. Latin-1: the bytes as they are sent. */
const ABOVE = [
  '..',
  '../',
  '../..',
  '/..',
  '/../../../../etc/passwd',
  '../../../../../../etc/passwd',
  '/import/../../etc/passwd',
  '/import/007868/../../../c2/import/SECRET/secret.pdf',
  './/..//../c2',
];
/** That can't be kept as a name. */
const UNFIT = [
  '/import/007868/a\0b.pdf',
  '/import/007868/\0/../../../etc/passwd',
  '/import/007868/..\\..\\..\\etc\\passwd',
  '..\\..\\c2\\import',
  'C:\\Windows\\win.ini',
  '\\\\host\\share\\x',
  '/import/007868/a\tb.pdf',
  '/import/007868/a\x1b[2Jb.pdf',
  `/import/007868/${'a'.repeat(300)}.pdf`,
  `/import/${'d/'.repeat(40)}x.pdf`,
  `/import/007868/${'é'.repeat(1000)}`,
];
/** Names like others, which here are nothing but names: they lead nowhere. */
const MERE_NAMES = [
  '%2e%2e/%2e%2e/etc/passwd',
  '/%2e%2e/c2/import/SECRET/secret.pdf',
  '/import/..%2f..%2fc2/secret.pdf',
  '/import/..%00/secret.pdf',
  '/import/..;/secret.pdf',
  '/\uff0e\uff0e/c2/import/SECRET/secret.pdf',
  '/import/\u2024\u2024/\u2025/secret.pdf',
  '/import/..\u2215..\u2215c2/secret.pdf',
  '/import/.../secret.pdf',
  '/import/.. /secret.pdf',
  '/c2/import/SECRET/secret.pdf',
  '/deposits/c2/secret.pdf',
  '/etc/passwd',
  '/proc/self/environ',
  '~/secret.pdf',
  '~root/.ssh/id_ed25519',
  "/import/SECRET' or '1'='1",
  '/import/$logs/secret.pdf',
];
/** `..` and a slash in overlong UTF-8, and halves of surrogates: bytes that a lax decoder takes for dots. */
const OVERLONG = ['c0aec0ae', 'c0ae2e', 'e080aee080ae', 'c0aec0aec0af', 'eda080', 'f08080aef08080ae', 'fffe'].map(
  (hex) => Buffer.concat([Buffer.from('/import/'), Buffer.from(hex, 'hex'), Buffer.from('/c2/secret.pdf')]),
);

/** Commands of FTP that take a path; those with a data connection are sent with one there. */
const PLAIN = ['CWD', 'XCWD', 'MKD', 'XMKD', 'RMD', 'XRMD', 'DELE', 'RNFR', 'SIZE', 'MDTM', 'MLST', 'STAT'];
const WITH_DATA = ['STOR', 'RETR', 'LIST', 'NLST', 'MLSD'];
/** That may make something under a name of which nothing is known. */
const MAKING = new Set(['MKD', 'XMKD', 'STOR', 'RNFR']);

describe('paths that lead astray', { timeout: 180_000 }, () => {
  let abuse: AbuseLab;
  const closing: { close(): void }[] = [];

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(abuse.port, user);
    closing.push(ftp);
    return ftp;
  }

  async function sftpLogin(user = 'robot'): Promise<TestSftp> {
    const sftp = await TestSftp.login(abuse.sftpPort, user);
    closing.push(sftp);
    return sftp;
  }

  /** What was deposited in compte c1, apart from what the good client brought; and whether c2 is as it was. */
  async function strays(): Promise<string[]> {
    const found: string[] = [];
    for await (const b of abuse.lab.context.deps.blobs.list('deposits', '')) found.push(b.name);
    return found;
  }

  before(async () => {
    abuse = await abuseLab();
    const ftp = await login('elsewhere');
    assert.equal((await ftp.store(SECRET, 'a secret of c2')).code, 226);
  });
  afterEach(async () => {
    for (const c of closing.splice(0)) c.close();
    await abuse.serves();
    // The other compte is as it was, and shows nothing new.
    const ftp = await login('elsewhere');
    assert.deepEqual(await ftp.list('/import'), ['SECRET']);
    assert.equal((await ftp.fetch(`RETR ${SECRET}`)).bytes.toString(), 'a secret of c2');
    for (const c of closing.splice(0)) c.close();
  });
  after(() => abuse?.close());

  it('FTP: above the root, and names that cannot be kept, are refused by every command', async () => {
    const ftp = await login();
    const before = (await strays()).length;
    for (const path of [...ABOVE, ...UNFIT]) {
      for (const command of PLAIN) {
        const { code } = await ftp.command(`${command} ${path}`);
        assert.equal(code, 553, `${command} ${JSON.stringify(path)}`);
      }
      // One data connection for all: a command that is refused before its transfer takes it with it.
      for (const command of WITH_DATA) {
        const port = await ftp.passivePort();
        const { code } = await ftp.command(`${command} ${path}`);
        assert.equal(code, 553, `${command} ${JSON.stringify(path)} on ${port}`);
      }
    }
    assert.equal((await ftp.store('/import/007868/x.pdf.part', 'x')).code, 226);
    for (const path of [...ABOVE, ...UNFIT]) {
      assert.equal((await ftp.command('RNFR /import/007868/x.pdf.part')).code, 350);
      assert.equal((await ftp.command(`RNTO ${path}`)).code, 553, path);
    }
    assert.equal((await ftp.command('PWD')).text.split('"')[1], '/');
    assert.equal((await strays()).length, before);
    await abuse.told({ why: 'path', code: 'PATH_ABOVE_ROOT', path: '/../../../../etc/passwd', user: 'robot' });
    await abuse.told({ why: 'path', code: 'NAME_HAS_CONTROL', path: /\\u\{0\}/ });
    await abuse.told({ why: 'path', code: 'NAME_HAS_BACKSLASH' });
    await abuse.told({ why: 'path', code: 'NAME_TOO_LONG' });
    await abuse.told({ why: 'path', code: 'PATH_TOO_DEEP' });
    const raw = JSON.stringify(abuse.lines());
    assert.ok(!raw.includes('\\u001b'), 'an escape sequence in the log');
  });

  it('FTP: encoded dots, other characters like them and absolute paths are names, and show nothing', async () => {
    const ftp = await login();
    for (const path of MERE_NAMES) {
      for (const command of PLAIN.filter((c) => !MAKING.has(c) && c !== 'STAT')) {
        const { code } = await ftp.command(`${command} ${path}`);
        assert.equal(code, 550, `${command} ${path}`);
      }
      for (const command of ['RETR', 'LIST', 'NLST', 'MLSD']) {
        const { reply, bytes } = await ftp.fetch(`${command} ${path}`);
        assert.ok(reply.code === 550 || bytes.length === 0, `${command} ${path}: ${reply.code} ${bytes}`);
      }
      const stat = await ftp.command(`STAT ${path}`);
      assert.doesNotMatch(stat.text, /rw/, path);
    }
    // What is deposited under such a name lies in the compte of its user, under that very name.
    const before = new Set(await strays());
    assert.equal((await ftp.store('/import/..%2f..%2fc2/%2e%2e.pdf', 'x')).code, 226);
    assert.equal((await ftp.store('/import/\uff0e\uff0e/x.pdf', 'x')).code, 226);
    const fresh = (await strays()).filter((n) => !before.has(n));
    assert.equal(fresh.length, 2);
    for (const name of fresh) assert.match(name, /^c1\//);
    assert.deepEqual(await ftp.list('/import/..%2f..%2fc2'), ['%2e%2e.pdf']);
  });

  it('FTP: overlong UTF-8 is taken for letters of Windows-1252, never for dots', async () => {
    const ftp = await login();
    for (const bytes of OVERLONG) {
      for (const command of ['CWD', 'SIZE', 'DELE', 'RMD', 'MDTM', 'MLST']) {
        ftp.send(Buffer.concat([Buffer.from(`${command} `), bytes, Buffer.from('\r\n')]));
        const { code } = await ftp.reply();
        assert.ok(code === 550 || code === 553, `${command} ${bytes.toString('hex')}: ${code}`);
      }
    }
    assert.equal((await ftp.command('PWD')).text.split('"')[1], '/');
  });

  it('FTP: names of 4 KB are refused, of 100 KB end the session', async () => {
    const ftp = await login();
    for (const command of ['CWD', 'STOR', 'SIZE', 'RNFR', 'MKD']) {
      await ftp.passivePort();
      assert.equal((await ftp.command(`${command} /import/${'a'.repeat(4000)}`)).code, 553, command);
    }
    ftp.send(`STOR /import/${'a/'.repeat(50_000)}\r\n`);
    assert.equal((await ftp.reply()).code, 500);
    await abuse.told({ why: 'protocol', reason: 'line too long' });
  });

  it('SFTP: every request keeps to the tree', async () => {
    const sftp = await sftpLogin();
    const before = (await strays()).length;
    const asks: Record<string, (path: string) => Promise<unknown>> = {
      stat: (p) => sftp.stat(p),
      opendir: (p) => sftp.list(p),
      read: (p) => sftp.open(p, 'r'),
      write: (p) => sftp.open(p, 'w'),
      mkdir: (p) => sftp.mkdir(p),
      rmdir: (p) => sftp.rmdir(p),
      remove: (p) => sftp.remove(p),
      rename: (p) => sftp.rename('/import/GOOD/good-1.pdf', p),
      'rename from': (p) => sftp.rename(p, '/import/007868/stolen.pdf'),
      setstat: (p) => sftp.setTimes(p),
    };
    // A path that ends above the root by dots alone is the root for REALPATH, as on every Unix; for the others it is refused.
    for (const path of [...ABOVE, ...UNFIT])
      for (const [name, ask] of Object.entries(asks))
        await assert.rejects(ask(path), { code: 4 }, `${name} ${JSON.stringify(path)}`);
    for (const path of MERE_NAMES)
      for (const name of ['stat', 'opendir', 'read', 'rmdir', 'remove', 'rename from'])
        await assert.rejects(
          asks[name]!(path),
          (e: { code: number }) => e.code === 2 || e.code === 3,
          `${name} ${path}`,
        );
    for (const path of ABOVE.filter((p) => /[a-z]/.test(p)))
      await assert.rejects(sftp.realpath(path), { code: 4 }, path);
    for (const dots of ['..', '../..', '/../..']) assert.equal(await sftp.realpath(dots), '/');
    assert.equal((await strays()).length, before);
    await abuse.told({ why: 'path', protocol: 'sftp', code: 'PATH_ABOVE_ROOT', user: 'robot' });
    await abuse.told({ why: 'path', protocol: 'sftp', code: 'NAME_HAS_CONTROL', path: /\\u\{0\}/ });
  });

  it('SFTP: overlong UTF-8 and names of 4 and 100 KB are refused, links there are none', async () => {
    const sftp = await sftpLogin();
    const { raw } = sftp;
    const packets = await RawSftp.ready(sftp.client);
    for (const bytes of OVERLONG)
      for (const request of [STAT, OPENDIR, MKDIR, REMOVE, REALPATH])
        assert.deepEqual(await packets.ask(request, bytes), { type: 101, status: 4 }, bytes.toString('hex'));
    await assert.rejects(sftp.open(`/import/007868/${'a'.repeat(4096)}`, 'w'), { code: 4 });
    await assert.rejects(sftp.open(`/import/${'a/'.repeat(50_000)}x`, 'w'), { code: 4 });
    await assert.rejects(sftp.stat('a'.repeat(100_000)), { code: 4 });
    const link = (target: string, path: string) =>
      new Promise<void>((resolve, reject) => raw.symlink(target, path, (e) => (e ? reject(e) : resolve())));
    await assert.rejects(link('/etc/passwd', '/import/007868/passwd'), { code: 8 });
    await assert.rejects(link('../../c2', '/import/007868/c2'), { code: 8 });
    await assert.rejects(new Promise((_, reject) => raw.readlink('/import/GOOD/good-1.pdf', reject)), { code: 8 });
    await assert.rejects(
      new Promise((_, reject) => raw.ext_openssh_hardlink('/import/GOOD/good-1.pdf', '/import/007868/x', reject)),
    );
    assert.deepEqual(
      (await sftp.list('/import/007868')).map((e) => e.filename).filter((n) => n !== 'x.pdf.part'),
      [],
    );
    await abuse.told({ why: 'path', protocol: 'sftp', code: 'NAME_TOO_LONG' });
  });
});
