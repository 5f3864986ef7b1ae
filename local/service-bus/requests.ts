import type { EventContext, Message, Receiver } from 'rhea';
import { reply, settle } from './rhea-gaps.ts';

/** A reply's application properties and body. */
export interface Answer {
  application_properties: Record<string, string | number>;
  body?: unknown;
}

/** Serves a link of requests: each is answered on the link its `reply_to` names, on the same session. */
export function serveRequests(
  receiver: Receiver,
  answer: (request: Message) => Promise<Answer>,
  log: (line: string) => void,
): void {
  receiver.on('message', ({ message, delivery }: EventContext) => {
    settle(delivery!, 'accepted');
    answer(message!).then((fields) => {
      if (!reply(message!, receiver, { ...fields }))
        log(`a request to ${receiver.target?.address} has no link to reply to`);
    });
  });
}
