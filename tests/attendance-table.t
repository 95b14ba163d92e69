#!/bin/sh
# balint-stats attendance: the table, the text, many groups, what is wrong.
. "${SRCDIR:-.}/tests/lib.sh"

group() { # NAME
	mkdir -p "$BALINT_HOME/$1/members" "$BALINT_HOME/$1/sessions"
	printf 'Format: balint-group/1\nGroup: g-%s\nMinutes: 90\nTimezone: UTC\n\n' \
	    "$1" >"$BALINT_HOME/$1/group.txt"
}
member() { # GROUP ID [FIELD...]
	g=$1
	m=$2
	shift 2
	{
		printf 'Format: balint-member/1\nMember: %s\n' "$m"
		for x; do echo "$x"; done
		echo
	} >"$BALINT_HOME/$g/members/$m.txt"
}
session() { # GROUP ID DATE [FIELD...]
	g=$1
	s=$2
	d=$3
	shift 3
	{
		printf 'Format: balint-session/1\nSession: %s\nDate: %s\n' "$s" "$d"
		for x; do echo "$x"; done
		echo
	} >"$BALINT_HOME/$g/sessions/$s.txt"
}

group tue
member tue ana
member tue ben
member tue cem
member tue dora 'Joined: 2026-02-01' 'Left: 2026-03-10'
session tue s2026-01-06 2026-01-06 'Attend: ana present' \
    'Attend: ben late minutes=70' 'Attend: cem absent'
session tue s2026-01-13 2026-01-13 'Attend: ana present mode=online' \
    'Attend: ben left minutes=40' 'Attend: cem excused'
session tue s2026-02-03 2026-02-03 'Attend: ana excused' \
    'Attend: ben present' 'Attend: cem absent' 'Attend: dora present'
session tue s2026-02-10 2026-03-03 'Attend: ana present' \
    'Attend: ben present' 'Attend: cem present' 'Attend: dora absent'
session tue s2026-03-10 2026-03-10 'Attend: ana present' \
    'Attend: cem present role=observer' 'Attend: ben absent'
session tue s2026-03-17 2026-03-17
session tue s2026-03-24 2026-03-24 'Status: cancelled'

tab=$(printf '\t')
cat >want <<X
group_name${tab}member${tab}attended${tab}sessions${tab}rate${tab}present${tab}late${tab}left_early${tab}excused${tab}absent${tab}unmarked${tab}online${tab}minutes${tab}late_minutes${tab}left_minutes${tab}longest_run${tab}current_run
tue${tab}ana${tab}4${tab}5${tab}0.8000${tab}4${tab}0${tab}0${tab}1${tab}0${tab}0${tab}1${tab}360${tab}0${tab}0${tab}1${tab}0
tue${tab}ben${tab}4${tab}5${tab}0.8000${tab}2${tab}1${tab}1${tab}0${tab}1${tab}0${tab}0${tab}290${tab}20${tab}50${tab}1${tab}1
tue${tab}cem${tab}1${tab}4${tab}0.2500${tab}1${tab}0${tab}0${tab}1${tab}2${tab}1${tab}0${tab}90${tab}0${tab}0${tab}3${tab}0
tue${tab}dora${tab}1${tab}2${tab}0.5000${tab}1${tab}0${tab}0${tab}0${tab}1${tab}1${tab}0${tab}90${tab}0${tab}0${tab}1${tab}1
X
run balint-stats attendance --date 2026-06-01 tue
is 'by member: counts, denominators, minutes, runs' 0 "$(cat want)" 'balint-stats: private to the leader*'

run balint-stats attendance --date 2026-06-01 --by month -f csv tue
is 'by month, a moved session in the month it was held' 0 \
    'group_name,month,sessions,attended,marked,rate,present,late,left_early,excused,absent,online,minutes,late_minutes,left_minutes
tue,2026-01,2,4,6,0.6667,2,1,1,1,1,1,290,20,50
tue,2026-02,1,2,4,0.5000,2,0,0,1,1,0,180,0,0
tue,2026-03,2,4,6,0.6667,4,0,0,0,2,0,360,0,0' 'balint-stats: private to the leader*'

run balint-stats attendance --date 2026-06-01 --by session --from 2026-02-01 \
    --to 2026-02-28 -f csv tue
is 'by session, within the days that are asked for' 0 \
    'group_name,session,date,length,attended,marked,*
tue,s2026-02-03,2026-02-03,90,2,4,0.5000,2,0,0,1,1,0,180,0,0' 'balint-stats: private to the leader*'

run balint-stats attendance --date 2026-06-01 -f text tue
is 'as text: private, a bar, the fraction, the remarks in words' 0 \
    'tue: 5 sessions held, 2026-01-06 to 2026-03-10; private to the leader
  ana     ████████████████····  4/5  80 %  *excused 1
  ben     ████████████████····  4/5  80 %  *late 1 (20 min), left early 1 (50 min), absent 1
  cem     █████···············  1/4  25 %  *excused 1, absent 2, no mark 1, once away 3 times running
  dora    ██████████··········  1/2  50 %  *absent 1, no mark 1' ''

run balint-stats attendance --date 2026-06-01 -f text --ascii --grid tue
is 'the grid in ASCII' 0 '*
          26-01  26-02  26-03
  ana     #2/2    0/1   #2/2
  ben     #2/2   #1/1   :1/2
  cem      0/2    0/1   #1/1
  dora    -      #1/1    0/1' ''
bad 'ASCII is ASCII' grep -q '[^ -~]' out

member tue a-member-whose-id-is-long-enough
COLUMNS=20 run balint-stats attendance --date 2026-06-01 -f text --ascii --grid tue
is 'the grid in a window that is too narrow: one month' 0 '*26-03
*  (2 earlier months; see --from)' ''
rm "$BALINT_HOME/tue/members/a-member-whose-id-is-long-enough.txt"

group wed
member wed eli
session wed s2026-01-07 2026-01-07 'Attend: eli present'
run balint-stats attendance --date 2026-06-01 -f csv tue wed
ok 'many groups are one table' sh -c \
    'test "$(wc -l <out)" = 6 && test "$(grep -c "^wed,eli,1,1,1.0000" out)" = 1 &&
     test "$(grep -c group_name out)" = 1'
for n in 1 2 3 8; do
	run balint-stats attendance --date 2026-06-01 --threads $n wed tue wed tue tue
	cp out "threads.$n"
	ok "$n threads give what one gives, in the order of the operands" \
	    cmp threads.1 "threads.$n"
done

group bad
member bad ana
session bad s2026-01-06 2026-01-06 'Attend: ana perhaps'
run balint-stats attendance --date 2026-06-01 -f csv tue bad wed
is 'a broken group is named, the others are done' 2 '*tue,ana,*wed,eli,*' \
    "*balint-stats: */bad/sessions/s2026-01-06.txt:4:9: E_ATTEND: *"
run balint-stats attendance nowhere
is 'a group that is not there' 2 '' 'balint-stats: nowhere: E_GROUP: *'
run balint-stats attendance --by shoe tue
is 'by something else' 2 '' 'balint-stats: E_USAGE: --by: *'
run sh -c 'balint-stats attendance --date 2026-06-01 tue >/dev/full'
is 'a full disk is not success' 2 '' 'balint-stats: *E_WRITE: *'

mkdir -p "$BALINT_HOME/tue/cases"
printf 'not a record' >"$BALINT_HOME/tue/cases/c001-abc.txt"
run balint-stats attendance --date 2026-06-01 tue
is 'no case is looked at' 0 'group_name*' 'balint-stats: private to the leader*'
run balint-stats attendance --date 2026-06-01 -o x.tsv tue
is 'into a file' 0 '' 'balint-stats: private to the leader*'
ok 'the same bytes' cmp x.tsv want
for form in tsv csv jsonl sql; do
	run balint-stats attendance --date 2026-06-01 -f $form tue
	ok "$form: that it is private is said beside the data, not in them" \
	    sh -c 'grep -q private err && ! grep -q private out'
done
run balint-stats attendance -q --date 2026-06-01 tue
is 'and not where nothing is to be said' 0 "$(cat want)" ''
run balint-stats attendance --date 2026-06-01 --from 2030-01-01 -f text tue
is 'a text without a session says it, too' 0 '*private to the leader' ''
finish
