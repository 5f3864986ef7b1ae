import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../shared/domain/refusal.ts';
import type { Command, Handler, Session } from './session.ts';

/** Logging in and out. */

/** Wrong passwords on one connection before it is closed. */
const MAX_WRONG_LOGINS = 5;

async function user(session: Session, { argument }: Command): Promise<void> {
  if (session.visit) return session.reply(530, 'ALREADY_LOGGED_IN');
  // Before a password travels in clear.
  if (session.gateway.isTlsRequired && !session.isSecure) {
    session.gateway.monitor.turnedAway('tls-required', session.client, { login: argument });
    return session.reply(530, 'TLS_REQUIRED');
  }
  session.login = argument;
  return session.reply(331, 'USER_OK');
}

async function pass(session: Session, { argument }: Command): Promise<void> {
  if (session.visit) return session.reply(202, 'ALREADY_LOGGED_IN');
  const login = session.login;
  if (login === null) return session.reply(503, 'USER_FIRST');
  if (session.gateway.isDraining()) return session.end(421, 'CLOSING');
  try {
    const { access } = session.gateway;
    const visit = await access.enter(session.client, login, { kind: 'password', password: argument }, () =>
      session.withdraw(),
    );
    // The client may have gone meanwhile.
    if (!session.isAlive) return visit.leave();
    session.entered(visit);
    return session.reply(230, 'LOGGED_IN');
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    session.login = null;
    // To be tried later, on another connection: robots read 530 as a wrong password and stop.
    if (e.kind === 'too-many') return session.end(421, e.code, e.params);
    session.wrongLogins++;
    if (session.wrongLogins > 1) await sleep(session.gateway.timings.wrongLoginMs);
    if (session.wrongLogins >= MAX_WRONG_LOGINS) return session.end(421, 'TOO_MANY_TRIES');
    throw e;
  }
}

async function quit(session: Session): Promise<void> {
  return session.end(221, 'BYE');
}

function refused(code: number, message: string): Handler {
  return { isOpen: true, run: (session, { verb }) => session.reply(code, message, { command: verb }) };
}

const unsupported = refused(502, 'UNSUPPORTED');

export const loginCommands: Readonly<Record<string, Handler>> = {
  USER: { run: user, isOpen: true, needsArgument: true },
  PASS: { run: pass, isOpen: true },
  QUIT: { run: quit, isOpen: true },
  ADAT: unsupported,
};
