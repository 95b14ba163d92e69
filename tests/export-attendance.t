#!/bin/sh
# balint-export attendance: registers, in every shape and form.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/trainers-library.sh"

att() { run balint-export attendance --date 2026-11-20 "$@"; }
head_long='group	group_id	member	surname	given	name	registration	profession	grade	employer	session	date	start	end	start_utc	session_minutes	status	minutes	mode	role	leader	scheme	units'

att thursday
is 'long: a row a member and session, TSV when not on a terminal' 0 "$head_long
thursday	g-t4urs	bo			Bo Ek	700				s2026-10-22	2026-10-22	12:30	13:30	2026-10-22T11:30Z	60	present	60	in-person	member	eva		" ''
att tuesday thursday
is 'long: several groups as operands' 0 '*ana*m07*thursday*' ''
ok 'long: 8 rows and a heading' test "$(wc -l <out)" = 9
ok 'long: who presented is not in it' sh -c '! grep -qi present.*=1 out && ! grep -q presented out'
ok 'long: no word of a case or debrief' sh -c '! grep -q "c014\|anger\|coat\|Heavy" out'
att -g thursday
is 'the group of -g when there are no operands' 0 '*bo*' ''
cd "$BALINT_HOME/thursday" || exit 2
att
is 'the group one stands in' 0 '*bo*' ''
cd "$T" || exit 2
att tuesday --from 2026-10-21 --to 2026-10-31
ok '--from and --to: one session' test "$(grep -c s2026-10-27 out)/$(wc -l <out)" = 2/3
att tuesday --from 2026-11-01 --to 2026-10-01
is 'evil: --from after --to' 2 '' 'balint-export: E_USAGE: --from is after --to*'
run balint-export attendance --date 2026-11-01 tuesday
is 'evil: attendance after --date, nothing of the group' 2 "$head_long" \
    'balint-export: */tuesday/sessions/s2026-11-10.txt:4:9: E_DATE: *'

att --wide tuesday thursday
is 'wide: a letter a cell, totals at the right' 0 'group	member	name	d2026_10_20	d2026_10_22	d2026_10_27	d2026_11_10	attended	held	minutes	units
tuesday	ana	=HYPERLINK("http://x.example","y")	P		O	D	3	3	225	
tuesday	cem	Çem Yıldız 山田 Ελένη Наталья مريم	L		E	P	2	3	160	
tuesday	m07	NA				A	0	1	0	
thursday	bo	Bo Ek		P			1	1	60	' ''
record tuesday/sessions/s2026-10-20b.txt <<'END'
Format: balint-session/1
Session: s2026-10-20b
Date: 2026-10-20
Time: 20:00
Attend: m07 present
END
att --wide tuesday
is 'wide: a second session on a day has a column of its own' 0 '*d2026_10_20	d2026_10_20b	d2026_10_27*' ''
rm "$BALINT_HOME/tuesday/sessions/s2026-10-20b.txt"

att --totals --scheme de-psgv tuesday -f csv
is 'totals: units and clock minutes side by side' 0 '*,sessions_held,sessions_attended,late,left,excused,absent,minutes,scheme,units,online_share,presentations
*,3,3,0,1,0,0,225,de-psgv,4.00,0.400,1
*,3,2,1,0,1,0,160,de-psgv,2.00,0.000,1
*,1,0,0,0,0,1,0,de-psgv,0.00,,0' ''
att --totals tuesday -f csv --from 2026-10-20 --to 2026-10-20
is 'totals: of a range it is not told who presented' 0 '*,1,1,0,0,0,0,90,,,0.000,
*,1,1,1,0,0,0,70,,,0.000,
*' ''
att --totals tuesday -f csv --to 2026-10-27
ok 'totals: nor of a range of several sessions' sh -c 'test "$(grep -c ",2,.*,$" out)" = 2 && ! sed 1d out | grep -v ",\$"'
att --totals thursday -f csv
is 'totals: nor of a single session' 0 '*60,,,0.000,' ''
att --scheme nl-points tuesday -f csv --from 2026-10-20 --to 2026-10-20
is 'long: units in proportion to minutes' 0 '*nl-points,1.50*nl-points,1.17' ''
att --scheme nowhere tuesday
is 'evil: no such scheme' 2 '' 'balint-export: E_SCHEME: *(nowhere)'

att -f text thursday
is 'text: columns are aligned' 0 'group     group_id  member *' ''
att -f jsonl thursday
is 'jsonl: numbers are numbers, missing is null' 0 '{"group":"thursday",*"registration":"700",*"session_minutes":60,*"scheme":null,"units":null}' ''
att -f sql thursday
is 'sql: a script' 0 'CREATE TABLE attendance ("group" TEXT,*BEGIN;
INSERT*COMMIT;' ''

att --excel --sep ';' --decimal-comma --scheme nl-points tuesday
printf '\357\273\277group;' >want
head -c 9 out >got
ok 'excel: a byte order mark first' cmp want got
ok 'excel: every line ends in CRLF' sh -c 'test "$(tr -dc "\r" <out | wc -c)" = 8'
ok 'excel: the decimal comma' grep -q ';1,50' out
ok 'excel: the guard on = and quotes' grep -q ';"'"'"'=HYPERLINK(""http://x.example"",""y"")";' out
ok 'excel: the guard on -, + and @' grep -q ";'-5;.*;'+44;'@home, " out
ok 'excel: a guard on what looks guarded' grep -q ";''=1+1;'＝2;" out
ok 'excel: digits keep their zeros' grep -q ';0012;' out
att -f csv tuesday
ok 'plain CSV has the values as they are' grep -q ',-5,"=HYPERLINK(""http://x.example"",""y"")",0012,' out
att --excel -f tsv tuesday
is 'evil: --excel is for CSV' 2 '' 'balint-export: E_USAGE: *'
att --decimal-comma tuesday
is 'evil: a decimal comma between commas' 2 '' 'balint-export: E_USAGE: *--sep*'
att --sep xy tuesday
is 'evil: a separator of two letters' 2 '' 'balint-export: E_USAGE: *'

# Against the return that was sent last time.
att -f csv tuesday thursday
cp out sent.csv
att --changed-since sent.csv tuesday thursday
is 'changes: none' 0 "change	$head_long" ''
sed -i 's/ana left minutes=45/ana left minutes=50/; /m07/d' "$BALINT_HOME/tuesday/sessions/s2026-11-10.txt"
sed -i '/^$/i Attend: m07 present' "$BALINT_HOME/tuesday/sessions/s2026-10-27.txt"
att --changed-since sent.csv tuesday thursday
is 'changes: one added, one corrected, one withdrawn' 0 "change	$head_long
added	tuesday	g-8w2kd	m07	*	s2026-10-27	*	present	90	*
corrected	tuesday	g-8w2kd	ana	*	s2026-11-10	*	left	50	*
withdrawn	tuesday	g-8w2kd	m07	*	s2026-11-10	*	absent	0	*" ''
att --changed-since sent.csv thursday
is 'changes: a group that is not walked withdraws nothing' 0 "change	$head_long" ''
att --changed-since sent.csv tuesday --to 2026-10-31
is 'changes: nor does a day out of the range' 0 "change	$head_long
added*" ''
ok 'changes: so there is one line besides the heading' test "$(wc -l <out)" = 2
att --excel --sep ';' --decimal-comma --scheme nl-points tuesday
cp out excel.csv
att --changed-since excel.csv --scheme nl-points tuesday
is 'changes: against a spreadsheet with guards and commas' 0 "change	$head_long" ''
tail -n 1 sent.csv >>sent.csv
att --changed-since sent.csv tuesday
is 'evil: a row twice in what was sent' 2 '' 'balint-export: sent.csv:10:1: E_TWICE: *'
printf 'a,b\n1,2\n' >other.csv
att --changed-since other.csv tuesday
is 'evil: another table' 2 '' 'balint-export: other.csv:1:1: E_HEADER: *'
att --changed-since nowhere.csv tuesday
is 'evil: no such file' 2 '' 'balint-export: nowhere.csv: E_READ: *'

# Many groups, some broken.
printf 'tuesday\0thursday\0' >in
run_in balint-export attendance --date 2026-11-20 --files0-from -
ok 'groups from a list on standard input' test "$(grep -c thursday out)" = 1
is 'and no complaint' 0 '*' ''
printf 'tuesday\nthursday\n' >list
att --files0-from list
is 'evil: a list of lines' 2 '*' 'balint-export: list: E_NAMES: *'
sed -i 's/^Attend: cem/Attend: zoe/' "$BALINT_HOME/tuesday/sessions/s2026-10-27.txt"
att tuesday thursday nowhere
is 'a broken group is named, the others are done, status 2' 2 "$head_long
thursday*" 'balint-export: nowhere: E_GROUP: *
balint-export: */tuesday/sessions/s2026-10-27.txt:6:9: E_MEMBER: *'
ok 'nothing of the broken group' sh -c '! grep -q tuesday out'
mkdir dir
att -f csv -o dir tuesday thursday
is 'a file a group into a directory' 2 '' '*E_MEMBER*'
ok 'the good one is there, whole' test "$(ls dir)/$(wc -l <dir/thursday.csv)" = thursday.csv/2
sed -i 's/^Attend: zoe/Attend: cem/' "$BALINT_HOME/tuesday/sessions/s2026-10-27.txt"
att -o dir --package tuesday thursday
is 'a package' 0 '' ''
ok 'its files' test "$(ls dir | tr '\n' ' ')" = 'codebook.csv datapackage.json thursday.csv tuesday.csv '
ok 'its check sums' grep -q "\"hash\": \"sha256:$(sha256sum <dir/tuesday.csv | cut -d' ' -f1)\"" dir/datapackage.json
ok 'its codebook has a line a column' test "$(wc -l <dir/codebook.csv)" = 24
mkdir other
cp -r "$BALINT_HOME/thursday" other/thursday
att thursday other/thursday
is 'evil: a group and its copy count once' 2 '*bo*' 'balint-export: other/thursday: E_TWICE: *'
ok 'one row of the two' test "$(wc -l <out)" = 2
sed -i 's/g-t4urs/g-0ther/' other/thursday/group.txt
att -o dir -f csv thursday other/thursday
is 'evil: two groups of one name' 2 '' 'balint-export: thursday.csv: E_TWICE: *'
att -o file.csv -f csv thursday
is 'one file' 0 '' ''
ok 'it has a heading and a row' test "$(wc -l <file.csv)" = 2
att --package -f csv thursday
is 'evil: a package without a directory' 2 '' 'balint-export: E_USAGE: *'
if [ -c /dev/full ]; then
	run sh -c 'balint-export attendance --date 2026-11-20 tuesday >/dev/full'
	is 'evil: a full disk is not success' 2 '' 'balint-export: standard output: E_WRITE: *'
fi
run balint-export attendance --date 2026-11-20 tuesday --scheme ./s.txt
is 'evil: a scheme file that is not there' 2 '' 'balint-export: ./s.txt: E_READ: *'

# A group without cases, debriefs or sessions, as in an archive for trainers.
rm -r "$BALINT_HOME/thursday/cases" "$BALINT_HOME/thursday/debriefs"
att thursday
is 'works without cases/ and debriefs/' 0 '*bo*' ''
rm -r "$BALINT_HOME/thursday/sessions"
att thursday
is 'no sessions: an empty table' 0 "$head_long" ''
chmod 000 "$BALINT_HOME/tuesday/cases" "$BALINT_HOME/tuesday/debriefs"
att tuesday
is 'works when cases/ cannot be read' 0 '*ana*' ''
finish
