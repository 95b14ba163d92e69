#!/bin/sh
# Usage and manual pages change together: every program has its page, and each
# verb and each option stands in one of the program's pages; -h, -V and -q,
# which all verbs take, in balint(7).
. "${SRCDIR:-.}/tests/lib.sh"

# documented PROGRAM LETTER NAME: by its letter or by its name.
documented() {
	{ [ -n "$2" ] && grep -qE "Fl ([A-Za-z0-9 ]* )?$2( |$)|Fl [a-zA-Z0-9]*$2( |$)" "$T/$1"; } ||
		grep -qE -- "Fl (.* )?-$3( |$|=)" "$T/$1"
}

: >missing
for p in "$BUILD"/bin/balint-*; do
	p=${p##*/}
	ok "$p(1)" test -f "$SRCDIR/man/$p.1"
	cat "$SRCDIR"/man/"$p".1 "$SRCDIR"/man/"$p"-*.1 >"$p" 2>/dev/null
	verbs=$("$p" --complete verbs '')
	for v in ${verbs:--}; do
		[ "$v" = - ] || grep -qE "(Cm|Nm $p)( .*)? $v( |$|,)" "$p" ||
			echo "$p $v" >>missing
		"$p" --complete table "${v#-}" | tr '\t' '|' | cut -d '|' -f 1,2 |
			while IFS='|' read -r letter name; do
				case $name in help | version | quiet) continue ;; esac
				documented "$p" "$letter" "$name" ||
					echo "$p ${v#-} --$name" >>missing
			done
	done
done
ok 'every verb and option stands in a page of its program' \
    sh -c 'cat missing; ! test -s missing'

finish
