import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTAINERS } from '../../../shared/ports/blobs.ts';
import { QUEUES } from '../../../shared/ports/bus.ts';
import { at, differences, leaf, ofType, ROOT, type World } from '../compiled.ts';

/** The tables of shared/ports/tables.ts, which are a type only; the compiler compares. */
const TABLES = ['state', 'logins'] as const satisfies readonly import('../../../shared/ports/tables.ts').Table[];
/** Containers that raise events, and the queue of each: local/cloud.ts has the same. */
const EVENTS = { deposits: 'deposits', config: 'config', returns: 'returns' };

/** Queues, containers and tables: what the code names is there, and nothing else. */
export function names(w: World): string[] {
  const queues = ofType(w, 'Microsoft.ServiceBus/namespaces/queues').map(leaf);
  const containers = ofType(w, 'Microsoft.Storage/storageAccounts/blobServices/containers').map(
    (c) => `${c.name.slice(0, 6)}/${leaf(c)}`,
  );
  const tables = ofType(w, 'Microsoft.Storage/storageAccounts/tableServices/tables').map(leaf);
  const own = ['stdata/event-dead-letters', 'sthost/functions-packages', 'sthost/gateway-packages'];
  return [
    ...differences('queues', queues, QUEUES),
    ...differences('containers', containers, [...CONTAINERS.map((c) => `stdata/${c}`), ...own]),
    ...differences('tables', tables, TABLES),
    ...queueProperties(w),
    ...subscriptions(w),
  ];
}

interface LocalQueue {
  readonly Name: string;
  readonly Properties: Record<string, unknown>;
}

/** Locks, deliveries and the window of duplicates are those that the code was tested with. */
function queueProperties(w: World): string[] {
  const file = join(ROOT, 'local/service-bus/Config.json');
  const local = JSON.parse(readFileSync(file, 'utf8')).UserConfig.Namespaces[0].Queues as LocalQueue[];
  const same = [
    ['lockDuration', 'LockDuration'],
    ['maxDeliveryCount', 'MaxDeliveryCount'],
    ['requiresDuplicateDetection', 'RequiresDuplicateDetection'],
    ['duplicateDetectionHistoryTimeWindow', 'DuplicateDetectionHistoryTimeWindow'],
    ['requiresSession', 'RequiresSession'],
    ['deadLetteringOnMessageExpiration', 'DeadLetteringOnMessageExpiration'],
  ] as const;
  return ofType(w, 'Microsoft.ServiceBus/namespaces/queues').flatMap((q) => {
    const here = local.find((l) => l.Name === leaf(q))?.Properties;
    return same
      .filter(([azure, laptop]) => at(q, `properties.${azure}`) !== here?.[laptop])
      .map(([azure, laptop]) => `${q.name}: ${azure} is ${at(q, `properties.${azure}`)}, locally ${here?.[laptop]}`);
  });
}

function subscriptions(w: World): string[] {
  const queues = new Map(ofType(w, 'Microsoft.ServiceBus/namespaces/queues').map((q) => [q.id, leaf(q)]));
  const got = ofType(w, 'Microsoft.EventGrid/systemTopics/eventSubscriptions').map((s) => {
    const prefix = at(s, 'properties.filter.subjectBeginsWith') as string;
    const container = /^\/blobServices\/default\/containers\/([a-z]+)\/blobs\/$/.exec(prefix)?.[1];
    const to = at(s, 'properties.deliveryWithResourceIdentity.destination.properties.resourceId') as string;
    const types = at(s, 'properties.filter.includedEventTypes');
    const schema = at(s, 'properties.eventDeliverySchema');
    return `${types} (${schema}) of ${container} to ${queues.get(to)}`;
  });
  const wanted = Object.entries(EVENTS).map(
    ([container, queue]) => `Microsoft.Storage.BlobCreated (EventGridSchema) of ${container} to ${queue}`,
  );
  const dead = ofType(w, 'Microsoft.EventGrid/systemTopics/eventSubscriptions')
    .filter(
      (s) =>
        at(s, 'properties.deadLetterWithResourceIdentity.deadLetterDestination.properties.blobContainerName') !==
        'event-dead-letters',
    )
    .map((s) => `${s.name}: events that can't be delivered are lost`);
  const source = at(ofType(w, 'Microsoft.EventGrid/systemTopics')[0]!, 'properties.source');
  const account = ofType(w, 'Microsoft.Storage/storageAccounts').find((a) => a.name.startsWith('stdata'));
  return [...differences('events', got, wanted), ...dead, ...(source === account?.id ? [] : [`events of ${source}`])];
}
