import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TracedSession } from '../../gateway/traced-tree.ts';
import type { Arriving, Tree } from '../../gateway/vfs.ts';
import type { Tracer } from '../../shared/ports/trace.ts';

/** The tree under the traced one: what of it is used here. */
function fakeTree(done: string[]): Tree {
  const arriving = {
    id: 'x',
    ending: () => 'whole',
    write: () => undefined,
    commit: async () => {
      done.push('commit');
      return { size: 3 };
    },
    abort: async () => {
      done.push('abort');
    },
  } as unknown as Arriving;
  return {
    openWrite: () => arriving,
    remove: async () => {
      done.push('remove');
    },
    rename: async () => {
      done.push('rename');
    },
  } as unknown as Tree;
}

test('a client is served whatever fails in tracing', async () => {
  const client = { protocol: 'ftp', address: '127.0.0.1' } as const;
  const refuse = () => assert.fail('tracing fails');
  const throwing = { startSpan: refuse } as unknown as Tracer;
  const badSpans = { startSpan: () => new Proxy({}, { get: () => refuse }) } as unknown as Tracer;
  for (const tracer of [throwing, badSpans]) {
    const done: string[] = [];
    const session = new TracedSession(tracer, client, 'c1');
    const tree = session.tree(fakeTree(done));
    const incoming = tree.openWrite('/import/007868/a.pdf');
    incoming.write(Buffer.from('abc'));
    await incoming.commit();
    await tree.openWrite('/import/007868/b.pdf').abort();
    await tree.rename('/a', '/b');
    await tree.remove('/export/x.DEX');
    session.end();
    assert.deepEqual(done, ['commit', 'abort', 'rename', 'remove']);
  }
});
