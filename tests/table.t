#!/bin/sh
# balint-stats table: what is counted by what, checked by hand.
. "${SRCDIR:-.}/tests/lib.sh"

g=$BALINT_HOME/tue
mkdir -p "$g/members" "$g/sessions" "$g/cases"
printf 'Format: balint-group/1\nGroup: g-8w2kd\nMinutes: 90\nTimezone: UTC\n\n' >"$g/group.txt"
for m in ana ben cem; do
	printf 'Format: balint-member/1\nMember: %s\n\n' $m >"$g/members/$m.txt"
done
session() { # DATE [FIELD...]
	d=$1
	shift
	{
		printf 'Format: balint-session/1\nSession: s%s\nDate: %s\n' "$d" "$d"
		for x; do echo "$x"; done
		echo
	} >"$g/sessions/s$d.txt"
}
case_() { # ID SESSION [FIELD...]
	id=$1
	s=$2
	shift 2
	{
		printf 'Format: balint-case/1\nCase: %s\nSession: %s\n' "$id" "$s"
		for x; do echo "$x"; done
		printf '\n## telling\nthe canary sang\n'
	} >"$g/cases/$id.txt"
}
session 2026-01-06 'Attend: ana present' 'Attend: ben late minutes=70' 'Attend: cem absent' \
    'Phase: 18:00 telling 10' 'Phase: 18:10 discussion 30' \
    'Actual: 18:00 telling 15' 'Actual: 18:15 discussion 25' 'Actual: 18:40 telling 5'
session 2026-01-13 'Attend: ana present' 'Attend: cem present' 'Phase: 18:00 telling 10'
session 2026-02-03 'Attend: ben present'
session 2026-02-10
case_ c001-abc s2026-01-06 'Presenter: ana' 'Theme: loss' 'Theme: power' 'Minutes: 40' \
    'Emotion: anger by=presenter' 'Emotion: anger by=group' 'Emotion: sadness by=patient-imagined' \
    'Emotion: shame' 'Trigger: error'
case_ c002-abd s2026-01-06 'Presenter: ben' 'Theme: loss' 'Theme: loss'
case_ c003-abe s2026-01-13 'Presenter: ana' 'Minutes: 45' 'Emotion: anger by=leader'
case_ c004-abf s2099-01-13 'Presenter: cem' 'Theme: loss'

t() { # NAME WANT ARG...
	name=$1
	want=$2
	shift 2
	run balint-stats table --date 2026-06-01 -f csv "$@" tue
	is "$name" 0 "$want" 'balint-stats: private to the leader*'
}
t 'by theme: twice in a case is once, no theme is a row, a stray case is none' \
    'group_name,theme,cases,minutes,with_minutes
tue,loss,2,40,1
tue,power,1,40,1
tue,,1,45,1' --by theme
t 'by emotion: by whom it was named' \
    'group_name,emotion,cases,minutes,with_minutes,by_presenter,patient_imagined,by_group,by_leader,not_said
tue,anger,2,85,2,1,0,1,1,0
tue,sadness,1,40,1,0,1,0,0,0
tue,shame,1,40,1,0,0,0,0,1
tue,,1,0,0,0,0,0,0,0' --by emotion
t 'by trigger' 'group_name,trigger,cases,minutes,with_minutes
tue,error,1,40,1
tue,,2,45,1' --by trigger
t 'by presenter: the last one, the sessions since, and who has not yet' \
    'group_name,presenter,cases,minutes,with_minutes,last_session,sessions_since
tue,ana,2,85,2,2026-01-13,1
tue,ben,1,0,0,2026-01-06,2
tue,cem,0,0,0,,3' --by presenter
t 'by phase: planned against actual' \
    'group_name,phase,planned,planned_minutes,actual,actual_minutes
tue,discussion,1,30,1,25
tue,telling,2,20,2,20' --by phase
t 'by member: minutes that they were there' 'group_name,member,sessions,minutes
tue,ana,2,180
tue,ben,2,160
tue,cem,1,90' --by member
t 'by month' 'group_name,month,sessions,minutes
tue,2026-01,2,180
tue,2026-02,1,90' --by month
t 'by two: zeros stay' 'group_name,member,month,sessions,minutes
tue,ana,2026-01,2,180
tue,ana,2026-02,0,0
tue,ben,2026-01,1,70
tue,ben,2026-02,1,90
tue,cem,2026-01,1,90
tue,cem,2026-02,0,0' --by member --by month
t 'a case for those who heard it' 'group_name,theme,member,cases,minutes,with_minutes
tue,loss,ana,2,40,1
tue,loss,ben,2,40,1
tue,loss,cem,0,0,0
tue,power,ana,1,40,1
tue,power,ben,1,40,1
tue,power,cem,0,0,0
tue,,ana,1,45,1
tue,,ben,0,0,0
tue,,cem,1,45,1' --by theme --by member
t 'within days' 'group_name,theme,cases,minutes,with_minutes
tue,,1,45,1' --by theme --from 2026-01-10 --to 2026-01-31

run balint-stats table --date 2026-06-01 -f text --ascii --by presenter tue
is 'as text' 0 'tue: cases by presenter, 3 sessions held; private to the leader
  ana       ####################     2, 85 min; last on 2026-01-13, 1 session since
  ben       ##########..........     1; last on 2026-01-06, 2 sessions since
  cem       ....................     0; not yet' ''
run balint-stats table --date 2026-06-01 -f text --by phase tue
is 'phases as text' 0 '*discussion  planned 1 (30 min), really 1 (25 min): 5 min under
*telling     planned 2 (20 min), really 2 (20 min)' ''
run balint-stats table --date 2026-06-01 -f text --by member --by month tue
is 'two as a matrix' 0 '*            2026-01  2026-02
  ana       2        0
*' ''

run balint-stats table tue
is 'by nothing' 2 '' 'balint-stats: E_USAGE: --by was expected*'
run balint-stats table --by theme --by month --by member tue
is 'by three' 2 '' 'balint-stats: E_USAGE: --by: two at most were expected*'
run balint-stats table --by theme --by theme tue
is 'twice the same' 2 '' 'balint-stats: E_USAGE: --by: two different *'
run balint-stats table --by phase --by theme tue
is 'phases of a theme' 2 '' 'balint-stats: E_USAGE: --by: phase goes alone *'
run balint-stats table --by shoe tue
is 'by a shoe' 2 '' 'balint-stats: E_USAGE: --by: member, month, *'
mv "$g/cases" .
run balint-stats table --date 2026-06-01 --by month -f csv tue
is 'sessions need no case' 0 '*tue,2026-02,1,90' 'balint-stats: private to the leader*'
mv cases "$g"
printf 'x\n' >"$g/cases/c005-abg.txt"
run balint-stats table --date 2026-06-01 --by theme -f csv tue
is 'a broken case is named, the others count' 2 '*tue,loss,2,40,1*' \
    '*balint-stats: */cases/c005-abg.txt:1:*'
finish
