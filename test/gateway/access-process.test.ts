import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { setCompteAccess } from '../../shared/app/compte-access.ts';
import { createCompte } from '../../shared/app/comptes.ts';
import { putUser } from '../../shared/app/users.ts';
import type { Principal } from '../../shared/domain/principal.ts';
import { type GatewayLab, type GatewayProcess, gatewayLab, greeting } from '../support/gateway-process.ts';
import { RawFtp } from '../support/raw-ftp.ts';

const OPERATOR: Principal = { compte: '*', user: 'operator', role: 'operator', dossiers: 'all' };
const PASSWORD = 'a long enough one';

/** The code that PASS is answered with; `closed` where there was none. */
function login(port: number, user: string, password: string, localAddress: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', localAddress, noDelay: true });
    const commands = [`USER ${user}\r\n`, `PASS ${password}\r\n`];
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 1);
        const command = commands.shift();
        if (command) socket.write(command);
        else {
          socket.destroy();
          resolve(line.slice(0, 3));
        }
      }
    });
    socket.on('error', () => resolve('closed'));
    socket.on('close', () => resolve('closed'));
  });
}

describe('access to a running gateway', { timeout: 600_000 }, () => {
  let lab: GatewayLab;
  let gateway: GatewayProcess;
  before(async () => {
    lab = await gatewayLab({ AMI_ACCESS_REFRESH_SECONDS: '1', AMI_LOG_LEVEL: 'warn' });
    const { deps } = lab.context;
    await createCompte(deps, OPERATOR, { id: 'c1', name: 'Cabinet', language: 'fr' });
    const base = { password: PASSWORD, role: 'robot', dossiers: 'all', language: 'en', disabled: false } as const;
    for (const user of ['robot', 'victim']) await putUser(deps, OPERATOR, 'c1', { ...base, user });
    gateway = await lab.start();
  });
  after(() => lab?.close());

  it('10,000 wrong passwords are refused and told, while robots come in', async () => {
    const { port } = gateway;
    assert.equal(await login(port, 'robot', PASSWORD, '127.0.0.9'), '230');
    const total = 10_000;
    const answers: Record<string, number> = {};
    let next = 0;
    // Half of them at one user, half at many, from four addresses.
    const guess = async () => {
      for (let i = next++; i < total; i = next++) {
        const code = await login(port, i % 2 ? 'victim' : `u${i % 500}`, `wrong${i}`, `127.0.1.${1 + (i % 4)}`);
        answers[code] = (answers[code] ?? 0) + 1;
      }
    };
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 50 }, guess)).finally(() => {
      isOver = true;
    });
    let served = 0;
    while (!isOver) {
      assert.equal(await login(port, 'robot', PASSWORD, '127.0.0.9'), '230');
      served++;
      await sleep(50);
    }
    await flood;
    assert.ok(served > 5, `${served} logins meanwhile`);
    assert.deepEqual(Object.keys(answers), ['530']);
    assert.equal(await login(port, 'victim', PASSWORD, '127.0.0.10'), '230', 'nobody is locked out from elsewhere');
    assert.equal(await login(port, 'victim', PASSWORD, '127.0.1.2'), '530');
    const events = () => {
      const lines = gateway.output().stderr.split('\n').slice(0, -1);
      return lines.filter((l) => l.includes('"turned-away"'));
    };
    while (events().length < total + 1) await sleep(50);
    const told = events();
    assert.equal(told.length, total + 1);
    const worked = told.map((l) => JSON.parse(l) as { why: string }).filter((l) => l.why === 'login').length;
    // Five and some for the user and fifty for the many, from each address, while others were being worked out.
    assert.ok(worked < 500, `${worked} were worked out`);
    assert.ok(!/wrong\d/.test(gateway.output().stderr), 'a password in the log');
  });

  it('a list set through its use case cuts off who is in, and keeps the address from the greeting', async () => {
    const { port } = gateway;
    const ftp = await RawFtp.login(port, 'robot', PASSWORD);
    const last = ftp.reply();
    const { deps } = lab.context;
    await setCompteAccess(deps, OPERATOR, 'c1', { allow: ['192.0.2.0/24'], tlsRequired: false });
    assert.equal((await last).code, 421);
    assert.equal(await greeting(port), null);
    await setCompteAccess(deps, OPERATOR, 'c1', { allow: ['127.0.0.0/8'], tlsRequired: false });
    while ((await greeting(port)) === null) await sleep(100);
    await RawFtp.login(port, 'robot', PASSWORD);
  });
});
