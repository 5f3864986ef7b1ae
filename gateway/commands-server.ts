import { factsFeature, parseFacts } from './facts.ts';
import type { Command, Handler, Session } from './session.ts';

/** What clients ask about the server, and what they tell it of themselves. */

/** Only what is really there: clients choose their commands by this list. */
async function feat(session: Session): Promise<void> {
  const features = ['CLNT', 'EPSV', 'MDTM', factsFeature(session.facts), 'REST STREAM', 'SIZE', 'TVFS', 'UTF8'];
  if (session.gateway.tls) features.push('AUTH TLS', 'PBSZ', 'PROT');
  return session.send(`211-Features:\r\n${features.map((f) => ` ${f}\r\n`).join('')}211 End\r\n`);
}

async function opts(session: Session, { argument }: Command): Promise<void> {
  const [option, setting] = argument.trim().toUpperCase().split(/\s+/);
  if (option === 'MLST') {
    session.facts = parseFacts(setting ?? '');
    const kept = [...session.facts].map((f) => `${f};`).join('');
    return session.send(`200 MLST OPTS${kept === '' ? '' : ` ${kept}`}\r\n`);
  }
  if ((option !== 'UTF8' && option !== 'UTF-8') || (setting !== undefined && setting !== 'ON'))
    return session.reply(501, 'BAD_ARGUMENT', { command: 'OPTS' });
  session.useUtf8();
  return session.reply(200, 'OK');
}

/** Every type is taken as binary: a deposit's bytes are never changed. Printers send `A N` and `L 8`. */
async function type(session: Session, { argument }: Command): Promise<void> {
  return /^(A( [NTC])?|I|L ?8)$/i.test(argument.trim())
    ? session.reply(200, 'TYPE_OK')
    : session.reply(504, 'BAD_ARGUMENT', { command: 'TYPE' });
}

/** What is answered with something else than a refusal of the command itself. */
const COMMANDS = [
  'ABOR ALLO CDUP CLNT CWD DELE EPSV FEAT HELP LIST MDTM MKD MLSD MLST MODE NLST',
  'NOOP OPTS PASS PASV PWD QUIT REST RETR RMD RNFR RNTO SITE SIZE STAT STOR STRU',
  'SYST TYPE USER XCUP XCWD XMKD XPWD XRMD',
] as const;

async function help(session: Session, { argument }: Command): Promise<void> {
  const verb = argument.trim().toUpperCase();
  if (verb === '') return session.send(`214-AMI COMPTA\r\n${COMMANDS.map((l) => ` ${l}\r\n`).join('')}214 End\r\n`);
  const isKnown = COMMANDS.some((l) => l.split(' ').includes(verb));
  return isKnown ? session.send(`214 ${verb}\r\n`) : session.reply(501, 'BAD_ARGUMENT', { command: 'HELP' });
}

/** What the client is called is thanked for and forgotten. */
async function clnt(session: Session): Promise<void> {
  return session.reply(200, 'OK');
}

/** No mode and no time can be set: clients that try after an upload take a 502 for "never mind". */
async function site(session: Session, { argument }: Command): Promise<void> {
  const [what = ''] = argument.trim().toUpperCase().split(/\s+/);
  if (what === 'HELP') return session.send('214 SITE HELP\r\n');
  return session.reply(502, 'UNSUPPORTED', { command: `SITE ${what}`.trim().slice(0, 40) });
}

function refused(code: number, message: string): Handler {
  return { isOpen: true, run: (session, { verb }) => session.reply(code, message, { command: verb }) };
}

const unsupported = refused(502, 'UNSUPPORTED');
/**
 * Active mode would have the gateway connect where a client says, to others as well (a bounce). Told, because robots that
 * are set up for it fail here too; the argument only where it is an address.
 */
const passiveOnly: Handler = {
  isOpen: true,
  run: (session, { verb, argument }) => {
    const asked = /^[\d,.:a-fA-F|]{1,80}$/.test(argument) ? { reason: `${verb} ${argument}` } : { reason: verb };
    session.gateway.monitor.turnedAway('active', session.client, asked);
    return session.reply(502, 'PASSIVE_ONLY', { command: verb });
  },
};
/** 502 and not 550: it is the command that is missing, for every file, so a client does not try it on each. */
const noTimes = refused(502, 'NO_TIMES');

export const serverCommands: Readonly<Record<string, Handler>> = {
  FEAT: { run: feat, isOpen: true },
  OPTS: { run: opts, isOpen: true, needsArgument: true },
  HELP: { run: help, isOpen: true },
  CLNT: { run: clnt, isOpen: true },
  TYPE: { run: type, needsArgument: true },
  SITE: { run: site, needsArgument: true },
  PORT: passiveOnly,
  EPRT: passiveOnly,
  LPRT: passiveOnly,
  LPSV: unsupported,
  ACCT: unsupported,
  REIN: unsupported,
  SMNT: unsupported,
  MFMT: noTimes,
  MFCT: noTimes,
  MFF: noTimes,
};
