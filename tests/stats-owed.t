#!/bin/sh
# balint-stats owed: what members have of a scheme, and what they owe.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/trainers-library.sh"

owed() { run balint-stats owed --date 2026-11-20 "$@"; }
mkdir "$BALINT_HOME/schemes"
cat >"$BALINT_HOME/schemes/small.txt" <<'END'
# Our own.
Scheme: small
Title: Two groups
Source: our office
Seen: 2026-11-20
Required: 2
Assessments: 1
END

owed --scheme small tuesday thursday
is 'one row a person; a registration is one person in two groups' 0 'member	groups	*
ana	tuesday	*	0012	small	1 session = 1 unit	3	3	2	225	3.75	2.00	2	0.00	1.00	0.500	2026-10-20	2026-10-27	7	1	2	0	missed-part=1	*	met	
cem bo	tuesday thursday	*	700	small	1 session = 1 unit	4	3	2	220	3.67	2.00	2	0.00	2.00	1.000	2026-10-22	2026-11-10	19	1	1	0	missed-part=1	*	met	
m07	tuesday	NA		small	1 session = 1 unit	1	0	0	0	0.00	0.00	2	2.00	*	owed	units assessments' ''
owed --scheme small tuesday --check
is '--check: somebody owes, so 1' 1 '*' ''
owed --scheme small tuesday --member ana --check
is '--check: nobody does, so 0' 0 '*ana*' ''
owed --scheme small tuesday thursday --member 700
is 'a member by registration' 0 '*
cem bo	*' ''
owed --scheme small tuesday --member nobody
is 'evil: no such member' 2 '' 'balint-stats: E_MEMBER: *'
owed --scheme small --scheme nl-points tuesday --member ana -f csv
is 'two schemes, two rows' 0 '*,small,*,nl-points,60 minutes = 1 point,*,3.75,,,*' ''
owed --scheme small tuesday --member m07 --rules
is 'rule by rule' 0 '*
m07	tuesday	NA		small	units	fails	0.00	2.00
m07	tuesday	NA		small	assessments	fails	0.00	1.00' ''
owed --scheme uk-mersey tuesday --member ana --by 2027-06-18
is 'pace: 23 units in 30 weeks, 2 in 4.6 weeks so far' 0 '*	2027-06-18	30.0	0.44	0.77	yes	owed	units' ''
owed --scheme small tuesday --member ana --by 2027-06-18
is 'pace: nothing is missing, nothing is needed' 0 '*	30.0	0.44	0.00	no	met	' ''
owed --scheme uk-mersey tuesday --member ana --by 2026-11-20
is 'pace: no time is left' 0 '*	2026-11-20	0.0	0.44		yes	owed	units' ''

owed --scheme small tuesday --member ana -f text
is 'as text, what one looks at first' 0 'member  groups   name *  scheme  counted  clock_hours  units  units_required  not_counted    pace_needed  at_risk  result  fails
ana     tuesday  *  small         2         3.75   2.00               2  missed-part=1  *  met     -' ''

# The same evening in two groups.
record thursday/sessions/s2026-11-10.txt <<'END'
Format: balint-session/1
Session: s2026-11-10
Date: 2026-11-10
Time: 18:30
Attend: bo present
END
owed --scheme small tuesday thursday --member bo -f jsonl
is 'a date counted twice is flagged, not summed' 0 '*"sessions_attended":3,"sessions_counted":2,*"counted_twice":1,"not_counted":"same-time=1 missed-part=1"*' ''
sed -i 's/^Time: .*/Time: 12:30/' "$BALINT_HOME/thursday/sessions/s2026-11-10.txt"
owed --scheme small tuesday thursday --member bo -f jsonl
is 'evil twin: at noon and in the evening are two' 0 '*"sessions_counted":3,*"counted_twice":0,*' ''

owed tuesday
is 'evil: no scheme' 2 '' 'balint-stats: E_USAGE: *--scheme*'
owed --schemes
is 'the schemes there are, with their sources' 0 '*de-psgv	*	90 minutes = 2 hour, whole ones only	2026-11-22	http*small	Two groups*' ''
echo 'Requird: 3' >>"$BALINT_HOME/schemes/small.txt"
owed --scheme small tuesday
is 'evil: a malformed scheme' 2 '' 'balint-stats: */schemes/small.txt:8:1: E_SCHEME: *'
cp "$BALINT_HOME/schemes/small.txt" other.txt
owed --scheme ./other.txt tuesday
is 'evil: and one of another name' 2 '' 'balint-stats: ./other.txt:8:1: E_SCHEME: *'
sed -i '$d' other.txt
owed --scheme ./other.txt tuesday
is 'evil: the file is not named as the scheme' 2 '' 'balint-stats: ./other.txt:1:1: E_NAME: *'
run balint-stats owed --date 2026-11-01 --scheme nl-points tuesday
is 'evil: attendance after --date' 2 'member	*' '*E_DATE*'
owed --scheme nl-points tuesday nowhere
is 'a group that is not there; the others are done' 2 '*ana*' 'balint-stats: nowhere: E_GROUP: *'
rm -r "$BALINT_HOME/tuesday/sessions"
owed --scheme uk-mersey tuesday --member ana
is 'no sessions: nothing counted' 0 '*	0	0	0	0	0.00	0.00	25	25.00	*	owed	units' ''
ok 'nothing of a case' sh -c '! grep -q "c014\|anger\|coat" out'
finish
