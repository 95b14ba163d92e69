#!/bin/sh
# What attendance asks of the kernel: a small file is opened, read and closed,
# once each, and nothing else; no case and no debrief is opened.
. "${SRCDIR:-.}/tests/lib.sh"
need strace

"$BUILD/tests/helper-generate" "$BALINT_HOME" 3 10 20 5 200 >/dev/null
strace -f -y -e trace=all -o trace balint-stats attendance --threads 1 \
    --date 2030-01-01 "$BALINT_HOME"/* >out 2>err || {
	echo "1..0 # SKIP strace may not trace here"
	[ -z "${BALINT_NOSKIP:-}" ]
	exit
}
want=$(find "$BALINT_HOME" -path '*/sessions/*' -name '*.txt' | wc -l)
calls() { # CALL: how many touch a session's file
	grep -cE "^[0-9]+ +$1\(.*(/sessions/s[0-9-]+\.txt|\"s[0-9-]+\.txt\")" trace
}
ok 'there are sessions' test "$want" = 60
ok 'each is opened once' test "$(calls openat)" = "$want"
ok 'each is read once' test "$(calls read)" = "$want"
ok 'each is closed once' test "$(calls close)" = "$want"
grep -E '(/sessions/s[0-9-]+\.txt|"s[0-9-]+\.txt")' trace |
	grep -vE '^[0-9]+ +(openat|read|close)\(' >others
ok 'and nothing else is done with one' sh -c 'cat others; ! test -s others'
bad 'no case and no debrief is opened' grep -qE 'open[a-z0-9]*\(.*"(.*/)?(cases|debriefs)' trace
finish
