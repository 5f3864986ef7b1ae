/**
 * Who asks. Every use case takes one and refuses by itself.
 * - operator: the platform's own people, every compte;
 * - manager: a firm's administrator, everything of one compte;
 * - accountant: the dossiers listed in `dossiers`;
 * - robot: the firm's ISACOMPTA server; write: may only deposit; read: may list, fetch, delete.
 */
export type Role = 'operator' | 'manager' | 'accountant' | 'robot' | 'write' | 'read';
export const ROLES: readonly Role[] = ['operator', 'manager', 'accountant', 'robot', 'write', 'read'];

export interface Principal {
  /** The compte it belongs to; `*` for an operator. */
  readonly compte: string;
  readonly user: string;
  readonly role: Role;
  /** Dossiers it may see, or `all`. */
  readonly dossiers: 'all' | readonly string[];
}

export type Action = 'deposit' | 'browse' | 'acknowledge' | 'see' | 'decide' | 'configure' | 'administer' | 'operate';

const MAY: Record<Role, readonly Action[]> = {
  operator: ['see', 'decide', 'configure', 'administer', 'operate'],
  manager: ['see', 'decide', 'configure', 'administer'],
  accountant: ['see', 'decide'],
  robot: ['deposit', 'browse', 'acknowledge', 'configure'],
  write: ['deposit'],
  read: ['browse'],
};

/** True when this principal may do `action` in `compte` (and on `dossier`, where one is concerned). */
export function may(principal: Principal, action: Action, compte: string, dossier?: string | null): boolean {
  if (!MAY[principal.role].includes(action)) return false;
  if (principal.compte !== compte && principal.role !== 'operator') return false;
  // Who makes users and keys could make one that sees everything.
  if (action === 'administer' && principal.dossiers !== 'all') return false;
  if (dossier === undefined || principal.dossiers === 'all') return true;
  return dossier !== null && principal.dossiers.includes(dossier);
}
