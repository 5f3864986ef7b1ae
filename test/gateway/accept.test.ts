import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { after, afterEach, describe, it } from 'node:test';
import { type Arrival, type Entrance, type EntranceOptions, openEntrance, Proxies } from '../../gateway/accept.ts';
import { Monitor } from '../../gateway/monitor.ts';
import { ftpWorld, PASSWORD, passiveRange } from '../support/ftp-world.ts';
import { type MemoryWorld, memoryWorld } from '../support/memory-ports.ts';
import { RawFtp, untilClosed } from '../support/raw-ftp.ts';

describe('the entrance', { timeout: 300_000 }, () => {
  const entrances: Entrance[] = [];
  const clients: Socket[] = [];

  async function entrance(options: Partial<EntranceOptions>): Promise<Entrance & { world: MemoryWorld }> {
    const world = memoryWorld();
    const opened = await openEntrance({
      protocol: 'sftp',
      host: '127.0.0.1',
      port: 0,
      access: { admits: () => true },
      monitor: new Monitor(world.deps.log),
      log: world.deps.log,
      proxies: new Proxies(),
      onArrival: ({ socket }) => void socket.resume().end('hello'),
      ...options,
    });
    entrances.push(opened);
    return Object.assign(opened, { world });
  }

  function client(port: number, localAddress = '127.0.0.1'): Socket {
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    socket.on('error', () => {});
    clients.push(socket);
    return socket;
  }

  afterEach(async () => {
    for (const c of clients.splice(0)) c.destroy();
    for (const e of entrances.splice(0)) await e.close();
  });

  it('an address that nobody lists gets no byte', async () => {
    const e = await entrance({ access: { admits: (address) => address === '127.0.0.1' } });
    assert.equal(await untilClosed(client(e.port)), 'hello');
    assert.equal(await untilClosed(client(e.port, '127.0.0.2')), '');
    const told = e.world.log.filter((l) => l.event === 'turned-away');
    assert.deepEqual(
      told.map((l) => [l.fields['why'], l.fields['address'], l.fields['protocol']]),
      [['address', '127.0.0.2', 'sftp']],
    );
  });

  it('holds those who have not logged in to a number per address and in all', async () => {
    const arrivals: Arrival[] = [];
    const refused: string[] = [];
    const e = await entrance({
      limits: { perAddress: 2, total: 3 },
      onArrival: (a) => {
        arrivals.push(a);
        a.socket.resume();
      },
      onRefused: (socket, why) => {
        refused.push(why);
        socket.destroy();
      },
    });
    const arrived = async (n: number) => {
      while (arrivals.length + refused.length < n) await new Promise((r) => setImmediate(r));
    };
    for (let i = 0; i < 3; i++) client(e.port);
    await arrived(3);
    assert.deepEqual([arrivals.length, refused.length], [2, 1]);
    // A login makes room, for this address and for others.
    arrivals[0]!.loggedIn();
    arrivals[0]!.loggedIn();
    client(e.port);
    await arrived(4);
    assert.deepEqual([arrivals.length, refused.length], [3, 1]);
    for (let i = 0; i < 2; i++) client(e.port, '127.0.0.2');
    await arrived(6);
    assert.deepEqual([arrivals.length, refused.length], [4, 2]);
    // So does an end.
    const { socket } = arrivals[1]!;
    socket.destroy();
    await once(socket, 'close');
    client(e.port, '127.0.0.3');
    await arrived(7);
    assert.deepEqual([arrivals.length, refused.length], [5, 2]);
    assert.deepEqual([...new Set(refused)], ['busy']);
  });

  it('while it drains it says so, and closes when all have gone', async () => {
    const e = await entrance({ onRefused: (socket, why) => void socket.resume().end(why) });
    e.drain();
    assert.equal(await untilClosed(client(e.port)), 'draining');
    await e.close();
    const late = client(e.port);
    await untilClosed(late);
    assert.equal(late.bytesRead, 0);
  });

  it('rejects where the port is taken', async () => {
    const e = await entrance({});
    await assert.rejects(entrance({ port: e.port }), /EADDRINUSE/);
  });
});

describe('the entrance of FTP', { timeout: 300_000 }, () => {
  const closing: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });

  it('slow clients who never log in shut nobody out for longer than their time', async () => {
    const world = await ftpWorld({
      passive: passiveRange(5),
      timings: { loginMs: 1500 },
      ftp: { limits: { perAddress: 5 } },
    });
    closing.push(() => world.ftp.close(100));
    // One that is logged in is not touched by any of it.
    const robot = await RawFtp.login(world.ftp.port);
    const slow = await Promise.all(Array.from({ length: 5 }, () => RawFtp.open(world.ftp.port)));
    for (const s of slow) s.send('US');
    const refused = await RawFtp.open(world.ftp.port);
    assert.equal(refused.greeting?.code, 421);
    // From elsewhere one may still come in.
    const other = connect({ port: world.ftp.port, host: '127.0.0.1', localAddress: '127.0.0.2' });
    const [greeting] = (await once(other, 'data')) as [Buffer];
    assert.match(greeting.toString(), /^220/);
    other.destroy();
    // Bytes that make no command do not give them more time.
    const drip = setInterval(() => slow.forEach((s) => void s.send('x')), 100);
    await Promise.all(slow.map((s) => untilClosed(s.socket)));
    clearInterval(drip);
    const again = await RawFtp.open(world.ftp.port);
    assert.equal((await again.command('USER robot')).code, 331);
    assert.equal((await again.command(`PASS ${PASSWORD}`)).code, 230);
    assert.equal((await robot.command('NOOP')).code, 200);
    assert.ok(world.log.some((l) => l.event === 'turned-away' && l.fields['why'] === 'busy'));
    robot.close();
    again.close();
  });

  it('a line of a megabyte ends that connection alone', async () => {
    const world = await ftpWorld({ passive: passiveRange(5) });
    closing.push(() => world.ftp.close(100));
    const other = await RawFtp.login(world.ftp.port);
    const ftp = await RawFtp.open(world.ftp.port);
    ftp.send(Buffer.alloc(1024 ** 2, 'A'));
    ftp.send('\r\nNOOP\r\n');
    assert.equal((await ftp.reply()).code, 500);
    await untilClosed(ftp.socket);
    assert.equal((await other.command('NOOP')).code, 200);
    assert.ok(world.log.some((l) => l.event === 'turned-away' && l.fields['why'] === 'protocol'));
    other.close();
  });
});
