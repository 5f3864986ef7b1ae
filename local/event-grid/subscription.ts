import type { BlobCreatedEvent } from './event.ts';

/** Who wants which events: the members of an Azure event subscription that this Event Grid knows. */
export interface Subscription {
  /** Unique; it also ties what waits on disk to its subscription. */
  name: string;
  /** Container whose blobs it is about. */
  container: string;
  /** Service Bus queue that gets the events. */
  queue: string;
  /** Beginning and end of the event's `subject` (the whole of it, `/blobServices/...`), upper and lower case alike, as Azure's default is. */
  subjectBeginsWith?: string;
  subjectEndsWith?: string;
  /** Values of `data.api` to let through, for instance `['PutBlob', 'PutBlockList']`. All by default. */
  includedApis?: readonly string[];
}

const APIS = new Set(['PutBlob', 'PutBlockList', 'CopyBlob', 'FlushWithClose', 'SftpCommit']);

/**
 * Refuses subscriptions that Azure would refuse, or that could never match.
 * @throws Error that names the subscription
 */
export function checkSubscriptions(subscriptions: readonly Subscription[]): void {
  const names = new Set<string>();
  for (const { name, container, queue, subjectBeginsWith = '', includedApis = [] } of subscriptions) {
    const refuse = (why: string): never => {
      throw new Error(`event subscription "${name}": ${why}`);
    };
    if (name === '' || names.has(name)) refuse('its name must be given, and only once');
    names.add(name);
    if (container === '' || queue === '') refuse('container and queue must be given');
    const prefix = containerPrefix(container).toLowerCase();
    const begins = subjectBeginsWith.toLowerCase();
    if (!begins.startsWith(prefix) && !prefix.startsWith(begins)) {
      refuse(`subjectBeginsWith "${subjectBeginsWith}" never matches; a subject begins with "${prefix}"`);
    }
    for (const api of includedApis) if (!APIS.has(api)) refuse(`there is no api "${api}" in BlobCreated events`);
  }
}

/** Whether the subscription gets this event. */
export function matches(subscription: Subscription, event: BlobCreatedEvent): boolean {
  const { container, subjectBeginsWith = '', subjectEndsWith = '', includedApis } = subscription;
  const subject = event.subject.toLowerCase();
  return (
    event.subject.startsWith(containerPrefix(container)) &&
    subject.startsWith(subjectBeginsWith.toLowerCase()) &&
    subject.endsWith(subjectEndsWith.toLowerCase()) &&
    (includedApis === undefined || includedApis.includes(event.data.api))
  );
}

function containerPrefix(container: string): string {
  return `/blobServices/default/containers/${container}/blobs/`;
}
