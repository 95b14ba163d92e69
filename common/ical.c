#include "common/ical.h"

#include <stdio.h>
#include <string.h>

#include "common/date.h"

#define LINE_MAX_BYTES 75

/* Put one character, of up to 4 bytes, behind the others; *col counts. */
static void
put(struct buf *b, const char *p, size_t n, size_t *col)
{
	if (*col + n > LINE_MAX_BYTES) {
		buf_puts(b, "\r\n ");
		*col = 1;
	}
	buf_add(b, p, n);
	*col += n;
}

static size_t
character(struct view v, size_t i)
{
	size_t n = 1;

	while (i + n < v.n && ((unsigned char)v.p[i + n] & 0xc0) == 0x80)
		n++;
	return n;
}

void
ical_line(struct buf *b, const char *name, struct view value, bool text)
{
	size_t i, n, col = 0;

	for (i = 0; name[i] != '\0'; i++)
		put(b, &name[i], 1, &col);
	put(b, ":", 1, &col);
	for (i = 0; i < value.n; i += n) {
		n = character(value, i);
		if (text && value.p[i] == '\n')
			put(b, "\\n", 2, &col);
		else if (text && memchr("\\;,", value.p[i], 3) != NULL) {
			/* The two stay together. */
			put(b, (char[]){ '\\', value.p[i] }, 2, &col);
		} else
			put(b, value.p + i, n, &col);
	}
	buf_puts(b, "\r\n");
}

static void
line(struct buf *b, const char *name, const char *value)
{
	ical_line(b, name, view_of(value), false);
}

static void
stamp(char out[24], int day, int minute, const char *end)
{
	struct date_ymd d = date_split(day);

	(void)snprintf(out, 24, "%04d%02d%02dT%02d%02d00%s", d.year % 10000,
	    d.month % 100, d.day % 100, minute / 60 % 24, minute % 60, end);
}

static void
when(struct buf *b, const struct ical_event *e)
{
	char text[24], name[96];

	stamp(text, e->date, e->time < 0 ? 0 : e->time, "");
	if (e->time < 0) {
		text[8] = '\0';
		line(b, "DTSTART;VALUE=DATE", text);
		return;
	}
	if (view_is(e->zone, "UTC")) {
		stamp(text, e->date, e->time, "Z");
		line(b, "DTSTART", text);
	} else {
		(void)snprintf(name, sizeof(name), "DTSTART;TZID=%.*s",
		    (int)e->zone.n, e->zone.p);
		line(b, name, text);
	}
	(void)snprintf(text, sizeof(text), "PT%dM", e->minutes);
	line(b, "DURATION", text);
}

void
ical_event(struct buf *b, const struct ical_event *e)
{
	char text[24];
	struct buf uid = { 0 };

	buf_view(&uid, e->session);
	buf_putc(&uid, '.');
	buf_view(&uid, e->group);
	buf_puts(&uid, "@balint");
	if (buf_bad(&uid))
		b->bad = true;
	line(b, "BEGIN", "VEVENT");
	ical_line(b, "UID", buf_all(&uid), true);
	stamp(text, e->stamp, 0, "Z");
	line(b, "DTSTAMP", text);
	when(b, e);
	ical_line(b, "SUMMARY", e->summary, true);
	if (e->place.n > 0)
		ical_line(b, "LOCATION", e->place, true);
	line(b, "STATUS", e->cancelled ? "CANCELLED" : "CONFIRMED");
	line(b, "TRANSP", e->cancelled ? "TRANSPARENT" : "OPAQUE");
	line(b, "END", "VEVENT");
	buf_release(&uid);
}

static void
offset(struct buf *b, const char *name, int32_t seconds)
{
	int32_t s = seconds < 0 ? -seconds : seconds;
	char text[24];

	(void)snprintf(text, sizeof(text), "%c%02d%02d",
	    seconds < 0 ? '-' : '+', (int)(s / 3600), (int)(s / 60 % 60));
	if (s % 60 != 0)
		(void)snprintf(text + 5, sizeof(text) - 5, "%02d",
		    (int)(s % 60));
	line(b, name, text);
}

/* One stretch of time between two changes of the clock. */
static void
stretch(struct buf *b, int64_t at, const struct zone_turn *before,
    const struct zone_turn *t)
{
	const char *kind = t->summer ? "DAYLIGHT" : "STANDARD";
	/* What began before 1970 may as well have begun then. */
	int64_t local = at < 0 ? 0 : at + before->offset, day = local / 86400;
	char text[24];

	if (local < day * 86400)
		day--;
	line(b, "BEGIN", kind);
	stamp(text, (int)day, (int)((local - day * 86400) / 60), "");
	line(b, "DTSTART", text);
	offset(b, "TZOFFSETFROM", before->offset);
	offset(b, "TZOFFSETTO", t->offset);
	line(b, "TZNAME", t->abbr);
	line(b, "END", kind);
}

void
ical_zone(struct buf *b, struct view name, const struct zone *z, int from,
    int to)
{
	/* A day more at both ends, whatever the zone. */
	int64_t first = (int64_t)(from - 1) * 86400;
	int64_t last = (int64_t)(to + 2) * 86400;
	size_t i;

	if (view_is(name, "UTC"))
		return;
	line(b, "BEGIN", "VTIMEZONE");
	ical_line(b, "TZID", name, false);
	for (i = 0; i < z->n && z->turn[i].at <= first; i++)
		;
	/* Begin with standard time: some readers can't do without one. */
	while (i > 0 && z->turn[i - 1].summer)
		i--;
	if (i == 0)
		stretch(b, 0, &z->first, &z->first);
	else
		i--;
	for (; i < z->n && z->turn[i].at <= last; i++)
		stretch(b, z->turn[i].at, i == 0 ? &z->first : &z->turn[i - 1],
		    &z->turn[i]);
	line(b, "END", "VTIMEZONE");
}

void
ical_begin(struct buf *b)
{
	line(b, "BEGIN", "VCALENDAR");
	line(b, "VERSION", "2.0");
	line(b, "PRODID", "-//balint//balint-export calendar//EN");
	line(b, "CALSCALE", "GREGORIAN");
}

void
ical_end(struct buf *b)
{
	line(b, "END", "VCALENDAR");
}
