import { Command, Option } from 'commander';
import type { Language } from '../shared/domain/messages.ts';
import { addBatches } from './commands/batches.ts';
import { addCompletion } from './commands/completion.ts';
import { addComptes } from './commands/comptes.ts';
import { addConfiguration } from './commands/configuration.ts';
import { addCorrect } from './commands/correct.ts';
import { addDecisions } from './commands/decisions.ts';
import { addDocument } from './commands/document.ts';
import { addDocumentLists } from './commands/documents.ts';
import { addDossiers } from './commands/dossiers.ts';
import { addEntries } from './commands/entries.ts';
import { addFetch } from './commands/fetch.ts';
import { addFirewall } from './commands/firewall.ts';
import { addKeys } from './commands/keys.ts';
import { addMetrics } from './commands/metrics.ts';
import { addPeople } from './commands/people.ts';
import { addProposal } from './commands/proposal.ts';
import { addPublicationChanges } from './commands/publication-changes.ts';
import { addPublications } from './commands/publications.ts';
import { addRepair } from './commands/repair.ts';
import { addSuppliers } from './commands/suppliers.ts';
import { addTrace } from './commands/trace.ts';
import { addUsers } from './commands/users.ts';
import { examples } from './options.ts';
import { usageError } from './usage-errors.ts';

const ABOUT = `
The API and the key come from AMI_API and AMI_KEY, else from .ami/cli.json in this directory or one above it, which
npm start writes. The key is never an argument: those are seen in the list of processes.
Language: --lang, else the settings file, else the locale. Exit code: 0 done, 1 refused or failed, 2 wrongly called.
With --json the answer of the API goes to standard output as it is, and a refusal to standard error.
`;

/** Every command of `ami`. A wrong call throws a `CommanderError`, said in `language` before. */
export function buildProgram(language: Language): Command {
  const program = new Command('ami');
  program
    .description('AMI COMPTA: invoices to the right exercice, entries back to ISACOMPTA')
    .addOption(new Option('--compte <id>', 'compte (accounting firm) to speak of'))
    .addOption(new Option('--lang <language>', 'language of the output').choices(['fr', 'en']))
    .addOption(new Option('--json', 'the answer of the API as it is'))
    .addHelpText(
      'after',
      ABOUT + examples(['ami waiting', 'ami documents --filed --dossier 007868', 'ami users put --help']),
    )
    .helpCommand(false)
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ outputError: (text, write) => write(usageError(text, language)) })
    .exitOverride();

  // Commands inherit the three settings above at their creation.
  program.commandsGroup('Documents:');
  addDocumentLists(program, language);
  addDocument(program, language);
  addDecisions(program, language);
  addBatches(program, language);
  addCorrect(program, language);
  addFetch(program, language);
  program.commandsGroup('Dossiers and configuration:');
  addDossiers(program, language);
  addSuppliers(program, language);
  addConfiguration(program, language);
  program.commandsGroup('Entries and publications:');
  addEntries(program, language);
  addProposal(program, language);
  addPublications(program, language);
  addPublicationChanges(program, language);
  program.commandsGroup('Administration:');
  addComptes(program, language);
  addUsers(program, language);
  addPeople(program, language);
  addKeys(program, language);
  addMetrics(program, language);
  addFirewall(program, language);
  program.commandsGroup('Repair, on the storage itself:');
  addRepair(program, language);
  program.commandsGroup('The cloud of this machine:');
  addTrace(program, language);
  program.commandsGroup('This command line:');
  addCompletion(program);
  return program;
}
