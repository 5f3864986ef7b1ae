import type { Command, Option } from 'commander';

/** One command as a completion sees it: `path` is '' for the program, ` users put` for a command below it. */
interface Place {
  readonly path: string;
  /** Subcommands, options and fixed values of the first argument. */
  readonly words: readonly string[];
  readonly options: readonly Option[];
  /** Whether its argument is a file. */
  readonly file: boolean;
}

/**
 * A script that completes the commands, options and fixed values of `program` in bash; static, so that completing asks
 * no API. For zsh the same function behind its `bashcompinit`.
 */
export function completionScript(program: Command, shell: 'bash' | 'zsh'): string {
  const script = bashFunction(program.name(), places(program, ''));
  if (shell === 'bash') return script;
  return `autoload -Uz compinit bashcompinit\n(( $+functions[compdef] )) || compinit\nbashcompinit\n\n${script}`;
}

function places(command: Command, path: string): Place[] {
  const help = command.createHelp();
  const below = help.visibleCommands(command);
  // A group of commands lists where no other is named, and takes the options of that.
  const listing = below.find((c) => c.name() === 'list');
  const options = [command, ...(listing ? [listing] : [])].flatMap((c) => [
    ...help.visibleOptions(c),
    ...help.visibleGlobalOptions(c),
  ]);
  const own = [...new Map(options.map((o) => [o.long ?? o.short, o])).values()];
  const [argument] = command.registeredArguments;
  const words = [...below.map((c) => c.name()), ...(argument?.argChoices ?? []), ...own.flatMap(flags)];
  const here = { path, words, options: own, file: argument?.name() === 'file' };
  return [here, ...below.flatMap((c) => places(c, `${path} ${c.name()}`))];
}

function flags(o: Option): string[] {
  return [o.short, o.long].filter((f) => f !== undefined && f !== null);
}

function bashFunction(name: string, all: readonly Place[]): string {
  const taking = (p: Place) => p.options.filter((o) => o.required || o.optional);
  const withValue = [...new Set(all.flatMap((p) => taking(p).flatMap(flags)))];
  const values = all.flatMap((p) =>
    taking(p).map((o) => {
      const patterns = flags(o).map((f) => quoted(`${p.path} ${f}`));
      return `    ${patterns.join(' | ')}) ${offer(o.argChoices ?? [], /<file>/.test(o.flags))} ;;`;
    }),
  );
  return `_${name}() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" path="" i word
  COMPREPLY=()
  for ((i = 1; i < COMP_CWORD; i++)); do
    word="\${COMP_WORDS[i]}"
    case "$word" in
      ${withValue.map(quoted).join(' | ')}) ((i += 1)); continue ;;
    esac
    case "$path $word" in
      ${all
        .filter((p) => p.path !== '')
        .map((p) => quoted(p.path))
        .join(' | ')}) path="$path $word" ;;
    esac
  done
  case "$path $prev" in
${values.join('\n')}
  esac
  case "$path" in
${all.map((p) => `    ${quoted(p.path)}) ${offer(p.words, p.file)} ;;`).join('\n')}
  esac
}
_${name}_offer() {
  local IFS=$' \n'
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}
_${name}_files() {
  local IFS=$'\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY+=($(compgen -f -- "$cur"))
}
complete -F _${name} ${name}
`;

  function offer(words: readonly string[], file: boolean): string {
    // Files among the words only where no option is being typed.
    const files = file ? `; [[ "$cur" == -* ]] || _${name}_files` : '';
    return `_${name}_offer ${quoted(words.join(' '))}${files}; return`;
  }
}

/** In single quotes: nothing in it means anything to a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
