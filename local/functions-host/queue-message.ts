import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { TypedData } from './core-types.ts';

/** A message's body as Azure hands it over: text, which the library parses when it is JSON. */
export function bodyData(body: unknown): TypedData {
  if (body instanceof Uint8Array) return { string: Buffer.from(body).toString('utf8') };
  return { string: typeof body === 'string' ? body : (JSON.stringify(body) ?? '') };
}

/**
 * The trigger's metadata under the names of Azure's Service Bus extension; the library gives each its camel-cased key.
 * Texts go as `string`, which the library parses when it looks like JSON: a message id "123" arrives as the number 123,
 * here as in Azure.
 */
export function messageMetadata(message: ServiceBusReceivedMessage): Record<string, TypedData> {
  const texts = {
    MessageId: message.messageId,
    ContentType: message.contentType,
    CorrelationId: message.correlationId,
    Subject: message.subject,
    Label: message.subject,
    To: message.to,
    ReplyTo: message.replyTo,
    SessionId: message.sessionId,
    ReplyToSessionId: message.replyToSessionId,
    PartitionKey: message.partitionKey,
    LockToken: message.lockToken,
    DeadLetterSource: message.deadLetterSource,
    DeadLetterReason: message.deadLetterReason,
    DeadLetterErrorDescription: message.deadLetterErrorDescription,
  };
  const times = {
    EnqueuedTimeUtc: message.enqueuedTimeUtc,
    EnqueuedTime: message.enqueuedTimeUtc,
    ExpiresAtUtc: message.expiresAtUtc,
    ExpiresAt: message.expiresAtUtc,
    LockedUntilUtc: message.lockedUntilUtc,
  };
  const metadata: Record<string, TypedData> = {
    // AMQP counts the deliveries that failed before; Azure's trigger counts this one too.
    DeliveryCount: { int: (message.deliveryCount ?? 0) + 1 },
    ApplicationProperties: { json: JSON.stringify(message.applicationProperties ?? {}) },
  };
  if (message.sequenceNumber !== undefined) metadata['SequenceNumber'] = { int: message.sequenceNumber.toNumber() };
  for (const [name, value] of Object.entries(texts)) {
    if (value !== undefined && value !== null) metadata[name] = { string: String(value) };
  }
  for (const [name, value] of Object.entries(times)) {
    if (value !== undefined) metadata[name] = { json: JSON.stringify(value) };
  }
  return metadata;
}

/** The sender's W3C trace context: the Azure SDKs put it in the property Diagnostic-Id or traceparent. */
export function messageTraceParent(message: ServiceBusReceivedMessage): string | undefined {
  const value = message.applicationProperties?.['traceparent'] ?? message.applicationProperties?.['Diagnostic-Id'];
  return typeof value === 'string' ? value : undefined;
}
