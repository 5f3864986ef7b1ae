import { frenchDate, parseIsoDate } from './calendar.ts';
import { apiMessages } from './messages/api.ts';
import { batchMessages } from './messages/batch.ts';
import { dispatchMessages } from './messages/dispatch.ts';
import { formatMessages } from './messages/formats.ts';
import { gatewayMessages } from './messages/gateway.ts';
import { memoryMessages } from './messages/memory.ts';
import { proposalMessages } from './messages/proposal.ts';
import { readingMessages } from './messages/reading.ts';
import { scanMessages } from './messages/scan.ts';

export type Language = 'fr' | 'en';

/** Every coded message of the product, in both languages. A code means one thing only. */
export const messages: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  ...dispatchMessages,
  ...readingMessages,
  ...scanMessages,
  ...formatMessages,
  ...apiMessages,
  ...gatewayMessages,
  ...proposalMessages,
  ...batchMessages,
  ...memoryMessages,
};

/** The text of a code in one language, its parameters put in; dates in the reader's form. */
export function say(code: string, params: Readonly<Record<string, string>> = {}, language: Language = 'fr'): string {
  const text = messages[code]?.[language] ?? code;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) return '…';
    const date = language === 'fr' ? parseIsoDate(value) : null;
    return date ? frenchDate(date) : value;
  });
}

/** A code with both its texts, as the API gives it. */
export function said(code: string, params: Readonly<Record<string, string>> = {}) {
  return { code, fr: say(code, params, 'fr'), en: say(code, params, 'en') };
}
