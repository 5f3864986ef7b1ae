import type { Socket } from 'node:net';
import { openData } from './data-connection.ts';
import { NoPort, PassiveListener } from './passive.ts';
import type { Command, Handler, Session } from './session.ts';
import { Aborted, pause, readAll, sendAll, type Transfer } from './transfer.ts';

/** Data connections, and the files that go through them. */

async function pasv(session: Session): Promise<void> {
  if (session.isEpsvOnly) return session.reply(503, 'EPSV_WAS_CHOSEN');
  const { advertised } = session.gateway;
  // A probe from this very machine can't reach the public address.
  const address = advertised && !session.localAddress.startsWith('127.') ? advertised : session.localAddress;
  if (address.includes(':')) return session.reply(522, 'EPSV_ONLY');
  const port = await listen(session);
  if (port === null) return;
  const numbers = [...address.split('.'), port >> 8, port & 0xff].join(',');
  return session.send(`227 Entering Passive Mode (${numbers}).\r\n`);
}

async function epsv(session: Session, { argument }: Command): Promise<void> {
  const asked = argument.trim().toUpperCase();
  if (asked === 'ALL') {
    session.isEpsvOnly = true;
    return session.reply(200, 'OK');
  }
  // A data connection comes from the address of its control connection, so from the same family (RFC 2428: 1 or 2).
  const family = session.address.includes(':') ? '2' : '1';
  if (asked !== '' && asked !== family) return session.reply(522, 'EPSV_FAMILY', { family });
  const port = await listen(session);
  if (port === null) return;
  return session.send(`229 Entering Extended Passive Mode (|||${port}|)\r\n`);
}

async function listen(session: Session): Promise<number | null> {
  session.dropPassive();
  const { pool, timings, monitor, viaProxy } = session.gateway;
  try {
    const listener = await PassiveListener.open({
      pool,
      peer: session.address,
      viaProxy: session.isBehindProxy ? viaProxy : null,
      acceptMs: 2 * timings.dataMs,
      onIntruder: (address) =>
        monitor.turnedAway('intruder', { ...session.client, address }, { expected: session.address }),
    });
    // The client may have gone while a port was being found.
    if (!session.isAlive) {
      listener.end();
      return null;
    }
    session.setPassive(listener);
    return listener.port;
  } catch (e) {
    if (!(e instanceof NoPort)) throw e;
    monitor.turnedAway('no-port', session.client);
    await session.reply(425, 'NO_PORT');
    return null;
  }
}

/**
 * Runs a transfer: the data connection, `150`, the work, and the reply that says how it ended. The connection is closed
 * and nothing is left behind however it ends. `prepare` may refuse before any data is awaited.
 */
export async function transferring<T>(
  session: Session,
  hello: string,
  prepare: () => Promise<T>,
  work: (prepared: T, data: Socket, transfer: Transfer) => Promise<string>,
  undo: (prepared: T, cause: unknown) => Promise<void>,
): Promise<void> {
  if (session.isPrivacyRequired && !session.isDataPrivate) {
    session.dropPassive();
    session.gateway.monitor.turnedAway('tls-required', session.client, { reason: 'data in clear' });
    return session.reply(521, 'PROT_P_FIRST');
  }
  const listener = session.takePassive();
  const transfer = session.beginTransfer();
  let prepared: T | undefined;
  let data: Socket | undefined;
  let done: string | undefined;
  try {
    prepared = await prepare();
    data = await openData(session, listener, transfer, hello);
    done = await work(prepared, data, transfer);
  } catch (e) {
    // Whatever was thrown by then, it was thrown because of the abort.
    const cause = transfer.reason === null ? e : new Aborted(transfer.reason);
    if (prepared !== undefined) await undo(prepared, cause).catch((error: unknown) => logUndo(session, error));
    if (transfer.reason === null && !(e instanceof Aborted)) throw e;
    await replyAborted(session, transfer);
  } finally {
    listener.end();
    if (data) done === undefined ? data.destroy() : data.end(() => data?.destroy());
    session.endTransfer();
  }
  if (done !== undefined) await session.reply(226, done);
}

async function replyAborted(session: Session, transfer: Transfer): Promise<void> {
  session.wasAborted = transfer.reason === 'abor';
  session.gateway.deps.log.info('ftp-transfer-aborted', {
    reason: transfer.reason ?? 'broken',
    user: session.user,
    address: session.address,
  });
  if (transfer.reason !== 'stall') return session.reply(426, 'ABORTED');
  const seconds = String(Math.round(session.gateway.timings.stallMs / 1000));
  return session.reply(426, 'STALLED', { seconds });
}

function logUndo(session: Session, error: unknown): void {
  session.gateway.deps.log.warn('ftp-undo-failed', { user: session.user, error });
}

/**
 * A deposit. It is committed only where its data ended as it should and the client is still there a moment later: a
 * client that was killed closes its data connection exactly like one that has sent everything.
 */
async function stor(session: Session, { argument }: Command): Promise<void> {
  if (session.offset > 0) {
    session.dropPassive();
    return session.reply(501, 'NO_RESUMED_UPLOAD');
  }
  const { stallMs, graceMs } = session.gateway.timings;
  return transferring(
    session,
    'RECEIVING',
    async () => session.tree.openWrite(session.path(argument)),
    async (incoming, data, transfer) => {
      await readAll(data, transfer, stallMs, (chunk) => incoming.write(chunk));
      // A file that ends as its format says was meant to end here.
      if (incoming.ending() !== 'whole') await pause(transfer, graceMs);
      if (!session.isAlive) transfer.abort('control');
      transfer.seal();
      await incoming.commit();
      return 'DEPOSITED';
    },
    (incoming, cause) => incoming.abort(cause),
  );
}

async function retr(session: Session, { argument }: Command): Promise<void> {
  const { timings } = session.gateway;
  let sent = 0;
  let isSealed = false;
  return transferring(
    session,
    'SENDING',
    () => session.tree.openRead(session.path(argument), session.offset),
    async (file, data, transfer) => {
      const { isTaken } = await sendAll(file.body, data, transfer, timings, (n) => {
        sent += n;
      });
      // A client that died may have closed its data connection just as one that has read it all: see `stor`.
      if (file.isCounted) await pause(transfer, timings.graceMs);
      if (!session.isAlive) transfer.abort('control');
      transfer.seal();
      isSealed = true;
      await file.finished(sent, isTaken);
      return 'SENT';
    },
    async (file, cause) => {
      file.body.destroy();
      if (!isSealed) await file.finished(sent, false, cause);
    },
  );
}

/** The transfer that it cut short has been answered by now, 426 where it was in time. */
async function abor(session: Session): Promise<void> {
  const { wasAborted } = session;
  session.wasAborted = false;
  session.dropPassive();
  return wasAborted ? session.reply(226, 'ABOR_DONE') : session.reply(225, 'NOTHING_TO_ABORT');
}

function refused(code: number, message: string): Handler {
  return {
    run: async (session) => {
      session.dropPassive();
      await session.reply(code, message);
    },
  };
}

export const transferCommands: Readonly<Record<string, Handler>> = {
  PASV: { run: pasv },
  EPSV: { run: epsv },
  STOR: { run: stor, needsArgument: true },
  RETR: { run: retr, needsArgument: true },
  ABOR: { run: abor },
  APPE: refused(502, 'NO_APPEND'),
  STOU: refused(502, 'NO_UNIQUE'),
};
