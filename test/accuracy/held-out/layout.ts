import type { Bill, Style } from './bill.ts';

export interface Sheet {
  /** As the page writes it. */
  readonly number: string;
  readonly css: string;
  readonly body: string;
  /** Repeated at the foot of each page by Chromium. */
  readonly footer?: string;
  /** Of EN 16931; 380 where absent. */
  readonly type?: '380' | '381';
  /** Why a person has to decide: what is drawn is no invoice (`devis`, `relevé`, ...), or not the dossier's. */
  readonly ask?: string;
  /** Cents, where the page asks for another total than the bill's (a deposit, a credit note below zero). */
  readonly gross?: number;
  /** A seller of another country: without SIREN. */
  readonly abroad?: { readonly name: string; readonly vat: string };
}

/** The reason of a document that was sent to another dossier than its buyer's. */
export const STRAY = 'autre dossier';

/** Invoices as one firm's program would draw them. */
export interface Layout {
  readonly id: string;
  readonly style: Style;
  draw(bill: Bill): Sheet;
}

/** "123 456 789". */
export function spaced(siren: string): string {
  return siren.replace(/(\d{3})(?=\d)/g, '$1 ');
}

/** "123 456 789 00012". */
export function spacedSiret(siret: string): string {
  return `${spaced(siret.slice(0, 9))} ${siret.slice(9)}`;
}
