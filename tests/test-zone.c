/* Time zones: the system's data against days that are known. */

#include <string.h>

#include "common/date.h"
#include "common/zone.h"
#include "tests/tap.h"

static const struct {
	const char *zone, *date;
	int hour, minute;
	int offset; /* minutes east of UTC */
	const char *name;
} cases[] = {
	{ "Europe/London", "2026-03-28", 18, 0, 0, "London, winter" },
	{ "Europe/London", "2026-03-30", 18, 0, 60, "London, summer" },
	{ "Europe/London", "2026-10-24", 18, 0, 60, "the day before the end" },
	{ "Europe/London", "2026-10-25", 18, 0, 0, "the day of the end" },
	{ "Europe/Berlin", "2026-03-29", 2, 30, 60, "a time that is skipped" },
	{ "Europe/Berlin", "2026-10-25", 2, 30, 120, "a time there twice" },
	{ "Europe/Berlin", "2026-10-25", 3, 0, 60, "and after it" },
	{ "Europe/Berlin", "2050-07-01", 18, 0, 120,
	    "long after the data end" },
	{ "Europe/Berlin", "2150-01-01", 18, 0, 60, "and longer" },
	{ "America/New_York", "2026-07-01", 18, 0, -240, "west" },
	{ "Australia/Sydney", "2026-12-01", 18, 0, 660, "the south, summer" },
	{ "Australia/Sydney", "2060-07-01", 18, 0, 600, "the south, winter" },
	{ "Asia/Kathmandu", "2026-07-01", 18, 0, 345, "quarters of an hour" },
	{ "Asia/Tehran", "2026-07-01", 18, 0, 210, "summer time given up" },
	{ "Africa/Casablanca", "2026-03-01", 18, 0, 0, "Ramadan" },
	{ "Europe/Dublin", "2026-07-01", 18, 0, 60, "negative summer time" },
	{ "UTC", "2026-07-01", 18, 0, 0, "UTC" },
};

static void
test_offset(void)
{
	struct zone z;
	struct fail f;
	size_t i;
	int day;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (ok(zone_read(&z, view_of(cases[i].zone), &f) == 0 &&
			    date_parse(view_of(cases[i].date), &day) == 0,
			"read: %s", cases[i].zone))
			ok(zone_offset(&z, day,
			       cases[i].hour * 60 + cases[i].minute) ==
				cases[i].offset * 60,
			    "offset: %s", cases[i].name);
		zone_release(&z);
	}
}

static void
test_utc(void)
{
	struct zone z;
	struct fail f;
	int day = 0, d, m;

	ok(zone_read(&z, view_of("Australia/Sydney"), &f) == 0 &&
		date_parse(view_of("2026-12-01"), &day) == 0,
	    "utc: read");
	zone_utc(&z, day, 8 * 60, &d, &m);
	ok(d == day - 1 && m == 21 * 60, "utc: the day before");
	zone_release(&z);
	ok(zone_read(&z, view_of("America/New_York"), &f) == 0, "utc: read");
	zone_utc(&z, day, 20 * 60, &d, &m);
	ok(d == day + 1 && m == 60, "utc: the day after");
	zone_release(&z);
}

static void
test_evil(void)
{
	static const char *const names[] = { "Europe/Nowhere", "", "../passwd",
		"Europe" };
	struct zone z;
	struct fail f;
	struct view v = { "TZif2", 5 };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		ok(zone_read(&z, view_of(names[i]), &f) == -1 &&
			strcmp(f.word, "E_ZONE") == 0,
		    "evil: no zone '%s'", names[i]);
		zone_release(&z);
	}
	ok(zone_parse(&z, v, &f) == -1, "evil: a file that is cut off");
	zone_release(&z);
}

int
main(void)
{
	test_offset();
	test_utc();
	test_evil();
	return tap_end();
}
