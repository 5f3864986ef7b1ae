import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { ownCertificate } from '../../local/self-signed.ts';
import { addLogin, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import { type GatewayLab, gatewayLab } from '../support/gateway-process.ts';
import { RawFtp } from '../support/raw-ftp.ts';
import { HOST_KEY, sftpWorld } from '../support/sftp-world.ts';

/** What somebody may type in each place; none may be found in what a gateway writes. */
const SECRETS = {
  right: PASSWORD,
  wrong: 'Wr0ng-Segreto-1',
  asUser: 'TypedAsUser-Pa55',
  asUserWithSpaces: 'typed as "user" & Pa55',
  accents: 'Été-secret-à-deviner',
  asCommand: 'PassAsCommand77',
  behindPass: 'GluedToPass88',
  site: 'SiteSecret99',
  inLongLine: 'LongLineSecret10',
  inClearAfterAuth: 'AfterAuthSecret11',
  http: 'QXV0aG9yaXphdGlvbg',
  ssh: 'SshSecret12',
  atFault: 'FaultSecret13',
};

const LOWER = Object.values(SECRETS).map((s) => s.toLowerCase());

/** Also in lower case, as logins are compared, in parts of eight characters, and as base64 or hexadecimal. */
function assertClean(text: string): void {
  const lower = text.toLowerCase();
  for (const secret of LOWER) {
    const bytes = Buffer.from(secret);
    const ways = [
      secret,
      bytes.toString('base64').toLowerCase(),
      bytes.toString('hex'),
      JSON.stringify(secret).slice(1, -1),
    ];
    for (let i = 0; i + 8 <= secret.length; i++) ways.push(secret.slice(i, i + 8));
    for (const way of ways) assert.ok(!lower.includes(way), `"${way}" is in the log:\n${text}`);
  }
}

/** Bytes to a port and the end of it, whatever the answer. */
async function throwAt(port: number, bytes: string | Buffer): Promise<void> {
  const socket = connect({ port, host: '127.0.0.1' });
  socket.on('error', () => {});
  socket.resume();
  await once(socket, 'connect');
  socket.end(bytes);
  await new Promise((r) => socket.once('close', r));
}

async function trySsh(port: number, username: string, password: string): Promise<void> {
  const client = new ssh2.Client();
  await new Promise<void>((resolve) => {
    client.once('ready', resolve);
    client.once('error', () => resolve());
    client.once('close', () => resolve());
    client.connect({ host: '127.0.0.1', port, username, password, tryKeyboard: true, readyTimeout: 20_000 });
    client.on('keyboard-interactive', (_n, _i, _l, _p, finish) => finish([password]));
  });
  client.on('error', () => {});
  client.end();
}

describe('what a gateway writes', { timeout: 300_000 }, () => {
  let lab: GatewayLab;
  let directory: string;
  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'ami-secrets-'));
    const { certFile, keyFile } = ownCertificate(directory, '127.0.0.1');
    const hostKey = join(directory, 'host-key');
    writeFileSync(hostKey, HOST_KEY.private, { mode: 0o600 });
    lab = await gatewayLab({
      AMI_LOG_LEVEL: 'debug',
      AMI_TLS_CERT: certFile,
      AMI_TLS_KEY: keyFile,
      AMI_SFTP_PORT: '0',
      AMI_SFTP_HOST_KEYS: hostKey,
    });
    await addLogin(lab.context.deps.tables, 'robot');
  });
  after(async () => {
    await lab.close();
    rmSync(directory, { recursive: true, force: true });
  });

  it('holds no password, wherever one was typed, and is JSON with the fields that are documented', async () => {
    const gateway = await lab.start();
    const { port } = gateway;
    const ftp = await RawFtp.login(port);
    await ftp.store('/import/007868/a.pdf', 'x');
    await ftp.fetch('RETR /import/007868/a.pdf');
    await ftp.list('/import');
    await ftp.command('MKD /import/NEW');
    await ftp.command('RMD /import/NEW');
    await ftp.command('DELE /none');
    await ftp.command('DELE ../..');
    ftp.close();
    for (const [login, password] of [
      ['robot', SECRETS.wrong],
      [SECRETS.asUser, SECRETS.wrong],
      [SECRETS.asUserWithSpaces, ''],
      ['robot', SECRETS.accents],
      [SECRETS.accents, SECRETS.accents],
    ]) {
      const guess = await RawFtp.open(port);
      await guess.command(`USER ${login}`);
      await guess.command(`PASS ${password}`);
      guess.close();
    }
    const odd = await RawFtp.open(port);
    await odd.command(SECRETS.asCommand);
    await odd.command(`PASS${SECRETS.behindPass}`);
    await odd.command(`ACCT ${SECRETS.site}`);
    await odd.command(`SITE PSWD ${SECRETS.site} ${SECRETS.wrong}`);
    await odd.command(`PASS ${SECRETS.wrong}`);
    odd.close();
    await throwAt(port, Buffer.from(`USER robot\r\nPASS ${SECRETS.accents}\r\n`, 'latin1'));
    await throwAt(port, `PASS ${SECRETS.inLongLine.repeat(20_000)}\r\n`);
    await throwAt(port, `GET / HTTP/1.1\r\nAuthorization: Basic ${SECRETS.http}\r\n\r\n`);
    // In clear where a handshake should be.
    const broken = await RawFtp.open(port);
    assert.equal((await broken.command('AUTH TLS')).code, 234);
    broken.send(`USER robot\r\nPASS ${SECRETS.inClearAfterAuth}\r\n`);
    await new Promise((r) => broken.socket.once('close', r));
    const secure = await RawFtp.open(port);
    await secure.secure({ rejectUnauthorized: false });
    await secure.command('USER robot');
    await secure.command(`PASS ${SECRETS.wrong}`);
    await secure.command('USER robot');
    await secure.command(`PASS ${SECRETS.right}`);
    secure.close();
    const sftp = /sftp:\/\/127\.0\.0\.1:(\d+)/.exec(gateway.output().stdout)?.[1];
    assert.ok(sftp, 'no SFTP');
    await trySsh(Number(sftp), 'robot', SECRETS.ssh);
    await trySsh(Number(sftp), SECRETS.asUser, SECRETS.ssh);
    await trySsh(Number(sftp), 'robot', SECRETS.right);
    gateway.child.kill('SIGTERM');
    assert.equal(await gateway.ended, 0);
    const { stdout, stderr } = gateway.output();
    assertClean(stdout);
    assertClean(stderr);

    const documented = readFileSync(new URL('../../docs/audit-log.md', import.meta.url), 'utf8');
    const events = stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const audit = events.filter((e) => e['audit'] === 1);
    for (const event of audit) {
      const words = [...Object.keys(event), event['msg'], event['outcome'], event['why']].filter(
        (w) => w !== undefined,
      );
      for (const word of words) assert.ok(documented.includes(`\`${word}\``), `${word} is not documented`);
      if (event['outcome'] === 'aborted') assert.ok(documented.includes(`\`${event['reason']}\``));
    }
    const told = new Set(audit.map((e) => e['msg']));
    for (const msg of ['entered', 'left', 'turned-away', 'deposit', 'download', 'list', 'mkdir', 'rmdir', 'delete'])
      assert.ok(told.has(msg), `no ${msg}`);
    const protocols = new Set(audit.map((e) => e['protocol']));
    assert.deepEqual([...protocols].sort(), ['ftp', 'ftps', 'sftp']);
  });

  it('holds no password where storage fails in the middle of a login', async () => {
    const world = await ftpWorld();
    world.calls.fail('get-row', 1000);
    const ftp = await RawFtp.open(world.ftp.port);
    await ftp.command('USER robot');
    assert.equal((await ftp.command(`PASS ${SECRETS.atFault}`)).code, 451);
    ftp.close();
    await world.ftp.close(0);
    assert.ok(world.log.some((l) => l.level === 'error'));
    assertClean(world.log.map((l) => `${l.event} ${String(l.fields['error'])} ${JSON.stringify(l.fields)}`).join('\n'));
  });

  it('holds no password of SSH either', async () => {
    const world = await sftpWorld();
    await trySsh(world.sftp.port, 'robot', SECRETS.ssh);
    await trySsh(world.sftp.port, SECRETS.asUser, SECRETS.ssh);
    await throwAt(world.sftp.port, `SSH-2.0-x\r\n${SECRETS.inClearAfterAuth}${'\u0000'.repeat(100)}`);
    await throwAt(world.sftp.port, `${SECRETS.asCommand}\r\n`);
    world.calls.fail('get-row', 1000);
    await trySsh(world.sftp.port, 'robot', SECRETS.atFault);
    await world.sftp.close(0);
    const text = world.log.map((l) => `${l.event} ${String(l.fields['error'])} ${JSON.stringify(l.fields)}`).join('\n');
    assert.match(text, /turned-away/);
    assertClean(text);
    assert.ok(!text.includes(HOST_KEY.private.split('\n')[1]!));
  });
});
