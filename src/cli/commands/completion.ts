// `rtnl completion SHELL`: a few lines for the shell, which ask `rtnl complete` at each tab.
import { type Call, UsageError } from '../command.ts'

const SCRIPTS: Readonly<Record<string, string>> = {
  // Bash takes words apart at = and :, and wants back only the part behind.
  bash: `# eval "$(rtnl completion bash)"
_rtnl() {
  local IFS=$'\\n' line=\${COMP_LINE:0:COMP_POINT} word before
  word=\${line##* } before=\${word%"\${COMP_WORDS[COMP_CWORD]}"}
  COMPREPLY=($(rtnl complete -- "$line" 2>/dev/null))
  COMPREPLY=("\${COMPREPLY[@]#"$before"}")
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace
}
complete -F _rtnl rtnl
`,
  zsh: `#compdef rtnl
# eval "$(rtnl completion zsh)"
_rtnl() {
  local -a found
  found=("\${(@f)$(rtnl complete -- "\${(j: :)words[1,CURRENT]}" 2>/dev/null)}")
  compadd -S '' -- \${(M)found:#*=}
  compadd -- \${found:#*=}
}
compdef _rtnl rtnl
`,
  fish: `# rtnl completion fish | source
complete -c rtnl -f -a '(rtnl complete -- (commandline -cp) 2>/dev/null)'
`,
}

/** Prints the lines for a shell. */
export async function run({ words: [shell = ''], out }: Call): Promise<undefined> {
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined
  if (script === undefined) throw new UsageError(`completion is for ${Object.keys(SCRIPTS).join(', ')}`)
  await out.write(script)
}
