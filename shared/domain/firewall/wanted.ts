import type { CompteAccess } from '../access-settings.ts';
import { type AddressRange, BadRange, parseRange } from '../address-range.ts';
import { holdsAllIpv4, mergeRanges } from './merge-ranges.ts';

/** Who must be able to knock at the gateways, from the lists of all comptes. */
export interface Wanted {
  /** How many comptes there are. */
  readonly comptes: number;
  /**
   * Comptes that may be come to from everywhere: by an empty list, as the gateway reads it, or one of all IPv4. As long as
   * there is one the firewall can't be closed without shutting it out.
   */
  readonly openBy: readonly string[];
  /** Of all other comptes, merged. */
  readonly ranges: readonly AddressRange[];
  /** What is on a list and is no range: lets nobody in, as at the gateway. */
  readonly unreadable: readonly { readonly compte: string; readonly text: string }[];
}

export function wantedOf(comptes: readonly { readonly id: string; readonly access: CompteAccess }[]): Wanted {
  const openBy: string[] = [];
  const ranges: AddressRange[] = [];
  const unreadable: { compte: string; text: string }[] = [];
  for (const { id, access } of comptes) {
    const own: AddressRange[] = [];
    for (const text of access.allow) {
      try {
        own.push(parseRange(text));
      } catch (e) {
        if (!(e instanceof BadRange)) throw e;
        unreadable.push({ compte: id, text });
      }
    }
    const merged = mergeRanges(own);
    if (access.allow.length === 0 || holdsAllIpv4(merged)) openBy.push(id);
    else ranges.push(...merged);
  }
  return { comptes: comptes.length, openBy: openBy.sort(), ranges: mergeRanges(ranges), unreadable };
}
