import type { ServiceBusClient, ServiceBusSender } from '@azure/service-bus';
import type { Bus, OutgoingMessage, Queue } from '../ports/bus.ts';

/** `Bus` on Azure Service Bus (or an emulator). `traceparent`: of the span that sends; undefined where nothing is traced. */
export function azureBus(client: () => ServiceBusClient, traceparent: () => string | undefined = () => undefined): Bus {
  let opened: ServiceBusClient | undefined;
  const senders = new Map<Queue, ServiceBusSender>();
  const sender = (queue: Queue) => {
    let s = senders.get(queue);
    if (!s) {
      opened ??= client();
      s = opened.createSender(queue);
      senders.set(queue, s);
    }
    return s;
  };
  const toMessage = (m: OutgoingMessage) => ({
    body: m.body,
    contentType: 'application/json',
    ...traceProperties(m.traceparent ?? traceparent()),
    ...(m.messageId ? { messageId: m.messageId } : {}),
    ...(m.delaySeconds ? { scheduledEnqueueTimeUtc: new Date(Date.now() + m.delaySeconds * 1000) } : {}),
  });
  return {
    async send(queue, messages) {
      const s = sender(queue);
      for (let i = 0; i < messages.length; i += 100) await s.sendMessages(messages.slice(i, i + 100).map(toMessage));
    },
    async close() {
      await Promise.all([...senders.values()].map((s) => s.close()));
      await opened?.close();
    },
  };
}

/** Azure's libraries look for a trace under the second name, all others under the first. Queues compare messageIds only. */
function traceProperties(traceparent: string | undefined) {
  return traceparent ? { applicationProperties: { traceparent, 'Diagnostic-Id': traceparent } } : {};
}
