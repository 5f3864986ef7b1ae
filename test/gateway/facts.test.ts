import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { type FtpWorld, ftpWorld } from '../support/ftp-world.ts';
import { RawFtp } from '../support/raw-ftp.ts';

/** `type=file;size=3; a.pdf` as a map of its facts, the name under `name`. */
function parsed(line: string): Map<string, string> {
  const space = line.indexOf(' ');
  const facts = line
    .slice(0, space)
    .split(';')
    .filter(Boolean)
    .map((f): [string, string] => [f.slice(0, f.indexOf('=')), f.slice(f.indexOf('=') + 1)]);
  return new Map([...facts, ['name', line.slice(space + 1)]]);
}

describe('MLSD and MLST', { timeout: 300_000 }, () => {
  let world: FtpWorld;
  const open: RawFtp[] = [];

  async function login(user = 'robot'): Promise<RawFtp> {
    const ftp = await RawFtp.login(world.ftp.port, user);
    open.push(ftp);
    return ftp;
  }

  async function mlsd(ftp: RawFtp, path: string): Promise<Map<string, string>[]> {
    const { reply, bytes } = await ftp.fetch(`MLSD ${path}`);
    assert.equal(reply.code, 226);
    return bytes.toString().split('\r\n').filter(Boolean).map(parsed);
  }

  async function mlst(ftp: RawFtp, path: string): Promise<Map<string, string>> {
    const { code, text } = await ftp.command(`MLST ${path}`);
    assert.equal(code, 250, text);
    const line = text.split('\r\n')[1]!;
    assert.equal(line[0], ' ');
    return parsed(line.slice(1));
  }

  before(async () => {
    world = await ftpWorld();
  });
  afterEach(() => {
    for (const f of open.splice(0)) f.close();
    world.blobs.stored.clear();
    world.tables.clear('state');
    world.pass(11 * 60_000);
  });
  after(() => world.ftp.close(100));

  it('give type, size, time, rights and identity, and names whole', async () => {
    const ftp = await login();
    await ftp.store('/import/007868/ été; a=b.pdf', 'abc');
    await ftp.command('MKD /import/007868/sub dir');
    const [file, folder] = await mlsd(ftp, '/import/007868');
    assert.deepEqual(
      [file!.get('type'), file!.get('size'), file!.get('perm'), file!.get('name')],
      ['file', '3', 'drw', ' été; a=b.pdf'],
    );
    assert.equal(file!.get('modify'), (await ftp.command('MDTM /import/007868/ été; a=b.pdf')).text);
    assert.deepEqual(
      [folder!.get('type'), folder!.get('size'), folder!.get('perm'), folder!.get('name')],
      ['dir', undefined, 'cdelm', 'sub dir'],
    );
    const one = await mlst(ftp, '/import/007868/ été; a=b.pdf');
    assert.equal(one.get('name'), '/import/007868/ été; a=b.pdf');
    assert.equal(one.get('unique'), file!.get('unique'));
    await ftp.store('/import/007868/ été; a=b.pdf', 'newer');
    assert.equal((await mlsd(ftp, '/import/007868')).length, 2);
    assert.notEqual((await mlst(ftp, '/import/007868/ été; a=b.pdf')).get('unique'), one.get('unique'));
    assert.equal((await mlst(ftp, '')).get('name'), '/');
  });

  it('send nothing for an empty folder, 550 for what is missing or no folder', async () => {
    const ftp = await login();
    await ftp.store('/import/007868/a.pdf', 'abc');
    await ftp.store('/import/007868/b.pdf/b.pdf', 'abc');
    assert.deepEqual(await mlsd(ftp, '/import/EMPTY1'), []);
    for (const path of ['/import/EMPTY1/none', '/import/007868/a.pdf', '/nowhere'])
      assert.equal((await ftp.fetch(`MLSD ${path}`)).reply.code, 550, path);
    assert.equal((await ftp.command('MLST /import/007868/none.pdf')).code, 550);
    assert.deepEqual(
      (await mlsd(ftp, '/import/007868/b.pdf')).map((f) => f.get('name')),
      ['b.pdf'],
    );
  });

  it('send the facts that OPTS MLST asked for', async () => {
    const ftp = await login();
    await ftp.store('/import/007868/a.pdf', 'abc');
    assert.equal((await ftp.command('OPTS MLST SIZE;nonsense;type;')).text, 'MLST OPTS type;size;');
    assert.equal((await ftp.fetch('MLSD /import/007868')).bytes.toString(), 'type=file;size=3; a.pdf\r\n');
    assert.match((await ftp.command('FEAT')).text, /^ MLST type\*;size\*;modify;perm;unique;\r$/m);
    assert.equal((await ftp.command('OPTS MLST')).text, 'MLST OPTS');
    assert.equal((await ftp.fetch('MLSD /import/007868')).bytes.toString(), ' a.pdf\r\n');
  });

  it('state rights that each role finds to be so', async () => {
    const files = ['/import/007868/a.pdf', '/import/007868/b.part', '/import/Vrac/c.pdf', '/config/dossiers.txt'];
    for (const user of ['robot', 'writer', 'reader', 'limited']) {
      const sub = `/import/007868/for-${user}`;
      const folders = ['/', '/import', '/import/007868', sub, '/config', '/export', '/retour'];
      const ftp = await login(user);
      for (const path of [...files, ...folders]) {
        const robot = await login(user === 'writer' && path !== '/config/dossiers.txt' ? 'writer' : 'robot');
        const isFile = files.includes(path);
        if (isFile) await robot.store(path, 'x');
        if (path === sub) await robot.command(`MKD ${path}`);
        robot.close();
        const { code, text } = await ftp.command(`MLST ${path}`);
        if (code !== 250) {
          assert.equal((await ftp.command(`CWD ${path}`)).code, 550, `${user} ${path}`);
          continue;
        }
        const perm = parsed(text.split('\r\n')[1]!.slice(1)).get('perm')!;
        const is = async (letter: string, granted: boolean) =>
          assert.equal(perm.includes(letter), granted, `${user} ${path} ${letter}: ${perm}`);
        const below = `${path === '/' ? '' : path}/of-${user}`;
        if (isFile) {
          await is('r', (await ftp.fetch(`RETR ${path}`)).reply.code === 226);
          await is('w', (await ftp.store(path, 'x')).code === 226);
          await ftp.command(`RNFR ${path}`);
          await is('f', (await ftp.command(`RNTO ${path}2.part`)).code === 250);
          if (path.endsWith('b.part')) await ftp.store(path, 'x');
          await is('d', (await ftp.command(`DELE ${path}`)).code === 250);
        } else {
          await is('e', (await ftp.command(`CWD ${path}`)).code === 250);
          await is('l', (await ftp.fetch(`LIST ${path}`)).reply.code === 226);
          if (path === sub) await is('d', (await ftp.command(`RMD ${path}`)).code === 250);
          else if (!perm.includes('d')) assert.equal((await ftp.command(`RMD ${path}`)).code, 550);
          await is('c', (await ftp.store(`${below}.pdf`, 'x')).code === 226);
          await is('m', (await ftp.command(`MKD ${below}`)).code === 257);
        }
      }
    }
  });
});
