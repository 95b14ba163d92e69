#include "common/returns.h"

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/datapackage.h"
#include "common/date.h"
#include "common/file.h"

#define RETURN_MAX (512u << 20)
#define COLUMNS	   64

static int
check_header(const struct csvtable *t, struct fail *f)
{
	const struct register_column *c;
	size_t i, n;

	c = register_columns(REGISTER_LONG, &n);
	for (i = 0; i < n && i < csvtable_cols(t); i++)
		if (!view_is(csvtable_name(t, i), c[i].column.name))
			break;
	if (i == n && n == csvtable_cols(t))
		return 0;
	fail_at(f, FAIL_SYNTAX, "E_HEADER",
	    "other columns than `attendance --long -f csv` writes", 1, 1);
	return fail_detail(f, "column %zu", i + 1);
}

int
returns_read(struct returns *t, const char *path, struct fail *f)
{
	struct buf b = { 0 };
	bool guarded;
	int fd, rv = -1;

	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1)
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
	else if (file_read_fd(fd, RETURN_MAX, &b, f) == 0 &&
		 csvtable_parse(&t->old, NULL, buf_all(&b), f) == 0 &&
		 check_header(t->old, f) == 0) {
		/* Only --excel writes a byte order mark, and then it guards. */
		guarded = view_starts(buf_all(&b), "\xef\xbb\xbf");
		rv = changes_new(&t->changes, t->old, register_key, guarded, f);
	}
	if (fd != -1)
		close(fd);
	buf_release(&b);
	return rv == 0 ? 0 : fail_file(f, path);
}

/* The cells as the CSV has them, the numbers in text of their own. */
static void
as_text(const struct register_column *c, size_t n,
    const struct register_cell *cell, struct view *out,
    char number[COLUMNS][32], bool comma)
{
	size_t i;
	char *dot;

	for (i = 0; i < n; i++) {
		if (c[i].column.type == EMIT_STRING) {
			out[i] =
			    cell[i].text.p == NULL ? view_of("") : cell[i].text;
			continue;
		}
		number[i][0] = '\0';
		if (!isnan(cell[i].number))
			(void)snprintf(number[i], 32, "%.*f",
			    c[i].column.type == EMIT_NUMBER ? 2 : 0,
			    cell[i].number);
		if (comma && (dot = strchr(number[i], '.')) != NULL)
			*dot = ',';
		out[i] = view_of(number[i]);
	}
}

/* Was 1,5 written for 1.5?  One such cell tells it for the whole file. */
static bool
has_comma(const struct returns *t, size_t column)
{
	size_t i;
	struct view v;

	for (i = 0; i < csvtable_rows(t->old); i++) {
		v = csvtable_cell(t->old, i, column);
		if (v.n > 0)
			return memchr(v.p, ',', v.n) != NULL;
	}
	return false;
}

int
returns_row(struct returns *t, struct emit *e, const struct register_cell *cell)
{
	const struct register_column *c;
	struct view text[COLUMNS];
	char number[COLUMNS][32];
	enum change what;
	size_t n;

	c = register_columns(REGISTER_LONG, &n);
	as_text(c, n, cell, text, number, has_comma(t, n - 1));
	what = changes_look(t->changes, text);
	if (what == CHANGE_NONE)
		return 0;
	emit_string(e, view_of(what == CHANGE_ADDED ? "added" : "corrected"));
	register_emit(e, cell, n);
	return 0;
}

int
returns_group(struct returns *t, struct view id)
{
	return names_add(&t->groups, id);
}

/* An old row as it was, missing cells and numbers included. */
static void
emit_old(struct returns *t, struct emit *e, size_t row)
{
	const struct register_column *c;
	struct view v;
	unsigned long whole;
	double x;
	char text[32], *comma, *end;
	size_t i, n;

	c = register_columns(REGISTER_LONG, &n);
	emit_string(e, view_of("withdrawn"));
	for (i = 0; i < n; i++) {
		v = changes_cell(t->changes, row, i);
		if (v.n == 0)
			emit_missing(e);
		else if (c[i].column.type == EMIT_STRING)
			emit_string(e, v);
		else if (view_number(v, 0, 1000000, &whole) == 0)
			c[i].column.type == EMIT_INTEGER
			    ? emit_integer(e, (long)whole)
			    : emit_number(e, (double)whole, 2);
		else {
			(void)view_string(v, text, sizeof(text));
			if ((comma = strchr(text, ',')) != NULL)
				*comma = '.';
			x = strtod(text, &end);
			if (end != text)
				emit_number(e, x, 2);
			else
				emit_missing(e);
		}
	}
}

void
returns_withdrawn(struct returns *t, struct emit *e, int from, int to)
{
	size_t i;
	int day;

	for (i = 0; i < csvtable_rows(t->old); i++) {
		if (!changes_unseen(t->changes, i) ||
		    names_find(&t->groups, changes_cell(t->changes, i, 1)) ==
			t->groups.n)
			continue;
		if (date_parse(changes_cell(t->changes, i, 11), &day) == 0 &&
		    (day < from || day > to))
			continue;
		emit_old(t, e, i);
	}
}

int
returns_begin(struct returns *t, struct fail *f)
{
	datapackage_begin(&t->json, "balint-attendance",
	    "Attendance of Balint groups");
	return crypt_init(NULL, f);
}

int
returns_resource(struct returns *t, const char *name, const struct buf *bytes,
    const struct emit_style *style, enum register_shape shape, struct fail *f)
{
	static const int totals_key[] = { 1, 2, -1 };
	char hex[CRYPT_HEX];
	const struct register_column *c;
	size_t n;

	if (crypt_sha256_hex(buf_all(bytes), hex, f) == -1)
		return -1;
	c = register_columns(shape, &n);
	datapackage_resource(&t->json, name, bytes->n, hex, style, c, n,
	    shape == REGISTER_LONG ? register_key : totals_key);
	return buf_bad(&t->json) ? fail_memory(f) : 0;
}

int
returns_package(struct returns *t, struct outdir *dir,
    enum register_shape shape, struct fail *f)
{
	const struct register_column *c;
	struct buf codebook = { 0 };
	size_t n;
	int rv;

	c = register_columns(shape, &n);
	datapackage_codebook(&codebook, c, n);
	datapackage_end(&t->json);
	if (buf_bad(&codebook) || buf_bad(&t->json))
		rv = fail_memory(f);
	else
		rv = outdir_put(dir, "codebook.csv", buf_all(&codebook), f);
	if (rv == 0)
		rv = outdir_put(dir, "datapackage.json", buf_all(&t->json), f);
	buf_release(&codebook);
	return rv;
}

void
returns_release(struct returns *t)
{
	changes_free(t->changes);
	csvtable_free(t->old);
	names_release(&t->groups);
	buf_release(&t->json);
	memset(t, 0, sizeof(*t));
}
