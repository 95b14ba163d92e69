#!/bin/sh
# The map of balint-redact is an age file that age opens.
. "${SRCDIR:-.}/tests/lib.sh"
need age age-keygen

age-keygen -o key 2>/dev/null
to=$(age-keygen -y key)
echo 'Mrs Thistlewood rang on 3 March. Thistlewood again.' >a.txt
run balint-redact --map map --recipient "$to" a.txt
is 'a map is written beside the text' 0 'Mrs \[NAME-1\] rang*' ''
ok 'only its owner can read it' test "$(stat -c %a map)" = 600
bad 'no name in it in clear' grep -aq Thistlewood map
run age -d -i key map
is 'age opens it' 0 'class	to	value	file
date	\[DATE-1\]	3 March	a.txt
name	\[NAME-1\]	Thistlewood	a.txt' ''
finish
