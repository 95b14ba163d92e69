#!/bin/sh
# balint-export certificate: who qualifies, the page, and its check.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/trainers-library.sh"

cert() { run balint-export certificate --date 2026-11-20 --issuer 'Office & Co' "$@"; }
check() { run balint-export certificate --check "$@"; }
mkdir "$BALINT_HOME/schemes" dir
cat >"$BALINT_HOME/schemes/small.txt" <<'END'
Scheme: small
Title: Two <b>visits</b>
Source: our office
Seen: 2026-11-20
Required: 2
Unit: visit
END

cert --scheme small --member ana tuesday
is 'evil: no key' 2 '' 'balint-export: */balint/office.key: E_KEY: *--make-key*'
run balint-export certificate --make-key
is 'make the key' 0 "*/balint/office.key" ''
ok 'the key is its owner'"'"'s alone' test "$(stat -c %a "$XDG_CONFIG_HOME/balint/office.key")" = 600
run balint-export certificate --make-key
is 'evil: it is never overwritten' 2 '' 'balint-export: *: E_EXISTS: *'

cert --scheme small --member ana --text tuesday
is 'text: what a certificate must say' 0 'CERTIFICATE OF ATTENDANCE*
Certificate number:   2026-11-20-*
Name:                 =HYPERLINK("http://x.example","y")
Registration number:  0012
Group:                Tuesday, North
Method:               Balint group work
Leader:               ben
Place:                Room 4; second floor
Period:               2026-10-20 to 2026-10-27
Sessions counted:     2 (1 in person, 1 online)
Minutes per session:  90
Hours on the clock:   3.00
Units counted:        2.00 visit (required: 2; 1.00 in person, 1.00 online)
Counted as:           1 session = 1 visit
Rules:                Two <b>visits</b> (small), as seen on 2026-11-20
Own presentations:    1
Members of the group: 2
*2026-10-20  18:00  90 min  1.00  in person
2026-10-27  18:00  90 min  1.00  online
*Issued on 2026-11-20 by Office & Co
*Check code: ?????-?????-?????-?????
*' ''
cp out ana.txt
ok 'no word of a case, no day of a presentation' sh -c '! grep -q "c014\|anger\|coat\|presented" ana.txt'
cert --scheme small --member ana --text tuesday
ok 'the same facts give the same certificate' cmp out ana.txt
cert --scheme small --member ana tuesday -o ana.html
is 'HTML into a file' 0 '' ''
ok 'what comes from records is escaped' sh -c '! grep -q "<b>visits" ana.html && grep -q "Two &lt;b&gt;visits&lt;/b&gt;" ana.html && grep -q "Office &amp; Co" ana.html'
ok 'the page needs nothing from outside' sh -c '! grep -qi "src=\|href=\|@import\|url(" ana.html'
cert --scheme small --member 700 tuesday thursday --lang de
is 'German; a person of two groups, any script' 0 '*<html lang="de">*Çem Yıldız 山田 Ελένη Наталья مريم*Tuesday, North; thursday*Präsenz*' ''
cert --scheme small --member ana tuesday --lang fr --text
is 'French' 0 'ATTESTATION*en ligne*' ''
cert --scheme small --member ana tuesday --lang xx
is 'evil: no such language' 2 '' 'balint-export: certificates/xx.html: E_TEMPLATE: *'
cert --scheme small --member ana --number A-17 --leader 'Dr B, no. 9' --text tuesday
is 'number and leader from the office' 0 '*Certificate number:   A-17*Leader:               Dr B, no. 9*' ''
cert --scheme small --member ana --number 'A
Code: x' tuesday
is 'evil: a number of two lines' 2 '' 'balint-export: E_USAGE: *'
record tuesday/members/ben.txt <<'END'
Format: balint-member/1
Member: ben
Name: Ben Roe
Role: leader
Registration: L-9
END
cert --scheme small --member ana --text tuesday
is 'a leader in the roster is named, with the registration' 0 '*Leader:               Ben Roe (L-9)
*' ''
rm "$BALINT_HOME/tuesday/members/ben.txt"

# Is it genuine?
check ana.txt
is 'genuine: text' 0 '' 'balint-export: genuine'
check ana.html tuesday
is 'genuine, and the records agree' 0 '' 'balint-export: genuine'
sed 's/Minutes per session/Hours per session/' ana.html >evil.html
check evil.html
is 'evil: another word on the page' 1 '' 'balint-export: evil.html: E_PAGE: *'
sed 's/2026-10-27/2026-10-28/g' ana.html >evil.html
check evil.html
is 'evil: another day' 1 '' 'balint-export: evil.html: E_CODE: *'
sed 's/^Required: 2/Required: 1/' ana.txt >evil.txt
check evil.txt
is 'evil: another fact' 1 '' 'balint-export: evil.txt: E_CODE: *'
head -c 400 ana.html >evil.html
check evil.html
is 'evil: half a page' 2 '' 'balint-export: evil.html: E_CERTIFICATE: *'
check nowhere.html
is 'evil: no file' 2 '' 'balint-export: nowhere.html: E_READ: *'
mv "$XDG_CONFIG_HOME/balint/office.key" office.key
run balint-export certificate --make-key
check ana.html
is 'evil: another key' 1 '' 'balint-export: ana.html: E_CODE: *'
check ana.html --key-file office.key
is 'and the right one' 0 '' '*genuine'
chmod 644 office.key
check ana.html --key-file office.key
is 'evil: a key that others may read' 2 '' 'balint-export: office.key: E_*'
chmod 600 office.key
cp office.key "$XDG_CONFIG_HOME/balint/office.key"
sed -i 's/^Mode: online/Mode: in-person/' "$BALINT_HOME/tuesday/sessions/s2026-10-27.txt"
check ana.html tuesday
is 'the records were corrected since' 1 'field	certificate	records
*SessionsOnline	1	
*Session		2026-10-27 18:00 90 in-person 1.00 Tuesday, North' '*E_RECORDS: *'
sed -i 's/^Mode: in-person/Mode: online/' "$BALINT_HOME/tuesday/sessions/s2026-10-27.txt"
record tuesday/sessions/s2026-11-17.txt <<'END'
Format: balint-session/1
Session: s2026-11-27
Session: s2026-11-17
Date: 2026-11-27
Attend: ana present
END
sed -i '2d' "$BALINT_HOME/tuesday/sessions/s2026-11-17.txt"
check ana.html tuesday
is 'what came after it was issued is no difference' 0 '' '*genuine'
rm "$BALINT_HOME/tuesday/sessions/s2026-11-17.txt"
check ana.html thursday
is 'evil: in the records of others' 1 '' '*E_MEMBER: *'

# Own templates.
cat >own.txt <<'END'
{name} was there:
{dates}* {date} ({mode})
{/dates}css { stays } and {{braces}

{facts}
END
cert --scheme small --member ana --template own.txt tuesday
is 'an own template' 0 '=HYPERLINK("http://x.example","y") was there:
[*] 2026-10-20 (in person)
[*] 2026-10-27 (online)
css { stays } and {braces}

balint-certificate/1
*' ''
cp out own.out
check own.out
is 'its facts are checked' 0 '' '*another template*genuine'
check own.out --template own.txt
is 'with the template its page is too' 0 '' 'balint-export: genuine'
for t in '{nme}' '{name' '{/dates}' '{dates}x' '{dates}{dates}{/dates}{/dates}'; do
	printf 'x\n%s\n{facts}\n' "$t" >bad.txt
	cert --scheme small --member ana --template bad.txt tuesday
	is "evil: a template with $t" 2 '' 'balint-export: bad.txt:[234]:*: E_TEMPLATE: *'
done
echo '{name}' >bad.txt
cert --scheme small --member ana --template bad.txt tuesday
is 'evil: a template without the facts' 2 '' 'balint-export: bad.txt:1:1: E_TEMPLATE: *{facts}*'

# Everybody.
cert --scheme small --all -n tuesday thursday
is 'who qualifies, who does not and why' 1 'member	name	registration	scheme	units	required	qualifies	fails
ana	*	2.00	2	yes	
cem	*	2.00	2	yes	
m07	*	0.00	2	no	units' ''
ok 'nothing was issued' test -z "$(ls dir)"
cert --scheme small --all -o dir tuesday thursday
is 'those who qualify get theirs, the others are named' 1 '' 'balint-export: E_OWED: *(m07: units)'
ok 'a file each' test "$(ls dir | tr '\n' ' ')" = 'tuesday-ana-small.html tuesday-cem-small.html '
check dir/tuesday-cem-small.html tuesday thursday
is 'and they are genuine' 0 '' '*genuine'
cert --scheme small --member m07 tuesday
is 'evil: who does not qualify gets none' 1 '' '*E_OWED: *'
cert --scheme small --member nobody tuesday
is 'evil: unknown member' 2 '' '*E_MEMBER: *'
cert --scheme nowhere --member ana tuesday
is 'evil: unknown scheme' 2 '' '*E_SCHEME: *'
cert --scheme small --member ana tuesday nowhere
is 'evil: nothing is issued on half of the records' 2 '' '*nowhere: E_GROUP: *'
record thursday/sessions/s2026-10-20.txt <<'END'
Format: balint-session/1
Session: s2026-10-20
Date: 2026-10-20
Time: 18:30
Attend: bo present
END
cert --scheme small --member bo tuesday thursday
is 'evil: overlapping sessions' 2 '' '*E_OVERLAP: *(cem: same-time)'
cert --scheme small --member ana tuesday --date 2026-11-01
is 'evil: attendance after --date' 2 '' '*E_DATE: *'
cert --scheme nl-points --member m07 tuesday
is 'evil: no session counts' 1 '' '*E_OWED: no session*'
rm -r "$BALINT_HOME/tuesday/sessions"
cert --scheme small --member ana tuesday
is 'evil: no sessions' 1 '' '*E_OWED: *'
run balint-export certificate --scheme small --member ana tuesday
is 'evil: nobody issues it' 2 '' '*E_USAGE: --issuer*'
finish
