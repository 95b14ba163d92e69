#!/bin/sh
# zsh and fish are driven as if someone had pressed Tab.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/completions-library.sh"
need zsh fish

ok 'a library' completions_library

cat >fish-driver <<'END'
source $SRCDIR/completions/balint.fish
complete -C "$argv[1]" | sed 's/\t.*//'
END
fish_tab() {
	run fish --no-config fish-driver "$1"
}
fish_tab 'balint-new gr'
is 'fish: a verb' 0 'group' ''
fish_tab 'balint-new group --lea'
is 'fish: an option' 0 '--leader' ''
fish_tab 'balint-new group --leader '
is 'fish: the value of an option' 0 'lena' ''
fish_tab 'balint-note attend -g heron an'
is 'fish: members of -g' 0 'ana
anselm' ''
fish_tab 'balint-note show -g heron s'
is 'fish: any record' 0 's2026-11-10
s2026-11-24' ''
fish_tab 'balint-note attend -g '
is 'fish: groups after -g' 0 'heron
wren*' ''

# A zsh in a pseudo-terminal, as a person has it; ^D at the end of a word
# lists what could follow, between two marks that we print.
cat >zsh-driver <<'END'
zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PS1='>'; PROMPT_EOL_MARK=; setopt no_beep; LISTMAX=1000"
zpty -w z "fpath=($SRCDIR/completions \$fpath); autoload -Uz compinit; compinit -u -D"
zpty -w z "zstyle ':completion:*' menu no; zstyle ':completion:*' list-separator ''"
# Completion widget that inserts nothing and prints what there is.
zpty -w z 'show() { compadd() { local -a got; builtin compadd -O got "$@"; print -rl -- "=[" $got "]="; builtin compadd "$@" }; _main_complete; }'
zpty -w z "zle -C show list-choices show; bindkey '^T' show"
local text part
integer n=0
# What is typed is echoed; only what is printed has no quotes in it.
zpty -w z "print -r -- set''tled"
while ((n++ < 200)); do
	sleep 0.05
	while zpty -r -t z part; do text+=$part; done
	[[ $text == *settled* ]] && break
done
text= n=0
zpty -w -n z "$1"$'\x14'
while ((n++ < 150)); do
	sleep 0.1
	while zpty -r -t z part; do text+=$part; done
	[[ $text == *']='* ]] && break
done
sleep 0.1
while zpty -r -t z part; do text+=$part; done
zpty -d z
print -r -- "$text" | tr -d '\r' | awk '/^=\[|.*=\[$/ { on = 1; next } /^\]=/ { on = 0 } on'
END
zsh_tab() {
	run zsh -f zsh-driver "$1"
	sort -u out >sorted && mv sorted out
}
zsh_tab 'balint-new gr'
is 'zsh: a verb' 0 'group' ''
zsh_tab 'balint-new group --lea'
is 'zsh: an option' 0 '*--leader*' ''
zsh_tab 'balint-new group --leader '
is 'zsh: the value of an option' 0 'lena' ''
zsh_tab 'balint-note attend -g heron an'
is 'zsh: members of -g' 0 'ana
anselm' ''
zsh_tab 'balint-note show -g heron s'
is 'zsh: any record' 0 's2026-11-10
s2026-11-24' ''
zsh_tab 'balint-note attend -g '
is 'zsh: groups after -g' 0 'heron
wren' ''

finish
