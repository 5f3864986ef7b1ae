import { type GatewayMessage, gatewayMessages } from '../shared/domain/messages/gateway.ts';
import type { Refusal } from '../shared/domain/refusal.ts';

export type Language = 'fr' | 'en';

function isGatewayMessage(code: string): code is GatewayMessage {
  return Object.hasOwn(gatewayMessages, code);
}

/** The text of a message in one line; a code that has no text here is shown as it is. */
export function text(language: Language, code: string, params: Readonly<Record<string, string>> = {}): string {
  if (!isGatewayMessage(code)) return code;
  return gatewayMessages[code][language].replace(/\{(\w+)\}/g, (hole, name: string) => params[name] ?? hole);
}

/** The FTP reply code (RFC 959, RFC 3659) that says what kind of refusal it is. */
export function replyCode(refusal: Refusal): number {
  if (refusal.code === 'BAD_OFFSET') return 554;
  // What stands there is of the other kind: 553 would blame the name.
  if (refusal.code === 'NOT_A_FILE' || refusal.code === 'NOT_A_FOLDER') return 550;
  switch (refusal.kind) {
    case 'unauthenticated':
      return 530;
    case 'invalid':
      return 553;
    case 'too-large':
      return 552;
    // What another try, a little later, may mend.
    case 'too-many':
    case 'precondition':
      return 450;
    default:
      return 550;
  }
}
