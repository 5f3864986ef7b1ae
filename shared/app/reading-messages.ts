import type { OutgoingMessage } from '../ports/bus.ts';

/** The message that has a document read. Equal ones are sent once within the window of the queue. */
export function askToRead(compte: string, id: string, round = 0): OutgoingMessage {
  return { body: { kind: 'read', compte, id }, messageId: `read/${compte}/${id}/${round}` };
}

/** The message that has the searchable copy of a scan made. Where it is there, nothing is done. */
export function askForCopy(compte: string, id: string): OutgoingMessage {
  return { body: { kind: 'archive', compte, id }, messageId: `archive/${compte}/${id}` };
}
