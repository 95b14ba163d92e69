#include "common/redact-refill.h"

#include <string.h>

#include "common/idcheck.h"
#include "common/redact-surrogate.h"

#define TRIES 1000
#define SHORT 6

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* xorshift64*: spreads what the key has drawn over the places of a value. */
static unsigned
next(uint64_t *x, unsigned below)
{
	*x ^= *x >> 12;
	*x ^= *x << 25;
	*x ^= *x >> 27;
	return (unsigned)(*x * UINT64_C(0x2545f4914f6cdd1d) >> 33) % below;
}

/* A letter for a letter, so that words stay words, a figure for a figure. */
static void
put_other(struct buf *out, char c, uint64_t *x)
{
	static const char vowel[] = "aeiou", other[] = "bcdfghklmnprstvw";
	char to;

	if (is_digit(c)) {
		buf_putc(out, (char)('0' + next(x, 10)));
	} else if (is_letter(c)) {
		to = strchr(vowel, c | 0x20) != NULL
			 ? vowel[next(x, sizeof(vowel) - 1)]
			 : other[next(x, sizeof(other) - 1)];
		buf_putc(out, (char)((c & 0x20) != 0 ? to : to & ~0x20));
	} else if ((unsigned char)c < 0x80) {
		buf_putc(out, c);
	} else if ((unsigned char)c >= 0xc0) {
		buf_putc(out, vowel[next(x, sizeof(vowel) - 1)]);
	}
}

static void
put_all(struct buf *out, struct view v, size_t keep, uint64_t *x)
{
	size_t i;

	buf_add(out, v.p, keep);
	for (i = keep; i < v.n; i++)
		put_other(out, v.p[i], x);
}

/* How much of a telephone number tells the country and the kind. */
static size_t
phone_head(struct view v)
{
	size_t i = 0, digits = 0, most;

	while (i < v.n && !is_digit(v.p[i]))
		i++;
	most = i > 0 && v.p[i - 1] == '+' ? 3 : 2;
	for (; i < v.n && digits < most; i++) {
		if (is_digit(v.p[i]))
			digits++;
		else if (digits > 0)
			break;
	}
	return i;
}

/* jo.doe@mail.com, @jodoe */
static void
put_email(struct buf *out, struct view v, uint64_t *x)
{
	const char *at = memchr(v.p, '@', v.n);
	size_t n = at != NULL ? (size_t)(at - v.p) : v.n;

	put_all(out, (struct view){ v.p, n }, 0, x);
	buf_puts(out, "@example.org");
}

static void
put_url(struct buf *out, struct view v, uint64_t *x)
{
	size_t i, host = 0, digits = 0;

	if (v.p[0] == '@') {
		put_all(out, v, 1, x);
		return;
	}
	for (i = 0; i < v.n && (is_digit(v.p[i]) || v.p[i] == '.'); i++)
		digits++;
	if (digits == v.n) {
		/* an address of the net that RFC 5737 sets apart */
		buf_printf(out, "192.0.2.%u", 1 + next(x, 254));
		return;
	}
	for (i = 0; i + 3 <= v.n; i++)
		if (memcmp(v.p + i, "://", 3) == 0) {
			host = i + 3;
			break;
		}
	buf_add(out, v.p, host);
	for (i = 0; i < 8; i++)
		put_other(out, "banalido"[i], x);
	buf_puts(out, ".example.org");
	for (i = host; i < v.n && v.p[i] != '/'; i++)
		;
	put_all(out, (struct view){ v.p + i, v.n - i }, 0, x);
}

/* Would it be somebody's? */
static bool
verifies(struct view v)
{
	char bare[IDCHECK_LONGEST];
	const char *scheme;
	size_t i, n = 0;

	for (i = 0; i < v.n; i++) {
		if (!is_digit(v.p[i]) && !is_letter(v.p[i]))
			continue;
		if (n == sizeof(bare))
			return false;
		bare[n++] = (char)(is_letter(v.p[i]) ? v.p[i] & ~0x20 : v.p[i]);
	}
	return idcheck(bare, n, NULL, 0, &scheme) == IDCHECK_GOOD;
}

/*
 * Does v occur in the text?  A room number of two figures may, as long as it
 * is not the one that it stands for.
 */
static bool
occurs(struct view in, struct view old, struct view v)
{
	const char *p = in.p, *end = in.p + in.n;

	if (v.n == old.n && memcmp(v.p, old.p, v.n) == 0)
		return true;
	if (v.n < SHORT)
		return false;

	while (v.n > 0 && (size_t)(end - p) >= v.n &&
	       (p = memchr(p, v.p[0], (size_t)(end - p) - v.n + 1)) != NULL) {
		if (memcmp(p, v.p, v.n) == 0)
			return true;
		p++;
	}
	return false;
}

int
refill_draw(const struct act_options *o, enum redact_class cls, struct view v,
    uint64_t *x, struct fail *f)
{
	unsigned char mac[32];
	struct buf b = { 0 };
	int i, rv = -1;

	buf_printf(&b, "balint surrogate 1 %s ", redact_class_name(cls));
	actword_bare(&b, v);
	if (buf_bad(&b))
		fail_memory(f);
	else
		rv = o->mac(o->macarg, buf_all(&b), mac, f);
	buf_release(&b);
	for (*x = 0, i = 0; rv == 0 && i < 8; i++)
		*x = *x << 8 | mac[i];
	*x |= 1; /* never 0, which would stay */
	return rv;
}

static void
put(struct buf *b, enum redact_class cls, struct view v, uint64_t *x)
{
	switch (cls) {
	case REDACT_EMAIL:
		put_email(b, v, x);
		break;
	case REDACT_URL:
		put_url(b, v, x);
		break;
	case REDACT_PHONE:
		put_all(b, v, phone_head(v), x);
		break;
	default:
		put_all(b, v, 0, x);
		break;
	}
}

int
refill_value(const struct act_options *o, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f)
{
	struct view v = { in.p + s->start, s->end - s->start };
	struct buf b = { 0 };
	uint64_t x;
	int tries;

	if (refill_draw(o, s->cls, v, &x, f) == -1)
		return -1;
	for (tries = 0; tries < TRIES; tries++) {
		buf_clear(&b);
		put(&b, s->cls, v, &x);
		if (buf_bad(&b) ||
		    (!occurs(in, v, buf_all(&b)) &&
			(s->cls != REDACT_ID || !verifies(buf_all(&b)))))
			break;
	}
	if (!buf_bad(&b) && tries < TRIES)
		buf_view(out, buf_all(&b));
	else if (buf_bad(&b))
		fail_memory(f);
	else
		fail_set(f, FAIL_LIMIT, "E_SURROGATE",
		    "no value of this form is left that does not occur in "
		    "the text");
	tries = buf_bad(&b) || tries == TRIES ? -1 : 0;
	buf_release(&b);
	return tries;
}

#define WEEKS 26

int
refill_date(const struct act_options *o, struct view v, struct buf *out,
    struct fail *f)
{
	struct when w;
	uint64_t x;
	int weeks;

	if (when_read(v, o->order, &w) == -1)
		return 1;
	if (refill_draw(o, REDACT_DATE, view_of("weeks"), &x, f) == -1)
		return -1;
	weeks = 1 + (int)next(&x, WEEKS);
	if (next(&x, 2) == 0)
		weeks = -weeks;
	return when_shift(v, &w, weeks * 7, o->year, out) == -1 ? 1 : 0;
}

int
refill_age(const struct act_options *o, struct view v, struct buf *out,
    struct fail *f)
{
	struct view figures = v;
	uint64_t x;
	int age = when_age(v);

	if (age < 90 || !is_digit(v.p[0]))
		return 1;
	for (figures.n = 0; figures.n < v.n && is_digit(v.p[figures.n]);)
		figures.n++;
	if (refill_draw(o, REDACT_AGE, figures, &x, f) == -1)
		return -1;
	age = age < 100 ? (age % 10 + 1 + (int)next(&x, 9)) % 10
			: (int)next(&x, 10);
	buf_printf(out, "%d", 90 + age);
	buf_add(out, v.p + figures.n, v.n - figures.n);
	return 0;
}
