#!/bin/sh
# shellcheck disable=SC2059
# balint-note: each verb, its good cases and their evil twins.
. "${SRCDIR:-.}/tests/lib.sh"

d='--date 2026-11-12'
balint-new group tuesday --time 18:00 --leader lena >/dev/null
cd "$BALINT_HOME/tuesday" || exit 2
for m in ana ben cem dora; do balint-new member $m --name "M $m" >/dev/null; done
balint-new session 2026-11-10 2026-12-08 >/dev/null
sess=sessions/s2026-11-10.txt

# attend
# shellcheck disable=SC2086
{
run balint-note attend $d ana ben=late:20
is 'attend: who is not named must be settled' 2 '' 'balint-note: E_REST: *(cem dora)'
bad 'nothing was written' grep -q Attend $sess
balint-note set dora Away=2026-11-01..2026-11-20
run balint-note attend $d -f csv ana ben=late:20 --rest absent
is 'attend: read back; Away is excused' 0 'member,status,minutes,mode,role,presented
ana,present,90,,,
ben,late,70,,,
cem,absent,0,,,
dora,excused,0,,,' ''
run balint-note attend $d -f csv ben=left:60,online
is 'attend: correcting is the same command' 0 '*
ben,left,60,online,,
*' ''
ok 'one line changed in its place' test "$(grep -n ben $sess)" = \
	'5:Attend: ben left minutes=60 mode=online'
run balint-note attend $d zoe
is 'attend: nobody' 2 '' 'balint-note: E_MEMBER: *(zoe)'
run balint-note attend $d ana ana=late:5
is 'attend: twice' 2 '' 'balint-note: E_TWICE: *(ana)'
run balint-note attend $d ana=late:91
is 'attend: later than the end' 2 '' 'balint-note: E_ATTEND: *'
run balint-note attend $d ana=asleep
is 'attend: no such status' 2 '' 'balint-note: E_ATTEND: *'
run balint-note attend $d --session 2026-12-08 ana
is 'attend: a session still to come' 2 '' 'balint-note: E_SESSION: *'
balint-note set cem Left=2026-11-01
run balint-note attend $d cem
is 'attend: a member who had left' 2 '' 'balint-note: E_MEMBER: did not belong*(cem)'
balint-note set cem Left=

# add, show
balint-new case $d --presenter ana >/dev/null
case1=$(ls cases)
case1=${case1%.txt}
printf 'She waits.\n## no title\n' >"$T/in"
cp "$T/in" in
}
run_in balint-note add 1
is 'add: quiet' 0 '' ''
run balint-note show 1 --section telling
is 'show: prose as it was written' 0 'She waits.
## no title' ''
run_in balint-note add c001 own
ok 'add: another section is made' grep -q '^## own$' "cases/$case1.txt"
: >in
run_in balint-note add 1
is 'add: nothing' 2 '' 'balint-note: E_EMPTY: *'
printf 'a\033[2Jb\n' >in
run_in balint-note add 1
is 'add: a control character' 2 '' 'balint-note: standard input:1:2: E_CONTROL: *'
printf 'x\n' >in
run_in balint-note add 9
is 'add: no such case' 2 '' 'balint-note: E_CASE: *'
run_in balint-note add 1 Telling
is 'add: no title' 2 '' 'balint-note: E_SECTION: *'
run balint-note show --grep WAITS
is 'show --grep: in any case' 0 "$case1:telling: She waits.
$case1:own: She waits." ''
run balint-note show --grep nowhere
is 'show --grep: the answer is no' 1 '' ''
run balint-note show --path 1 ana s2026-11-10
is 'show --path' 0 "$PWD/cases/$case1.txt
$PWD/members/ana.txt
$PWD/$sess" ''
printf 'Format: balint-member/1\nMember: evil\nName: a\n\n## x\n\342\200\212\n' >members/evil.txt
run balint-note show nobody
is 'show: no such record' 2 '' 'balint-note: E_RECORD: *'
rm members/evil.txt

# set
cp members/ben.txt "$T/before"
run balint-note set ben Grade='GPST 2'
is 'set: quiet' 0 '' ''
diff "$T/before" members/ben.txt >"$T/diff"
ok 'a diff of one line' test "$(grep -c '^[<>]' "$T/diff")" = 1
run balint-note set ben Joined=2026-13-01
is 'set: no such date' 2 '' 'balint-note: E_DATE: *(Joined)'
run balint-note set ben Shoe=42
is 'set: no such field' 2 '' 'balint-note: E_FIELD: *(Shoe)'
run balint-note set ben X_Shoe=42
is 'set: a field of your own' 0 '' ''
run balint-note set ben Member=bob
is 'set: not the id' 2 '' 'balint-note: E_FIELD: *(Member)'
run balint-note set ben Name+=Second
is 'set: no second of one that stands once' 2 '' 'balint-note: E_REPEAT: *'
run balint-note set ben Scheme+=uk Scheme+=de Scheme-=uk
is 'set: to and from a list' 0 '' ''
ok 'what is left' test "$(grep Scheme members/ben.txt)" = 'Scheme: de'
run balint-note set ben Joined=2026-05-01 Left=2026-04-01
is 'set: leaves before joining' 2 '' 'balint-note: E_DATE: *'
run balint-note set s2026-11-10 Status=cancelled
is 'set: somebody attended' 2 '' 'balint-note: E_SESSION: *'
run balint-note set s2026-12-08 Date=2026-12-09
is 'set: a session is moved' 0 '' ''
run balint-note set 1 Presenter=zoe
is 'set: what is named must be there' 2 '' 'balint-note: E_REFERENCE: *(Presenter)'
run balint-note set 1 Theme=dependance
is 'set: an unknown word' 0 '' 'balint-note: W_WORD: Theme *nearest is dependence'
balint-note undo >/dev/null

# followup, debrief, log
run balint-note followup 1 --due 2026-12-01
is 'followup: due' 0 '' ''
run balint-note followup -f csv --date 2026-12-03
is 'followup: what is open, by number' 0 "case,due,days,asked,told,outcome
$case1,2026-12-01,2,,," ''
run balint-note followup 1 --asked 2026-12-03 --told 2026-12-10 --outcome same
is 'followup: told' 0 '' ''
run balint-note followup -f csv
is 'followup: none is open' 0 'case,due,days,asked,told,outcome' ''
run balint-note followup 1 --due soon
is 'followup: no date' 2 '' 'balint-note: E_USAGE: *'
# shellcheck disable=SC2086
run balint-note debrief $d
is 'debrief: its path' 0 "$PWD/debriefs/s2026-11-10.lena.txt" ''
ok 'the headings' test "$(grep -c '^## ' debriefs/*.txt)" = 14
run balint-note debrief 2026-11-10 --compare
is 'debrief: one is not two' 1 '' 'balint-note: E_RECORD: *'
balint-note debrief 2026-11-10 --leader ben >/dev/null
echo 'Too cold.' | balint-note add s2026-11-10.ben frame
echo 'We kept the time.' | balint-note add s2026-11-10.lena frame
run balint-note debrief 2026-11-10 --compare
is 'debrief: side by side' 0 'ben                                    | lena

frame
Too cold.                              | We kept the time.' ''
run balint-note log lena supervision 2026-11-20 minutes=60
is 'log: what was written' 0 '2026-11-20 minutes=60' ''
run balint-note log lena supervision 2026-11-20 minutes=60
is 'log: twice' 2 '' 'balint-note: E_TWICE: *'
run balint-note log lena party
is 'log: no such event' 2 '' 'balint-note: E_USAGE: *'
ok 'log: 0600' sh -c 'test "$(find "$BALINT_HOME/leaders/lena.txt" -perm 600)"'

# import
cat >"$T/list.csv" <<'X'
Name,Join Time,Leave Time
M ana,2026-11-10 17:55:00,2026-11-10 18:30:00
m ANA,2026-11-10 18:20:00,2026-11-10 19:31:00
M ben,2026-11-10 18:21:00,2026-11-10 19:30:00
Stranger,2026-11-10 18:21:00,2026-11-10 19:30:00
X
cp $sess "$T/before"
run balint-note import -n --date 2026-11-12 -f csv "$T/list.csv"
is 'import -n' 1 'member,status,minutes,joins,before
ana,present,90,2,present
ben,late,69,1,left' "balint-note: W_UNMATCHED: $T/list.csv:5: *"
ok 'nothing was written' cmp $sess "$T/before"
run balint-note import -q --date 2026-11-12 -f csv "$T/list.csv"
ok 'import: written, role and count kept' grep -qx \
	'Attend: ana present mode=online presented=1' $sess
printf 'Who;Kam;Ging\nM ben;10.11.2026 17:00;10.11.2026 18:00\n' >"$T/list.csv"
run balint-note import --date 2026-11-12 -f csv --name Who --join Kam \
	--leave Ging --order dmy --zone Europe/London --save platform "$T/list.csv"
is 'import: columns, order, zone' 0 'member,*
ben,absent,0,1,late' ''
run balint-note import --date 2026-11-12 -f csv --zone America/New_York \
	--profile platform "$T/list.csv"
is 'import: a profile, in another zone' 0 '*
ben,*' ''
run balint-note import --date 2026-11-12 --join Nope "$T/list.csv"
is 'import: no such column' 2 '' "balint-note: $T/list.csv:1: E_COLUMN: *"
run balint-note import --date 2026-11-12 --profile none "$T/list.csv"
is 'import: no such profile' 2 '' 'balint-note: *E_READ: *'

# edit
cp members/ben.txt "$T/before"
VISUAL=true run balint-note edit ben
is 'edit: nothing changed' 0 '' 'balint-note: nothing was changed'
VISUAL="sed -i 's/^Name:.*/Name: Benno/'" run balint-note edit ben
is 'edit: taken in' 0 '' ''
ok 'edit: the new name' grep -qx 'Name: Benno' members/ben.txt
VISUAL="sed -i 's/^Name/Na-me/'" run balint-note edit ben
is 'edit: an error without a terminal keeps the draft' 2 '' \
	'balint-note: *:3:1: E_FIELD: *
balint-note: the draft is kept: *'
ok 'the text is there, 0600' sh -c \
	'grep -qx "Na-me: Benno" .tmp/ben.*.txt && test "$(find .tmp -name "ben.*" -perm 600)"'
rm .tmp/*
VISUAL="balint-note set ben Grade=9; sed -i 's/^Name:.*/Name: Ben2/'" \
	run balint-note edit ben
is 'edit: merged with what came meanwhile' 0 '' ''
ok 'both are there' sh -c 'grep -qx "Name: Ben2" members/ben.txt && grep -qx "Grade: 9" members/ben.txt'
VISUAL="balint-note set ben Name=Theirs; sed -i 's/^Name:.*/Name: Ours/'" \
	run balint-note edit ben
is 'edit: the same field: both values' 1 '' 'balint-note: E_CLASH: *'
ok 'both values' test "$(grep -c '^Name: ' members/ben.txt)" = 2
balint-note undo >/dev/null
balint-note undo >/dev/null
VISUAL=false run balint-note edit ben
is 'edit: the editor failed' 2 '' 'balint-note: E_EDITOR: *'
rm -f .tmp/*

# undo
cp members/ana.txt "$T/before"
balint-note set ana Grade=1
run balint-note undo -n
is 'undo -n' 0 "restored $PWD/members/ana.txt" ''
ok 'did nothing' grep -q Grade members/ana.txt
run balint-note undo
is 'undo' 0 "restored $PWD/members/ana.txt" ''
ok 'byte for byte' cmp members/ana.txt "$T/before"
balint-note set ana Grade=1
echo >>members/ana.txt
run balint-note undo
is 'undo: changed by another hand' 1 '' 'balint-note: E_CHANGED: *(ana)'
cp "$T/before" members/ana.txt
balint-note set ana Grade=2 --no-undo
ok '--no-undo keeps nothing' sh -c '! grep -rq "Grade: 2" .undo'
i=0
while [ $i -lt 25 ]; do
	balint-note set ana Grade=$i
	i=$((i + 1))
done
ok 'twenty are kept' test "$(find .undo -name '*.rev' | wc -l)" = 20
balint-note set group UndoDepth=3
balint-note set ana Grade=x
ok 'or as many as the group says' test "$(find .undo -name '*.rev' | wc -l)" = 3
balint-note set group UndoDepth=0
ok 'or none' test "$(find .undo -name '*.rev' | wc -l)" = 0
run balint-note undo
is 'undo: nothing is kept' 1 '' 'balint-note: E_UNDO: *'
balint-note set group UndoDepth=5

# merge
h() { printf 'Format: balint-member/1\nMember: m\n%s\n\n' "$1"; }
h 'Grade: 1' >"$T/base"
h 'Grade: 2' >"$T/ours"
h 'Grade: 1
Name: M' >"$T/theirs"
run balint-note merge "$T/base" "$T/ours" "$T/theirs" members/m.txt
is 'merge: clean' 0 '' ''
ok 'both changes' test "$(sed -n '3,4p' "$T/ours")" = 'Grade: 2
Name: M'
printf 'Format: balint-member/1\nMember: n\n\n' >"$T/theirs"
cp "$T/ours" "$T/before"
run balint-note merge "$T/base" "$T/ours" "$T/theirs" members/m.txt
is 'merge: not the same record' 1 '' 'balint-note: members/m.txt: E_MERGE: *'
ok 'both are kept' sh -c 'cmp "$0/ours" "$0/before" && cmp "$0/theirs" "$0/m.txt.theirs"' "$T"

# check
run balint-note check -q $sess
is 'check: no group' 2 '' 'balint-note: *E_GROUP: *'
run balint-note check -q --date 2026-11-12
is 'check: clean' 0 '' ''
cp $sess "$T/before"
sed -i 's/^Attend: ana.*/Attend: zoe present\nAttend: ben present minutes=99\nAttend: ben absent/' $sess
printf 'Format: balint-case/1\nCase: c009-abc\nSession: s1999-01-01\nPresenter: ana\nSex: x\n\n' >cases/c009-abc.txt
chmod 644 cases/c009-abc.txt
run balint-note check --date 2026-11-12
is 'check: every problem by its place' 1 "$PWD/$sess:4:9: E_REFERENCE: *(zoe)
$PWD/$sess:5:9: E_MINUTES: *(ben)
$PWD/$sess:6:9: E_TWICE: *(ben)
*cases/c009-abc.txt:3:10: E_REFERENCE: *
*cases/c009-abc.txt: W_MODE: *" '*errors*'
run balint-note check -q -f jsonl --date 2026-11-12
is 'check -f jsonl' 1 '{"file":*"code":"E_REFERENCE"*' ''
cp "$T/before" $sess
rm cases/c009-abc.txt
printf '\357\273\277Format: balint-member/1\r\nMember: fay\r\n\r\n## x\r\nend' >members/fay.txt
: >members/.fay.txt.tmp123
chmod 644 members/ana.txt
chmod 755 members .
run balint-note check -q --date 2026-11-12
is 'check: what can be mended' 1 '*ana.txt: E_MODE: *fay.txt:1:1: E_BOM: *E_MODE: *' ''
run balint-note check -q --fix --date 2026-11-12
is 'check --fix' 0 '' ''
ok 'mended' sh -c 'printf "Format: balint-member/1\nMember: fay\n\n## x\nend\n" | cmp - members/fay.txt'
bad 'what a killed program left is gone' test -e members/.fay.txt.tmp123
ok 'modes' sh -c 'test "$(find members/fay.txt -perm 600)" && test "$(find . -name members -perm 700)"'
for t in 1 2 4; do balint-note check -q --threads $t --date 2026-11-12 >"$T/t$t"; done
ok 'the same with any number of threads' sh -c 'cmp "$0/t1" "$0/t2" && cmp "$0/t1" "$0/t4"' "$T"
mkdir .git
printf '[remote "origin"]\n\turl = x\n' >.git/config
run balint-note check --date 2026-11-12
is 'check: git has a remote' 0 '*W_REMOTE: *' '*'

# purge
printf 'keep me secret\n' | balint-note add 1
mkdir -p .tmp
echo secret >".tmp/$case1.9.txt"
echo secret >"cases/$case1.review"
run balint-note purge -f csv --date 2030-01-01
is 'purge: shown first' 1 "case,session,purge_after
$case1,s2026-11-10,2028-11-10" 'balint-note: nothing was removed; *'
ok 'still there' test -e "cases/$case1.txt"
told() { balint-stats log -q -f tsv --date 2026-11-12 lena; }
told >"$T/told"
ok 'purge: a leader has a case in the log' grep -qP '^count\t\tcases\t\t1\t' "$T/told"
run balint-note purge -f csv --yes --date 2030-01-01
is 'purge: the truth about git' 1 "*$case1,*" '*W_COPY: git*W_COPY: *origin'
bad 'not a word is left in the group' grep -rq secret .
ok 'the session keeps the count' grep -qx 'Cases: 1' $sess
told >"$T/told.now"
ok "purge: the leader's log says the same" cmp "$T/told" "$T/told.now"
rm -r .git
run balint-note purge -f csv --yes --date 2030-01-01
is 'purge: nothing is due' 0 'case,session,purge_after' ''
balint-new case --date 2026-11-12 --presenter ana >/dev/null
echo '2026-11-30 tuesday /backup/t.age' >"$BALINT_HOME/archives.txt"
run balint-note purge -f csv --yes --date 2030-01-01
is 'purge: an archive is known' 1 '*' '*W_COPY: an archive *t.age'

# fifty at a time, kept or refused and never lost
balint-new case --date 2026-11-12 --presenter ana >/dev/null
cases=$(ls cases)
i=0
while [ $i -lt 50 ]; do
	{
		echo "line $i." | balint-note add "${cases%.txt}" --wait 30 2>/dev/null
		echo $? >"$T/add.$i"
	} &
	{
		balint-note set ana "Nickname+=n$i" --wait 30 2>/dev/null
		echo $? >"$T/set.$i"
	} &
	i=$((i + 1))
done
wait
kept=0
lost=0
i=0
while [ $i -lt 50 ]; do
	for f in add set; do
		case $f in
		add) grep -qx "line $i." "cases/$cases" ;;
		*) grep -qx "Nickname: n$i" members/ana.txt ;;
		esac && there=0 || there=1
		[ "$there" != 0 ] || kept=$((kept + 1))
		case $(cat "$T/$f.$i"),$there in
		0,0 | 75,1) ;;
		*) lost=$((lost + 1)) ;;
		esac
	done
	i=$((i + 1))
done
echo "# $kept of 100 kept"
ok 'fifty adds and fifty edits at a time: none is lost' test $lost = 0
ok 'and hardly any is refused' test $kept -ge 90
ok 'the store is whole' balint-note check -q --date 2026-11-12
finish
