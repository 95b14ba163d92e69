#include "common/csvin.h"

#include <assert.h>
#include <csv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/utf8.h"

#define MAXFIELD (1U << 20)
#define MAXCOLS	 4096
#define MAXHEAD	 (1U << 20) /* bytes of a header line */
#define PIECE	 (64U << 10)

struct csvin {
	struct csv_parser p;
	csvin_fn *row;
	void *arg;
	char sep;
	size_t maxfield, maxcols;
	struct buf head;      /* the first row, until it is complete */
	bool inquote;	      /* of the bytes in head */
	bool begun;	      /* head went to the parser */
	bool ended;	      /* finished or failed */
	bool failed;	      /* *f is filled; ignore further callbacks */
	bool aftercr;	      /* a row ended in CR; LF must follow */
	struct buf text;      /* the fields of this row, end to end */
	size_t *end;	      /* where each ends in text */
	struct view *field;   /* the same, for the callback */
	size_t n, cap;	      /* fields of this row; room in end and field */
	size_t cols, rows;    /* columns; rows so far */
	size_t line, rowline; /* being read; where the row began */
	size_t since;	      /* bytes since the last field ended */
	struct fail *f;	      /* of the call being served */
};

/* libcsv strips what this calls a blank, at both ends of a field. */
static int
no_blank(unsigned char c)
{
	(void)c;
	return 0;
}

static void
stop(struct csvin *c, enum fail_kind kind, const char *word, const char *what)
{
	fail_at(c->f, kind, word, what, c->rowline, 0);
	c->failed = true;
}

static bool
more_fields(struct csvin *c)
{
	size_t cap = c->cap == 0 ? 16 : c->cap * 2, *end;
	struct view *field;

	if (c->n < c->cap)
		return true;
	if ((end = reallocarray(c->end, cap, sizeof(*end))) != NULL)
		c->end = end;
	if ((field = reallocarray(c->field, cap, sizeof(*field))) != NULL)
		c->field = field;
	if (end == NULL || field == NULL) {
		fail_memory(c->f);
		c->failed = true;
		return false;
	}
	c->cap = cap;
	return true;
}

/* The bytes of one field: what libcsv lets pass and we don't. */
static bool
good_field(struct csvin *c, struct view v)
{
	if (v.n > c->maxfield)
		stop(c, FAIL_LIMIT, "E_LIMIT",
		    "field too long; is a quote missing?");
	else if (c->n >= c->maxcols)
		stop(c, FAIL_LIMIT, "E_LIMIT", "too many columns");
	else if (v.n > 0 && memchr(v.p, '\0', v.n) != NULL)
		stop(c, FAIL_SYNTAX, "E_NUL",
		    "NUL byte in a field, expected text in UTF-8");
	else if (!utf8_valid(v, NULL))
		stop(c, FAIL_SYNTAX, "E_UTF8",
		    "not UTF-8; expected a file saved as CSV UTF-8");
	if (c->failed)
		fail_detail(c->f, "column %zu", c->n + 1);
	return !c->failed;
}

static void
add_field(struct csvin *c, struct view v)
{
	if (c->aftercr) {
		stop(c, FAIL_SYNTAX, "E_CR",
		    "CR without LF, expected rows that end in LF or CRLF");
		return;
	}
	c->since = 0;
	if (!good_field(c, v) || !more_fields(c))
		return;
	buf_view(&c->text, v);
	c->end[c->n++] = c->text.n;
}

static void
on_field(void *p, size_t n, void *arg)
{
	struct csvin *c = arg;
	struct view v = { n == 0 ? "" : p, n };

	if (!c->failed)
		add_field(c, v);
}

static int
by_bytes(const void *a, const void *b)
{
	return view_compare(*(const struct view *)a, *(const struct view *)b);
}

static void
check_header(struct csvin *c)
{
	struct view *v;
	size_t i;

	assert(c->n > 0);
	v = calloc(c->n, sizeof(*v));
	if (v == NULL) {
		fail_memory(c->f);
		c->failed = true;
		return;
	}
	memcpy(v, c->field, c->n * sizeof(*v));
	qsort(v, c->n, sizeof(*v), by_bytes);
	for (i = 0; i < c->n && !c->failed; i++)
		if (view_trim(v[i]).n == 0)
			stop(c, FAIL_SYNTAX, "E_HEADER",
			    "column without a name, expected a header line");
		else if (i > 0 && view_equal(v[i - 1], v[i]))
			stop(c, FAIL_SYNTAX, "E_HEADER",
			    "two columns of the same name");
	free(v);
}

static void
check_row(struct csvin *c)
{
	if (c->rows == 0) {
		c->cols = c->n;
		check_header(c);
	} else if (c->n != c->cols) {
		stop(c, FAIL_SYNTAX, "E_CSV",
		    "row of another length than the header");
		fail_detail(c->f, "%zu fields, expected %zu", c->n, c->cols);
	}
}

static void
end_row(struct csvin *c)
{
	struct csvin_row row = { c->rows, c->rowline, c->n, NULL };
	size_t i, at = 0;

	if (buf_bad(&c->text)) {
		fail_memory(c->f);
		c->failed = true;
		return;
	}
	for (i = 0; i < c->n; at = c->end[i++]) {
		c->field[i].p = buf_all(&c->text).p + at;
		c->field[i].n = c->end[i] - at;
	}
	check_row(c);
	row.field = c->field;
	if (!c->failed && c->row(c->arg, &row, c->f) == -1)
		c->failed = true;
	c->rows++;
	c->n = 0;
	buf_clear(&c->text);
}

/*
 * CSV_REPALL_NL is on, so that empty lines are seen; then CRLF arrives as a
 * row that ends in CR and an empty one that ends in LF.
 */
static void
on_row(int term, void *arg)
{
	static const struct view nothing = { "", 0 };
	struct csvin *c = arg;

	if (c->failed)
		return;
	if (term == '\n' && c->aftercr && c->n == 0) {
		c->aftercr = false;
		c->rowline = c->line + 1;
		return;
	}
	if (c->n == 0)
		add_field(c, nothing);
	if (!c->failed)
		end_row(c);
	c->aftercr = term == '\r';
	if (term == '\n')
		c->rowline = c->line + 1;
}

struct csvin *
csvin_new(const struct csvin_options *o, csvin_fn *row, void *arg)
{
	struct csvin *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return NULL;
	if (csv_init(&c->p, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) !=
	    0) {
		free(c);
		return NULL;
	}
	csv_set_space_func(&c->p, no_blank);
	csv_set_blk_size(&c->p, PIECE);
	if (o != NULL) {
		c->sep = o->sep;
		c->maxfield = o->maxfield;
		c->maxcols = o->maxcols;
	}
	if (c->maxfield == 0)
		c->maxfield = MAXFIELD;
	if (c->maxcols == 0)
		c->maxcols = MAXCOLS;
	c->row = row;
	c->arg = arg;
	c->line = c->rowline = 1;
	return c;
}

/* A quote may have been opened long before the parser stumbled. */
static int
syntax(struct csvin *c)
{
	if (csv_error(&c->p) != CSV_EPARSE)
		return fail_memory(c->f);
	fail_at(c->f, FAIL_SYNTAX, "E_CSV",
	    "quote inside a field or not closed; expected quotes around a "
	    "whole field, doubled inside",
	    c->rowline, 0);
	if (c->line > c->rowline)
		fail_detail(c->f, "noticed on line %zu", c->line);
	return -1;
}

/* One line, or a part of one. */
static int
parse_piece(struct csvin *c, const char *p, size_t n)
{
	c->since += n;
	if (csv_parse(&c->p, p, n, on_field, on_row, c) != n && !c->failed)
		return syntax(c);
	if (!c->failed && c->since > c->maxfield + PIECE)
		stop(c, FAIL_LIMIT, "E_LIMIT",
		    "field too long; is a quote missing?");
	if (c->failed)
		return -1;
	if (p[n - 1] == '\n')
		c->line++;
	return 0;
}

/* libcsv tells no position: so it gets a line at a time. */
static int
parse(struct csvin *c, const char *p, size_t n)
{
	const char *lf;
	size_t k;

	while (n > 0) {
		k = n < PIECE ? n : PIECE;
		if ((lf = memchr(p, '\n', k)) != NULL)
			k = (size_t)(lf - p) + 1;
		if (parse_piece(c, p, k) == -1)
			return -1;
		p += k;
		n -= k;
	}
	return 0;
}

static int
sniff(struct csvin *c, struct view head)
{
	static const char seps[] = { ',', ';', '\t' };
	size_t i, k, n[3] = { 0 }, best = 0;
	bool quoted = false;

	for (i = 0; i < head.n; i++) {
		if (head.p[i] == '"')
			quoted = !quoted;
		for (k = 0; k < 3 && !quoted; k++)
			if (head.p[i] == seps[k])
				n[k]++;
	}
	for (k = 1; k < 3; k++)
		if (n[k] > n[best])
			best = k;
	for (k = 0; k < 3; k++)
		if (k != best && n[k] > 0 && n[k] == n[best])
			return fail_at(c->f, FAIL_SYNTAX, "E_SEP",
			    "can't tell the separator from the header; "
			    "expected to be told",
			    1, 0);
	c->sep = seps[best];
	return 0;
}

/* The header is complete: look at it, then let it and the rest be parsed. */
static int
begin(struct csvin *c)
{
	struct view v = buf_all(&c->head);
	int rv;

	if (v.n >= 3 && memcmp(v.p, "\xEF\xBB\xBF", 3) == 0) {
		v.p += 3;
		v.n -= 3;
	}
	if (v.n == 0)
		return fail_at(c->f, FAIL_SYNTAX, "E_HEADER",
		    "empty file, expected a header line", 1, 0);
	if (c->sep == 0 && sniff(c, v) == -1)
		return -1;
	csv_set_delim(&c->p, (unsigned char)c->sep);
	c->begun = true;
	rv = parse(c, v.p, v.n);
	buf_release(&c->head);
	return rv;
}

/* How many of the n bytes still belong to the header. */
static size_t
head_part(struct csvin *c, const char *p, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (p[i] == '"')
			c->inquote = !c->inquote;
		if (p[i] == '\n' && !c->inquote)
			return i + 1;
	}
	return n;
}

static int
feed(struct csvin *c, const char *p, size_t n)
{
	size_t k;

	if (c->ended)
		return fail_set(c->f, FAIL_SYNTAX, "E_CSV",
		    "more input after the end");
	if (!c->begun && n > 0) {
		k = head_part(c, p, n);
		buf_add(&c->head, p, k);
		if (buf_bad(&c->head))
			return fail_memory(c->f);
		if (c->head.n > MAXHEAD)
			return fail_at(c->f, FAIL_LIMIT, "E_LIMIT",
			    "header line too long; is a quote missing?", 1, 0);
		if (p[k - 1] == '\n' && !c->inquote && begin(c) == -1)
			return -1;
		p += k;
		n -= k;
	}
	return parse(c, p, n);
}

int
csvin_feed(struct csvin *c, const void *p, size_t n, struct fail *f)
{
	int rv;

	c->f = f;
	rv = feed(c, p, n);
	c->f = NULL;
	if (rv == -1)
		c->ended = true;
	return rv;
}

static int
finish(struct csvin *c)
{
	if (c->ended)
		return fail_set(c->f, FAIL_SYNTAX, "E_CSV",
		    "more input after the end");
	if (!c->begun && begin(c) == -1)
		return -1;
	if (csv_fini(&c->p, on_field, on_row, c) != 0 && !c->failed)
		return syntax(c);
	if (!c->failed && c->aftercr)
		stop(c, FAIL_SYNTAX, "E_CR",
		    "CR without LF, expected rows that end in LF or CRLF");
	return c->failed ? -1 : 0;
}

int
csvin_finish(struct csvin *c, struct fail *f)
{
	int rv;

	c->f = f;
	rv = finish(c);
	c->f = NULL;
	c->ended = true;
	return rv;
}

char
csvin_separator(const struct csvin *c)
{
	return c->begun ? c->sep : '\0';
}

void
csvin_free(struct csvin *c)
{
	if (c == NULL)
		return;
	if (c->p.entry_buf != NULL)
		explicit_bzero(c->p.entry_buf, c->p.entry_size);
	csv_free(&c->p);
	buf_release(&c->head);
	buf_release(&c->text);
	free(c->end);
	free(c->field);
	free(c);
}
