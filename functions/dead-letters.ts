import { app, type InvocationContext } from '@azure/functions';
import { type DeadLetter, takeDeadLetter } from '../shared/app/dead-letter.ts';
import {
  configMessage,
  depositMessage,
  publishMessage,
  readingMessage,
  returnMessage,
} from '../shared/contracts/messages.ts';
import type { Queue } from '../shared/ports/bus.ts';
import { inTrace } from './trace.ts';

const parsers = {
  deposits: depositMessage,
  config: configMessage,
  publish: publishMessage,
  reading: readingMessage,
  backlog: readingMessage,
  returns: returnMessage,
};

/** What failed for good becomes something that a person sees: a waiting document, or a notice. */
for (const queue of Object.keys(parsers) as Queue[]) {
  app.serviceBusQueue(`deadLetter${queue[0]!.toUpperCase()}${queue.slice(1)}`, {
    connection: 'ServiceBus',
    queueName: `${queue}/$DeadLetterQueue`,
    handler: async (message: unknown, context: InvocationContext) => {
      const parsed = parsers[queue].safeParse(message);
      const meta = context.triggerMetadata ?? {};
      const letter: DeadLetter = {
        queue,
        messageId: String(meta['messageId'] ?? context.invocationId),
        reason: String(meta['deadLetterReason'] ?? 'DeadLetter'),
        command: parsed.success ? parsed.data : null,
      };
      await inTrace(context, (deps) => takeDeadLetter(deps, letter));
    },
  });
}
