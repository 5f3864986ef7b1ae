import type { DailyBytes } from '../shared/app/daily-bytes.ts';
import type { Deps } from '../shared/app/deps.ts';
import type { Principal } from '../shared/domain/principal.ts';
import { Refusal } from '../shared/domain/refusal.ts';
import type { DownloadLedger } from './downloads.ts';
import { type Arriving, Vfs } from './vfs.ts';

/** Null for none. Bytes. */
export interface UploadLimits {
  readonly uploadBytes: number | null;
  readonly dailyBytes: number | null;
}

/** The tree of a user whose uploads are limited. Without a limit it costs nothing. */
export class LimitedVfs extends Vfs {
  readonly #principal: Principal;
  readonly #limits: () => UploadLimits;
  readonly #daily: DailyBytes;

  /** `limits` is asked at the beginning of every upload: it may change during a session. */
  constructor(
    deps: Deps,
    principal: Principal,
    address: string,
    ledger: DownloadLedger,
    limits: () => UploadLimits,
    daily: DailyBytes,
  ) {
    super(deps, principal, address, ledger);
    this.#principal = principal;
    this.#limits = limits;
    this.#daily = daily;
  }

  override openWrite(path: string): Arriving {
    const incoming = super.openWrite(path);
    const limits = this.#limits();
    if (limits.uploadBytes === null && limits.dailyBytes === null) return incoming;
    return limited(incoming, limits, this.#principal, this.#daily);
  }
}

/** Counts an upload as it comes; `write` throws `Refusal` (`too-large`) where it goes over. */
function limited(incoming: Arriving, limits: UploadLimits, { compte, user }: Principal, daily: DailyBytes): Arriving {
  const { uploadBytes, dailyBytes } = limits;
  let size = 0;
  let taken = 0;
  const settle = (kept: number) => {
    if (taken > 0) daily.settle(compte, user, taken, kept);
    taken = 0;
  };
  return {
    id: incoming.id,
    ending: () => incoming.ending(),
    write: async (chunk) => {
      size += chunk.byteLength;
      if (uploadBytes !== null && size > uploadBytes)
        throw new Refusal('too-large', 'UPLOAD_TOO_LARGE', { max: String(uploadBytes) });
      if (dailyBytes !== null) {
        taken += chunk.byteLength;
        if ((await daily.take(compte, user, chunk.byteLength)) > dailyBytes)
          throw new Refusal('too-large', 'QUOTA_EXCEEDED', { max: String(dailyBytes) });
      }
      await incoming.write(chunk);
    },
    commit: async () => {
      const deposit = await incoming.commit();
      settle(taken);
      return deposit;
    },
    abort: async (cause) => {
      settle(0);
      await incoming.abort(cause);
    },
  };
}
