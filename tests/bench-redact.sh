#!/bin/sh
# Masking English prose: MB per CPU-second of balint-redact beside grep with
# ten thousand words and sed with ten patterns, over the same 200 MB, on one
# core, interleaved; medians of three.
set -eu
SRCDIR=${SRCDIR:-$(pwd)}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
mb=${BENCH_MB:-200}

# Eleven parts of plain prose to one of narratives full of people.
for f in "$SRCDIR"/tests/redact/*.en.gold; do
	sed '1,/^$/d; s/\[\[[A-Z0-9]*|\([^]|]*\)\]\]/\1/g; s/((\([^)]*\)))/\1/g' "$f"
	echo
done >"$T/narratives"
i=0
while [ $i -lt 11 ]; do
	cat "$SRCDIR/tests/redact/prose.txt"
	echo
	i=$((i + 1))
done >"$T/some"
cat "$T/narratives" >>"$T/some"
while [ "$(wc -c <"$T/some")" -lt 1000000 ]; do
	cat "$T/some" "$T/some" >"$T/more"
	mv "$T/more" "$T/some"
done
: >"$T/all"
while [ "$(wc -c <"$T/all")" -lt $((mb * 1000000)) ]; do
	cat "$T/some" >>"$T/all"
done
grep -v '^[#@]' "$SRCDIR/common/data/lists/gen-names.txt" | head -n 10000 >"$T/names"

redact() { balint-redact <"$T/all"; }
grep10k() { grep -c -F -f "$T/names" <"$T/all"; }
sed10() {
	sed -E 's/[0-9]{5} [0-9]{6}/X/g; s/[A-Z][a-z]+ [A-Z][a-z]+/X/g
s/[0-9]{1,2}\/[0-9]{1,2}\/[0-9]{2,4}/X/g; s/[a-z.]+@[a-z.]+/X/g
s/https?:[^ ]+/X/g; s/Mrs? [A-Z][a-z]+/X/g; s/[0-9]{3}-[0-9]{2}-[0-9]{4}/X/g
s/[A-Z]{2}[0-9]{2} [A-Z]{3}/X/g; s/[0-9]{1,2} (January|May|June) [0-9]{4}/X/g
s/Dr\.? [A-Z][a-z]+/X/g' <"$T/all"
}

# A run that fails is fast, and no measurement.
redact >/dev/null

# CPU seconds, user and system, of a command.
cpu() {
	# grep stops early when it writes to /dev/null itself
	("$@" | cat >/dev/null; times) | awk 'NR == 2 {
		split($1, u, /[ms]/); split($2, s, /[ms]/)
		print u[1] * 60 + u[2] + s[1] * 60 + s[2] }'
}
: >"$T/times"
for _ in 1 2 3; do
	for c in redact grep10k sed10; do
		echo "$c $(cpu "$c")" >>"$T/times"
	done
done
median() { awk -v c="$1" '$1 == c { print $2 }' "$T/times" | sort -n | sed -n 2p; }
size=$(wc -c <"$T/all")
r=$(median redact)
for c in redact grep10k sed10; do
	awk -v c=$c -v t="$(median $c)" -v r="$r" -v n="$size" 'BEGIN {
		printf "%-8s %7.1f MB per CPU-second, %5.2f of balint-redact\n",
		    c, n / 1e6 / t, r / t }'
done
