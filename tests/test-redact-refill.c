/* Stand-ins of numbers and addresses: the form stays, nothing else does. */

#include <string.h>

#include "common/idcheck.h"
#include "common/redact-refill.h"
#include "tests/tap.h"

/* Not a key: enough that different texts draw differently. */
static int
mac(void *arg, struct view v, unsigned char out[32], struct fail *f)
{
	uint64_t h = UINT64_C(14695981039346656037) + *(unsigned *)arg;
	size_t i;

	(void)f;
	for (i = 0; i < v.n; i++)
		h = (h ^ (unsigned char)v.p[i]) * UINT64_C(1099511628211);
	memcpy(out, &h, 8);
	memset(out + 8, 0, 24);
	return 0;
}

/* 9 a figure, A a capital, a a small letter; the rest as it is. */
static const struct {
	enum redact_class cls;
	const char *value, *form;
} cases[] = {
	{ REDACT_PHONE, "+44 7700 900417", "+44 9999 999999" },
	{ REDACT_PHONE, "07700 900417", "07999 999999" },
	{ REDACT_PHONE, "(0113) 496 0123", "(0199) 999 9999" },
	{ REDACT_ID, "943 476 5919", "999 999 9999" },
	{ REDACT_ID, "GB29 NWBK 6016 1331 9268 19",
	    "AA99 AAAA 9999 9999 9999 99" },
	{ REDACT_ID, "ZBN77VL", "AAA99AA" },
	{ REDACT_ID, "11", "99" },
	{ REDACT_EMAIL, "jane.doe@mail.com", "aaaa.aaa@example.org" },
	{ REDACT_URL, "https://foo.com/bar/12",
	    "https://aaaaaaaa.example.org/aaa/99" },
	{ REDACT_URL, "@bunny_on", "@aaaaa_aa" },
};

static bool
has_form(struct view v, const char *form)
{
	size_t i;
	char c;

	if (v.n != strlen(form))
		return false;
	for (i = 0; i < v.n; i++) {
		c = v.p[i];
		if (form[i] == '9'   ? c < '0' || c > '9'
		    : form[i] == 'A' ? c < 'A' || c > 'Z'
		    : form[i] == 'a' ? c < 'a' || c > 'z'
				     : c != form[i])
			return false;
	}
	return true;
}

static bool
nobodys(struct view v)
{
	char bare[64];
	const char *scheme;
	size_t i, n = 0;

	for (i = 0; i < v.n; i++)
		if (v.p[i] != ' ')
			bare[n++] = v.p[i];
	return idcheck(bare, n, NULL, 0, &scheme) != IDCHECK_GOOD;
}

static void
check(enum redact_class cls, const char *value, const char *form)
{
	struct view in = { value, strlen(value) };
	struct redact_span s = { .end = in.n, .cls = cls };
	struct buf one = { 0 }, two = { 0 };
	struct fail f;
	unsigned seed;
	struct act_options o = { .mac = mac, .macarg = &seed };
	bool good = true, other = true, same = true, free = true;
	const char *p;
	char literal[64];
	size_t i;

	/* the form may have letters of its own, as in example.org */
	(void)snprintf(literal, sizeof(literal), "%s", form);
	p = strstr(literal, "example.org");
	for (seed = 0; seed < 200; seed++) {
		buf_clear(&one);
		buf_clear(&two);
		if (refill_value(&o, in, &s, &one, &f) == -1 ||
		    refill_value(&o, in, &s, &two, &f) == -1) {
			good = false;
			break;
		}
		i = p != NULL ? (size_t)(p - literal) : 0;
		good = good && has_form(buf_all(&one), form) &&
		       (p == NULL || memcmp(one.p + i, p, 11) == 0);
		other = other && !view_is(buf_all(&one), value);
		same = same &&
		       view_is(buf_all(&one), (buf_putc(&two, '\0'), two.p));
		free = free && (cls != REDACT_ID || nobodys(buf_all(&one)));
	}
	ok(good, "%s keeps its form", value);
	ok(other && same, "%s becomes another one, the same each time", value);
	ok(free, "%s becomes nobody's", value);
	buf_release(&one);
	buf_release(&two);
}

/* The two figures that are left when all others occur. */
static void
check_occurs(void)
{
	unsigned seed = 1;
	struct act_options o = { .mac = mac, .macarg = &seed };
	const char *text = "800000 900000";
	struct view in = { text, strlen(text) };
	struct redact_span s = { .end = 6, .cls = REDACT_ID };
	struct buf first = { 0 }, all = { 0 }, second = { 0 };
	struct fail f;
	bool good;

	good = refill_value(&o, in, &s, &first, &f) == 0;
	buf_puts(&all, "800000 ");
	buf_view(&all, buf_all(&first));
	good = good && refill_value(&o, buf_all(&all), &s, &second, &f) == 0;
	buf_putc(&first, '\0');
	ok(good && !view_is(buf_all(&second), first.p),
	    "what occurs in the text is not taken");
	buf_release(&first);
	buf_release(&all);
	buf_release(&second);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		check(cases[i].cls, cases[i].value, cases[i].form);
	check_occurs();
	return tap_end();
}
