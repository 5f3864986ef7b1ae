import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { Language } from '../../shared/domain/messages.ts';
import { examples } from '../options.ts';
import { action, type Session } from '../session.ts';

/** `metrics`. */
export function addMetrics(program: Command, language: Language): void {
  program
    .command('metrics')
    .description("How things stand in all comptes, as Prometheus' text (operators; docs/metrics.md)")
    .addHelpText('after', examples(['ami metrics', 'ami metrics | grep robot']))
    .action(action(language, metrics));
}

async function metrics(s: Session): Promise<void> {
  s.out.line((await text(await s.api.stream('metrics'))).trimEnd());
}
