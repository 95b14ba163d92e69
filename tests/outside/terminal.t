#!/bin/sh
# On a terminal: text without -f, colour unless NO_COLOR, as wide as the
# window and never wider; in a pipe none of it.
. "${SRCDIR:-.}/tests/lib.sh"
need script stty

"$BUILD/tests/helper-generate" "$BALINT_HOME" 1 10 60 0 >/dev/null
g=$(ls "$BALINT_HOME")
esc=$(printf '\033')
on_terminal() { # COLUMNS COMMAND: what it writes there, without CR
	script -qec "stty cols $1; $2" /dev/null </dev/null | tr -d '\r'
}
widest() { # columns of the longest line, escapes not counted
	sed "s/$esc\\[[0-9;]*m//g" "$1" | awk '{ if (length($0) > n) n = length($0) } END { print n + 0 }'
}
cmd="balint-stats attendance --date 2026-11-22 $g"
on_terminal 120 "$cmd" >shot
ok 'text on a terminal, and it says that it is private' grep -q 'private to the leader' shot
ok 'in colour' grep -q "$esc" shot
on_terminal 120 "NO_COLOR=1 $cmd" >plain
bad 'NO_COLOR: no colour' grep -q "$esc" plain
sed "s/$esc\\[[0-9;]*m//g" shot >stripped
ok 'and nothing is lost without it' cmp stripped plain
run balint-stats attendance --date 2026-11-22 "$g"
is 'in a pipe: a table' 0 'group_name	member*' '*private to the leader*'
bad 'and no colour' grep -q "$esc" out
for w in 60 90 140; do
	on_terminal $w "$cmd --grid --ascii" >shot
	ok "the grid fits $w columns" test "$(widest shot)" -le $w
done
on_terminal 80 "balint-stats prep --date 2026-11-22 $g" >shot
ok 'the page for the evening fits' test "$(widest shot)" -le 80
finish
