import type { Command } from 'commander';
import type { RouteName } from '../../shared/contracts/routes.ts';
import type { Language } from '../../shared/domain/messages.ts';
import type { DocumentItem } from '../answers.ts';
import { resolveDocumentId } from '../document-id.ts';
import { attributeCommand, stateInWords } from '../document-lines.ts';
import { CliError } from '../errors.ts';
import { examples } from '../options.ts';
import { action, type Given, type Session } from '../session.ts';

interface Place {
  dossier: string;
  exercice: string;
  note?: string;
}
interface Note {
  note?: string;
}

const ID = 'identifier, or at least its first 6 characters';

/** What a person decides about a document: accept, attribute (move), set-aside, bring-back, dispatch. */
export function addDecisions(program: Command, language: Language): void {
  program
    .command('accept')
    .argument('<id>', ID)
    .description('File a waiting document where it is proposed')
    .option('--note <text>', 'kept in its history')
    .addHelpText('after', examples(['ami accept yzt6s0k2m9']))
    .action(action(language, accept));

  for (const [name, description] of [
    ['attribute', 'File a waiting document in an exercice, or move a filed one'],
    ['move', 'The same as attribute'],
  ] as const)
    program
      .command(name)
      .argument('<id>', ID)
      .description(description)
      .requiredOption('--dossier <number>', 'dossier, as in 007868')
      .requiredOption('--exercice <AAAAMM>', 'exercice by the month it ends in, as in 201912')
      .option('--note <text>', 'kept in its history')
      .addHelpText('after', examples([`ami ${name} yzt6s0k2m9 --dossier 007868 --exercice 201912`]))
      .action(action(language, attribute));

  program
    .command('set-aside')
    .argument('<id>', ID)
    .description('Not an invoice: off every list, its bytes and history kept')
    .option('--note <text>', 'kept in its history')
    .addHelpText('after', examples(['ami set-aside yzt6s0k2m9 --note "bon de livraison"']))
    .action(action(language, decide('setAside')));

  program
    .command('bring-back')
    .argument('<id>', ID)
    .description('Back to the waiting list, from wherever a document is')
    .option('--note <text>', 'kept in its history')
    .addHelpText('after', examples(['ami bring-back yzt6s0k2m9']))
    .action(action(language, decide('bringBack')));

  program
    .command('dispatch')
    .argument('<id>', ID)
    .description('Send a document to dispatch again')
    .addHelpText('after', examples(['ami dispatch yzt6s0k2m9']))
    .action(action(language, dispatch));
}

async function accept(s: Session, { args: [text], options }: Given<[string], Note>): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const seen = await s.api.json<DocumentItem>('getDocument', { params: { compte, id } });
  if (!seen.proposal) throw new CliError('NO_PROPOSAL', { id, command: attributeCommand(s, seen) });
  // With the version whose proposal was read: somebody else's decision in between is not overruled.
  const body = { ...seen.proposal, version: seen.version, note: options.note };
  tell(s, await s.api.json<DocumentItem>('attribute', { params: { compte, id }, body }));
}

async function attribute(s: Session, { args: [text], options }: Given<[string], Place>): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const { dossier, exercice, note } = options;
  tell(s, await s.api.json<DocumentItem>('attribute', { params: { compte, id }, body: { dossier, exercice, note } }));
}

function decide(route: Extract<RouteName, 'setAside' | 'bringBack'>) {
  return async (s: Session, { args: [text], options }: Given<[string], Note>): Promise<void> => {
    const { compte } = s;
    const id = await resolveDocumentId(s.api, compte, text);
    tell(s, await s.api.json<DocumentItem>(route, { params: { compte, id }, body: { note: options.note } }));
  };
}

async function dispatch(s: Session, { args: [text] }: Given<[string]>): Promise<void> {
  const { compte } = s;
  const id = await resolveDocumentId(s.api, compte, text);
  const answer = await s.api.json('dispatchAgain', { params: { compte, id } });
  if (s.json) return s.out.json(answer);
  s.out.line(s.t('DISPATCH_ASKED', { command: s.command(`document ${id}`) }));
}

function tell(s: Session, d: DocumentItem): void {
  if (s.json) s.out.json(d);
  else s.out.line(s.t('DECIDED', { name: d.name, state: stateInWords(s, d) }));
}
