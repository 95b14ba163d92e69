#!/bin/sh
# Our own marked narratives: a change of rules or lists must not cost quality.
. "${SRCDIR:-.}/tests/lib.sh"

run balint-redact --score "$SRCDIR"/tests/redact/*.gold
# The figures are scores, not a verdict: 0 even where something was missed.
is 'the narratives are scored' 0 'figure*' ''
cp out figures

# floor FIGURE SHARE
floor() {
	ok "$1: at least $2" awk -F '\t' -v f="$1" -v min="$2" '
		$1 == f { found = 1; good = $4 + 0 >= min }
		END { exit !(found && good) }' figures
}
floor 'touched direct' 0.985
floor 'covered direct' 0.95
floor 'touched NAME' 0.99
floor 'touched PHONE' 1
floor 'touched ID' 1
floor 'character recall' 0.98

run balint-redact --score --strict "$SRCDIR"/tests/redact/*.gold
cp out figures
floor 'touched direct' 0.985
finish
