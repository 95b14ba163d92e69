#include "common/date.h"

#include <stdio.h>
#include <string.h>

#define YEAR_MIN 1900
#define YEAR_MAX 2199

/*
 * Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", 2013:
 * years begin in March, so that the leap day is the last of a year.
 */
static int
days_from_civil(int y, int m, int d)
{
	int era, yoe, doy;

	y -= m <= 2;
	era = y / 400;
	yoe = y - era * 400;
	doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date_ymd
date_split(int days)
{
	struct date_ymd r;
	int z = days + 719468, era = z / 146097, doe = z - era * 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	r.day = doy - (153 * mp + 2) / 5 + 1;
	r.month = mp < 10 ? mp + 3 : mp - 9;
	r.year = yoe + era * 400 + (r.month <= 2);
	return r;
}

static int
month_days(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;

	return days[m - 1] + (m == 2 && leap);
}

int
date_join(int year, int month, int day, int *days)
{
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 ||
	    day < 1 || day > month_days(year, month))
		return -1;
	*days = days_from_civil(year, month, day);
	return 0;
}

static int
digits(const char *p, int n)
{
	int v = 0;

	while (n-- > 0) {
		if (*p < '0' || *p > '9')
			return -1;
		v = v * 10 + (*p++ - '0');
	}
	return v;
}

int
date_parse(struct view v, int *days)
{
	int y, m, d;

	if (v.n != DATE_LEN - 1 || v.p[4] != '-' || v.p[7] != '-')
		return -1;
	y = digits(v.p, 4);
	m = digits(v.p + 5, 2);
	d = digits(v.p + 8, 2);
	return date_join(y, m, d, days);
}

void
date_format(int days, char out[DATE_LEN])
{
	struct date_ymd t = date_split(days);
	unsigned y = (unsigned)t.year % 10000;

	/* By hand: exports do this a million times. */
	out[0] = (char)('0' + y / 1000);
	out[1] = (char)('0' + y / 100 % 10);
	out[2] = (char)('0' + y / 10 % 10);
	out[3] = (char)('0' + y % 10);
	out[4] = '-';
	out[5] = (char)('0' + t.month / 10);
	out[6] = (char)('0' + t.month % 10);
	out[7] = '-';
	out[8] = (char)('0' + t.day / 10);
	out[9] = (char)('0' + t.day % 10);
	out[10] = '\0';
}

int
date_weekday(int days)
{
	int w = (days + 3) % 7; /* 1970-01-01 was a Thursday */

	return w < 0 ? w + 7 : w;
}

int
date_add_months(int days, int n)
{
	struct date_ymd t = date_split(days);
	int m = t.year * 12 + t.month - 1 + n, last;

	t.year = m / 12;
	t.month = m % 12 + 1;
	last = month_days(t.year, t.month);
	return days_from_civil(t.year, t.month, t.day < last ? t.day : last);
}

int
date_parse_time(struct view v, int *minutes)
{
	int h, m;

	if (v.n != DATE_TIMELEN - 1 || v.p[2] != ':')
		return -1;
	h = digits(v.p, 2);
	m = digits(v.p + 3, 2);
	if (h < 0 || h > 23 || m < 0 || m > 59)
		return -1;
	*minutes = h * 60 + m;
	return 0;
}

void
date_format_time(int minutes, char out[DATE_TIMELEN])
{
	unsigned m = (unsigned)minutes % 1440;

	(void)snprintf(out, DATE_TIMELEN, "%02u:%02u", m / 60, m % 60);
}

int
date_parse_range(struct view v, int *from, int *to)
{
	struct view a = v, b = v;
	int f, t;

	if (v.n > DATE_LEN) {
		if (v.n != 2 * (DATE_LEN - 1) + 2 ||
		    memcmp(v.p + DATE_LEN - 1, "..", 2) != 0)
			return -1;
		a.n = DATE_LEN - 1;
		b.p += DATE_LEN + 1;
		b.n = DATE_LEN - 1;
	}
	if (date_parse(a, &f) == -1 || date_parse(b, &t) == -1 || t < f)
		return -1;
	*from = f;
	*to = t;
	return 0;
}
