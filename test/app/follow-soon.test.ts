import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { handlers } from '../../functions/api/handlers.ts';
import { takeLease } from '../../shared/app/lease.ts';
import type { ClientRule, FoundRule } from '../../shared/domain/firewall/rules.ts';
import type { Firewall } from '../../shared/ports/firewall.ts';
import { memoryWorld } from '../support/memory-ports.ts';
import { operator } from './world.ts';

/** A change of a list through the API is followed without waiting for the timer, and the answer does not wait for it. */

function world(put: (rule: ClientRule) => Promise<void>) {
  const { deps } = memoryWorld({ firewall: { ports: ['21'], mayWiden: false } });
  const rules = new Map<string, FoundRule>();
  const firewall: Firewall = {
    read: async () => [...rules.values()],
    put: async (rule) => {
      await put(rule);
      rules.set(rule.name, { ...rule, isInbound: true, asWritten: true });
    },
    remove: async (name) => void rules.delete(name),
  };
  return { deps: { ...deps, firewall }, sources: () => [...rules.values()].flatMap((r) => r.sources) };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !isSo(); n++) await sleep(20);
  assert.ok(isSo());
}

const call = {
  by: operator,
  compte: 'durand',
  params: {},
  query: undefined,
  header: () => null,
  upload: async () => new Uint8Array(),
};
const compte = { id: 'durand', name: 'Durand', language: 'fr' } as const;

test('a compte that was made, a list that was set', async () => {
  const { promise: slow, resolve } = Promise.withResolvers<void>();
  const { deps, sources } = world(() => slow);
  assert.equal((await handlers.createCompte({ ...call, deps, body: compte })).status, 201);
  const body = { allow: ['192.0.2.14'], tlsRequired: false };
  assert.ok((await handlers.setAccess({ ...call, deps, body })).json);
  assert.deepEqual(sources(), []);
  resolve();
  // The run that was at it saw the list before it changed, or did not: it ends with it all the same.
  await until(() => sources().join() === '192.0.2.14');
});

test('a run that is at it already is waited for', async () => {
  const { deps, sources } = world(async () => undefined);
  const other = await takeLease(deps, 'firewall', 60_000);
  await handlers.createCompte({ ...call, deps, body: compte });
  await sleep(50);
  assert.deepEqual(sources(), []);
  await other?.release();
  await until(() => sources().join() === '*');
});

test('a firewall that fails is no failure of the answer', async () => {
  const { deps } = world(() => Promise.reject(new Error('no way to it')));
  assert.equal((await handlers.createCompte({ ...call, deps, body: compte })).status, 201);
  await sleep(50);
});
