import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect as tcp } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { MAX_HANDLES } from '../../gateway/sftp-session.ts';
import { addLogin, PASSWORD } from '../support/ftp-world.ts';
import { connect, HOST_KEY, type SftpWorld, sftpWorld, TestSftp, USER_KEY } from '../support/sftp-world.ts';

const FOLDER = '/import/007868';
const { OPEN_MODE } = ssh2.utils.sftp;

describe('SFTP', { timeout: 300_000 }, () => {
  let world: SftpWorld;
  const open: TestSftp[] = [];

  async function login(user = 'robot'): Promise<TestSftp> {
    const sftp = await TestSftp.login(world.sftp.port, user);
    open.push(sftp);
    return sftp;
  }

  /** The bytes of every document, by name. */
  function documents(): Map<string, Buffer> {
    const found = new Map<string, Buffer>();
    for (const [key, { bytes, metadata }] of world.blobs.stored)
      if (key.startsWith('deposits/')) found.set(decodeURIComponent(metadata['name'] ?? key), bytes);
    return found;
  }

  before(async () => {
    world = await sftpWorld();
  });
  afterEach(() => {
    for (const s of open.splice(0)) s.close();
    world.blobs.stored.clear();
    world.tables.clear('state');
    world.calls.reset();
  });
  after(() => world.sftp.close(100));

  it('takes deposits of any size, shows them and gives them back', async () => {
    const sftp = await login();
    for (const [name, size] of [
      ['empty.pdf', 0],
      ['facture é à.pdf', 60_000],
      ['large.pdf', 20_000_000],
    ] as const) {
      const bytes = randomBytes(size);
      await sftp.put(`${FOLDER}/${name}`, bytes);
      assert.deepEqual(documents().get(name), bytes);
      assert.equal((await sftp.stat(`${FOLDER}/${name}`)).size, size);
      assert.deepEqual(await sftp.get(`${FOLDER}/${name}`), bytes);
      if (size > 0) assert.deepEqual(await sftp.get(`${FOLDER}/${name}`, 1000), bytes.subarray(1000));
    }
    const [first] = await sftp.list(FOLDER);
    assert.match(first!.longname, /^-rw-rw---- 1 ami ami +0 .* empty\.pdf$/);
    assert.deepEqual(
      (await sftp.list('/')).map((e) => [e.filename, (e.attrs.mode & 0o40000) !== 0]),
      ['import', 'config', 'export', 'retour'].map((name) => [name, true]),
    );
  });

  it('lists a folder of thousands in several answers', async () => {
    const sftp = await login();
    const names = Array.from({ length: 250 }, (_, i) => `f${String(i).padStart(4, '0')}${'x'.repeat(150)}.pdf`);
    for (const n of names) await sftp.put(`${FOLDER}/${n}`, Buffer.from(n));
    assert.deepEqual(
      (await sftp.list(FOLDER)).map((e) => e.filename),
      names,
    );
  });

  it('renames out of progress, removes, makes and removes folders', async () => {
    const sftp = await login();
    await sftp.put(`${FOLDER}/a.pdf.part`, Buffer.from('content'));
    assert.equal(documents().size, 0);
    await sftp.rename(`${FOLDER}/a.pdf.part`, `${FOLDER}/a.pdf`);
    assert.equal(documents().get('a.pdf')?.toString(), 'content');
    await assert.rejects(sftp.rename(`${FOLDER}/a.pdf`, `${FOLDER}/b.pdf`), { code: 4, message: /deposited already/ });
    await sftp.remove(`${FOLDER}/a.pdf`);
    await assert.rejects(sftp.stat(`${FOLDER}/a.pdf`), { code: 2 });
    await sftp.mkdir(`${FOLDER}/sub`);
    await assert.rejects(sftp.mkdir(`${FOLDER}/sub`), { code: 4, message: /exists already/ });
    await sftp.rmdir(`${FOLDER}/sub`);
    await assert.rejects(sftp.rmdir('/export'), { code: 4, message: /cannot be removed/ });
  });

  it('takes times without keeping them', async () => {
    const sftp = await login();
    await sftp.put(`${FOLDER}/a.pdf`, Buffer.from('x'));
    await sftp.setTimes(`${FOLDER}/a.pdf`);
    assert.ok((await sftp.stat(`${FOLDER}/a.pdf`)).mtime > 1_700_000_000);
  });

  it('knows who may what', async () => {
    const writer = await login('writer');
    await writer.put(`${FOLDER}/w.pdf`, Buffer.from('sent'));
    assert.equal((await writer.stat(`${FOLDER}/w.pdf`)).size, 4);
    await assert.rejects(writer.list(FOLDER), { code: 3 });
    await assert.rejects(writer.get(`${FOLDER}/w.pdf`), { code: 3, message: /may only deposit/ });
    const reader = await login('reader');
    assert.deepEqual((await reader.get(`${FOLDER}/w.pdf`)).toString(), 'sent');
    await assert.rejects(reader.put(`${FOLDER}/r.pdf`, Buffer.from('x')), { code: 3 });
    const french = await login('french');
    await assert.rejects(french.stat('/rien'), { code: 2, message: '/rien : introuvable.' });
  });

  it('refuses what would change a deposit in place', async () => {
    const sftp = await login();
    await sftp.put(`${FOLDER}/a.pdf`, Buffer.from('first'));
    const { WRITE, CREAT, APPEND, EXCL, TRUNC } = OPEN_MODE;
    for (const flags of [WRITE | CREAT | APPEND, WRITE | CREAT, WRITE])
      await assert.rejects(sftp.open(`${FOLDER}/a.pdf`, flags), { code: 4, message: /cannot be resumed/ });
    await assert.rejects(sftp.open(`${FOLDER}/a.pdf`, WRITE | CREAT | EXCL), { code: 4, message: /exists already/ });
    await assert.rejects(sftp.open(`${FOLDER}/none.pdf`, WRITE | TRUNC), { code: 2 });
    const handle = await sftp.open(`${FOLDER}/new.pdf`, WRITE | CREAT | EXCL);
    await sftp.write(handle, Buffer.from('x'), 0);
    await sftp.done(handle);
    assert.deepEqual([...documents().keys()].sort(), ['a.pdf', 'new.pdf']);
  });

  it('answers a close only after the commit, and refuses it where that fails', async () => {
    const sftp = await login();
    const handle = await sftp.open(`${FOLDER}/a.pdf`, 'w');
    await sftp.write(handle, Buffer.from('x'), 0);
    world.calls.fail('create', 1);
    await assert.rejects(sftp.done(handle), { code: 4, message: /Passing fault/ });
    assert.equal(documents().size, 0);
    await sftp.put(`${FOLDER}/a.pdf`, Buffer.from('again'));
    assert.equal(documents().get('a.pdf')?.toString(), 'again');
  });

  it('keeps a client to what storage takes', async () => {
    const sftp = await login();
    const waiting: (() => void)[] = [];
    world.blobs.slowWrite = () => new Promise((resolve) => void waiting.push(resolve));
    let taken = 0;
    const handle = await sftp.open(`${FOLDER}/slow.pdf`, 'w');
    const total = 100 * 1024 * 1024;
    const writes: Promise<void>[] = [];
    const piece = Buffer.alloc(32_768);
    for (let at = 0; at < total; at += piece.length)
      writes.push(
        sftp.write(handle, piece, at).then(() => {
          taken += piece.length;
        }),
      );
    // It stops by itself, long before the end.
    for (let before = -1; before !== taken; await new Promise((r) => setTimeout(r, 300))) before = taken;
    assert.ok(taken < 60 * 1024 * 1024, `${taken} bytes were acknowledged`);
    world.blobs.slowWrite = null;
    for (const go of waiting) go();
    await Promise.all(writes);
    await sftp.done(handle);
    assert.equal(documents().get('slow.pdf')?.length, total);
  });

  it('serves several channels and files at once', async () => {
    const one = await login();
    const two = await TestSftp.on(one.client);
    const bytes = Array.from({ length: 20 }, () => randomBytes(200_000));
    await Promise.all(bytes.map((b, i) => (i % 2 ? one : two).put(`${FOLDER}/${i}.pdf`, b)));
    const back = await Promise.all(bytes.map((_, i) => (i % 2 ? two : one).get(`${FOLDER}/${i}.pdf`)));
    assert.deepEqual(back, bytes);
    const handles: Buffer[] = [];
    for (let i = 0; i < MAX_HANDLES; i++) handles.push(await one.open(`${FOLDER}/h${i}.pdf`, 'w'));
    await assert.rejects(one.open(`${FOLDER}/more.pdf`, 'w'), { code: 4, message: /More than 100 files/ });
    await one.done(handles[0]!);
    await one.done(await one.open(`${FOLDER}/more.pdf`, 'w'));
  });

  it('keeps paths inside the tree', async () => {
    const sftp = await login();
    assert.equal(await sftp.realpath('.'), '/');
    assert.equal(await sftp.realpath('/..'), '/');
    assert.equal(await sftp.realpath('/IMPORT/007868/../007868/./x'), '/import/007868/x');
    for (const path of ['/../etc/passwd', '/import/../../x', `${FOLDER}/a\0b`, `${FOLDER}/..\\..\\x`, '/%2e%2e/x'])
      await assert.rejects(sftp.put(path, Buffer.from('x')), (e: { code: number }) => [2, 3, 4].includes(e.code), path);
    assert.equal(documents().size, 0);
    const long = `${FOLDER}/${'é'.repeat(200)}.pdf`;
    await assert.rejects(sftp.put(long, Buffer.from('x')), { code: 4, message: /over 255 bytes/ });
  });

  it('refuses shells, commands, forwarding and other subsystems', async () => {
    const client = await connect(world.sftp.port);
    /** What a channel says on standard error, and its exit code. Answers may come with the channel itself. */
    const heard = (channel: ssh2.ClientChannel) =>
      new Promise<[said: string, code: number]>((resolve) => {
        let said = '';
        channel.stderr.on('data', (chunk: Buffer) => {
          said += chunk.toString();
        });
        channel.resume();
        channel.on('exit', (code: number) => setImmediate(() => resolve([said, code])));
      });
    const answers = [
      await new Promise((resolve) => client.shell((_, channel) => resolve(heard(channel)))),
      await new Promise((resolve) => client.exec('scp -t /', (_, channel) => resolve(heard(channel)))),
    ] as [string, number][];
    for (const [said, code] of answers) {
      assert.match(said, /SFTP only/);
      assert.equal(code, 1);
    }
    await assert.rejects(new Promise((_, reject) => client.subsys('netconf', reject)));
    await assert.rejects(new Promise((_, reject) => client.forwardOut('a', 1, '127.0.0.1', 22, reject)));
    await assert.rejects(new Promise((_, reject) => client.forwardIn('127.0.0.1', 0, reject)));
    client.end();
  });

  it('ends transfers before it stops, and takes no new ones', async () => {
    const other = await sftpWorld();
    const idle = await TestSftp.login(other.sftp.port);
    const busy = await TestSftp.login(other.sftp.port);
    const gone = once(idle.client, 'close');
    const handle = await busy.open(`${FOLDER}/last.pdf`, 'w');
    await busy.write(handle, Buffer.from('half'), 0);
    const closed = other.sftp.close(20_000);
    await gone;
    await assert.rejects(busy.open(`${FOLDER}/more.pdf`, 'w'), { code: 4, message: /stopping/ });
    await busy.write(handle, Buffer.from('-half'), 4);
    await busy.done(handle);
    await closed;
    assert.deepEqual(
      [...other.blobs.stored.values()].map((b) => b.bytes.toString()),
      ['half-half'],
    );
  });
});

describe('logging in to SFTP', { timeout: 300_000 }, () => {
  let world: SftpWorld;
  before(async () => {
    world = await sftpWorld();
    await addLogin(world.tables, 'keyed', { publicKeys: USER_KEY.public });
  });
  after(() => world.sftp.close(100));

  const refused = (config: Partial<ssh2.ConnectConfig>, user = 'robot') =>
    assert.rejects(connect(world.sftp.port, user, config), { level: 'client-authentication' });

  it('takes a password, also when it is asked for', async () => {
    (await connect(world.sftp.port)).end();
    const client = new ssh2.Client();
    client.on('keyboard-interactive', (_name, _text, _language, prompts, finish) => {
      assert.deepEqual(prompts, [{ prompt: 'Password: ', echo: false }]);
      finish([PASSWORD]);
    });
    const ready = once(client, 'ready');
    client.connect({
      host: '127.0.0.1',
      port: world.sftp.port,
      username: 'robot',
      tryKeyboard: true,
      authHandler: ['keyboard-interactive'],
    });
    await ready;
    client.end();
  });

  it('takes the key of a user, and no other one', async () => {
    const key = { password: undefined, privateKey: USER_KEY.private };
    (await connect(world.sftp.port, 'keyed', key)).end();
    await refused(key, 'robot');
    await refused({ ...key, privateKey: HOST_KEY.private }, 'keyed');
  });

  it('refuses wrong passwords and users alike, and ends after some tries', async () => {
    await refused({ password: 'wrong' });
    await refused({ password: 'wrong' }, 'nobody');
    const client = new ssh2.Client();
    let tries = 0;
    client.on('error', () => {});
    const closed = once(client, 'close');
    client.connect({
      host: '127.0.0.1',
      port: world.sftp.port,
      username: 'nobody',
      authHandler: () => ({ type: 'password', username: 'nobody', password: `wrong ${tries++}` }),
    });
    await closed;
    assert.equal(tries, 6);
  });

  it('offers modern algorithms only', async () => {
    for (const algorithms of [
      { cipher: ['aes128-cbc'] },
      { cipher: ['chacha20-poly1305@openssh.com'] },
      { kex: ['diffie-hellman-group14-sha1'] },
      { hmac: ['hmac-sha1'], cipher: ['aes128-ctr'] },
      { serverHostKey: ['ssh-rsa'] },
    ] as ssh2.Algorithms[])
      await assert.rejects(connect(world.sftp.port, 'robot', { algorithms }), /no matching/);
    for (const algorithms of [
      { cipher: ['aes256-gcm@openssh.com'] },
      { cipher: ['aes256-ctr'], hmac: ['hmac-sha2-512'] },
      { kex: ['diffie-hellman-group14-sha256'] },
    ] as ssh2.Algorithms[]) {
      const sftp = await TestSftp.login(world.sftp.port, 'robot', { algorithms });
      const bytes = randomBytes(300_000);
      await sftp.put(`${FOLDER}/a.pdf`, bytes);
      assert.deepEqual(await sftp.get(`${FOLDER}/a.pdf`), bytes);
      sftp.close();
    }
  });

  it('never signs with SHA-1, though its host key is RSA', async () => {
    const rsa = ssh2.utils.generateKeyPairSync('rsa', { bits: 2048 });
    const other = await sftpWorld({ hostKeys: [HOST_KEY.private, rsa.private] });
    const by = (name: ssh2.ServerHostKeyAlgorithm) =>
      connect(other.sftp.port, 'robot', { algorithms: { serverHostKey: [name] } });
    await assert.rejects(by('ssh-rsa'), /no matching host key/);
    for (const name of ['rsa-sha2-256', 'rsa-sha2-512', 'ssh-ed25519'] as const) (await by(name)).end();
    await other.sftp.close(100);
  });

  it('keeps the keys of ciphers ready: a change of ssh2 would show here', async () => {
    const { importKeys } = await import('../../gateway/sftp-ciphers.ts');
    const keys = { _encKey: Buffer.alloc(16), _macKey: Buffer.alloc(32) };
    const connection = { _protocol: { _cipher: keys, _decipher: { _decipherKey: Buffer.alloc(16) } } };
    assert.equal(importKeys(connection as unknown as ssh2.Connection), 3);
    const client = await connect(world.sftp.port, 'robot', { algorithms: { cipher: ['aes128-gcm@openssh.com'] } });
    assert.equal(importKeys(client as unknown as ssh2.Connection), 2, 'ssh2 keeps its keys under other names');
    client.end();
  });

  it('closes on who does not log in', async () => {
    const other = await sftpWorld({ timings: { loginMs: 200 } });
    const socket = tcp(other.sftp.port, '127.0.0.1');
    socket.resume();
    await once(socket, 'close');
    await other.sftp.close(100);
  });
});
