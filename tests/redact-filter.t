#!/bin/sh
# balint-redact as a filter: what goes in, what comes out, and what never does.
. "${SRCDIR:-.}/tests/lib.sh"

cat >story.txt <<'END'
I saw Mrs Thistlewood on 3 March. She lives in Todmorden with her husband.

Her number is 07700 900417 and she writes from dthistlewood@example.org too.
On the way out Thistlewood said that I was kind. There is hope.
END

run balint-redact story.txt
is 'tags, the same person the same number' 0 \
    'I saw Mrs \[NAME-1\] on \[DATE-1\]. She lives in \[PLACE-1\]*\[PHONE\]*\[EMAIL\]*There is hope.' ''
run sh -c 'balint-redact <story.txt'
is 'a filter does the same' 0 'I saw Mrs \[NAME-1\]*' ''
run sh -c 'balint-redact <story.txt | balint-redact'
is 'what is a tag already stays' 0 'I saw Mrs \[NAME-1\] on \[DATE-1\]. *\[PHONE\]*' ''

run balint-redact --check story.txt
is '--check says no when there is something' 1 '' 'balint-redact: E_FOUND: *'
echo 'she was sad and so was i' >plain.txt
run balint-redact --check plain.txt
is '--check says yes when there is nothing' 0 '' ''
bad 'the message of --check holds no name' grep -qi thistle err

run balint-redact --spans story.txt
is '--spans: offsets in bytes and the class' 0 '10	21	name*date*place*phone*email*' ''
balint-redact --spans story.txt | head -n 1 | while read -r a b _; do
	tail -c +$((a + 1)) story.txt | head -c $((b - a))
done >cut.txt
ok 'and they cut out just that' test "$(cat cut.txt)" = Thistlewood

run balint-redact --as name=mask,phone=remove,date=keep story.txt
is '--as: mask, remove and keep' 0 'I saw Mrs \[NAME\] on 3 March*number is  and*' ''
run balint-redact --as date=quarter story.txt
is '--as: the quarter of a date' 0 'I saw Mrs \[NAME-1\] on Q1.*' ''
run balint-redact --as name=quarter story.txt
is 'an action that does not fit a class is refused' 2 '' 'balint-redact: E_AS: *'
run balint-redact --as profession=surrogate story.txt
is 'a stand-in that there is not is refused, and nothing written' 2 '' \
    'balint-redact: E_AS: *surrogate is for name, place, org*'
cat >quasi.txt <<'END'
She works as a bus driver. The man is Polish, his wife is from Japan.
His friend, a South American, came from North America.
He is a Catholic, and a retired officer.
END
coarse=profession=generalise,nationality=generalise
run balint-redact --as $coarse quasi.txt
is '--as: an occupation becomes its group, a people its region' 0 \
    'She works as a machine operator or driver. The man is European, his wife is from East Asia.*a South American, came from North America.*a \[NATIONALITY-1\], and a retired \[PROFESSION-1\].' ''
run sh -c "balint-redact --as $coarse quasi.txt | balint-redact --as nationality=generalise"
is 'and a second time the region stays' 0 \
    '*European, his wife is from East Asia.*a South American, came from North America.*' ''
run sh -c "echo 'Sie arbeitet als Lehrerin, und er ist Maurer von Beruf.' | balint-redact --as $coarse"
is 'and in German' 0 \
    'Sie arbeitet als akademische Fachkraft, und er ist Handwerkskraft von Beruf.' ''
run sh -c "echo 'Elle travaille comme infirmière dans une clinique.' | balint-redact --as $coarse"
is 'and in French' 0 \
    "Elle travaille comme membre d'une profession intellectuelle dans une clinique." ''
cat >coarse.policy <<'END'
Policy: coarse
Version: 1
Quasi: yes
As: profession=generalise,nationality=generalise
END
run balint-redact --explain --policy ./coarse.policy
is '--explain says so' 0 \
    '*profession   becomes its group of occupations*nationality  becomes its region of the world*' ''
run balint-redact --as name=group story.txt
is 'a group is of occupations only' 2 '' 'balint-redact: E_AS: *group for profession*'
run balint-redact --as nome=tag story.txt
is 'a class that is not there is refused' 2 '' 'balint-redact: E_AS: *'
run balint-redact --as date=shift story.txt
is 'moving dates needs to know how far' 2 '' 'balint-redact: E_AS: *--shift*'
run balint-redact --shift 10 --date 2026-11-22 story.txt
is '--shift moves dates, and warns' 0 'I saw Mrs \[NAME-1\] on 13 March.*' '*warning: dates*'

# Pseudonyms.
run balint-redact --as name=pseudonym story.txt
is 'no pseudonym without a key' 2 '' 'balint-redact: E_KEY: *'
balint-new key >/dev/null 2>&1
balint-new key --study >/dev/null 2>&1 || :
key=$(find "$T/config" -name 'study.key' | head -n 1)
if [ -n "$key" ]; then
	balint-redact --as name=pseudonym --key "$key" story.txt >one
	echo 'Then Mrs Thistlewood came.' | balint-redact --as name=pseudonym --key "$key" >two
	code=$(sed -n 's/.*Mrs \(\[NAME-[a-z0-9]*\]\).*/\1/p' one)
	ok 'a pseudonym is a code of ten characters' test ${#code} = 17
	ok 'the same key gives the same pseudonym in another process' \
	    grep -qF "$code" two
	balint-redact --as name=surrogate --key "$key" story.txt >one
	balint-redact --as name=surrogate --key "$key" story.txt >two
	ok 'the same key gives the same stand-ins' cmp one two
	bad 'a stand-in is not the name' grep -qi thistlewood one
	echo 'Her NHS number is 943 476 5919, write to jo@mail.com.' >numbers.txt
	run balint-redact --as id=surrogate,email=surrogate --key "$key" numbers.txt
	is 'numbers and addresses keep their form' 0 \
	    'Her NHS number is [0-9][0-9][0-9] [0-9][0-9][0-9] [0-9][0-9][0-9][0-9], write to [a-z][a-z]@example.org.' ''
	bad 'and are others' grep -qE '943 476 5919|mail\.com' out
	ok 'and it is a name' grep -qE 'I saw Mrs [^][ 0-9]+ on' one
	echo 'On Monday 3 March 2025 we were at Heeley Green Surgery, then the 14th.' >house.txt
	run balint-redact --as date=surrogate,org=surrogate --key "$key" house.txt
	is 'an institution keeps its head, a date its form; and a warning' 0 \
	    'On Monday * 202[45] we were at * Surgery, then the \[DATE-1\].' \
	    'balint-redact: warning: dates are all moved*'
	bad 'and neither is the true one' grep -qE 'Heeley|Green|3 March' out
	mv out one
	run balint-redact --as date=surrogate,org=surrogate --key "$key" house.txt
	ok 'the same key moves dates the same way in another process' cmp one out
	echo 'Her mother is 93.' >old.txt
	run balint-redact --as age=surrogate --key "$key" old.txt
	is 'another age from 90 in the same form' 0 'Her mother is 9[0-24-9].' ''
	run balint-redact --as org=surrogate house.txt
	is 'without dates no warning' 0 '*' ''
fi

# The look back.
printf 'Mrs Thistlewood came. See www.example.org/thistlewood there.\n' >left.txt
run balint-redact --as url=keep left.txt
is 'a masked name left in clear: nothing is written' 2 '' \
    'balint-redact: left.txt:1:*: E_LEAK: *'
bad 'the message does not say the name' grep -qi thistle err
run balint-redact left.txt
is 'without it all is well' 0 'Mrs \[NAME-1\] came. See \[URL\] there.' ''
printf 'Thistlewood\n' >allow
run balint-redact --as url=keep --allow allow left.txt
is 'what a person allows is no leak' 0 'Mrs Thistlewood came. See www*' ''

# Words of the user.
printf 'Zorbing\nre:[A-Z]{2}-\\d+\n' >deny
echo 'We went Zorbing in AB-12 and AB-x.' >in
run_in balint-redact --deny deny
is '--deny: words and patterns go' 0 'We went \[OTHER-1\] in \[OTHER-2\] and AB-x.' ''
printf 're:Mrs \\w+ of \\w+\n' >deny
echo 'Then Mrs Harbottle of Zorbing came.' >in
run_in balint-redact --deny deny
is '--deny: what the rules found a part of goes whole' 0 'Then \[OTHER-1\] came.' ''
printf 're:(\n' >deny
run_in balint-redact --deny deny
is 'a pattern that is none' 2 '' 'balint-redact: deny:1:*: E_PATTERN: *'
printf 'Flurb Gannet\n' >known
echo 'then flurb came in, and Gannet too.' >in
run_in balint-redact --known known
is '--known: in small letters, and each part' 0 'then \[NAME-1\] came in, and \[NAME-1\] too.' ''

# Documents.
printf 'Mrs Thistlewood.\nMrs Gannet.\n' >in
run_in balint-redact --line-buffered
is '--line-buffered: each line is a document' 0 'Mrs \[NAME-1\].
Mrs \[NAME-1\].' ''
printf 'Mrs Thistlewood.%%Mrs Gannet.' >in
run_in balint-redact --delimiter %
is '--delimiter: between documents' 0 'Mrs \[NAME-1\].%Mrs \[NAME-1\].' ''
run_in balint-redact
is 'without it, one document' 0 'Mrs \[NAME-1\].%Mrs \[NAME-2\].' ''
mkdir dir
run balint-redact -o dir story.txt plain.txt
is 'several files into a directory' 0 '' ''
ok 'each under its name' grep -q 'NAME-1' dir/story.txt
ok 'what has nothing to hide is the same' cmp plain.txt dir/plain.txt
cp story.txt a.txt
run balint-redact --in-place a.txt
is '--in-place' 0 '' ''
ok 'the file is redacted' grep -q 'Mrs \[NAME-1\]' a.txt
run balint-redact --in-place
is '--in-place needs a file' 2 '' 'balint-redact: E_USAGE: *'
run balint-redact no-such-file plain.txt
is 'a file that is not there' 2 '' 'balint-redact: no-such-file: E_READ: *'

# Bytes.
printf 'a\r\n\000Mrs Thistlewood \377\376 x\r\n' >in
printf 'a\r\n\000Mrs [NAME-1] \377\376 x\r\n' >want
balint-redact <in >got
ok 'CRLF, NUL and what is no UTF-8 pass through' cmp got want
printf '\320\244\335\207" x\n' >in
run_in timeout 5 balint-redact
ok 'a letter with a mark before a quote comes to an end' cmp in out
i=0
while [ $i -lt 400 ]; do
	cat story.txt
	i=$((i + 1))
done >long.txt
balint-redact <long.txt >whole
dd if=long.txt bs=7 2>/dev/null | balint-redact >chopped
ok 'the size of the reads makes no difference' cmp whole chopped
run sh -c 'balint-redact story.txt >/dev/full'
is 'a full disk' 2 '' 'balint-redact: *E_WRITE: *'

# Report and map.
run balint-redact --report report story.txt
ok 'a report has a line a span' test "$(grep -c '^{"file":"story.txt","start"' report)" = 6
bad 'and no value' grep -qi 'thistle\|07700' report
run balint-redact --report report --values story.txt
ok 'but with --values' grep -q '"value":"Thistlewood"' report
run balint-redact --map map story.txt
is 'a map is only written encrypted' 2 '' 'balint-redact: E_USAGE: *'
run balint-redact --map map --recipient age1nonsense story.txt
is 'a wrong recipient' 2 '*' 'balint-redact: E_*'
bad 'and there is no map' test -e map

run balint-redact --explain
is '--explain shows the policy' 0 'policy balint, version 1: *what is not named stays in' ''
run balint-redact --explain --policy hipaa
is 'and another' 0 'policy hipaa, version 1: *becomes its year*' ''
run balint-redact --explain story.txt
is '--explain says of each span why' 0 '1:11	name	tag	*' ''
run balint-redact --policy nonesuch story.txt
is 'a policy that is not there' 2 '' 'balint-redact: *: E_POLICY: *'
finish
