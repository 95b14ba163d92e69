#!/bin/sh
# Every E_ and W_ word (errors, warnings) that a program may print is listed in balint(7), and every
# word listed there can be printed.  A new word needs a line
#	.It Dv E_WORD
#	what it means
# in its place in the alphabet, in man/balint.7.
. "${SRCDIR:-.}/tests/lib.sh"

grep -rhE '"([^"]*[^A-Za-z_])?[EW]_[A-Z0-9_]+' "$SRCDIR/common" "$SRCDIR/cmd" \
    --include='*.[ch]' | grep -oE '\b[EW]_[A-Z0-9_]+' | sort -u >used
sed -n 's/^\.It Dv \([EW]_[A-Z0-9_]*\)$/\1/p' "$SRCDIR/man/balint.7" >listed
sort -u listed >sorted
comm -23 used sorted >missing
comm -13 used sorted >stale
ok 'words were found' test "$(wc -l <used)" -gt 20
ok 'each word that is used is in balint(7)' sh -c 'cat missing; ! test -s missing'
ok 'each word in balint(7) is used' sh -c 'cat stale; ! test -s stale'
ok 'the list is in order' cmp listed sorted

finish
