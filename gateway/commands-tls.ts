import type { Command, Handler, Session } from './session.ts';
import { TlsFailed } from './tls.ts';

/** FTP over TLS (RFC 4217, RFC 2228). */

async function auth(session: Session, { argument }: Command): Promise<void> {
  const { tls, monitor } = session.gateway;
  if (!tls) return session.reply(502, 'UNSUPPORTED', { command: 'AUTH' });
  // AUTH SSL also meant that data are private from the start: who asks for that is told, instead of misled.
  if (!['TLS', 'TLS-C'].includes(argument.trim().toUpperCase())) return session.reply(504, 'AUTH_TLS_ONLY');
  if (session.isSecure || session.visit) return session.reply(503, 'AUTH_TOO_LATE');
  const { client } = session;
  try {
    await session.secure(tls, 234, 'AUTH_OK');
  } catch (e) {
    if (!(e instanceof TlsFailed)) throw e;
    monitor.turnedAway('protocol', client, { reason: `TLS: ${e.message}` });
  }
}

async function pbsz(session: Session, { argument }: Command): Promise<void> {
  if (!session.isSecure) return session.reply(503, 'AUTH_FIRST');
  if (!/^\d{1,10}$/.test(argument.trim())) return session.reply(501, 'BAD_ARGUMENT', { command: 'PBSZ' });
  return session.send('200 PBSZ=0\r\n');
}

/** Not held to come behind PBSZ: it sets nothing here, and Python's ftplib leaves it out before PROT C. */
async function prot(session: Session, { argument }: Command): Promise<void> {
  if (!session.isSecure) return session.reply(503, 'AUTH_FIRST');
  switch (argument.trim().toUpperCase()) {
    case 'P':
      session.isDataPrivate = true;
      return session.reply(200, 'PROT_P');
    case 'C':
      // Whoever may send data in plain FTP may do so here: to refuse it would protect nothing.
      if (session.isPrivacyRequired) {
        session.gateway.monitor.turnedAway('tls-required', session.client, { reason: 'PROT C' });
        return session.reply(534, 'PROT_P_FIRST');
      }
      session.isDataPrivate = false;
      return session.reply(200, 'PROT_C');
    case 'S':
    case 'E':
      return session.reply(536, 'PROT_UNSUPPORTED');
    default:
      return session.reply(504, 'BAD_ARGUMENT', { command: 'PROT' });
  }
}

/** A control connection that went back to clear text could be taken over. */
async function ccc(session: Session): Promise<void> {
  if (!session.isSecure) return session.reply(503, 'AUTH_FIRST');
  session.gateway.monitor.turnedAway('protocol', session.client, { reason: 'CCC' });
  return session.reply(534, 'NO_CCC');
}

export const tlsCommands: Readonly<Record<string, Handler>> = {
  AUTH: { run: auth, isOpen: true, needsArgument: true },
  PBSZ: { run: pbsz, isOpen: true, needsArgument: true },
  PROT: { run: prot, isOpen: true, needsArgument: true },
  CCC: { run: ccc, isOpen: true },
};
