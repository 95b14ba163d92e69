#!/bin/sh
# balint-new: members, rosters, sessions, cases.
. "${SRCDIR:-.}/tests/lib.sh"

run balint-new group tuesday --time 18:00 --leader lena
is 'a group: its path and nothing else' 0 "$BALINT_HOME/tuesday" ''
run balint-new group tuesday
is 'a group that is there' 2 '' 'balint-new: *: E_EXISTS: *'
cd "$BALINT_HOME/tuesday" || exit 2

run balint-new member ana --name Ana --profession gp
is 'a member' 0 "$PWD/members/ana.txt" ''
run balint-new member ana --name Other
is 'a member who is there' 2 '' 'balint-new: E_EXISTS: *(ana)'
ok 'nothing changed' grep -qx 'Name: Ana' members/ana.txt
run balint-new member --name 'No Id'
is 'without an id: m01' 0 "$PWD/members/m01.txt" ''
run balint-new member Ana
is 'no id' 2 '' 'balint-new: Ana:2:9: E_ID: *'
run balint-new member ben --profession dentits
is 'an unknown word is a warning with the nearest' 0 '*/ben.txt' \
	'balint-new: W_WORD: Profession *; the nearest is dentist'
run balint-new member cem --joined 2026-02-30
is 'no such date' 2 '' 'balint-new: cem:*: E_DATE: *'
run balint-new member -n dora
is '-n says what would be' 0 "$PWD/members/dora.txt" ''
bad 'and does nothing' test -e members/dora.txt
rm members/*.txt .undo/*

printf '\357\273\277Member;Name;Registration;Scheme;Joined\r\nana;"Ana; B";0012;uk de;2026-01-01\r\n;Cem;;;\r\n' >"$T/r.csv"
run balint-new member --import "$T/r.csv"
is 'a roster: BOM, semicolons, quotes, CR LF' 0 "$PWD/members/ana.txt
$PWD/members/m01.txt" ''
ok 'fields as they stand' cmp -s members/ana.txt - <<'X'
Format: balint-member/1
Member: ana
Name: Ana; B
Registration: 0012
Scheme: uk
Scheme: de
Joined: 2026-01-01

X
run balint-new member --import "$T/r.csv"
is 'again: nothing twice' 0 '' 'balint-new: 2 members were there already'
printf 'id,name,joined\nben,Ben,2026-01-01\nBAD,X,\ncem,Cem,gestern\nben,Twice,\n' >"$T/r.csv"
run balint-new member --import "$T/r.csv"
is 'wrong rows by line' 2 '' "balint-new: $T/r.csv:3: E_ID: *
balint-new: $T/r.csv:4: E_DATE: *
balint-new: $T/r.csv:5: E_EXISTS: *
balint-new: E_ROWS: 3 of 4 rows are wrong; nothing was taken in"
bad 'nothing half-imported' test -e members/ben.txt
printf 'id,name\nben,Ben,more\n' >"$T/r.csv"
run balint-new member --import "$T/r.csv"
is 'a row with a field too many' 2 '' "balint-new: $T/r.csv:2: E_CSV: *"
printf 'foo,bar\n1,2\n' >"$T/r.csv"
run balint-new member --import "$T/r.csv"
is 'no column is known' 2 '' "*balint-new: $T/r.csv:1: E_COLUMN: *"
printf 'id,name,shoe\nben,Ben,42\n' >"$T/r.csv"
run balint-new member --import "$T/r.csv"
is 'a column that is not taken in' 0 '*/ben.txt' 'balint-new: W_COLUMN: column 3 *'
run balint-new member --import "$T/none.csv"
is 'no such file' 2 '' "balint-new: $T/none.csv: E_READ: *"

run balint-new session 2026-11-24
is 'a session' 0 "$PWD/sessions/s2026-11-24.txt" ''
run balint-new session 2026-11-24 --time 20:00
is 'a second one that day' 0 "$PWD/sessions/s2026-11-24b.txt" ''
run balint-new session --date 2026-11-03
is 'today is a day' 0 '*/s2026-11-03.txt' ''
run balint-new session --every 2weeks --count 3 --from 2026-12-01 --skip 2026-12-15..2026-12-31
is 'a series; a skipped day does not count' 0 '*/s2026-12-01.txt
*/s2027-01-12.txt
*/s2027-01-26.txt' ''
run balint-new session --every 2weeks --count 3 --from 2026-12-01 --skip 2026-12-15..2026-12-31
is 'again: nothing twice' 0 '' '*s2026-12-01 is there already*'
run balint-new session --every month --from 2027-01-31 --to 2027-04-01
is 'months: the last day of a shorter one' 0 '*/s2027-01-31.txt
*/s2027-02-28.txt
*/s2027-03-31.txt' ''
run balint-new session --every fortnight --count 2
is 'no such step' 2 '' 'balint-new: E_USAGE: *'
run balint-new session --every week
is 'a series without an end' 2 '' 'balint-new: E_USAGE: *'
run balint-new session 2027-05-04 -t push-back --cases 2
is 'a plan for two cases' 0 '*/s2027-05-04.txt' ''
grep '^Phase' sessions/s2027-05-04.txt >"$T/plan"
ok 'with clock times; phases repeat and fill the time' cmp "$T/plan" - <<'X'
Phase: 18:00 follow-up 5
Phase: 18:05 case-call 5
Phase: 18:10 telling 10
Phase: 18:20 questions 5
Phase: 18:25 pushed-back 10
Phase: 18:35 return 10
Phase: 18:45 case-call 5
Phase: 18:50 telling 10
Phase: 19:00 questions 5
Phase: 19:05 pushed-back 10
Phase: 19:15 return 10
Phase: 19:25 close 5
X
run balint-new session 2027-05-11 -t push-back --minutes 30
is 'a plan that is too long' 2 '' 'balint-new: E_TEMPLATE: *(41 of 30 minutes)'
run balint-new session 2027-05-11 -t nosuch
is 'no such template' 2 '' 'balint-new: E_TEMPLATE: *'
mkdir -m 700 "$BALINT_HOME/templates"
printf 'For: session\nPhase: telling *\n' >"$BALINT_HOME/templates/classic.txt"
run balint-new session 2027-05-11 -t classic
is "one's own template stands before a shipped one" 0 '*' ''
ok 'it was used' grep -qx 'Phase: 18:00 telling 90' sessions/s2027-05-11.txt
printf 'For: session\nPhase: telling\n' >"$BALINT_HOME/templates/broken.txt"
run balint-new session 2027-05-18 -t broken
is 'a template that is not well formed' 2 '' 'balint-new: templates/broken.txt:2:1: E_TEMPLATE: *'
for t in "$SRCDIR"/common/data/templates/*.txt; do
	t=$(basename "$t" .txt)
	[ "$t" = case ] || ok "template $t" balint-new session -n 2027-06-01 -t "$t"
done

balint-note attend --date 2026-11-24 --session 2026-11-24 ana ben m01 >/dev/null
run balint-new case --presenter ana --date 2026-11-24 --session 2026-11-24
is 'a case' 0 "$PWD/cases/c001-???.txt" ''
c=$(cat out)
ok 'to be purged after two years' grep -qx 'PurgeAfter: 2028-11-24' "$c"
ok 'counted as told' grep -qx 'Attend: ana present presented=1' sessions/s2026-11-24.txt
run balint-new case --presenter ana --date 2026-11-24 --session 2026-11-24
is 'the next number' 0 '*/c002-???.txt' ''
ok 'counted again' grep -qx 'Attend: ana present presented=2' sessions/s2026-11-24.txt
run balint-new case --presenter ben --no-count --date 2026-11-24 --session 2026-11-24
is 'not counted' 0 '*/c003-???.txt' ''
ok 'ben has none' grep -qx 'Attend: ben present' sessions/s2026-11-24.txt
run balint-new case --presenter zoe --date 2026-11-24
is 'nobody' 2 '' 'balint-new: E_MEMBER: *(zoe)'
run balint-new case --session 2027-01-12 --date 2026-11-24
is 'a session still to come' 2 '' 'balint-new: E_SESSION: *'
run balint-new case --session 2027-01-12 --date 2026-11-24 --force
is 'by force' 0 '*/c004-???.txt' ''
run balint-new case --date 2020-01-01
is 'no session yet' 2 '' 'balint-new: E_SESSION: *'

umask 000
balint-new group open >/dev/null
balint-new member -g open ana --name A >/dev/null
umask 777
balint-new session -g open 2026-01-01 >/dev/null 2>&1
umask 022
ok 'modes whatever the umask' sh -c \
	'test "$(find "$0" -type f ! -perm 600 -o -type d ! -perm 700)" = ""' \
	"$BALINT_HOME/open"
if command -v git >/dev/null; then
	run balint-new group kept --git
	is 'a group under git' 0 '*/kept' ''
	ok 'with the driver' git -C "$BALINT_HOME/kept" config merge.balint.driver
	ok 'and the attributes' grep -q merge=balint "$BALINT_HOME/kept/.gitattributes"
fi
run balint-new group shut --trainers nosuchgroup
is 'no such Unix group' 2 '' 'balint-new: E_GROUP: *'
bad 'nothing is left' test -e "$BALINT_HOME/shut"
finish
