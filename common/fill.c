#include "common/fill.h"

#include <string.h>

static const struct {
	const char *name;
	char c;
} entities[] = { { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' },
	{ "&quot;", '"' }, { "&#39;", '\'' } };
#define ENTITIES 5

void
fill_escape(struct buf *out, struct view v)
{
	size_t i, k;

	for (i = 0; i < v.n; i++) {
		for (k = 0; k < ENTITIES && entities[k].c != v.p[i]; k++)
			;
		if (k < ENTITIES)
			buf_puts(out, entities[k].name);
		else
			buf_putc(out, v.p[i]);
	}
}

void
fill_unescape(struct buf *out, struct view v)
{
	struct view rest;
	size_t i, k;

	for (i = 0; i < v.n; i++) {
		rest.p = v.p + i;
		rest.n = v.n - i;
		for (k = 0; k < ENTITIES; k++)
			if (v.p[i] == '&' &&
			    view_starts(rest, entities[k].name))
				break;
		if (k == ENTITIES) {
			buf_putc(out, v.p[i]);
			continue;
		}
		buf_putc(out, entities[k].c);
		i += strlen(entities[k].name) - 1;
	}
}

struct filler {
	struct buf *out;
	struct view src;
	bool html;
	size_t rows;
	fill_field *field;
	void *arg;
	struct fail *f;
	struct buf value;
};

static int
wrong(struct filler *t, size_t at, const char *what)
{
	size_t line = 1, col = 1, i;

	for (i = 0; i < at; i++) {
		col++;
		if (t->src.p[i] == '\n') {
			line++;
			col = 1;
		}
	}
	return fail_at(t->f, FAIL_SYNTAX, "E_TEMPLATE", what, line, col);
}

/*
 * The name in the braces at `at`, if there are any: its length with them,
 * or 0 when this brace is only a brace, or -1 when it is not closed.
 */
static long
braces(const struct filler *t, size_t at, struct view *name)
{
	size_t i;
	char c;

	if (at + 1 >= t->src.n)
		return 0;
	c = t->src.p[at + 1];
	if (c != '/' && (c < 'a' || c > 'z'))
		return 0;
	for (i = at + 1; i < t->src.n && t->src.p[i] != '}'; i++)
		if (t->src.p[i] == '\n')
			return -1;
	if (i == t->src.n)
		return -1;
	name->p = t->src.p + at + 1;
	name->n = i - at - 1;
	return (long)(i + 1 - at);
}

static int
put(struct filler *t, struct view name, size_t at, size_t row)
{
	buf_clear(&t->value);
	if (t->field(t->arg, &t->value, name, row) == -1)
		return wrong(t, at,
		    "no such field; balint-export-attendance(1) lists them");
	if (buf_bad(&t->value))
		return fail_memory(t->f);
	if (t->html)
		fill_escape(t->out, buf_all(&t->value));
	else
		buf_view(t->out, buf_all(&t->value));
	return 0;
}

static int block(struct filler *t, size_t *at, size_t row);

/* The repeated block that begins at *at, for each row. */
static int
repeat(struct filler *t, size_t *at)
{
	size_t from = *at, row, kept = t->out->n;

	/* Without rows the block is still read, to find its end. */
	for (row = 0; row < t->rows || row == 0; row++) {
		*at = from;
		if (block(t, at, row) == -1)
			return -1;
	}
	if (t->rows == 0 && t->out->p != NULL) {
		t->out->n = kept;
		t->out->p[kept] = '\0';
	}
	return 0;
}

/* Up to the end, or in a block up to its {/dates}; *at goes behind it. */
static int
block(struct filler *t, size_t *at, size_t row)
{
	struct view name;
	long n;

	while (*at < t->src.n) {
		if (t->src.p[*at] != '{' || (n = braces(t, *at, &name)) == 0) {
			/* {{ is one brace. */
			if (t->src.p[*at] == '{' && *at + 1 < t->src.n &&
			    t->src.p[*at + 1] == '{')
				++*at;
			buf_putc(t->out, t->src.p[(*at)++]);
			continue;
		}
		if (n == -1)
			return wrong(t, *at,
			    "this brace is not closed; {{ is a brace itself");
		if (view_is(name, "/dates")) {
			if (row == FILL_NOROW)
				return wrong(t, *at,
				    "{/dates} without {dates}");
			*at += (size_t)n;
			return 0;
		}
		if (view_is(name, "dates")) {
			if (row != FILL_NOROW)
				return wrong(t, *at, "{dates} within {dates}");
			*at += (size_t)n;
			if (repeat(t, at) == -1)
				return -1;
			continue;
		}
		if (put(t, name, *at, row) == -1)
			return -1;
		*at += (size_t)n;
	}
	if (row != FILL_NOROW)
		return wrong(t, t->src.n, "{dates} has no {/dates}");
	return 0;
}

int
fill_template(struct buf *out, struct view template, bool html, size_t rows,
    fill_field *field, void *arg, struct fail *f)
{
	struct filler t = { out, template, html, rows, field, arg, f, { 0 } };
	size_t at = 0;
	int rv;

	rv = block(&t, &at, FILL_NOROW);
	buf_release(&t.value);
	if (rv == 0 && buf_bad(out))
		return fail_memory(f);
	return rv;
}
