import { parseServiceBusConnectionString } from '@azure/service-bus';
import { HostError } from './errors.ts';
import { resolveSettings, type Settings } from './settings.ts';

/** A queue, or the dead-letter queue beside it, and how to reach it. */
export type QueueSource = { connectionString: string; queueName: string; isDeadLetter: boolean };

/**
 * Finds the queue a Service Bus trigger names: `queueName` may hold `%SETTING%` and end in `/$DeadLetterQueue`, and
 * `connection` is the name of a setting that holds a connection string.
 * @throws HostError naming the setting that is missing or wrong; its value is never shown
 */
export function resolveQueue(
  functionName: string,
  options: { connection: string; queueName: string },
  settings: Settings,
): QueueSource {
  const where = `function "${functionName}"`;
  const path = resolveSettings(options.queueName, settings, `${where}, option "queueName"`);
  const [, queueName, subQueue] = /^(.*?)(?:\/(\$.*))?$/.exec(path) as unknown as [string, string, string | undefined];
  if (queueName === '' || (subQueue !== undefined && subQueue.toLowerCase() !== '$deadletterqueue')) {
    throw new HostError(`${where}, option "queueName": "${path}" is neither a queue nor <queue>/$DeadLetterQueue`);
  }
  const connectionString = readConnection(where, options.connection, settings);
  return { connectionString, queueName, isDeadLetter: subQueue !== undefined };
}

function readConnection(where: string, name: string, settings: Settings): string {
  const value = settings[name];
  if (value === undefined || value === '') {
    const hasIdentity = settings[`${name}__fullyQualifiedNamespace`] !== undefined;
    const hint = hasIdentity
      ? ' (connecting by identity, as in Azure, is not supported by the local functions host)'
      : '';
    throw new HostError(`${where}: set "${name}" to a Service Bus connection string${hint}`);
  }
  try {
    parseServiceBusConnectionString(value);
  } catch {
    throw new HostError(`${where}: the setting "${name}" is not a Service Bus connection string`);
  }
  return value;
}
