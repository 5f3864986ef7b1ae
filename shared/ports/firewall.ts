import type { ClientRule, FoundRule } from '../domain/firewall/rules.ts';

/** What stands before the gateways and lets nobody's packets through that no rule allows. */
export interface Firewall {
  /** All rules but the platform's own defaults, whoever wrote them. Rejects with `FirewallFault`. */
  read(): Promise<FoundRule[]>;
  /** Creates or replaces one rule; resolves when it is in force. Rejects with `FirewallFault`. */
  put(rule: ClientRule): Promise<void>;
  /** Resolves when the rule is gone, also where there was none. Rejects with `FirewallFault`. */
  remove(name: string): Promise<void>;
}

/** The firewall did not do it, after all that patience can do was done. */
export class FirewallFault extends Error {
  override name = 'FirewallFault';
  /** The platform's own word, as in `AuthorizationFailed`. */
  readonly code: string;
  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
