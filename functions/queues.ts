import { app, type InvocationContext } from '@azure/functions';
import { configure, lookAgain } from '../shared/app/configure.ts';
import { dispatch } from '../shared/app/dispatch.ts';
import { publish } from '../shared/app/publish.ts';
import { handleReading } from '../shared/app/read-scan.ts';
import type { Lane } from '../shared/app/reading-lanes.ts';
import { takeReport } from '../shared/app/returns.ts';
import {
  configMessage,
  depositMessage,
  publishMessage,
  readingMessage,
  returnMessage,
} from '../shared/contracts/messages.ts';
import { inTrace } from './trace.ts';

/** A thrown error gives the message back; after the queue's limit of deliveries it is a dead letter (dead-letters.ts). */

app.serviceBusQueue('dispatchDeposit', {
  connection: 'ServiceBus',
  queueName: 'deposits',
  handler: async (message: unknown, context: InvocationContext) => {
    const m = depositMessage.parse(message);
    await inTrace(context, (deps) => dispatch(deps, m.compte, m.id, m.again ? 'again' : 'deposit'));
  },
});

app.serviceBusQueue('applyConfiguration', {
  connection: 'ServiceBus',
  queueName: 'config',
  handler: async (message: unknown, context: InvocationContext) => {
    const m = configMessage.parse(message);
    await inTrace(context, (deps) =>
      m.kind === 'configure' ? configure(deps, m.compte, m.id) : lookAgain(deps, m.compte, m.dossier, 2),
    );
  },
});

app.serviceBusQueue('publishEntries', {
  connection: 'ServiceBus',
  queueName: 'publish',
  handler: async (message: unknown, context: InvocationContext) => {
    const m = publishMessage.parse(message);
    await inTrace(context, (deps) => publish(deps, m.compte, m.dossier, m.exercice));
  },
});

app.serviceBusQueue('takeReport', {
  connection: 'ServiceBus',
  queueName: 'returns',
  handler: async (message: unknown, context: InvocationContext) => {
    const m = returnMessage.parse(message);
    await inTrace(context, (deps) => takeReport(deps, m.compte, m.id));
  },
});

/** Apart from `deposits`: however many scans wait to be read, an e-invoice is dispatched at once. */
app.serviceBusQueue('readScans', { connection: 'ServiceBus', queueName: 'reading', handler: readingOf('reading') });

/** What a compte sends beyond its share, so that another's scans are not behind it (shared/app/reading-lanes.ts). */
app.serviceBusQueue('readBacklog', { connection: 'ServiceBus', queueName: 'backlog', handler: readingOf('backlog') });

function readingOf(lane: Lane) {
  return async (message: unknown, context: InvocationContext) => {
    const m = readingMessage.parse(message);
    await inTrace(context, (deps) => handleReading(deps, m, lane));
  };
}
