#include "common/zone.h"

#include <assert.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/date.h"
#include "common/file.h"

#define HEAD	   44
#define FILE_MAX   (256u << 10)
#define OFFSET_MAX (24 * 3600 + 59 * 60 + 59) /* seconds */
#define LAST_YEAR  2199
#define AT_MIN	   (-(INT64_C(1) << 60)) /* some say the Big Bang, 2^59 */
#define AT_MAX	   INT64_C(253402300799) /* the end of the year 9999 */

struct head {
	uint32_t utcs, stds, leaps, times, types, chars;
};

static uint32_t
be32(const char *p)
{
	const unsigned char *u = (const unsigned char *)p;

	return (uint32_t)u[0] << 24 | (uint32_t)u[1] << 16 |
	       (uint32_t)u[2] << 8 | u[3];
}

static int64_t
be64(const char *p)
{
	return (int64_t)((uint64_t)be32(p) << 32 | be32(p + 4));
}

static int
wrong(struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, "E_ZONE",
	    "not a time zone's data; a TZif file was expected");
}

static int
parse_head(struct head *h, struct view v)
{
	if (v.n < HEAD || memcmp(v.p, "TZif", 4) != 0)
		return -1;
	h->utcs = be32(v.p + 20);
	h->stds = be32(v.p + 24);
	h->leaps = be32(v.p + 28);
	h->times = be32(v.p + 32);
	h->types = be32(v.p + 36);
	h->chars = be32(v.p + 40);
	return h->times > 10000 || h->types == 0 || h->types > 256 ||
		       h->chars == 0 || h->chars > 2000 || h->leaps > 1000 ||
		       h->utcs > 256 || h->stds > 256
		   ? -1
		   : 0;
}

/* Bytes of the data block behind a head, its times `size` bytes each. */
static size_t
block(const struct head *h, size_t size)
{
	return h->times * (size + 1) + h->types * 6u + h->chars +
	       h->leaps * (size + 4) + h->stds + h->utcs;
}

static int
add(struct zone *z, const struct zone_turn *t, struct fail *f)
{
	struct zone_turn *p;

	if ((z->n & (z->n - 1)) == 0) {
		p = reallocarray(z->turn, z->n == 0 ? 1 : z->n * 2, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		z->turn = p;
	}
	assert(z->turn != NULL);
	z->turn[z->n++] = *t;
	return 0;
}

/* Local time type i of the block at p. */
static int
type(const struct head *h, const char *p, unsigned i, struct zone_turn *t)
{
	const char *types = p + h->times * 9u, *chars = types + h->types * 6u;
	unsigned at;
	size_t n;

	if (i >= h->types)
		return -1;
	at = (unsigned char)types[i * 6 + 5];
	if (at >= h->chars)
		return -1;
	t->offset = (int32_t)be32(types + i * 6);
	t->summer = types[i * 6 + 4] != 0;
	n = strnlen(chars + at, h->chars - at);
	if (n >= sizeof(t->abbr) || t->offset < -93600 || t->offset > 93600)
		return -1;
	memcpy(t->abbr, chars + at, n);
	t->abbr[n] = '\0';
	return 0;
}

static int
parse_turns(struct zone *z, const struct head *h, const char *p, struct fail *f)
{
	struct zone_turn t;
	size_t i;

	if (type(h, p, 0, &z->first) == -1)
		return wrong(f);
	for (i = 0; i < h->times; i++) {
		memset(&t, 0, sizeof(t));
		t.at = be64(p + i * 8);
		if (t.at < AT_MIN || t.at > AT_MAX ||
		    type(h, p, (unsigned char)p[h->times * 8 + i], &t) == -1 ||
		    (z->n > 0 && t.at <= z->turn[z->n - 1].at))
			return wrong(f);
		if (add(z, &t, f) == -1)
			return -1;
	}
	return 0;
}

/* The rule in the footer: STD offset DST [offset],start[/time],end[/time] */
struct rule {
	char abbr[2][8];
	int32_t offset[2]; /* standard, summer; seconds east of UTC */
	struct {
		int month, week, weekday; /* month 0: day of the year */
		int yearday;		  /* from 0 */
		bool no_leap;		  /* Jn: 29 February is not counted */
		int32_t time;		  /* local, seconds */
	} turn[2];			  /* to summer, to standard */
};

static int
rule_name(const char **p, char out[8])
{
	bool quoted = **p == '<';
	size_t n = 0;

	if (quoted)
		++*p;
	while (n < 7 && **p != '\0' && **p != '>' &&
	       (quoted || (**p | 0x20) >= 'a') && (quoted || **p > '9'))
		out[n++] = *(*p)++;
	out[n] = '\0';
	if (quoted && *(*p)++ != '>')
		return -1;
	return n >= 3 || (quoted && n > 0) ? 0 : -1;
}

static int
rule_number(const char **p, int max, int *n)
{
	int digits = 0;

	for (*n = 0; **p >= '0' && **p <= '9' && digits < 4; digits++)
		*n = *n * 10 + (*(*p)++ - '0');
	return digits > 0 && *n <= max ? 0 : -1;
}

/* [+-]h[h[h]][:mm[:ss]] as seconds. */
static int
rule_time(const char **p, int32_t *out)
{
	int sign = 1, h, m = 0, s = 0;

	if (**p == '-' || **p == '+')
		sign = *(*p)++ == '-' ? -1 : 1;
	if (rule_number(p, 167, &h) == -1)
		return -1;
	if (**p == ':' && (++*p, rule_number(p, 59, &m)) == -1)
		return -1;
	if (**p == ':' && (++*p, rule_number(p, 59, &s)) == -1)
		return -1;
	*out = sign * (h * 3600 + m * 60 + s);
	return 0;
}

/* Only the time of a turn may go beyond a day (RFC 9636 section 3.3.1). */
static int
rule_offset(const char **p, int32_t *out)
{
	if (rule_time(p, out) == -1 || *out < -OFFSET_MAX || *out > OFFSET_MAX)
		return -1;
	*out = -*out;
	return 0;
}

static int
rule_day(const char **p, struct rule *r, int i)
{
	int n;

	if (*(*p)++ != ',')
		return -1;
	r->turn[i].time = 2 * 3600;
	if (**p == 'M') {
		++*p;
		if (rule_number(p, 12, &r->turn[i].month) == -1 ||
		    r->turn[i].month == 0 || *(*p)++ != '.' ||
		    rule_number(p, 5, &r->turn[i].week) == -1 ||
		    r->turn[i].week == 0 || *(*p)++ != '.' ||
		    rule_number(p, 6, &r->turn[i].weekday) == -1)
			return -1;
	} else {
		r->turn[i].no_leap = **p == 'J';
		if (r->turn[i].no_leap)
			++*p;
		if (rule_number(p, 365, &n) == -1 ||
		    (r->turn[i].no_leap && n == 0))
			return -1;
		r->turn[i].yearday = r->turn[i].no_leap ? n - 1 : n;
	}
	if (**p != '/')
		return 0;
	++*p;
	return rule_time(p, &r->turn[i].time);
}

/* Returns 1: a rule with summer time; 0: none; -1: not a rule. */
static int
parse_rule(struct rule *r, const char *p)
{
	memset(r, 0, sizeof(*r));
	if (*p == '\0')
		return 0;
	if (rule_name(&p, r->abbr[0]) == -1 ||
	    rule_offset(&p, &r->offset[0]) == -1)
		return -1;
	if (*p == '\0')
		return 0;
	if (rule_name(&p, r->abbr[1]) == -1)
		return -1;
	r->offset[1] = r->offset[0] + 3600;
	if (*p != ',' && rule_offset(&p, &r->offset[1]) == -1)
		return -1;
	if (rule_day(&p, r, 0) == -1 || rule_day(&p, r, 1) == -1 || *p != '\0')
		return -1;
	return 1;
}

/* The day on which turn i falls in a year. */
static int
turn_day(const struct rule *r, int i, int year)
{
	int first, day, next;

	if (r->turn[i].month == 0) {
		(void)date_join(year, 1, 1, &first);
		day = r->turn[i].yearday;
		if (r->turn[i].no_leap && day >= 59 &&
		    date_join(year, 2, 29, &next) == 0)
			day++;
		return first + day;
	}
	(void)date_join(year, r->turn[i].month, 1, &first);
	/* Monday is 0 with us, Sunday is 0 in the rule. */
	day = first + (r->turn[i].weekday + 6 - date_weekday(first) + 7) % 7 +
	      7 * (r->turn[i].week - 1);
	next = date_add_months(first, 1);
	while (day >= next)
		day -= 7;
	return day;
}

static int
add_rule(struct zone *z, const struct rule *r, struct fail *f)
{
	struct zone_turn t[2], *last = z->n > 0 ? &z->turn[z->n - 1] : NULL;
	int64_t after = last != NULL ? last->at : INT64_MIN;
	int year, i, k, from = 1970;

	if (last != NULL && last->at > 0)
		from = date_split((int)(last->at / 86400)).year;
	for (year = from; year <= LAST_YEAR; year++) {
		for (i = 0; i < 2; i++) {
			memset(&t[i], 0, sizeof(t[i]));
			t[i].at = (int64_t)turn_day(r, i, year) * 86400 +
				  r->turn[i].time - r->offset[i];
			t[i].offset = r->offset[1 - i];
			t[i].summer = i == 0;
			memcpy(t[i].abbr, r->abbr[1 - i], sizeof(t[i].abbr));
		}
		k = t[0].at > t[1].at; /* the southern hemisphere */
		for (i = 0; i < 2; i++, k = !k)
			if (t[k].at > after && add(z, &t[k], f) == -1)
				return -1;
	}
	return 0;
}

int
zone_parse(struct zone *z, struct view src, struct fail *f)
{
	struct head h;
	struct rule r;
	struct view rest, line;
	char text[64];
	int rv;

	memset(z, 0, sizeof(*z));
	if (parse_head(&h, src) == -1 || src.p[4] < '2' ||
	    src.n - HEAD < block(&h, 4))
		return wrong(f);
	/* The first block is for readers of 32 bits; the second is ours. */
	rest.p = src.p + HEAD + block(&h, 4);
	rest.n = src.n - HEAD - block(&h, 4);
	if (parse_head(&h, rest) == -1 || rest.n - HEAD < block(&h, 8))
		return wrong(f);
	if (parse_turns(z, &h, rest.p + HEAD, f) == -1)
		return -1;
	rest.p += HEAD + block(&h, 8);
	rest.n -= HEAD + block(&h, 8);
	if (rest.n < 2 || rest.p[0] != '\n')
		return wrong(f);
	rest.p++;
	rest.n--;
	line = view_cut(&rest, '\n');
	if (rest.p == NULL || view_string(line, text, sizeof(text)) == -1 ||
	    (rv = parse_rule(&r, text)) == -1)
		return wrong(f);
	return rv == 1 ? add_rule(z, &r, f) : 0;
}

/* Many names are symbolic links to others, so these are followed. */
static int
read_file(struct buf *b, struct view name)
{
	struct buf path = { 0 };
	int fd = -1, rv = -1;

	buf_puts(&path, ZONE_DIR "/");
	buf_view(&path, name);
	if (!buf_bad(&path))
		fd = open(path.p, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (fd != -1) {
		rv = file_read_fd(fd, FILE_MAX, b, NULL);
		close(fd);
	}
	buf_release(&path);
	return rv;
}

int
zone_read(struct zone *z, struct view name, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	memset(z, 0, sizeof(*z));
	memcpy(z->first.abbr, "UTC", 4);
	if (view_is(name, "UTC"))
		return 0;
	/* schema.h has looked at the letters; `..` it lets pass. */
	if (name.n == 0 || memchr(name.p, '.', name.n) != NULL ||
	    read_file(&b, name) == -1)
		rv = fail_set(f, FAIL_REFERENCE, "E_ZONE",
		    "no such time zone on this system; one like Europe/London "
		    "was expected");
	else
		rv = zone_parse(z, buf_all(&b), f);
	buf_release(&b);
	return rv;
}

void
zone_release(struct zone *z)
{
	free(z->turn);
	memset(z, 0, sizeof(*z));
}

int32_t
zone_offset(const struct zone *z, int day, int minute)
{
	int64_t local = (int64_t)day * 86400 + minute * 60;
	const struct zone_turn *before;
	size_t lo = 0, hi = z->n, mid;

	/*
	 * A turn has come when the clock that ran before it shows its time:
	 * with the old offset a time that is there twice is the first one,
	 * and one that is skipped has the old offset.
	 */
	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		before = mid == 0 ? &z->first : &z->turn[mid - 1];
		if (z->turn[mid].at + before->offset <= local &&
		    z->turn[mid].at + z->turn[mid].offset <= local)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo == 0 ? z->first.offset : z->turn[lo - 1].offset;
}

void
zone_utc(const struct zone *z, int day, int minute, int *utc_day,
    int *utc_minute)
{
	int64_t t =
	    (int64_t)day * 86400 + minute * 60 - zone_offset(z, day, minute);
	int64_t d = t / 86400;

	if (t < d * 86400)
		d--;
	*utc_day = (int)d;
	*utc_minute = (int)((t - d * 86400) / 60);
}
