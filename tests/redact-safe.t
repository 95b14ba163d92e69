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
stays 'a programme'               'We watched Downton Abbey and ate.'
stays 'a drug of India'           'She had done well on Tryptomer and Nexito.'
stays 'one for cats'              'I gave the cat Drontal.'
stays 'a thing with a surname'    'He sleeps beside his Mowbray frame.'
stays 'a body by its letters'     'Das SAPV-Team kam, dann schrieb das BAMF.' de
stays 'a custom'                  'She fasts for Ekadashi, he was at Jummah.'
stays 'a writer by both names'    'The leader quoted Judith Herman.'
stays 'a card'                    'I left the Oyster card under the Flu Jab poster.'

# a name of our lists never becomes safe alone
awk -F, '/^#/ { next } /^@/ { next } { for (i = 1; i <= NF; i++) print $i }' \
	"$lists"/gen-names.txt "$lists"/gen-places.txt "$lists"/fore.txt \
	"$lists"/nick.txt | sed 's/^ *//; s/ *$//' | LC_ALL=C sort -u >names
# what stands in capitals only (@acro) may be a name in small letters
awk '/^#/ { next } /^@/ { acro = $0 == "@acro"; next } acro { next } {
	n = split($0, w, /, */)
	for (i = 1; i <= n; i++)
		if (w[i] !~ /[ -]/)
			print w[i]
}' "$lists"/gen-safe.txt "$lists"/safe-things.txt | LC_ALL=C sort -u >safe
ok 'there are thousands of words' test "$(wc -l <safe)" -gt 8000
run comm -12 names safe
is 'and none is a name or a town' 0 '' ''

# the house bears the name of somebody famous
printf 'She died on Chaucer Ward. We read Chaucer that night.\n' >in
run balint-redact --lang en in
is 'a ward of that name' 0 'She died on ?ORG-1?. We read Chaucer that night.' ''

# so do streets and schools
printf '%s\n' 'Il habite rue Victor Hugo et lit Victor Hugo.' >in
run balint-redact --lang fr in
is 'a street of that name' 0 'Il habite ?PLACE-1? et lit Victor Hugo.' ''
printf '%s\n' 'Er geht in die Astrid-Lindgren-Schule.' >in
run balint-redact --lang de in
is 'a school of that name' 0 \
	'Er geht in die ?ORG-1?.' ''

finish
