import type { Socket } from 'node:net';
import { NoDataConnection, type PassiveListener } from './passive.ts';
import type { Session } from './session.ts';
import { TlsFailed } from './tls.ts';
import type { Transfer } from './transfer.ts';

/**
 * The client's data connection, ready for bytes, after `150`: plain, or TLS after PROT P. Rejects with
 * `NoDataConnection` where it does not come, or its handshake fails: nothing is open then.
 *
 * `150` comes before the handshake: Python's ftplib, lftp, rclone and .NET wait for it before they begin theirs.
 */
export async function openData(
  session: Session,
  listener: PassiveListener,
  transfer: Transfer,
  hello: string,
): Promise<Socket> {
  const { timings, tls, monitor } = session.gateway;
  const raw = await listener.connection(transfer.signal, timings.dataMs);
  await session.reply(150, hello);
  if (!session.isDataPrivate || !tls) return raw;
  try {
    return await tls.secure(raw, timings.handshakeMs, transfer.signal);
  } catch (e) {
    if (!(e instanceof TlsFailed)) throw e;
    if (transfer.reason === null) monitor.turnedAway('protocol', session.client, { reason: `TLS data: ${e.message}` });
    throw new NoDataConnection('DATA_TLS_FAILED');
  }
}
