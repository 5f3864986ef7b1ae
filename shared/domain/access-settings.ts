/** What decides who may come in through the gateway, beside passwords. */

/** Of a compte. */
export interface CompteAccess {
  /** Addresses and ranges of them (CIDR) that its users may come from; empty for everywhere. */
  readonly allow: readonly string[];
  /** FTP only over TLS. SFTP is encrypted anyway. */
  readonly tlsRequired: boolean;
}

export const OPEN_ACCESS: CompteAccess = { allow: [], tlsRequired: false };

/** Of a user. Null: what the platform gives everybody. */
export interface UserLimits {
  /** Sessions at one time, of each gateway. */
  readonly sessions: number | null;
  /** Of one file. */
  readonly uploadBytes: number | null;
  /** Of all files of a UTC day. */
  readonly dailyBytes: number | null;
}

export const NO_LIMITS: UserLimits = { sessions: null, uploadBytes: null, dailyBytes: null };
