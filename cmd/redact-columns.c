/*
 * Tables: of CSV, TSV and JSON Lines only the named columns are redacted.  A
 * row is a document: a person is followed through its cells.
 */

#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/csvin.h"
#include "common/emit.h"
#include "common/jsonline.h"

#define COLUMNS 256

/* A table being read. */
struct table {
	struct job *j;
	struct buf *out;
	bool wanted[COLUMNS];
	char separator;
};

static bool
named(const struct job *j, struct view name)
{
	struct view rest = view_of(j->columns), v;

	while (rest.p != NULL) {
		v = view_trim(view_cut(&rest, ','));
		if (view_equal(v, name))
			return true;
	}
	return false;
}

static size_t
count_named(const struct job *j)
{
	struct view rest = view_of(j->columns);
	size_t n = 0;

	for (; rest.p != NULL; n++)
		(void)view_cut(&rest, ',');
	return n;
}

/* The header: which columns are meant; all that are named must be there. */
static int
header(struct table *t, const struct view *field, size_t n, struct fail *f)
{
	size_t i, found = 0;

	if (n > COLUMNS)
		return fail_set(f, FAIL_LIMIT, "E_COLUMN",
		    "too many columns; at most 256 were expected");
	for (i = 0; i < n; i++)
		found += t->wanted[i] = named(t->j, field[i]);
	if (found != count_named(t->j))
		return fail_set(f, FAIL_REFERENCE, "E_COLUMN",
		    "a column of --columns is not in the header");
	return 0;
}

/* One cell; the first time round only to learn who is in the row. */
static int
cell(struct table *t, struct view v, bool learn, struct buf *out,
    struct fail *f)
{
	size_t base = t->j->base, line = t->j->line;
	int rv;

	if (learn)
		return text_find(t->j->text, v, NULL, f);
	rv = job_block(t->j, v, NULL, out, f);
	t->j->base = base;
	t->j->line = line;
	return rv;
}

/* A row of strings to `done', one buf a cell. */
static int
row_cells(struct table *t, const struct view *field, const bool *wanted,
    size_t n, struct buf *done, struct fail *f)
{
	size_t i, pass, many = 0;

	text_forget(t->j->text);
	for (i = 0; i < n; i++)
		many += wanted[i];
	for (pass = many > 1 ? 0 : 1; pass < 2; pass++)
		for (i = 0; i < n; i++)
			if (wanted[i] && field[i].n > 0 &&
			    cell(t, field[i], pass == 0, &done[i], f) == -1)
				return -1;
	return 0;
}

/* Only the text goes out as a table; spans and reasons as they come. */
static bool
is_text(const struct table *t)
{
	return t->j->what == JOB_REDACT;
}

static void
put_row(struct table *t, const struct view *field, const struct buf *done,
    size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		struct view v =
		    done != NULL && t->wanted[i] ? buf_all(&done[i]) : field[i];

		if (!is_text(t)) {
			if (done != NULL && t->wanted[i])
				buf_view(t->out, v);
			continue;
		}
		if (i > 0)
			buf_putc(t->out, t->separator);
		if (t->j->form == JOB_TSV)
			buf_view(t->out, v);
		else
			emit_csv(t->out, v, t->separator);
	}
	if (is_text(t))
		buf_putc(t->out, '\n');
}

static int
row(struct table *t, const struct view *field, size_t n, size_t line,
    struct fail *f)
{
	struct buf *done = calloc(n + 1, sizeof(*done));
	size_t i;
	int rv;

	if (done == NULL)
		return fail_memory(f);
	t->j->line = line - 1;
	rv = row_cells(t, field, t->wanted, n, done, f);
	if (rv == 0)
		put_row(t, field, done, n);
	for (i = 0; i < n; i++)
		buf_release(&done[i]);
	free(done);
	return rv;
}

static int
csv_row(void *arg, const struct csvin_row *r, struct fail *f)
{
	struct table *t = arg;

	if (r->number > 0)
		return row(t, r->field, r->n, r->line, f);
	if (header(t, r->field, r->n, f) == -1)
		return -1;
	put_row(t, r->field, NULL, r->n);
	return 0;
}

/* The separator is known once the header is whole. */
static char
separator_of(struct view in)
{
	struct view first = view_cut(&in, '\n');
	size_t i, n[3] = { 0 };
	static const char sep[] = ",;\t";

	for (i = 0; i < first.n; i++) {
		const char *p =
		    first.p[i] == '\0' ? NULL : strchr(sep, first.p[i]);

		if (p != NULL)
			n[p - sep]++;
	}
	return n[1] > n[0] && n[1] >= n[2] ? ';' : n[2] > n[0] ? '\t' : ',';
}

static int
csv(struct table *t, struct view in, struct fail *f)
{
	struct csvin_options o = { .maxfield = RECORD_SIZE_MAX };
	struct csvin *c;
	int rv;

	o.sep = t->separator = separator_of(in);
	if ((c = csvin_new(&o, csv_row, t)) == NULL)
		return fail_memory(f);
	rv = csvin_feed(c, in.p, in.n, f);
	if (rv == 0)
		rv = csvin_finish(c, f);
	csvin_free(c);
	return rv;
}

/* TSV has no quotes: a tab and a line end are never in a cell. */
static int
tsv(struct table *t, struct view in, struct fail *f)
{
	struct view line, field[COLUMNS];
	size_t n, columns = 0, number = 0;

	t->separator = '\t';
	while (in.p != NULL && in.n > 0) {
		line = view_cut(&in, '\n');
		number++;
		for (n = 0; line.p != NULL && n < COLUMNS; n++)
			field[n] = view_cut(&line, '\t');
		if (line.p != NULL || (number > 1 && n != columns))
			return fail_at(f, FAIL_SYNTAX, "E_TSV",
			    "as many cells as in the header were expected, "
			    "256 at most",
			    number, 1);
		columns = n;
		if (number == 1) {
			if (header(t, field, n, f) == -1)
				return -1;
			put_row(t, field, NULL, n);
		} else if (row(t, field, n, number, f) == -1) {
			return -1;
		}
	}
	return 0;
}

/* The strings of a line that are meant: where they stand, and what they say. */
struct line {
	struct view raw[COLUMNS], text[COLUMNS];
	struct buf bytes[COLUMNS], done[COLUMNS];
	bool wanted[COLUMNS];
	size_t n;
};

static int
read_line(struct table *t, struct view v, struct line *l, struct fail *f)
{
	struct jsonline_member m;
	size_t at = 0, i;
	int rv;

	l->n = 0;
	while ((rv = jsonline_next(v, &at, &m, f)) == 1) {
		if (!named(t->j, m.name))
			continue;
		if (l->n == COLUMNS)
			return fail_set(f, FAIL_LIMIT, "E_COLUMN",
			    "too many strings in a line; at most 256 were "
			    "expected");
		i = l->n++;
		l->raw[i] = m.value;
		l->wanted[i] = true;
		buf_clear(&l->bytes[i]);
		buf_clear(&l->done[i]);
		if (jsonline_decode(&l->bytes[i], m.value, f) == -1)
			return -1;
		l->text[i] = buf_all(&l->bytes[i]);
	}
	return rv;
}

static void
put_line(struct table *t, struct view v, const struct line *l)
{
	const char *at = v.p;
	size_t i;

	for (i = 0; i < l->n; i++) {
		if (!is_text(t)) {
			buf_view(t->out, buf_all(&l->done[i]));
			continue;
		}
		buf_add(t->out, at, (size_t)(l->raw[i].p - at));
		at = l->raw[i].p + l->raw[i].n;
		if (view_equal(l->text[i], buf_all(&l->done[i])))
			buf_view(t->out, l->raw[i]);
		else
			emit_json(t->out, buf_all(&l->done[i]));
	}
	if (is_text(t)) {
		buf_add(t->out, at, (size_t)(v.p + v.n - at));
		buf_putc(t->out, '\n');
	}
}

static int
json(struct table *t, struct view in, struct fail *f)
{
	struct line *l = calloc(1, sizeof(*l));
	struct view v;
	size_t i, number = 0;
	int rv = 0;

	if (l == NULL)
		return fail_memory(f);
	while (rv == 0 && in.p != NULL && in.n > 0) {
		v = view_cut(&in, '\n');
		t->j->line = number++;
		rv = view_trim(v).n > 0 ? read_line(t, v, l, f) : 0;
		if (view_trim(v).n == 0)
			l->n = 0;
		if (rv == -1)
			f->line = number;
		else if ((rv = row_cells(t, l->text, l->wanted, l->n, l->done,
			      f)) == 0)
			put_line(t, v, l);
	}
	for (i = 0; i < COLUMNS; i++) {
		buf_release(&l->bytes[i]);
		buf_release(&l->done[i]);
	}
	free(l);
	return rv;
}

/* By the option, else by the file's name, else by its first byte. */
static enum job_form
form_of(const struct job *j, struct view in)
{
	const char *dot = j->file != NULL ? strrchr(j->file, '.') : NULL;

	if (j->form != JOB_AUTO)
		return j->form;
	if (dot != NULL && strcmp(dot, ".tsv") == 0)
		return JOB_TSV;
	if (dot != NULL && strcmp(dot, ".csv") == 0)
		return JOB_CSV;
	return in.n > 0 && in.p[0] == '{' ? JOB_JSONL : JOB_CSV;
}

int
job_table(struct job *j, struct view in, struct buf *out, struct fail *f)
{
	struct table *t = calloc(1, sizeof(*t));
	enum job_form asked = j->form;
	int rv;

	if (t == NULL)
		return fail_memory(f);
	t->j = j;
	t->out = out;
	j->form = form_of(j, in);
	rv = j->form == JOB_JSONL ? json(t, in, f)
	     : j->form == JOB_TSV ? tsv(t, in, f)
				  : csv(t, in, f);
	j->form = asked;
	free(t);
	return rv == -1 && j->file != NULL ? fail_file(f, j->file) : rv;
}
