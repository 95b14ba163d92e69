#!/bin/sh
# balint-export calendar: RFC 5545, without anybody's name.
. "${SRCDIR:-.}/tests/lib.sh"
. "$SRCDIR/tests/trainers-library.sh"

cal() { run balint-export calendar --date 2026-11-20 "$@"; }
plain() { tr -d '\r' <out >plain; mv plain out; }

cal tuesday
ok 'every line ends in CRLF' sh -c 'test "$(grep -c "$(printf "\r")\$" out)" = "$(wc -l <out)"'
ok 'no line is longer than 75 bytes' sh -c '! LC_ALL=C grep -q "^.\{77,\}" out'
plain
is 'the zone, with its changes of the clock' 0 'BEGIN:VCALENDAR
VERSION:2.0
PRODID:*
BEGIN:VTIMEZONE
TZID:Europe/Berlin
*BEGIN:DAYLIGHT
DTSTART:20260329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20261025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
*END:VCALENDAR' ''
is 'a session: 18:00 stays 18:00 in winter and summer' 0 '*BEGIN:VEVENT
UID:s2026-10-20.g-8w2kd@balint
DTSTAMP:20261120T000000Z
DTSTART;TZID=Europe/Berlin:20261020T180000
DURATION:PT90M
SUMMARY:Balint group
LOCATION:Room 4\\; second floor
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
*DTSTART;TZID=Europe/Berlin:20261110T180000*' ''
is 'a cancelled one as such; one that is planned' 0 '*UID:s2026-11-03*STATUS:CANCELLED*UID:s2026-11-24*STATUS:CONFIRMED*' ''
ok 'nobody is in it, and no case' sh -c '! grep -qi "attendee\|organizer\|ana\|cem\|c014\|anger\|ben\b" out'
cp out before
cal tuesday
plain
ok 'the same records give the same bytes' cmp out before
sed -i 's/^Date: .*/Date: 2026-11-25/' "$BALINT_HOME/tuesday/sessions/s2026-11-24.txt"
cal tuesday
plain
is 'the UID stays when a session is moved' 0 '*UID:s2026-11-24.g-8w2kd@balint
DTSTAMP:*
DTSTART;TZID=Europe/Berlin:20261125T180000*' ''
cal tuesday thursday
ok 'a zone is there once, two groups have two' test "$(grep -c BEGIN:VTIMEZONE out)" = 2
cal tuesday --from 2026-11-01 --to 2026-11-10
ok 'a range of days' test "$(grep -c BEGIN:VEVENT out)" = 2
cal tuesday --names --summary 'Grüße; 山田, ΑΒΓ \ und noch viel mehr Wörter in vielen Schriften 山田山田山田'
ok 'folded, and no character is cut' sh -c 'tr -d "\r" <out | iconv -f UTF-8 -t UTF-8 >/dev/null && ! LC_ALL=C grep -q "^.\{77,\}" out'
tr -d '\r' <out | sed -e ':a' -e 'N' -e '$!ba' -e 's/\n //g' >unfolded
ok 'unfolded it is what was said, escaped' grep -qF 'SUMMARY:Grüße\; 山田\, ΑΒΓ \\ und noch viel mehr Wörter in vielen Schriften 山田山田山田: Tuesday\, North' unfolded
cal tuesday --summary 'a
b'
is 'evil: a summary of two lines' 2 '' '*E_USAGE: *'
sed -i 's|^Timezone: .*|Timezone: Europe/Nowhere|' "$BALINT_HOME/thursday/group.txt"
cal tuesday thursday
plain
is 'evil: an unknown zone; the other group is done' 2 'BEGIN:VCALENDAR*g-8w2kd*END:VCALENDAR' 'balint-export: *thursday: E_ZONE: *'
sed -i 's|^Timezone: .*|Timezone: UTC|' "$BALINT_HOME/thursday/group.txt"
cal thursday
plain
is 'UTC needs no zone' 0 '*PRODID:*
CALSCALE:GREGORIAN
BEGIN:VEVENT
*DTSTART:20261022T123000Z
*' ''
sed -i '/^Time: /d' "$BALINT_HOME/thursday/group.txt"
cal thursday
plain
is 'no time said: the whole day' 0 '*DTSTART;VALUE=DATE:20261022
SUMMARY*' ''
rm -r "$BALINT_HOME/thursday/sessions"
cal thursday -o file.ics
ok 'no sessions: an empty calendar' sh -c 'test "$(wc -l <file.ics)" = 5'
finish
