#!/bin/sh
# Words with a capital that are no identifiers, and names beside them.
. "${SRCDIR:-.}/tests/lib.sh"

lists=$SRCDIR/common/data/lists

# stays KIND SENTENCE: nothing in it is found
stays() {
	printf '%s\n' "$2" >in
	run balint-redact --lang "${3:-en}" in
	is "$1" 0 "$2" ''
}
stays 'a drug of the FDA'         'We stopped the Mellaril and she began Vyepti.'
stays 'a drug of the ANSM'        'On a repris le Diovenor et le Spasmag.' fr
stays 'a trade name of Wikipedia' 'His mother swore by Quaalude in those days.'
stays 'a thinker'                 'Somebody quoted Wittgenstein and then Karen Horney.'
stays 'a disease after somebody'  "They suspected Werlhof's disease first."
stays 'a creed'                   'He was brought up in Shaivism, she in Zionism.'
stays 'a programme'               'We watched Blankety Blank and ate.'

# a name of our lists never becomes safe alone
awk -F, '/^#/ { next } /^@/ { next } { for (i = 1; i <= NF; i++) print $i }' \
	"$lists"/gen-names.txt "$lists"/gen-places.txt "$lists"/fore.txt \
	"$lists"/nick.txt | sed 's/^ *//; s/ *$//' | LC_ALL=C sort -u >names
grep -v '[#@ ]' "$lists"/gen-safe.txt | LC_ALL=C sort -u >safe
ok 'there are thousands of words' test "$(wc -l <safe)" -gt 8000
run comm -12 names safe
is 'and none is a name or a town' 0 '' ''

# the house bears the name of somebody famous
printf 'She died on Chaucer Ward. We read Chaucer that night.\n' >in
run balint-redact --lang en in
is 'a ward of that name' 0 'She died on ?ORG-1?. We read Chaucer that night.' ''

finish
