import { Argument, type Command } from 'commander';
import { completionScript } from '../completion.ts';
import { examples } from '../options.ts';

/** `completion bash|zsh`. Needs no API. */
export function addCompletion(program: Command): void {
  program
    .command('completion')
    .addArgument(new Argument('<shell>', 'for which shell').choices(['bash', 'zsh']))
    .description('A script that completes commands and options in a shell')
    .addHelpText(
      'after',
      examples(['source <(ami completion bash)', 'ami completion zsh > ~/.ami-completion && source ~/.ami-completion']),
    )
    .action((shell: 'bash' | 'zsh') => {
      process.stdout.write(completionScript(program, shell));
    });
}
