#!/bin/sh
# balint-stats prep: the page for the evening, and what it doesn't open.
. "${SRCDIR:-.}/tests/lib.sh"

g=$BALINT_HOME/tue
mkdir -p "$g/members" "$g/sessions" "$g/cases" "$g/debriefs"
cat >"$g/group.txt" <<'X'
Format: balint-group/1
Group: g-8w2kd
Name: Tuesday group
Minutes: 90
Timezone: Europe/London
Time: 18:00
Quorum: 4
Place: Library
Leader: lena
CoLeader: marc
Frequency: weekly
Ends: 2026-12-31

X
member() { # ID NAME [FIELD...]
	m=$1
	n=$2
	shift 2
	{
		printf 'Format: balint-member/1\nMember: %s\nName: %s\n' "$m" "$n"
		for x; do echo "$x"; done
		echo
	} >"$g/members/$m.txt"
}
session() { # DATE [FIELD...]
	d=$1
	shift
	{
		printf 'Format: balint-session/1\nSession: s%s\nDate: %s\n' "$d" "$d"
		for x; do echo "$x"; done
		echo
	} >"$g/sessions/s$d.txt"
}
member ana 'Ana Özil' 'Joined: 2026-01-01'
member ben Ben
member cem Cem 'Away: 2026-11-20..2026-12-05'
member dora Dora 'Left: 2026-12-01'
member eli Eli 'Joined: 2026-11-20'
member flo Flo 'Left: 2026-11-10'
member lena Lena 'Role: leader'
session 2026-09-01 'Attend: ana present' 'Attend: ben present' 'Attend: cem absent'
session 2026-09-08 'Attend: ana absent' 'Attend: ben present presented=1' 'Attend: cem present'
session 2026-11-03 'Attend: ana absent' 'Attend: ben present' 'Attend: cem absent' 'Attend: dora present'
session 2026-11-10 'Status: cancelled'
session 2026-11-24 'Place: Room 4' 'Observer: olga' 'Phase: 18:00 telling 15' 'Phase: 18:15 discussion'
session 2026-12-01
session 2026-12-08
cat >"$g/cases/c001-abc.txt" <<'X'
Format: balint-case/1
Case: c001-abc
Session: s2026-09-01
Presenter: ana
Followup: 2026-10-20 asked=2026-11-03
Followup: 2026-10-01 told=2026-11-03 outcome=same

## telling
the canary sang
X
cat >"$g/cases/c002-abd.txt" <<'X'
Format: balint-case/1
Case: c002-abd
Session: s2026-11-03
Presenter: dora
Followup: 2026-11-24
Followup: 2026-11-25

X
cat >"$g/debriefs/s2026-11-03.lena.txt" <<'X'
Format: balint-debrief/1
Debrief: s2026-11-03.lena
Session: s2026-11-03
Leader: lena

## frame
the canary sang
## unfinished
The empty chair.
Who sits there?
X
sed 's/s2026-11-03/s2026-09-08/;s/empty chair/old business/' \
    "$g/debriefs/s2026-11-03.lena.txt" >"$g/debriefs/s2026-09-08.lena.txt"
sed -i 's/^Session: s2026-11-03/Session: s2026-09-08/' "$g/debriefs/s2026-09-08.lena.txt"

cat >want <<'X'
Tuesday group: session 4, Tuesday 2026-11-24, 18:00 to 19:30, 90 minutes
  (private to the leaders)
  Room        Room 4 (not the usual room, Library)
  Leads       lena with marc
  Observes    olga
  Left        2 more planned; the group ends on 2026-12-31

Who comes
  Expected    4 of 5; the quorum of 4 is met
  Away        Cem
  Missed      Ana Özil (2 times)
  New         Eli
  Leaving     Dora (last day 2026-12-01)
  Gone        Flo

Not presented for longest (to offer, never to order)
  Ana Özil: last on 2026-09-01, 2 sessions since
  Ben: last on 2026-09-08, 1 session since

Follow-ups due
  c001-abc    due 2026-10-20, 5 weeks ago; told 12 weeks before; asked on
              2026-11-03
  c002-abd    due 2026-11-24; told 3 weeks before

Unfinished last time
  lena        The empty chair.
              Who sits there?

The clock
  18:00       telling, 15 min
  18:15       discussion
X
run balint-stats prep -g tue --date 2026-11-22
is 'the page' 0 "$(cat want)" ''
run balint-stats prep tue --date 2026-11-22
is 'the group as operand' 0 "$(cat want)" ''

run balint-stats prep -g tue --date 2026-11-25
is 'the day after: the next one, by its own frame' 0 \
    'Tuesday group: session 4, Tuesday 2026-12-01, 18:00*Room        Library
*Left        1 more planned*Away        Cem*' ''
sed -i 's/^Quorum: 4/Quorum: 5/' "$g/group.txt"
run balint-stats prep -g tue --date 2026-11-22
is 'the quorum is missed' 0 '*QUORUM OF 5 NOT MET, 1 short*' ''
run balint-stats prep -g tue --date 2026-12-20
is 'nothing is planned' 0 \
    'Tuesday group: no session is planned from here on; as of Sunday 2026-12-20
*Left        1 more by the rhythm, none of them planned*' ''

run balint-stats prep -g tue --date 2026-11-22 -f jsonl
is 'for scripts' 0 \
    '{"kind":"session","group":"Tuesday group","session":"s2026-11-24"*"expected":4,"away":1,"quorum":5,"quorum_met":false,"sessions_left":2,*
{"kind":"member","member":"ana","expected":true,*"presented":"2026-09-01","sessions_since":2}
*{"kind":"followup","case":"c001-abc","due":"2026-10-20","days_overdue":35,"told":"2026-09-01","asked":"2026-11-03"}
*{"kind":"unfinished","leader":"lena","text":"The empty chair.\\nWho sits there?"}
{"kind":"phase","time":"18:00","phase":"telling","minutes":15}
{"kind":"phase","time":"18:15","phase":"discussion"}' 'balint-stats: private to the leader*'
ok 'no story and no name of a case in it' sh -c '! grep -q canary out'

run balint-stats prep -g tue --date 2026-11-22 -f html -o page.html
is 'the page in HTML, into a file' 0 '' ''
ok 'names are escaped, nothing is fetched' sh -c \
    'grep -q "Ana Özil" page.html && ! grep -qiE "(src|href)=|@import|url\(" page.html'
member ben '<script>alert(1)</script>'
run balint-stats prep -g tue --date 2026-11-22 -f html
ok 'a name is no markup' sh -c '! grep -q "<script" out && grep -q "&lt;script&gt;" out'

# Without cases: the same page, from what a trainer may read.
mv "$g/cases" "$g/debriefs" .
run balint-stats prep --no-cases -g tue --date 2026-11-22
cp out without
mv cases debriefs "$g"
run balint-stats prep --no-cases -g tue --date 2026-11-22
ok 'without cases nothing depends on them' cmp out without
is 'what the sessions count is still known' 0 '*only what the sessions count*: last on 2026-09-08, 1 session since*' ''
ok 'no follow-up, nothing unfinished' sh -c '! grep -Eq "Follow|Unfinished" out'

run balint-stats prep -g tue --date 2026-11-22 -t push-back
is 'the clock of another template' 0 '*The clock
  18:00       follow-up*pushed-back*19:*close*' ''
sed 's/^Ends/Template: push-back\nEnds/' "$g/group.txt" >x && cp x "$g/group.txt"
run balint-stats prep -g tue --date 2026-11-22
is 'the own plan of a session stands' 0 '*The clock
  18:00       telling, 15 min
  18:15       discussion' ''
run balint-stats prep -g tue --date 2026-11-25
is 'a session without a plan has its template'"'"'s' 0 '*The clock
  18:00       follow-up*' ''
mkdir -p "$BALINT_HOME/templates"
printf 'For: session\nPhase: mood-round 30\nPhase: close *\n' \
    >"$BALINT_HOME/templates/push-back.txt"
run balint-stats prep -g tue --date 2026-11-25
is 'the template of the own library goes before' 0 '*The clock
  18:00       mood-round, 30 min
  18:30       close, 60 min' ''
run balint-stats prep -g tue --date 2026-11-25 -t nothing
is 'no such template' 2 '' 'balint-stats: templates/nothing.txt: E_TEMPLATE: *'
run balint-stats prep -g tue --date 2026-11-25 -t ../x
is 'a template is no path' 2 '' 'balint-stats: *E_TEMPLATE: *'

printf 'not a record\n' >"$g/cases/c003-abe.txt"
run balint-stats prep -g tue --date 2026-11-22
is 'a broken case is named and the page printed' 2 'Tuesday group*c001-abc*' \
    'balint-stats: */cases/c003-abe.txt:1:1: E_*'
run balint-stats prep --no-cases -g tue --date 2026-11-22
is 'and does not matter without cases' 0 'Tuesday group*' ''
rm "$g/cases/c003-abe.txt"
printf 'x' >"$g/sessions/s2026-11-03.txt"
run balint-stats prep -g tue --date 2026-11-22
is 'a broken session: no page' 2 '' 'balint-stats: */sessions/s2026-11-03.txt:1:*'
run balint-stats prep -g tue -f tsv
is 'another format' 2 '' 'balint-stats: E_USAGE: no such format; text, html or jsonl *'
run balint-stats prep tue tue
is 'two groups' 2 '' 'balint-stats: E_USAGE: one group was expected*'
rm "$g/sessions/s2026-11-03.txt"

# The loops of balint(7), as they stand there, in a library in which a leader
# has a log; so a pattern of directories alone would not do.
mkdir -p "$BALINT_HOME/leaders"
ln -s "$BALINT_HOME" "$HOME/balint"
recipe() { # N: the Nth loop
	awk -v want="$1" '/^for g in / { n++ } n == want { print } /^done/ && n == want { exit }' \
	    "$SRCDIR/man/balint.7"
}
recipe 1 >loop
run sh ./loop
is 'a page a group, by the loop of balint(7)' 0 '' ''
ok 'the page is there' grep -q 'Tuesday group' tue.html
recipe 2 >loop
run sh ./loop
ok 'the loop that checks takes groups only' sh -c '! grep -q E_GROUP err'
run balint-stats prep -g "$BALINT_HOME/tue/group.txt" --date 2026-11-22
is 'a group by its group.txt' 0 'Tuesday group*' ''
run balint-stats prep -g "$BALINT_HOME/leaders/group.txt"
is 'where there is none' 2 '' 'balint-stats: *leaders/group.txt: E_GROUP: no such group;*'
finish
