import { registry } from '../../../local/functions-host/app-registry.ts';
import { installCoreModule } from '../../../local/functions-host/core-module.ts';
import { at, leaf, ofType, type World } from '../compiled.ts';

let loading: Promise<{ names: string[]; queues: string[] }> | undefined;

/** The functions as they register themselves, and the queues that trigger them. */
export function registered(): Promise<{ names: string[]; queues: string[] }> {
  loading ??= (async () => {
    installCoreModule();
    await import('../../../functions/main.ts');
    const bindings = registry.functions.flatMap((f) => Object.values(f.metadata.bindings));
    const queues = bindings.flatMap((b) => ('queueName' in b ? [String(b['queueName'])] : []));
    return { names: registry.functions.map((f) => f.metadata.name), queues };
  })();
  return loading;
}

/** What is always ready exists, and every queue that is listened to or filled is there. */
export function triggers(w: World, code: { names: string[]; queues: string[] }): string[] {
  const ready = at(
    ofType(w, 'Microsoft.Web/sites')[0]!,
    'properties.functionAppConfig.scaleAndConcurrency.alwaysReady',
  );
  const found = (ready as { name: string }[])
    .filter(({ name }) => name !== 'http' && !code.names.some((n) => name === `function:${n}`))
    .map(({ name }) => `always ready: there is no ${name}`);
  const queues = ofType(w, 'Microsoft.ServiceBus/namespaces/queues').map(leaf);
  for (const queue of code.queues) {
    const [name] = queue.split('/');
    if (!queues.includes(name!)) found.push(`a function listens to ${queue}, which is not there`);
  }
  for (const queue of queues) {
    if (!code.queues.includes(queue)) found.push(`nobody listens to ${queue}`);
    if (!code.queues.includes(`${queue}/$DeadLetterQueue`)) found.push(`nobody looks at the dead letters of ${queue}`);
  }
  return found;
}
