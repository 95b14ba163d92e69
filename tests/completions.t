#!/bin/sh
# What the shells are told when someone presses Tab; bash itself is driven
# here, zsh and fish in tests/outside/.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/completions-library.sh"

ok 'a library' completions_library

kind() { # NAME EXPECTED KIND PREFIX
	run balint-note --complete "$3" "$4"
	is "$1" 0 "$2" ''
}
kind 'groups' 'heron
wren' groups ''
kind 'groups by prefix' 'wren' groups w
kind 'leaders' 'lena' leaders ''
kind 'no members outside a group' '' members ''
BALINT_GROUP=heron
export BALINT_GROUP
kind 'members of BALINT_GROUP' 'ana
anselm
ben' members ''
kind 'members by prefix' 'ana
anselm' members an
kind 'no such prefix' '' members x
kind 'sessions' 's2026-11-10
s2026-11-24' sessions s
kind 'cases' 'c014-7kq' cases ''
BALINT_GROUP=nowhere
kind 'a group that is not there gives nothing, and no message' '' members ''
unset BALINT_GROUP
cd "$BALINT_HOME/wren" || exit 2
run balint-note --complete members ''
is 'members of the group one stands in' 0 dora ''
cd "$T" || exit 2

# tab LINE...: the words of a command line, the last one not yet finished;
# what bash would offer.
cat >driver <<'END'
. "$SRCDIR/completions/balint.bash"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_balint "$1" "${!#}" "${COMP_WORDS[COMP_CWORD - 1]}"
printf '%s\n' "${COMPREPLY[@]}" | sort
END
tab() {
	run bash --norc --noprofile driver "$@"
}

tab balint-new gr
is 'bash: a verb' 0 'group' ''
tab balint-new group --lea
is 'bash: an option' 0 '--leader' ''
tab balint-new group --leader ''
is 'bash: the value of an option' 0 'lena' ''
tab balint-note attend -g heron an
is 'bash: members of -g' 0 'ana
anselm' ''
tab balint-note attend --group wren ''
is 'bash: members of --group' 0 '*dora*' ''
tab balint-note attend -g ''
is 'bash: groups after -g' 0 '*heron*wren*' ''
tab balint-note show -g heron ''
is 'bash: any record' 0 'ana
anselm
ben
c014-7kq
s2026-11-10
s2026-11-24' ''
tab balint-stats attendance -f c
is 'bash: forms of a table' 0 'csv' ''
tab balint-stats attendance he
is 'bash: groups as operands' 0 '*heron*' ''
tab balint-note nosuchverb ''
is 'bash: an unknown verb offers nothing' 0 '' ''
tab balint-new --
is 'bash: before the verb' 0 '' ''

# Whatever is asked, a name never comes.
for p in new note redact export stats; do
	for v in $("balint-$p" --complete verbs ''); do
		for word in '' - -- a s c; do
			tab "balint-$p" "$v" -g heron "$word"
			cat out err
		done
	done
	for k in verbs options table groups members sessions cases leaders names; do
		BALINT_GROUP=heron "balint-$p" --complete $k ''
	done
done >everything 2>&1
ok 'something was offered' grep -q anselm everything
bad 'never a name' grep -qi 'zarathustra\|quux' everything

finish
