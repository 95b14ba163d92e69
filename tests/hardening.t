#!/bin/sh
# The programs are built hard to abuse, and small.
. "${SRCDIR:-.}/tests/lib.sh"

if nm "$BUILD/bin/balint-note" | grep -q __asan_init; then
	echo '1..0 # SKIP instrumented build'
	exit 0
fi

for p in "$BUILD"/bin/balint-*; do
	n=${p##*/}
	readelf -hlWd "$p" >elf
	readelf -sW "$p" >symbols
	ok "$n: position independent" grep -q 'Type: *DYN' elf
	ok "$n: relocations read-only" grep -q GNU_RELRO elf
	ok "$n: bound at the start" grep -qE 'BIND_NOW|FLAGS_1.*NOW' elf
	ok "$n: no executable stack" grep -q 'GNU_STACK .* RW ' elf
	ok "$n: stack protector" grep -q '__stack_chk_fail' symbols
	ok "$n: fortified" grep -qE '__[a-z]+_chk' symbols
	ok "$n: no path of the build in it" sh -c "! grep -qF '$SRCDIR' '$p'"
	# Lists and weights that are compiled in are data, and not counted.
	lists=0
	if grep -q 'balint_tables' symbols; then
		lists=$(size "$BUILD/common/tables.o" \
		    "$BUILD/common/data/weights.o" |
			awk 'NR > 1 { n += $4 } END { print n }')
	fi
	strip -o stripped "$p"
	ok "$n: less than 1 MiB" test $(($(wc -c <stripped) - lists)) -lt 1048576
	echo "# $n: $(($(wc -c <stripped) - lists)) bytes"
done

finish
