#!/bin/sh
# An outside parser of iCalendar reads what we write.
. "${SRCDIR:-.}/tests/lib.sh"
# Debian's python3-icalendar belongs to Debian's python3.
PY=/usr/bin/python3
need "$PY"
"$PY" -c 'import icalendar' 2>/dev/null || need python3-icalendar
. "$SRCDIR/tests/trainers-library.sh"

# A weekly group through both changes of the clock, in four zones.
for zone in Europe/Berlin America/New_York Australia/Sydney Europe/Dublin; do
	g=$(echo "$zone" | tr 'A-Z/_' 'a-z-' | tr -d -)
	n=$((${n:-10000} + 1))
	printf 'Format: balint-group/1\nGroup: g-%s\nName: %s; \\ x\nTime: 18:00\nMinutes: 75\nTimezone: %s\nPlace: Röntgenstraße 4; Haus B, 2. Stock \\ links, beim großen Fenster am Ende des Flurs 山田\n\n' \
	    "$n" "$zone" "$zone" | record "$g/group.txt"
	i=0
	while [ $i -lt 60 ]; do
		d=$(date -u -d "2026-01-06 +$((i * 7)) days" +%F)
		printf 'Format: balint-session/1\nSession: s%s\nDate: %s\n' "$d" "$d" | record "$g/sessions/s$d.txt"
		i=$((i + 1))
	done
	echo "$g"
done >groups
cat >read.py <<'END'
import sys, zoneinfo, icalendar
c = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
assert not c.errors
zones = {str(z["TZID"]): z.to_tz() for z in c.walk("VTIMEZONE")}
events = c.walk("VEVENT")
assert len(events) == int(sys.argv[2]), len(events)
assert len({str(e["UID"]) for e in events}) == len(events)
for e in events:
    assert not e.errors
    start = e["DTSTART"].dt
    name = e["DTSTART"].params["TZID"]
    assert (start.hour, start.minute) == (18, 0)
    # What our VTIMEZONE says, and what the system's own data say.
    naive = start.replace(tzinfo=None)
    ours = zones[name].localize(naive).utcoffset()
    theirs = naive.replace(tzinfo=zoneinfo.ZoneInfo(name)).utcoffset()
    assert ours == theirs, (name, start, ours, theirs)
    assert e["DURATION"].dt.total_seconds() == 75 * 60
    assert str(e["SUMMARY"]) == f"Balint group: {name}; \\ x", e["SUMMARY"]
    assert str(e["LOCATION"]).endswith("\\ links, beim großen Fenster am Ende des Flurs 山田")
    assert "ATTENDEE" not in e and "ORGANIZER" not in e
END
# shellcheck disable=SC2046
balint-export calendar --date 2026-11-20 --names $(cat groups) >all.ics
ok '240 sessions in four zones, read by python3-icalendar' "$PY" read.py all.ics 240
sed 's/TZOFFSETTO:+0200/TZOFFSETTO:+0300/' all.ics >evil.ics
bad 'evil twin: a zone that is an hour out' "$PY" read.py evil.ics 240
balint-export calendar --date 2026-11-20 tuesday >one.ics
cat >status.py <<'END'
import sys, icalendar
c = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
print(" ".join(str(e["STATUS"]) for e in c.walk("VEVENT")))
END
ok 'cancelled as such' test "$("$PY" status.py one.ics)" = 'CONFIRMED CONFIRMED CANCELLED CONFIRMED CONFIRMED'
finish
