#!/bin/sh
# Every benchmark there is, one after the other.  Each prints ratios against
# another tool in the same run, interleaved, as medians: these say something on
# a busy machine, single times don't.
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
for b in "$SRCDIR"/tests/bench-*.sh; do
	[ -e "$b" ] || continue
	echo "== $(basename "$b" .sh | sed 's/^bench-//')"
	sh "$b"
done
