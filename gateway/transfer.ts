import type { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** Why a transfer was cut short: the client said so, its control connection died, no data came, the service stops. */
export type AbortReason = 'abor' | 'control' | 'stall' | 'closing';

export class Aborted extends Error {
  override name = 'Aborted';
  readonly reason: AbortReason | 'broken';
  constructor(reason: AbortReason | 'broken') {
    super(`transfer aborted: ${reason}`);
    this.reason = reason;
  }
}

/** One transfer of one session, which others may abort until it is sealed. */
export class Transfer {
  readonly #controller = new AbortController();
  #isSealed = false;
  reason: AbortReason | null = null;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  abort(reason: AbortReason): void {
    if (this.#isSealed || this.reason) return;
    this.reason = reason;
    this.#controller.abort();
  }

  throwIfAborted(): void {
    if (this.reason) throw new Aborted(this.reason);
  }

  /** From here on the transfer goes through, or fails by itself. Throws `Aborted` where it is too late. */
  seal(): void {
    this.throwIfAborted();
    this.#isSealed = true;
  }
}

/** Resolves after `ms`, or as soon as the transfer is aborted. */
export function pause(transfer: Transfer, ms: number): Promise<void> {
  if (transfer.signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      transfer.signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    transfer.signal.addEventListener('abort', done);
  });
}

/**
 * Reads a data connection to its end: nothing more is read while `write` works. Rejects with `Aborted` where the
 * connection broke, stalled for `stallMs`, or the transfer was aborted; what `write` throws passes through.
 */
export function readAll(
  data: Socket,
  transfer: Transfer,
  stallMs: number,
  write: (chunk: Buffer) => Promise<void> | undefined,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let isWriting = false;
    let hasEnded = false;
    const stall = setTimeout(() => {
      // Storage that is slow is no client that stalls.
      if (isWriting) stall.refresh();
      else transfer.abort('stall');
    }, stallMs);

    const settle = (error?: unknown) => {
      clearTimeout(stall);
      data.off('data', onData).off('end', onEnd).off('error', onBroken).off('close', onBroken);
      transfer.signal.removeEventListener('abort', onAbort);
      data.pause();
      if (transfer.reason) reject(new Aborted(transfer.reason));
      else if (error !== undefined) reject(error);
      else resolve();
    };
    const onAbort = () => {
      data.destroy();
      if (!isWriting) settle();
    };
    const onBroken = () => {
      if (!isWriting) settle(new Aborted('broken'));
    };
    // Its end is in the stream behind all its data, so nothing is being written then but the last chunk.
    const onEnd = () => {
      hasEnded = true;
      if (!isWriting) settle();
    };
    const onData = (chunk: Buffer) => {
      stall.refresh();
      let writing: Promise<void> | undefined;
      try {
        writing = write(chunk);
      } catch (e) {
        return settle(e);
      }
      if (!writing) return;
      isWriting = true;
      data.pause();
      writing.then(
        () => {
          isWriting = false;
          if (transfer.reason) settle();
          else if (hasEnded) settle();
          else if (data.destroyed) settle(new Aborted('broken'));
          else data.resume();
          stall.refresh();
        },
        (e: unknown) => settle(e),
      );
    };

    transfer.signal.addEventListener('abort', onAbort);
    if (transfer.reason) return onAbort();
    data.on('data', onData).on('end', onEnd).on('error', onBroken).on('close', onBroken);
    if (data.readableEnded) onEnd();
    else if (data.destroyed) onBroken();
    else data.resume();
  });
}

/**
 * Sends a stream through a data connection and closes it; `onBytes` is told of every chunk that went out. `isTaken`: the
 * client closed its side after ours and without an error, so it has read everything. Throws `Aborted`; what the stream
 * throws passes through.
 */
export async function sendAll(
  body: Readable,
  data: Socket,
  transfer: Transfer,
  limits: { readonly stallMs: number; readonly closeMs: number },
  onBytes: (bytes: number) => void,
): Promise<{ isTaken: boolean }> {
  let isBroken = false;
  let hasClientEnded = false;
  data.on('error', () => {
    isBroken = true;
  });
  data.on('end', () => {
    hasClientEnded = true;
  });
  // Read, though nothing is expected: or neither the client's end nor its reset would be seen.
  data.resume();
  const cut = () => {
    body.destroy();
    data.destroy();
  };
  transfer.signal.addEventListener('abort', cut);
  const check = () => {
    transfer.throwIfAborted();
    if (isBroken || data.destroyed) throw new Aborted('broken');
  };
  try {
    check();
    for await (const chunk of body as AsyncIterable<Buffer>) {
      check();
      onBytes(chunk.byteLength);
      if (!data.write(chunk)) await drained(data, transfer, limits.stallMs);
    }
    check();
    const wasEarly = hasClientEnded;
    data.end();
    const isClosed = await closed(data, transfer, limits);
    transfer.throwIfAborted();
    if (isBroken) throw new Aborted('broken');
    return { isTaken: isClosed && !wasEarly };
  } catch (e) {
    transfer.throwIfAborted();
    throw e;
  } finally {
    transfer.signal.removeEventListener('abort', cut);
    body.destroy();
  }
}

function drained(data: Socket, transfer: Transfer, stallMs: number): Promise<void> {
  return waitFor(data, ['drain', 'close'], stallMs, () => transfer.abort('stall'));
}

/** True where the client closed its side in time, false where it is still open though everything was flushed. */
async function closed(
  data: Socket,
  transfer: Transfer,
  limits: { readonly stallMs: number; readonly closeMs: number },
): Promise<boolean> {
  if (!data.writableFinished && !data.destroyed)
    await waitFor(data, ['finish', 'close'], limits.stallMs, () => transfer.abort('stall'));
  if (data.destroyed) return true;
  let isLate = false;
  await waitFor(data, ['close'], limits.closeMs, () => {
    isLate = true;
  });
  return !isLate;
}

function waitFor(data: Socket, events: readonly string[], ms: number, onLate: () => void): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      for (const event of events) data.off(event, done);
      resolve();
    };
    const timer = setTimeout(() => {
      onLate();
      done();
    }, ms);
    for (const event of events) data.on(event, done);
  });
}
