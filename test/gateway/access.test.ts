import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import ssh2 from 'ssh2';
import { Access, type AccessSettings, type Client, type Visit } from '../../gateway/access.ts';
import { Monitor } from '../../gateway/monitor.ts';
import { LOGIN_KEY } from '../../shared/app/access.ts';
import { COMPTES } from '../../shared/app/comptes.ts';
import { hashPassword } from '../../shared/app/passwords.ts';
import type { Columns } from '../../shared/ports/tables.ts';
import { addLogin, COMPTE, type FtpWorld, ftpWorld, PASSWORD } from '../support/ftp-world.ts';
import { memoryWorld } from '../support/memory-ports.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const HERE = '192.0.2.1';
const KEY = ssh2.utils.generateKeyPairSync('ed25519').public.trim();
const WIRE = Buffer.from(KEY.split(' ')[1]!, 'base64');

const SETTINGS: AccessSettings = {
  refreshMs: 60_000,
  limits: { sessions: null, uploadBytes: null, dailyBytes: null },
  gateway: 'g1',
};

interface From {
  address?: string;
  protocol?: Client['protocol'];
  password?: string;
  key?: Buffer;
  end?: () => void;
}

/** Access with users robot (of compte c1) and elsewhere (of c2). */
async function world(limits: Partial<AccessSettings['limits']> = {}) {
  const w = memoryWorld();
  await addLogin(w.tables, 'robot');
  await addLogin(w.tables, 'elsewhere', { compte: 'c2' });
  const access = new Access(w.deps, new Monitor(w.deps.log), {
    ...SETTINGS,
    limits: { ...SETTINGS.limits, ...limits },
  });
  return {
    ...w,
    access,
    enter: (login: string, { address = HERE, protocol = 'ftp', password = PASSWORD, key, end }: From = {}) =>
      access.enter(
        { address, protocol },
        login,
        key ? { kind: 'key', key } : { kind: 'password', password },
        end ?? (() => undefined),
      ),
    compte: async (columns: Columns, compte = COMPTE) => {
      await w.tables.transact('state', COMPTES, [{ op: 'merge', key: compte, columns }]);
      await access.refresh();
    },
    user: (columns: Columns, login = 'robot') =>
      w.tables.transact('logins', login, [{ op: 'merge', key: LOGIN_KEY, columns }]),
    told: () =>
      w.log
        .filter((l) => l.event === 'turned-away')
        .map((l) => `${l.fields['why']} ${l.fields['reason'] ?? ''}`.trim()),
  };
}

const REFUSED = { kind: 'unauthenticated', code: 'LOGIN_REFUSED', params: {} };

describe('an address list', { timeout: 300_000 }, () => {
  it('lets in who is on it, and answers others as it answers a wrong password', async () => {
    const { enter, compte, told, tables } = await world();
    await compte({ allow: '192.0.2.0/24,2001:db8::/32' });
    await enter('robot');
    await enter('robot', { address: '2001:db8::7' });
    await assert.rejects(enter('robot', { address: '198.51.100.1' }), REFUSED);
    await assert.rejects(enter('robot', { address: '198.51.100.1', password: 'wrong' }), REFUSED);
    assert.deepEqual(told(), Array(2).fill('address not on the list of the compte'));
    await enter('elsewhere', { address: '198.51.100.1' });
    await tables.transact('logins', 'robot', [{ op: 'merge', key: LOGIN_KEY, columns: { publicKeys: KEY } }]);
    await assert.rejects(enter('robot', { address: '198.51.100.1', key: WIRE }), REFUSED);
  });

  it('counts a right password from outside as a wrong one, and never tries it', async () => {
    const { enter, compte, told } = await world();
    await compte({ allow: HERE });
    for (let i = 0; i < 5; i++) await assert.rejects(enter('robot', { address: '198.51.100.1' }), REFUSED);
    await assert.rejects(enter('robot', { address: '198.51.100.1' }), REFUSED);
    assert.equal(told().at(-1), 'locked pair');
    await enter('robot');
  });

  it('keeps an address from the greeting only where every compte shuts it out', async () => {
    const { access, compte } = await world();
    assert.ok(access.admits('198.51.100.1'), 'nothing is known yet');
    await compte({ allow: '192.0.2.0/24' });
    assert.ok(access.admits('198.51.100.1'), 'the other compte is open');
    await compte({ allow: '203.0.113.5' }, 'c2');
    assert.ok(!access.admits('198.51.100.1'));
    assert.ok(access.admits('192.0.2.9') && access.admits('203.0.113.5') && access.admits('::ffff:203.0.113.5'));
    assert.ok(!access.admits('no address'));
    await compte({ allow: '' }, 'c2');
    assert.ok(access.admits('198.51.100.1'), 'verdicts are of one refresh only');
  });

  it('takes effect without a restart, costs a login nothing, and ends who is in from outside', async () => {
    const { enter, compte, calls, log } = await world();
    const ended: string[] = [];
    await enter('robot', { end: () => ended.push('robot') });
    await enter('elsewhere', { end: () => ended.push('elsewhere') });
    calls.reset();
    await enter('robot');
    assert.deepEqual(calls.made, ['get-row']);
    await compte({ allow: '203.0.113.0/24' });
    assert.deepEqual(ended, ['robot']);
    await assert.rejects(enter('robot'), REFUSED);
    await compte({ allow: HERE });
    await enter('robot');
    assert.deepEqual(ended, ['robot'], 'told once');
    assert.equal(log.filter((l) => l.event === 'ended').length, 2);
  });

  it('stays as it was known where storage fails; before anything is known nobody comes in', async () => {
    const { access, enter, compte, calls, log } = await world();
    calls.fail('range');
    await access.refresh();
    assert.equal(log.at(-1)?.event, 'access-not-refreshed');
    calls.fail('range');
    await assert.rejects(enter('robot'), /storage fault/);
    await compte({ allow: '203.0.113.5' });
    calls.fail('range');
    await access.refresh();
    await assert.rejects(enter('robot'), REFUSED);
  });

  it('that can’t be read lets nobody in; a login of a compte without a row is a fault', async () => {
    const { enter, compte, tables, pass } = await world();
    await compte({ allow: 'garbage' });
    await assert.rejects(enter('robot'), REFUSED);
    await tables.transact('state', COMPTES, [{ op: 'delete', key: 'c2' }]);
    await compte({ allow: '' });
    pass(2000);
    await assert.rejects(enter('elsewhere'), /no row/);
  });

  it('of a compte made a moment ago is read at its first login', async () => {
    const { access, enter, tables, pass } = await world();
    await access.refresh();
    await addLogin(tables, 'new', { compte: 'c9' });
    await tables.transact('state', COMPTES, [{ op: 'merge', key: 'c9', columns: { allow: '203.0.113.5' } }]);
    pass(2000);
    await assert.rejects(enter('new'), REFUSED);
    await enter('new', { address: '203.0.113.5' });
  });
});

describe('TLS', { timeout: 300_000 }, () => {
  it('where it is required is asked of those who have proved who they are, in clear only', async () => {
    const { enter, compte, told } = await world();
    await compte({ tlsRequired: true });
    await assert.rejects(enter('robot'), { kind: 'unauthenticated', code: 'TLS_REQUIRED' });
    await assert.rejects(enter('robot', { password: 'wrong' }), REFUSED);
    assert.deepEqual(told(), ['tls-required in clear', 'login credential']);
    assert.equal((await enter('robot', { protocol: 'ftps' })).tlsRequired, true);
    await enter('robot', { protocol: 'sftp' });
    assert.equal((await enter('elsewhere')).tlsRequired, false);
  });

  it('ends sessions in clear when it becomes required', async () => {
    const { enter, compte } = await world();
    const ended: string[] = [];
    await enter('robot', { end: () => ended.push('clear') });
    await enter('robot', { protocol: 'ftps', end: () => ended.push('encrypted') });
    await compte({ tlsRequired: true });
    assert.deepEqual(ended, ['clear']);
  });
});

describe('a change of a user', { timeout: 300_000 }, () => {
  const changes: Record<string, Columns> = {
    disabled: { disabled: true },
    'another role': { role: 'read' },
    'other dossiers': { dossiers: '007868' },
    'another compte': { compte: 'c2' },
  };
  for (const [name, columns] of Object.entries(changes))
    it(`ends its sessions: ${name}`, async () => {
      const { access, enter, user } = await world();
      const ended: string[] = [];
      await enter('robot', { end: () => ended.push('robot') });
      await enter('elsewhere', { end: () => ended.push('elsewhere') });
      await user(columns);
      await access.refresh();
      await access.refresh();
      assert.deepEqual(ended, ['robot']);
    });

  it('of the password ends those that came in by it, of the keys those that came in by one taken away', async () => {
    const { access, enter, user } = await world();
    await user({ publicKeys: KEY });
    const ended: string[] = [];
    await enter('robot', { end: () => ended.push('password') });
    await enter('robot', { key: WIRE, protocol: 'sftp', end: () => ended.push('key') });
    await user({ hash: await hashPassword('another one') });
    await access.refresh();
    assert.deepEqual(ended, ['password']);
    await user({ publicKeys: undefined });
    await access.refresh();
    assert.deepEqual(ended, ['password', 'key']);
  });

  it('of language or limits ends nothing, and a fault of storage neither', async () => {
    const { access, enter, user, calls } = await world();
    await enter('robot', { end: () => assert.fail('ended') });
    await user({ language: 'fr', maxSessions: 1 });
    await access.refresh();
    calls.fail('get-row');
    await access.refresh();
  });

  it('reaches everybody, however many are in, a bounded number at each refresh', async () => {
    const { access, enter, tables, user, calls } = await world();
    const ended: string[] = [];
    for (let i = 0; i < 450; i++) {
      await addLogin(tables, `u${i}`, { publicKeys: KEY });
      await enter(`u${i}`, { key: WIRE, end: () => ended.push(`u${i}`) });
    }
    await user({ disabled: true }, 'u449');
    const reads: number[] = [];
    for (let i = 0; i < 3; i++) {
      calls.reset();
      await access.refresh();
      reads.push(calls.made.filter((c) => c === 'get-row').length);
    }
    assert.deepEqual(reads, [200, 200, 200]);
    assert.deepEqual(ended, ['u449']);
  });
});

describe('sessions', { timeout: 300_000 }, () => {
  it('of a user are limited, those that have ended at once no longer count', async () => {
    const { enter, user, told } = await world({ sessions: 2 });
    const visits: Visit[] = [await enter('robot'), await enter(' ROBOT ')];
    const tooMany = { kind: 'too-many', code: 'TOO_MANY_SESSIONS', params: { max: '2' } };
    await assert.rejects(enter('robot'), tooMany);
    assert.deepEqual(told(), ['busy sessions']);
    await enter('elsewhere');
    visits[0]!.leave();
    visits[0]!.leave();
    const third = await enter('robot');
    await assert.rejects(enter('robot'), tooMany);
    await user({ maxSessions: 3 });
    await enter('robot');
    third.leave();
    await user({ maxSessions: 1 });
    await assert.rejects(enter('robot'), { params: { max: '1' } });
    await assert.rejects(enter('robot', { password: 'wrong' }), REFUSED, 'not told without the password');
  });
});

describe('public keys', { timeout: 300_000 }, () => {
  it('let in who has them, and nobody else', async () => {
    const { access, enter, user } = await world();
    await user({ publicKeys: `${KEY} robot` });
    assert.equal(await access.knowsKey(' Robot', WIRE), true);
    assert.equal((await enter('robot', { key: WIRE, protocol: 'sftp' })).user, 'robot');
    const other = Buffer.from(WIRE);
    other[40] = other[40]! ^ 1;
    for (const [login, key] of [['robot', other] as const, ['elsewhere', WIRE] as const, ["x'/#", WIRE] as const]) {
      assert.equal(await access.knowsKey(login, key), false);
      await assert.rejects(enter(login, { key, protocol: 'sftp' }), REFUSED);
    }
    await user({ disabled: true });
    assert.equal(await access.knowsKey('robot', WIRE), false);
    await assert.rejects(enter('robot', { key: WIRE, protocol: 'sftp' }), REFUSED);
  });

  it('are not locked out by wrong passwords', async () => {
    const { enter, user } = await world();
    await user({ publicKeys: KEY });
    for (let i = 0; i < 6; i++) await assert.rejects(enter('robot', { password: `wrong${i}` }), REFUSED);
    await enter('robot', { key: WIRE, protocol: 'sftp' });
  });
});

describe('wrong passwords', { timeout: 300_000 }, () => {
  it('lock the pair without a look at storage; elsewhere, and later, the user comes in', async () => {
    const { enter, calls, told, pass } = await world();
    for (let i = 0; i < 5; i++) await assert.rejects(enter('robot', { password: `wrong${i}` }), REFUSED);
    calls.reset();
    await assert.rejects(enter('robot'), REFUSED);
    assert.deepEqual(calls.made, []);
    assert.equal(told().at(-1), 'locked pair');
    await enter('robot', { address: '192.0.2.2' });
    await enter('elsewhere');
    pass(1001);
    await enter('robot');
  });

  it('ten thousand of them stop nobody: few are worked out, a known robot and another address come in', async () => {
    const { enter, told, stand } = await world();
    // Locks end by the clock: a slow machine would see some of them end within the flood.
    stand();
    await enter('robot', { address: '203.0.113.1' });
    const answers = new Map<string, number>();
    const count = (e: { code: string }) => answers.set(e.code, (answers.get(e.code) ?? 0) + 1);
    const flood = Array.from({ length: 10_000 }, (_, i) =>
      // Half at one user, half at many.
      enter(i % 2 ? 'robot' : `u${i % 997}`, { password: `wrong${i}` }).then(() => assert.fail('came in'), count),
    );
    const worked = ['login credential', 'login unknown'];
    await enter('robot', { address: '203.0.113.1' });
    await enter('elsewhere', { address: '203.0.113.2' });
    await Promise.all(flood);
    assert.equal(
      [...answers.values()].reduce((a, b) => a + b),
      10_000,
    );
    assert.deepEqual([...answers.keys()].sort(), ['LOGINS_BUSY', 'LOGIN_REFUSED']);
    const tried = told().filter((t) => worked.includes(t)).length;
    assert.ok(tried <= 60, `${tried} were worked out`);
    await enter('robot', { address: '203.0.113.3' });
  });
});

describe('access, over FTP', { timeout: 300_000 }, () => {
  let w: FtpWorld;
  before(async () => {
    w = await ftpWorld({ access: { ...SETTINGS, limits: { ...SETTINGS.limits, sessions: 3 } } });
  });
  after(() => w.ftp.close(0));

  const login = async (password = PASSWORD, user = 'robot') => {
    const ftp = await RawFtp.open(w.ftp.port);
    await ftp.command(`USER ${user}`);
    return { ftp, reply: await ftp.command(`PASS ${password}`) };
  };

  it('tells who has too many sessions to try later, and takes a new one as soon as one has ended', async () => {
    const first = [await login(), await login(), await login()];
    assert.deepEqual(
      first.map((l) => l.reply.code),
      [230, 230, 230],
    );
    const { reply } = await login();
    assert.equal(reply.code, 421);
    assert.match(reply.text, /3 sessions/);
    assert.equal((await first[0]!.ftp.command('QUIT')).code, 221);
    const again = await login();
    assert.equal(again.reply.code, 230);
    for (const { ftp } of [...first, again]) await ftp.command('QUIT').catch(() => undefined);
  });

  it('ends the session of a user that is disabled', async () => {
    const { ftp, reply } = await login(PASSWORD, 'robot2');
    assert.equal(reply.code, 230);
    const told = ftp.reply();
    await w.tables.transact('logins', 'robot2', [{ op: 'merge', key: LOGIN_KEY, columns: { disabled: true } }]);
    await w.access.refresh();
    assert.equal((await told).code, 421);
  });

  it('answers a password from outside the list as a wrong one', async () => {
    await w.tables.transact('state', COMPTES, [{ op: 'merge', key: 'c2', columns: { allow: '203.0.113.5' } }]);
    await w.access.refresh();
    const outside = (await login(PASSWORD, 'elsewhere')).reply;
    const wrong = (await login('wrong one', 'robot')).reply;
    assert.deepEqual([outside.code, outside.text], [wrong.code, wrong.text]);
    assert.equal(outside.code, 530);
  });

  it('asks for TLS where the compte requires it', async () => {
    await w.tables.transact('state', COMPTES, [{ op: 'merge', key: COMPTE, columns: { tlsRequired: true } }]);
    await w.access.refresh();
    const { reply } = await login();
    assert.equal(reply.code, 530);
    assert.match(reply.text, /TLS/);
  });
});
