import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type * as azure from '@azure/functions';
import { registry } from '../../local/functions-host/app-registry.ts';
import { installCoreModule } from '../../local/functions-host/core-module.ts';
import { HostError } from '../../local/functions-host/errors.ts';
import { parseHostJson } from '../../local/functions-host/host-json.ts';
import { planFunctions } from '../../local/functions-host/plan.ts';

// What is refused is what the library itself registers, so that a new release of it is read as it is.
installCoreModule();
const { app, input, output } = (await import('@azure/functions')) as typeof azure;

const handler = () => ({});
const connection =
  'Endpoint=sb://localhost:5672;SharedAccessKeyName=n;SharedAccessKey=a2V5;UseDevelopmentEmulator=true';
const settings = { BUS: connection, QUEUE: 'arrivals', NOT_BUS: 'secret-value', WITH_ID__fullyQualifiedNamespace: 'x' };

/** Registers functions, plans them and forgets them. */
function plan(register: () => void, env: Record<string, string> = {}, routePrefix = 'api') {
  const first = registry.functions.length;
  register();
  const functions = registry.functions.splice(first);
  assert.ok(functions.length > 0);
  return planFunctions(functions, { routePrefix }, { ...settings, ...env });
}

function assertRefused(register: () => void, pattern: RegExp, env: Record<string, string> = {}, routePrefix = 'api') {
  assert.throws(
    () => plan(register, env, routePrefix),
    (error: Error) => {
      assert.ok(error instanceof HostError, error.stack);
      assert.match(error.message, pattern);
      assert.doesNotMatch(error.message, /secret-value/);
      return true;
    },
  );
}

const http = (options: object) => () => app.http('page', { handler, ...options } as azure.HttpFunctionOptions);
const queue = (options: object) => () =>
  app.serviceBusQueue('drain', { handler, connection: 'BUS', queueName: 'q', ...options });
const timer = (options: object) => () => app.timer('tick', { handler, schedule: '0 0 1 * * *', ...options });

describe('what the local functions host takes', () => {
  it('plans HTTP, queue and timer functions', () => {
    const [page, drain, dead, tick] = plan(() => {
      http({ route: 'a/{b}/{*c}', methods: ['GET', 'POST'], authLevel: 'anonymous' })();
      queue({ queueName: '%QUEUE%', cardinality: 'one', isSessionsEnabled: false, autoCompleteMessages: true })();
      app.serviceBusQueue('dead', { handler, connection: 'BUS', queueName: 'arrivals/$deadletterqueue' });
      timer({ schedule: '00:05:00', runOnStartup: true, useMonitor: false })();
    });
    assert.ok(page?.trigger.type === 'http');
    assert.equal(page.trigger.route.template, 'api/a/{b}/{*c}');
    assert.ok(drain?.trigger.type === 'queue');
    assert.deepEqual(drain.trigger.source, {
      connectionString: connection,
      queueName: 'arrivals',
      isDeadLetter: false,
    });
    assert.ok(dead?.trigger.type === 'queue');
    assert.deepEqual(dead.trigger.source, { connectionString: connection, queueName: 'arrivals', isDeadLetter: true });
    assert.ok(tick?.trigger.type === 'timer');
    assert.equal(
      tick.trigger.schedule.next(new Date('2026-01-01T00:00:00Z')).toISOString(),
      '2026-01-01T00:05:00.000Z',
    );
  });

  it('leaves out a function that a setting disables, and takes an empty route prefix', () => {
    assert.deepEqual(plan(http({}), { 'AzureWebJobs.page.Disabled': '1' }), []);
    const [page] = plan(http({ route: 'x' }), {}, '');
    assert.ok(page?.trigger.type === 'http');
    assert.equal(page.trigger.route.template, 'x');
  });
});

describe('what the local functions host refuses by name', () => {
  it('HTTP: keys, routes it cannot match, routes of its own, two owners of one route', () => {
    assertRefused(http({ authLevel: 'function' }), /function "page".*"authLevel".*"anonymous"/);
    assertRefused(http({ authLevel: 'admin' }), /function "page".*"authLevel"/);
    for (const part of ['{id:int}', '{id?}', '{id=1}', 'a-{id}', '{id}.pdf']) {
      assertRefused(http({ route: `files/${part}` }), /function "page": route "api\/files.*not supported/);
    }
    assertRefused(http({ route: '{*all}/end' }), /must be the last segment/);
    assertRefused(http({ route: '/x' }), /cannot begin with a slash/);
    assertRefused(http({ route: 'admin/users' }), /"admin", kept for the host/, {}, '');
    assertRefused(
      http({ webHookType: 'slack' }),
      /function "page": the option "webHookType" of httpTrigger is not supported/,
    );
    assertRefused(() => {
      http({ route: 'a/{x}' })();
      app.http('other', { handler, route: 'A/{y}', methods: ['POST'] });
    }, /functions "page" and "other" both answer POST/);
  });

  it('Service Bus: topics, batches, sessions, own settling, SDK bindings, connections it cannot make', () => {
    const topic = { handler, connection: 'BUS', topicName: 't', subscriptionName: 's' };
    assertRefused(() => app.serviceBusTopic('sub', topic), /function "sub".*"queueName".*topics and subscriptions/);
    assertRefused(queue({ cardinality: 'many' }), /function "drain".*"cardinality".*"one"/);
    assertRefused(queue({ isSessionsEnabled: true }), /function "drain".*"isSessionsEnabled"/);
    assertRefused(queue({ autoCompleteMessages: false }), /function "drain".*"autoCompleteMessages"/);
    assertRefused(queue({ sdkBinding: true }), /function "drain".*"sdkBinding"/);
    assertRefused(queue({ accessRights: 'listen' }), /function "drain": the option "accessRights"/);
    assertRefused(queue({ queueName: '%NOWHERE%' }), /function "drain".*"queueName".*"NOWHERE" is not set/);
    assertRefused(queue({ queueName: 'q/$Transfer' }), /function "drain".*neither a queue nor/);
    assertRefused(queue({ connection: 'MISSING' }), /function "drain": set "MISSING"/);
    assertRefused(queue({ connection: 'NOT_BUS' }), /"NOT_BUS" is not a Service Bus connection string/);
    assertRefused(queue({ connection: 'WITH_ID' }), /function "drain": set "WITH_ID".*identity/);
  });

  it('timers: schedules that are none, never due or ambiguous, other time zones', () => {
    assertRefused(timer({ schedule: '*/5 * * * *' }), /function "tick", option "schedule".*5 fields/);
    assertRefused(timer({ schedule: '0 0 0 31 2 *' }), /never due/);
    assertRefused(timer({ schedule: '24:00:00' }), /function "tick".*hours 0-23/);
    assertRefused(timer({ schedule: '%NOWHERE%' }), /"schedule": the setting "NOWHERE" is not set/);
    assertRefused(timer({}), /function "tick".*WEBSITE_TIME_ZONE/, { WEBSITE_TIME_ZONE: 'Romance Standard Time' });
    assertRefused(timer({ retry: { strategy: 'fixedDelay', maxRetryCount: 1, delayInterval: 1 } }), /"tick".*"retry"/);
  });

  it('every other trigger and binding', () => {
    assertRefused(
      () => app.storageBlob('onBlob', { handler, path: 'c/{n}', connection: 'S' }),
      /function "onBlob": the trigger "blobTrigger" is not supported/,
    );
    assertRefused(() => app.eventGrid('onEvent', { handler }), /function "onEvent": the trigger "eventGridTrigger"/);
    const blob = input.storageBlob({ path: 'c/n', connection: 'S' });
    assertRefused(queue({ extraInputs: [blob] }), /function "drain": the input binding "blobInput\w*" of type "blob"/);
    const other = output.serviceBusQueue({ queueName: 'q', connection: 'BUS' });
    assertRefused(http({ extraOutputs: [other] }), /function "page": the output binding .* of type "serviceBus"/);
    assertRefused(timer({ return: other }), /function "tick": the output binding "\$return" of type "serviceBus"/);
  });
});

describe('host.json', () => {
  it('reads what it knows, with the defaults of Azure', () => {
    assert.deepEqual(parseHostJson('{"version":"2.0"}'), {
      routePrefix: 'api',
      serviceBus: { maxConcurrentCalls: 16, maxAutoLockRenewalMs: 300_000 },
      functionTimeoutMs: 1_800_000,
      withoutEffect: [],
    });
    const serviceBus = { maxConcurrentCalls: 8, prefetchCount: 5, maxAutoLockRenewalDuration: '00:01:30' };
    const text = JSON.stringify({
      version: '2.0',
      functionTimeout: '-1',
      logging: { logLevel: { default: 'Warning' } },
      extensions: { http: { routePrefix: '' }, serviceBus },
    });
    assert.deepEqual(parseHostJson(text), {
      routePrefix: '',
      serviceBus: { maxConcurrentCalls: 8, maxAutoLockRenewalMs: 90_000 },
      functionTimeoutMs: Number.POSITIVE_INFINITY,
      withoutEffect: ['logging', 'extensions.serviceBus.prefetchCount'],
    });
  });

  it('refuses by name what it does not know', () => {
    const refused: [object, RegExp][] = [
      [{ version: '1.0' }, /host\.json: "version" must be "2\.0"/],
      [{ functionTimeout: '10 min' }, /host\.json: "functionTimeout"/],
      [{ healthMonitor: {} }, /host\.json: "healthMonitor" is not supported/],
      [{ retry: { strategy: 'fixedDelay' } }, /host\.json: "retry" is not supported/],
      [{ extensions: { queues: {} } }, /host\.json: "extensions\.queues" is not supported/],
      [{ extensions: { http: { hsts: {} } } }, /host\.json: "extensions\.http\.hsts" is not supported/],
      [
        { extensions: { serviceBus: { transportType: 'x' } } },
        /"extensions\.serviceBus\.transportType" is not supported/,
      ],
      [
        { extensions: { serviceBus: { autoCompleteMessages: false } } },
        /"extensions\.serviceBus\.autoCompleteMessages" must/,
      ],
      [{ extensions: { serviceBus: { maxConcurrentCalls: 0 } } }, /"extensions\.serviceBus\.maxConcurrentCalls"/],
    ];
    for (const [part, pattern] of refused) {
      assert.throws(() => parseHostJson(JSON.stringify({ version: '2.0', ...part })), pattern);
    }
    assert.throws(() => parseHostJson('{'), /host\.json is not JSON/);
  });
});
