/* E-mail, web and network addresses, handles. */

#include <string.h>

#include "common/redact-int.h"

static bool
alnum(char c)
{
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (unsigned char)c >= 0x80;
}

static bool
local(char c)
{
	return alnum(c) || (c != '\0' && strchr("._%+-", c) != NULL);
}

static bool
urlchar(char c)
{
	return alnum(c) ||
	       (c != '\0' && strchr("-._~:/?#[]@!$&*+,;=%", c) != NULL);
}

/* Bytes that open or close quotes in UTF-8 end an address. */
static bool
quote_at(const struct redact *r, size_t i)
{
	return i + 2 < r->np && r->p[i] == '\xe2' && r->p[i + 1] == '\x80';
}

static size_t
url_end(const struct redact *r, size_t i)
{
	while (i < r->np && urlchar(r->p[i]) && !quote_at(r, i) &&
	       r->p[i] != '\xc2')
		i++;
	while (i > 0 && strchr(".,;:!?]*", r->p[i - 1]) != NULL)
		i--;
	return i;
}

/* A host name at [a, b): ends in a label of letters after a dot. */
static bool
hostish(const char *p, size_t n)
{
	size_t i, dot = 0, dots = 0;

	for (i = 0; i < n; i++) {
		if (p[i] == '.') {
			if (i == 0 || i + 1 == n || p[i - 1] == '.')
				return false;
			dot = i;
			dots++;
		} else if (!alnum(p[i]) && p[i] != '-')
			return false;
	}
	return dots > 0 && n - dot > 2;
}

static void
email(struct redact *r, size_t at)
{
	size_t a = at, b = at + 1;

	while (a > 0 && local(r->p[a - 1]) && !quote_at(r, a - 1))
		a--;
	while (a < at && r->p[a] == '.')
		a++;
	while (b < r->np &&
	       (alnum(r->p[b]) || r->p[b] == '-' || r->p[b] == '.') &&
	       !quote_at(r, b))
		b++;
	while (b > at + 1 && (r->p[b - 1] == '.' || r->p[b - 1] == '-'))
		b--;
	if (a < at && b > at + 1) {
		if (a > 0 && r->p[a - 1] == '/')
			return; /* part of an address of a page */
		span_bytes(r, a, b,
		    hostish(r->p + at + 1, b - at - 1) ? REDACT_EMAIL
						       : REDACT_URL,
		    9, "email");
	} else if (a == at && b > at + 2) {
		while (b < r->np &&
		       (alnum(r->p[b]) || r->p[b] == '_' || r->p[b] == '.') &&
		       !quote_at(r, b))
			b++;
		while (r->p[b - 1] == '.')
			b--;
		span_bytes(r, a, b, REDACT_URL, 8, "handle");
	}
}

static const char tlds[] =
    " com org net edu gov mil int info biz name app dev io ai co me tv uk ie "
    "us ca au nz in za ng ke gh de at ch li fr be lu nl es it pt pl cz se no "
    "dk fi eu scot wales cymru london berlin wien bayern koeln hamburg swiss "
    "bzh paris alsace health care clinic doctor hospital nhs social online "
    "site blog page link chat cloud space world life live club group team "
    "email mail tel test example invalid local lan home ";

static bool
tld(const char *p, size_t n)
{
	char key[16];
	size_t i;

	if (n < 2 || n > 10)
		return false;
	key[0] = ' ';
	for (i = 0; i < n; i++)
		key[i + 1] = (char)(p[i] | 0x20);
	key[n + 1] = ' ';
	key[n + 2] = '\0';
	return strstr(tlds, key) != NULL;
}

/* host.tld/path without a scheme; dot is the first dot. */
static void
bare_host(struct redact *r, size_t dot)
{
	size_t a = dot, b, last = dot, end;

	while (a > 0 && (alnum(r->p[a - 1]) || r->p[a - 1] == '-') &&
	       !quote_at(r, a - 1))
		a--;
	for (b = dot + 1;
	     b < r->np &&
	     (alnum(r->p[b]) || r->p[b] == '-' || r->p[b] == '.') &&
	     !quote_at(r, b);
	     b++)
		if (r->p[b] == '.')
			last = b;
	end = b;
	while (end > dot && (r->p[end - 1] == '.' || r->p[end - 1] == '-'))
		end--;
	if (last >= end)
		for (last = end; last > dot && r->p[last] != '.'; last--)
			;
	if (a == dot || !tld(r->p + last + 1, end - last - 1))
		return;
	/* "end.In the next" has no blank, but a capital */
	if (end < r->np && r->p[end] == '/')
		end = url_end(r, end);
	else if (r->p[last + 1] < 'a' || end - last - 1 < 2 ||
		 (dot - a < 3 && last == dot))
		return;
	if (a > 0 && (r->p[a - 1] == '@' || r->p[a - 1] == '/'))
		return;
	span_bytes(r, a, end, REDACT_URL, 8, "host");
}

/* Four numbers below 256, or an IPv6 address. */
static void
network(struct redact *r, size_t i)
{
	size_t j = i, parts = 0;
	unsigned v;

	while (parts < 4 && j < r->np) {
		size_t k = j;

		for (v = 0;
		     k < r->np && k < j + 3 && r->p[k] >= '0' && r->p[k] <= '9';
		     k++)
			v = v * 10 + (unsigned)(r->p[k] - '0');
		if (k == j || v > 255)
			return;
		parts++;
		j = k;
		if (parts < 4) {
			if (j >= r->np || r->p[j] != '.')
				return;
			j++;
		}
	}
	if (parts == 4 && (j == r->np || !alnum(r->p[j])) &&
	    !(j + 1 < r->np && r->p[j] == '.' && r->p[j + 1] >= '0' &&
		r->p[j + 1] <= '9'))
		span_bytes(r, i, j, REDACT_URL, 8, "ip");
}

static void
ipv6(struct redact *r, size_t colon)
{
	size_t a = colon, b = colon, groups = 0;

	while (a > 0 &&
	       (r->p[a - 1] == ':' ||
		   (alnum(r->p[a - 1]) && (unsigned char)r->p[a - 1] < 0x80)))
		a--;
	while (b < r->np &&
	       (r->p[b] == ':' ||
		   (alnum(r->p[b]) && (unsigned char)r->p[b] < 0x80))) {
		if (r->p[b] == ':')
			groups++;
		else if ((r->p[b] | 0x20) > 'f')
			return;
		b++;
	}
	if (groups >= 2 && b - a > 6)
		span_bytes(r, a, b, REDACT_URL, 7, "ip6");
}

/* jane dot doe at mail dot com, as dictated. */
static void
spoken(struct redact *r, size_t i)
{
	size_t a = i, b = i, k;

	for (k = i + 1; k < r->n && k < i + 8; k++) {
		if (r->t[k].kind == TOKEN_PUNCT || r->t[k].gap > GAP_SPACE)
			break;
		if (token_in(r, k, "dot punkt point") && k + 1 < r->n &&
		    tld(r->p + r->t[k + 1].start,
			r->t[k + 1].end - r->t[k + 1].start))
			b = k + 1;
	}
	if (b == i || i == 0)
		return;
	a = i - 1;
	while (a >= 2 && token_in(r, a - 1,
			     "dot punkt point underscore dash hyphen minus "
			     "bindestrich tiret"))
		a -= 2;
	span_add(r, a, b, REDACT_EMAIL, 7, "spoken-email");
}

void
scan_net(struct redact *r)
{
	size_t i;

	SIEVE_EACH (r, NET, i) {
		struct token *t = &r->t[i];
		size_t s = t->start;

		if (t->kind != TOKEN_PUNCT) {
			if (t->kind == TOKEN_NUMBER && t->len < 4 &&
			    t->end < r->np && r->p[t->end] == '.' &&
			    (s == 0 ||
				!(alnum(r->p[s - 1]) || r->p[s - 1] == '.')))
				network(r, s);
			if (t->len == 2 && r->p[s] == 'a' &&
			    token_is(r, i, "at"))
				spoken(r, i);
			if (t->len == 3 && token_is(r, i, "www") &&
			    t->end < r->np && r->p[t->end] == '.')
				span_bytes(r, s, url_end(r, s), REDACT_URL, 9,
				    "www");
			continue;
		}
		if (t->c == '@' && t->end < r->np && alnum(r->p[t->end]))
			email(r, s);
		else if (t->c == '.' && t->gap == GAP_NONE && t->end < r->np &&
			 alnum(r->p[t->end]) && t->cls == -1)
			bare_host(r, s);
		else if (t->c == ':' && s + 3 < r->np && i > 0 &&
			 memcmp(r->p + s, "://", 3) == 0)
			span_bytes(r, r->t[i - 1].start, url_end(r, s),
			    REDACT_URL, 9, "url");
		else if (t->c == ':' && i > 0 && s + 1 < r->np &&
			 r->p[s + 1] == ':')
			ipv6(r, s);
		else if (t->c == ':' && i > 0 && token_is(r, i - 1, "mailto"))
			continue;
	}
}
