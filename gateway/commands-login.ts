import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '../shared/domain/refusal.ts';
import type { Command, Handler, Session } from './session.ts';

/** Logging in and out, and what clients ask about the server. */

/** Wrong passwords on one connection before it is closed. */
const MAX_WRONG_LOGINS = 5;

async function user(session: Session, { argument }: Command): Promise<void> {
  if (session.visit) return session.reply(530, 'ALREADY_LOGGED_IN');
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
    session.visit = visit;
    session.login = null;
    return session.reply(230, 'LOGGED_IN');
  } catch (e) {
    if (!(e instanceof Refusal)) throw e;
    session.login = null;
    session.wrongLogins++;
    session.gateway.monitor.turnedAway('login', session.client, { login });
    if (session.wrongLogins > 1) await sleep(session.gateway.timings.wrongLoginMs);
    if (session.wrongLogins >= MAX_WRONG_LOGINS) return session.end(421, 'TOO_MANY_TRIES');
    throw e;
  }
}

async function quit(session: Session): Promise<void> {
  return session.end(221, 'BYE');
}

/** Only what is really there: clients choose their commands by this list. */
async function feat(session: Session): Promise<void> {
  const features = ['EPSV', 'MDTM', 'REST STREAM', 'SIZE', 'UTF8'];
  return session.send(`211-Features:\r\n${features.map((f) => ` ${f}\r\n`).join('')}211 End\r\n`);
}

async function opts(session: Session, { argument }: Command): Promise<void> {
  const [option, setting] = argument.trim().toUpperCase().split(/\s+/);
  if ((option !== 'UTF8' && option !== 'UTF-8') || (setting !== undefined && setting !== 'ON'))
    return session.reply(501, 'BAD_ARGUMENT', { command: 'OPTS' });
  session.isUtf8Asked = true;
  session.encoding = 'utf8';
  return session.reply(200, 'OK');
}

/** Every type is taken as binary: a deposit's bytes are never changed. Printers send `A N` and `L 8`. */
async function type(session: Session, { argument }: Command): Promise<void> {
  return /^(A( [NTC])?|I|L ?8)$/i.test(argument.trim())
    ? session.reply(200, 'TYPE_OK')
    : session.reply(504, 'BAD_ARGUMENT', { command: 'TYPE' });
}

async function help(session: Session): Promise<void> {
  return session.send(
    '214 AMI COMPTA: USER, PASS, PASV, EPSV, LIST, NLST, RETR, STOR, RNFR, RNTO, DELE, MKD, RMD.\r\n',
  );
}

function refused(code: number, message: string): Handler {
  return { isOpen: true, run: (session, { verb }) => session.reply(code, message, { command: verb }) };
}

const unsupported = refused(502, 'UNSUPPORTED');
const passiveOnly = refused(502, 'PASSIVE_ONLY');

export const loginCommands: Readonly<Record<string, Handler>> = {
  USER: { run: user, isOpen: true, needsArgument: true },
  PASS: { run: pass, isOpen: true },
  QUIT: { run: quit, isOpen: true },
  FEAT: { run: feat, isOpen: true },
  OPTS: { run: opts, isOpen: true, needsArgument: true },
  HELP: { run: help, isOpen: true },
  TYPE: { run: type, needsArgument: true },
  PORT: passiveOnly,
  EPRT: passiveOnly,
  LPRT: passiveOnly,
  LPSV: unsupported,
  AUTH: unsupported,
  PBSZ: unsupported,
  PROT: unsupported,
  CCC: unsupported,
  ADAT: unsupported,
  ACCT: unsupported,
  REIN: unsupported,
  SMNT: unsupported,
  SITE: unsupported,
  MLSD: unsupported,
  MLST: unsupported,
  MFMT: unsupported,
  CLNT: unsupported,
};
