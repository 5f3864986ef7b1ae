import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import { type FtpWorld, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const FOLDER = '/import/007868';

describe('the control connection', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const open: RawFtp[] = [];

  async function connected(): Promise<RawFtp> {
    const ftp = await RawFtp.open(world.ftp.port);
    open.push(ftp);
    return ftp;
  }

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port, user);
    open.push(ftp);
    return ftp;
  }

  before(async () => {
    world = await ftpWorld({ timings: { wrongLoginMs: 30 } });
  });
  afterEach(() => {
    for (const f of open.splice(0)) f.close();
  });
  after(() => world.ftp.close(100));

  it('reads commands byte by byte, several in one packet, and ended by LF alone', async () => {
    const ftp = await login();
    for (const byte of Buffer.from('PWD\r\n')) {
      ftp.send(Buffer.from([byte]));
      await new Promise((r) => setImmediate(r));
    }
    assert.equal((await ftp.reply()).code, 257);
    ftp.send('NOOP\r\nSYST\r\nPWD\n');
    assert.deepEqual([(await ftp.reply()).code, (await ftp.reply()).code, (await ftp.reply()).code], [200, 215, 257]);
  });

  it('refuses a line of 200 KB, runs nothing of its tail, and closes', async () => {
    const ftp = await login();
    const tail = `\r\nMKD ${FOLDER}/from-the-tail\r\n`;
    ftp.send(`NOOP ${'a'.repeat(200_000)}${tail}`);
    assert.equal((await ftp.reply()).code, 500);
    if (!ftp.isClosed) await once(ftp.socket, 'close');
    const other = await login();
    assert.deepEqual(await other.list(FOLDER), []);
  });

  it('closes on a flood of commands that wait behind a transfer', async () => {
    const ftp = await login();
    const data = await ftp.data();
    assert.equal((await ftp.command(`STOR ${FOLDER}/a.pdf`)).code, 150);
    ftp.send('NOOP\r\n'.repeat(200));
    assert.equal((await ftp.reply()).code, 421);
    if (!ftp.isClosed) await once(ftp.socket, 'close');
    data.destroy();
    assert.deepEqual(world.blobs.names('deposits'), []);
  });

  it('takes telnet commands out of a line', async () => {
    const ftp = await login();
    ftp.send(Buffer.from([0x50, 0xff, 0xf1, 0x57, 0xff, 0xfb, 0x01, 0x44, 0x0d, 0x0a]));
    assert.equal((await ftp.reply()).code, 257);
  });

  it('keeps quotes, dashes and spaces of names and passwords', async () => {
    assert.match(PASSWORD, /"/);
    assert.match(PASSWORD, / -x /);
    const ftp = await login();
    for (const name of ['a "quoted" -x b.pdf', '-a', '-al x.pdf', ' leading and trailing ']) {
      assert.equal((await ftp.store(`/import/Q1/${name}`, 'x')).code, 226, name);
      assert.equal((await ftp.command(`SIZE /import/Q1/${name}`)).code, 213, name);
    }
    assert.equal((await ftp.command('MKD /import/Q1/d"q')).text, '"/import/Q1/d""q" created.');
  });

  it('reads and writes names in Windows-1252 for a client that does', async () => {
    const ftp = await login();
    await ftp.store('/import/L1/œuvre été.pdf', 'x');
    const data = await ftp.data();
    ftp.send(
      Buffer.concat([
        Buffer.from('STOR /import/L1/'),
        Buffer.from('d\xe9j\xe0 \x9cuf.pdf', 'latin1'),
        Buffer.from('\r\n'),
      ]),
    );
    assert.equal((await ftp.reply()).code, 150);
    data.end('x');
    assert.equal((await ftp.reply()).code, 226);
    const { bytes } = await ftp.fetch('NLST /import/L1');
    assert.equal(bytes.toString('latin1'), '/import/L1/d\xe9j\xe0 \x9cuf.pdf\r\n/import/L1/\x9cuvre \xe9t\xe9.pdf\r\n');
    const modern = await login();
    assert.deepEqual(await modern.list('/import/L1'), ['déjà œuf.pdf', 'œuvre été.pdf']);
    assert.equal((await ftp.command('OPTS UTF8 ON')).code, 200);
    assert.deepEqual(await ftp.list('/import/L1'), ['déjà œuf.pdf', 'œuvre été.pdf']);
  });

  it('answers every command, with an argument or without, known or not', async () => {
    const ftp = await login();
    const expected: [string, number][] = [
      ['OPTS', 501],
      ['OPTS MLST', 200],
      ['OPTS MLST size;nonsense', 200],
      ['OPTS UTF8 OFF', 501],
      ['OPTS UTF8', 200],
      ['opts utf8 on', 200],
      ['SITE', 501],
      ['SITE CHMOD 644 x', 502],
      ['SITE UTIME x 20260101120000 20260101120000 20260101120000 UTC', 502],
      ['SITE HELP', 214],
      ['CLNT lftp/4.9.2', 200],
      ['MFMT 20260101120000 x', 502],
      ['REIN', 502],
      ['ACCT x', 502],
      ['PORT', 502],
      ['PORT 127,0,0,1,4,1', 502],
      ['EPRT |1|127.0.0.1|1025|', 502],
      ['APPE x.pdf', 502],
      ['STOU', 502],
      ['AUTH TLS', 502],
      ['MLSD', 425],
      ['MLST', 250],
      ['MLST /nowhere', 550],
      ['TYPE', 501],
      ['TYPE A', 200],
      ['TYPE A N', 200],
      ['TYPE I', 200],
      ['TYPE L 8', 200],
      ['TYPE E', 504],
      ['MODE S', 200],
      ['MODE B', 504],
      ['STRU F', 200],
      ['ALLO 1000', 202],
      ['STAT', 211],
      ['STAT /', 213],
      ['HELP', 214],
      ['HELP stor', 214],
      ['HELP XYZZY', 501],
      ['SIZE /import', 550],
      ['MDTM /import', 550],
      ['XCUP', 250],
      ['XPWD', 257],
      ['XCWD /', 250],
      ['REST', 501],
      ['REST x', 501],
      ['REST -1', 501],
      ['STOR', 501],
      ['STOR x.pdf', 425],
      ['RETR x.pdf', 425],
      ['LIST', 425],
      ['CDUP', 250],
      ['CWD ..', 553],
      ['CWD /nowhere', 550],
      ['CWD /IMPORT', 250],
      ['EPSV 1', 229],
      ['EPSV 2', 522],
      ['EPSV 3', 522],
      ['EPSV x', 522],
      ['PASV', 227],
      ['epsv all', 200],
      ['PASV', 503],
      ['EPSV', 229],
      ['constructor', 500],
      ['__proto__', 500],
      ['XYZZY', 500],
      ['USER again', 530],
    ];
    for (const [line, code] of expected) assert.equal((await ftp.command(line)).code, code, line);
    assert.equal((await ftp.command('PWD')).text, '"/import" is the current folder.');
    assert.equal((await ftp.command('QUIT')).code, 221);
  });

  it('names in FEAT and HELP only what it does', async () => {
    const ftp = await login();
    const lines = (reply: string) => reply.split('\r\n').slice(1, -1);
    const features = lines((await ftp.command('FEAT')).text).map((l) => l.trim());
    for (const f of ['CLNT', 'EPSV', 'MDTM', 'REST STREAM', 'SIZE', 'TVFS', 'UTF8']) assert.ok(features.includes(f), f);
    assert.ok(features.includes('MLST type*;size*;modify*;perm*;unique*;'));
    const commands = lines((await ftp.command('HELP')).text).flatMap((l) => l.trim().split(' '));
    assert.ok(commands.length > 30);
    for (const c of [...commands, ...features.map((f) => f.split(' ')[0]!)]) {
      // Those that end the session or have a data connection waited for, and those that are no commands.
      if (['QUIT', 'EPSV', 'PASV', 'TVFS', 'UTF8'].includes(c)) continue;
      const { code } = await ftp.command(c);
      assert.ok(code !== 500 && code !== 502, `${c}: ${code}`);
    }
  });

  it('wants a login, the right way round', async () => {
    const ftp = await connected();
    for (const line of ['PWD', 'LIST', 'STOR x', 'SIZE x', 'PASV', 'TYPE I'])
      assert.equal((await ftp.command(line)).code, 530, line);
    assert.equal((await ftp.command('PASS x')).code, 503);
    for (const line of ['NOOP', 'FEAT', 'SYST']) assert.ok((await ftp.command(line)).code < 300, line);
  });

  it('refuses a wrong password, an unknown, a disabled and a person alike, and takes another try', async () => {
    const answers = new Set<string>();
    for (const user of ['robot', 'nobody', 'off', 'person', "x'/#?\\", '__proto__']) {
      const ftp = await connected();
      assert.equal((await ftp.command(`USER ${user}`)).code, 331);
      const password = user === 'robot' ? 'wrong' : PASSWORD;
      const r = await ftp.command(`PASS ${password}`);
      answers.add(`${r.code} ${r.text}`);
      if (user !== 'robot') continue;
      await ftp.command('USER robot');
      assert.equal((await ftp.command(`PASS ${PASSWORD}`)).code, 230);
    }
    assert.deepEqual([...answers], ['530 Identifiant ou mot de passe refusé.']);
    assert.ok(!JSON.stringify(world.log).includes('wrong'), 'a password in the log');
  });

  it('ends a connection that guesses', async () => {
    const ftp = await connected();
    const codes: number[] = [];
    for (let i = 0; i < 5; i++) {
      // Whose lock is in nobody's way here.
      await ftp.command('USER guessed');
      codes.push((await ftp.command(`PASS guess${i}`)).code);
    }
    assert.deepEqual(codes, [530, 530, 530, 530, 421]);
  });

  it('speaks the language of the login', async () => {
    assert.equal((await (await login('french')).command('SIZE /import/x.pdf')).text, '/import/x.pdf : introuvable.');
    assert.equal(
      (await (await login('robot')).command('SIZE /import/x.pdf')).text,
      '/import/x.pdf: no such file or folder.',
    );
  });

  it('lists as clients expect: options, one file, a pattern, nothing', async () => {
    const ftp = await login();
    for (const n of ['b.DEX', 'a.DEX', 'c.pdf']) await ftp.store(`/import/LS/${n}`, 'xyz');
    const lines = async (command: string) => (await ftp.fetch(command)).bytes.toString().split('\r\n');
    assert.match(
      (await lines('LIST -al /import/LS'))[0]!,
      /^-rw-rw---- 1 ami ami +3 [A-Z][a-z]{2} [ \d]\d \d\d:\d\d a\.DEX$/,
    );
    assert.equal((await lines('LIST -la /import/LS')).length, 4);
    assert.deepEqual(await lines('NLST /import/LS/*.dex'), ['']);
    assert.deepEqual(await lines('NLST /import/LS/*.DEX'), ['/import/LS/a.DEX', '/import/LS/b.DEX', '']);
    assert.deepEqual(await lines('NLST /import/LS/?.pdf'), ['/import/LS/c.pdf', '']);
    assert.deepEqual(await lines('NLST import/LS/'), ['import/LS/a.DEX', 'import/LS/b.DEX', 'import/LS/c.pdf', '']);
    assert.deepEqual(await lines('NLST import/LS/c.pdf'), ['import/LS/c.pdf', '']);
    assert.match((await lines('LIST /import/LS/c.pdf'))[0]!, / c\.pdf$/);
    assert.equal((await ftp.fetch('LIST /import/EMPTY1')).bytes.length, 0);
    assert.equal((await ftp.fetch('LIST /import/EMPTY1/none')).reply.code, 550);
    assert.match((await lines('LIST'))[0]!, /^drwxrwx---.* import$/);
    await ftp.command('CWD /import');
    assert.deepEqual(await lines('NLST -1 LS'), ['LS/a.DEX', 'LS/b.DEX', 'LS/c.pdf', '']);
    await ftp.command('CWD /import/LS');
    assert.deepEqual(await lines('NLST *.pdf'), ['c.pdf', '']);
    assert.deepEqual(await lines('NLST'), ['a.DEX', 'b.DEX', 'c.pdf', '']);
    assert.deepEqual(await lines('NLST -a'), ['a.DEX', 'b.DEX', 'c.pdf', '']);
  });

  it('resumes a download, never an upload, and forgets the offset after any transfer', async () => {
    const ftp = await login();
    await ftp.store('/import/R1/a.pdf', '0123456789');
    const retr = async () => (await ftp.fetch('RETR /import/R1/a.pdf')).bytes.toString();
    assert.equal((await ftp.command('REST 4')).code, 350);
    assert.equal(await retr(), '456789');
    assert.equal(await retr(), '0123456789');
    await ftp.command('REST 4');
    assert.equal((await ftp.store('/import/R1/b.pdf', 'x')).code, 501);
    assert.equal((await ftp.store('/import/R1/b.pdf', 'x')).code, 226);
    await ftp.command('REST 4');
    assert.equal((await ftp.command('SIZE /import/R1/none')).code, 550);
    assert.equal(await retr(), '0123456789');
    await ftp.command('REST 10');
    assert.equal(await retr(), '');
    await ftp.command('REST 11');
    assert.equal((await ftp.fetch('RETR /import/R1/a.pdf')).reply.code, 554);
  });

  it('closes an idle connection, but not in a transfer', async () => {
    const hasty = await ftpWorld({ timings: { idleMs: 400 } });
    const ftp = await RawFtp.login(hasty.ftp.port);
    open.push(ftp);
    const data = await ftp.data();
    assert.equal((await ftp.command('STOR /import/I1/a.pdf')).code, 150);
    await new Promise((r) => setTimeout(r, 600));
    data.end('x');
    assert.equal((await ftp.reply()).code, 226);
    assert.equal((await ftp.reply()).code, 421);
    await hasty.ftp.close(100);
  });

  it('does not resolve a bare data connection that nobody uses', async () => {
    const ftp = await login();
    const port = await ftp.passivePort();
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    await ftp.passivePort();
    socket.resume();
    if (!socket.closed) await once(socket, 'close');
  });
});
