#!/bin/sh
# Start-up: what each program needs more than /bin/true, as the median of
# runs in turn.  At most 2 ms for new, note and stats, 4 ms for export and
# redact.
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
BUILD=${BUILD:-$SRCDIR/build}
rounds=${1:-300}

set -- /bin/true
programs=
for p in new note stats export redact; do
	[ -x "$BUILD/bin/balint-$p" ] || continue
	set -- "$@" , "$BUILD/bin/balint-$p" --version
	programs="$programs balint-$p"
done
"$BUILD/tests/helper-start" "$rounds" "$@" | awk -v names="$programs" '
BEGIN { split(names, name, " ") }
NR == 1 { base = $1; printf "%-14s %6.2f ms\n", "/bin/true", base / 1000 }
NR > 1 {
	n = name[NR - 1]; limit = n ~ /export|redact/ ? 4 : 2
	more = ($1 - base) / 1000
	printf "%-14s %6.2f ms, %.1f times /bin/true; %.2f ms more, at most %d: %s\n",
	    n, $1 / 1000, $1 / base, more, limit, more <= limit ? "good" : "SLOW"
	if (more > limit) bad = 1
}
END { exit bad }'
