import type { proposalMessages } from '../messages/proposal.ts';
import { said } from '../messages.ts';
import type { Problem } from '../problem.ts';

export type ProposalCode = keyof typeof proposalMessages;

/** The `{places}` of a message, so that a note without one of its parameters does not compile. */
type Places<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Places<Rest> : never;
export type Params<Code extends ProposalCode> = Readonly<Record<Places<(typeof proposalMessages)[Code]['fr']>, string>>;

/** Where something of a proposal comes from, in both languages. */
export interface Evidence {
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;
  /** The field, as the API names it: `journal`, `lines[1].account`; `entry` for the whole. */
  readonly where: string;
  /** A person should look at it. */
  readonly uncertain: boolean;
  readonly fr: string;
  readonly en: string;
}

/** What is to be said of one field, before it is known on which line that field stands. */
export interface Note {
  readonly kind: 'sure' | 'unsure' | 'missing';
  readonly field: string;
  readonly code: ProposalCode;
  readonly params: Readonly<Record<string, string>>;
}

function noteOf<Code extends ProposalCode>(kind: Note['kind'], field: string, code: Code, params: Params<Code>): Note {
  const cut = Object.entries<string>(params).map(([k, v]) => [k, v.length > 80 ? `${v.slice(0, 80)}…` : v]);
  return { kind, field, code, params: Object.fromEntries(cut) };
}

/** Certain as far as the invoice and the PAR go. */
export function sure<Code extends ProposalCode>(field: string, code: Code, params: Params<Code>): Note {
  return noteOf('sure', field, code, params);
}

/** Proposed, and to be looked at. */
export function unsure<Code extends ProposalCode>(field: string, code: Code, params: Params<Code>): Note {
  return noteOf('unsure', field, code, params);
}

/** Could not be proposed: the entry is not complete. */
export function missing<Code extends ProposalCode>(field: string, code: Code, params: Params<Code>): Note {
  return noteOf('missing', field, code, params);
}

export function evidenceOf(note: Note, where: string): Evidence {
  const { code, params } = note;
  return { ...said(code, params), params, where, uncertain: note.kind !== 'sure' };
}

export function problemOf(note: Note, where: string): Problem {
  return { code: note.code, params: note.params, where };
}

/** A value and what is to be said of it. */
export interface Choice<T> {
  readonly value: T;
  readonly notes: readonly Note[];
}

/** `1234.50`, for a message. */
export function euros(cents: number): string {
  const text = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${text.slice(0, -2)}.${text.slice(-2)}`;
}
