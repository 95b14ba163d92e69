#include "common/age-header.h"

#include <stdlib.h>
#include <string.h>

#include "common/base64.h"

#define COLUMNS	 64
#define COLBYTES 48 /* bytes in a full line */

struct parser {
	struct view rest; /* from the next line on */
	size_t line;
	size_t cap;   /* stanzas allocated */
	size_t nbody; /* bytes used in bodies */
};

static int
bad(struct parser *p, const char *what, struct fail *f)
{
	return fail_at(f, FAIL_SYNTAX, "E_HEADER", what, p->line, 0);
}

/* The next line without its LF, or "not there": each must end in LF. */
static struct view
next(struct parser *p)
{
	struct view none = { NULL, 0 }, line = p->rest;
	const char *lf;

	p->line++;
	if (line.n == 0)
		return none;
	lf = memchr(line.p, '\n', line.n);
	if (lf == NULL)
		return none;
	line.n = (size_t)(lf - line.p);
	p->rest.p += line.n + 1;
	p->rest.n -= line.n + 1;
	return line;
}

/* "-> " argument *(" " argument), each of visible ASCII characters. */
static int
parse_args(struct parser *p, struct age_stanza *s, struct view line,
    struct fail *f)
{
	struct view rest, a;
	size_t i;

	if (!view_starts(line, "-> "))
		return bad(p,
		    "not an age header, expected a line that begins with ->",
		    f);
	rest.p = line.p + 3;
	rest.n = line.n - 3;
	while (rest.p != NULL) {
		a = view_cut(&rest, ' ');
		if (a.n == 0)
			return bad(p, "an empty argument in the age header", f);
		for (i = 0; i < a.n; i++)
			if (a.p[i] < 0x21 || a.p[i] > 0x7e)
				return bad(p,
				    "not an age header, expected visible "
				    "ASCII characters",
				    f);
		/* More than we know belong to a type that we skip. */
		if (s->narg < AGE_STANZA_ARGS)
			s->arg[s->narg] = a;
		s->narg++;
	}
	return 0;
}

/* Full lines of 64 columns, then one that is shorter and may be empty. */
static int
parse_body(struct parser *p, struct age_header *h, struct age_stanza *s,
    struct fail *f)
{
	char *start = h->bodies + p->nbody;
	struct view line;
	long n;

	do {
		line = next(p);
		if (line.p == NULL || line.n > COLUMNS)
			return bad(p,
			    "not an age header, expected a line of at most 64 "
			    "characters",
			    f);
		n = base64_decode(line, false, h->bodies + p->nbody, COLBYTES);
		if (n == -1)
			return bad(p,
			    "not an age header, expected canonical base64", f);
		p->nbody += (size_t)n;
	} while (line.n == COLUMNS);
	s->body.p = start;
	s->body.n = (size_t)(h->bodies + p->nbody - start);
	return 0;
}

static int
add_stanza(struct parser *p, struct age_header *h, struct fail *f)
{
	struct age_stanza *s;

	if (h->n == p->cap) {
		p->cap = p->cap == 0 ? 8 : p->cap * 2;
		s = reallocarray(h->stanza, p->cap, sizeof(*s));
		if (s == NULL)
			return fail_memory(f);
		h->stanza = s;
	}
	memset(&h->stanza[h->n++], 0, sizeof(*s));
	return 0;
}

static int
parse_mac(struct parser *p, struct age_header *h, struct view line,
    struct fail *f)
{
	struct view mac = { line.p + 4, line.n - 4 };

	if (!view_starts(line, "--- ") ||
	    base64_decode(mac, false, h->mac, AGE_MAC) != AGE_MAC)
		return bad(p,
		    "not an age header, expected --- and a MAC of 43 "
		    "characters",
		    f);
	if (p->rest.n != 0)
		return bad(p, "something stands behind the age header", f);
	h->signed_part.p = h->raw;
	h->signed_part.n = (size_t)(line.p + 3 - h->raw);
	return 0;
}

static int
parse_all(struct parser *p, struct age_header *h, struct fail *f)
{
	struct view line = next(p),
		    version = { AGE_VERSION, sizeof(AGE_VERSION) - 2 };

	if (line.p == NULL || !view_equal(line, version))
		return bad(p, "not an age file, expected age-encryption.org/v1",
		    f);
	for (;;) {
		line = next(p);
		if (line.p == NULL)
			return bad(p, "the age header is cut off", f);
		if (age_header_last(line))
			break;
		if (add_stanza(p, h, f) == -1 ||
		    parse_args(p, &h->stanza[h->n - 1], line, f) == -1 ||
		    parse_body(p, h, &h->stanza[h->n - 1], f) == -1)
			return -1;
	}
	if (h->n == 0)
		return bad(p, "no recipient in the age header", f);
	return parse_mac(p, h, line, f);
}

int
age_header_parse(struct age_header *h, struct view v, struct fail *f)
{
	struct parser p = { 0 };

	memset(h, 0, sizeof(*h));
	if (v.n > AGE_HEADER_MAX)
		return fail_set(f, FAIL_SYNTAX, "E_HEADER",
		    "the age header is larger than 1 MiB");
	h->raw = malloc(v.n + 1);
	h->bodies = malloc(v.n + COLBYTES);
	if (h->raw == NULL || h->bodies == NULL) {
		age_header_release(h);
		return fail_memory(f);
	}
	if (v.n > 0)
		memcpy(h->raw, v.p, v.n);
	h->raw[v.n] = '\0';
	p.rest.p = h->raw;
	p.rest.n = v.n;
	if (parse_all(&p, h, f) == -1) {
		age_header_release(h);
		return -1;
	}
	return 0;
}

void
age_header_release(struct age_header *h)
{
	free(h->stanza);
	free(h->raw);
	free(h->bodies);
	memset(h, 0, sizeof(*h));
}

bool
age_header_last(struct view line)
{
	return view_starts(line, "---");
}

static void
format_body(struct buf *b, struct view body)
{
	size_t n;

	do {
		n = body.n < COLBYTES ? body.n : COLBYTES;
		base64_encode(b, body.p, n, false);
		buf_putc(b, '\n');
		body.p += n;
		body.n -= n;
	} while (n == COLBYTES);
}

void
age_header_format(struct buf *b, const struct age_stanza *s, size_t n)
{
	size_t i, j;

	buf_puts(b, AGE_VERSION);
	for (i = 0; i < n; i++) {
		buf_puts(b, "->");
		for (j = 0; j < s[i].narg && j < AGE_STANZA_ARGS; j++) {
			buf_putc(b, ' ');
			buf_view(b, s[i].arg[j]);
		}
		buf_putc(b, '\n');
		format_body(b, s[i].body);
	}
	buf_puts(b, "---");
}

void
age_header_finish(struct buf *b, const unsigned char mac[AGE_MAC])
{
	buf_putc(b, ' ');
	base64_encode(b, mac, AGE_MAC, false);
	buf_putc(b, '\n');
}
