import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { contest, speedRatio } from '../../bench/gateway/contest.ts';
import { pdfPieces, smallPdfs } from '../../bench/gateway/files.ts';
import { TARGETS } from '../../bench/gateway/gateway.ts';
import { accountOf } from '../../bench/gateway/peers.ts';
import { listening } from '../../bench/gateway/processes.ts';
import { costliest } from '../../bench/gateway/profile.ts';

test('the first of two is faster where its seconds are fewer; the middle of the rounds counts', () => {
  assert.deepEqual(speedRatio([1, 1, 4], [2, 3, 4]), { median: 2, min: 1, max: 3, rounds: 3 });
  assert.equal(speedRatio([2], [1]).median, 0.5);
});

test('contestants take turns in beginning', async () => {
  const order: string[] = [];
  const who = (name: string) => async (round: number) => {
    order.push(`${name}${round}`);
    return order.length;
  };
  const times = await contest(3, { a: who('a'), b: who('b'), c: who('c') });
  assert.deepEqual(order, ['a0', 'b0', 'c0', 'b1', 'c1', 'a1', 'c2', 'a2', 'b2']);
  assert.deepEqual(times, { a: [1, 6, 8], b: [2, 4, 9], c: [3, 5, 7] });
});

test('the files sent are whole PDFs of the size asked for, and small ones are all different', () => {
  const whole = Buffer.concat([...pdfPieces(1_000_003)]);
  assert.equal(whole.length, 1_000_003);
  const start = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(whole.subarray(-40).toString('latin1'))![1]);
  assert.equal(whole.subarray(start, start + 4).toString(), 'xref');
  const make = smallPdfs(60_000);
  assert.equal(make(1).length, 60_000);
  assert.notDeepEqual(make(1), make(2));
  assert.deepEqual(make(3), make(3));
});

test('a profile is read as the own time of functions, without what was idle', () => {
  const node = (id: number, functionName: string, url = '') => ({
    id,
    callFrame: { functionName, url, lineNumber: 6 },
  });
  const profile = {
    nodes: [node(1, '(idle)'), node(2, 'write', 'file:///x/gateway/transfer.ts'), node(3, '')],
    samples: [1, 2, 3, 2],
    timeDeltas: [9000, 2000, 1000, 1000],
  };
  assert.deepEqual(costliest(profile, 5), ['   75 %  3 ms  write gateway/transfer.ts:7', '   25 %  1 ms  (anonymous)']);
  assert.equal(costliest(profile, 1).length, 1);
});

test('a passive port that goes on listening is seen', { skip: process.platform !== 'linux' }, async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  assert.equal(listening(process.pid, port, port), 1);
  assert.equal(listening(process.pid, port + 1, port + 1), 0);
  const other = spawn('sleep', ['60']);
  assert.equal(listening(other.pid!, port, port), 0, 'it is of this process');
  other.kill();
  server.close();
  await once(server, 'close');
  assert.equal(listening(process.pid, port, port), 0);
});

test('what the gateway should reach has its name and its bound', () => {
  assert.equal(TARGETS['ratio_small_32_vs_sdk'], 0.85);
  assert.equal(TARGETS['ratio_null_small_serial_vs_vsftpd_tls'], 0.8);
  const account = 'AccountName=a;AccountKey=a+/==;BlobEndpoint=http://127.0.0.1:1/a;';
  assert.deepEqual(accountOf(account), { name: 'a', key: 'a+/==', endpoint: 'http://127.0.0.1:1/a' });
});
