/** Something that listens and can be told to stop: nobody new from then on, and `limitMs` for what is under way. */
export interface Listening {
  close(limitMs: number): Promise<void>;
}

/**
 * Runs `stop` at the first SIGTERM or SIGINT, then ends the process: with 0, or 1 where `stop` failed or is not done after
 * `atMostMs` (storage that answers nothing). A second signal does not wait.
 */
export function stopOnSignal(stop: () => Promise<void>, atMostMs: number): { readonly isStopping: boolean } {
  const state = { isStopping: false };
  const stopping = () => {
    if (state.isStopping) process.exit(1);
    state.isStopping = true;
    setTimeout(() => fail(new Error('it would not stop: something is still waiting')), atMostMs).unref();
    stop().then(
      () => process.exit(0),
      (e) => fail(e),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stopping);
  return state;
}

/** Says in plain words why the gateway can't run, and ends it with 1. */
export function fail(e: unknown): never {
  console.error(`gateway: ${reason(e)}`);
  process.exit(1);
}

function reason(e: unknown): string {
  const { code, address, port, message } = e as NodeJS.ErrnoException & { address?: string; port?: number };
  const where = `port ${port} of ${address}`;
  if (code === 'EADDRINUSE') return `${where} is taken by another program`;
  if (code === 'EACCES' && port) return `${where} may not be listened on by this user`;
  if (code === 'EADDRNOTAVAIL') return `${address} is no address of this machine`;
  return message || String(e);
}
