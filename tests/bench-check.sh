#!/bin/sh
# balint-note check with two threads over 30,000 files, 65 MB, against grep -rc
# over the same tree, in turn; medians of the time by the clock, and the ratio.
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
BUILD=${BUILD:-$SRCDIR/build}
rounds=${1:-5}
T=$(mktemp -d "${TMPDIR:-/tmp}/balint-bench.XXXXXX")
trap 'rm -rf "$T"' EXIT
trap 'exit 130' INT TERM
export LC_ALL=C.UTF-8 BALINT_HOME="$T/lib"
"$BUILD/tests/helper-generate" "$T/lib" 100 10 50 240

now() { date +%s%N; }
time_of() { # FILE COMMAND...
	file=$1
	shift
	a=$(now)
	"$@" >/dev/null 2>&1 || [ $? = 1 ]
	echo $(($(now) - a)) >>"$file"
}
median() { sort -n "$1" | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'; }

i=0
while [ "$i" -le "$rounds" ]; do
	time_of "$T/grep" grep -rc anger "$T/lib"
	time_of "$T/check" "$BUILD/bin/balint-note" check -q --threads 2 "$T"/lib/g*
	# The first round fills the cache.
	[ "$i" != 0 ] || rm "$T/grep" "$T/check"
	i=$((i + 1))
done
find "$T/lib" -type f | wc -l | sed 's/$/ files/'
awk -v g="$(median "$T/grep")" -v c="$(median "$T/check")" 'BEGIN {
	printf "grep -rc %.3f s, balint-note check %.3f s: %.2f times as long\n",
	    g / 1e9, c / 1e9, c / g
}'
