#include "common/scorebook.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/kanon-blank.h"
#include "common/number.h"
#include "common/studyid.h"
#include "common/utf8.h"

/* An exact number of sessions is as good as a name; these aren't. */
static const struct {
	double least;
	const char *band;
} doses[] = { { 21, "21+" }, { 11, "11-20" }, { 6, "6-10" }, { 1, "1-5" },
	{ 0, "0" } };

static const char *
dose_band(double x)
{
	size_t i;

	for (i = 0; i < sizeof(doses) / sizeof(doses[0]); i++)
		if (x >= doses[i].least)
			return doses[i].band;
	return NULL;
}

static bool
good_name(struct view v)
{
	size_t i;
	char c;

	for (i = 0; i < v.n; i++) {
		c = v.p[i];
		if (!((c >= 'a' && c <= 'z') ||
			(i > 0 && ((c >= '0' && c <= '9') || c == '_'))))
			return false;
	}
	return v.n > 0 && v.n < 64;
}

/* "waves/Before.csv" leaves as scores-before.csv. */
static void
name_file(struct scorebook *b, const char *path)
{
	const char *base = strrchr(path, '/');
	char word[48];
	size_t n = 0;

	for (base = base == NULL ? path : base + 1;
	     *base != '\0' && *base != '.' && n < sizeof(word) - 1; base++)
		if ((*base >= 'a' && *base <= 'z') ||
		    (*base >= '0' && *base <= '9'))
			word[n++] = *base;
		else if (*base >= 'A' && *base <= 'Z')
			word[n++] = (char)(*base - 'A' + 'a');
	word[n] = '\0';
	(void)snprintf(b->file, sizeof(b->file), "scores-%s.csv",
	    n == 0 ? "file" : word);
}

static int
cell(const struct csvtable *t, size_t row, size_t col, double *x,
    struct fail *f)
{
	struct view v = view_trim(csvtable_cell(t, row, col));

	*x = NAN;
	if (v.n == 0 || number_parse(v, x) == 0)
		return 0;
	fail_at(f, FAIL_SYNTAX, "E_NUMBER",
	    "not a number; only numbers leave, or nothing",
	    csvtable_line(t, row), 0);
	return fail_detail(f, "column %zu", col + 1);
}

static int
name_columns(struct scorebook *b, const struct csvtable *t, size_t dose,
    struct fail *f)
{
	size_t i;

	for (i = 1; i < csvtable_cols(t); i++) {
		if (i == dose)
			continue;
		if (b->ncols == SCOREBOOK_COLUMNS ||
		    !good_name(csvtable_name(t, i))) {
			fail_at(f, FAIL_SYNTAX, "E_HEADER",
			    "a column that can't leave; at most 64 named with "
			    "small letters, digits and _ were expected",
			    1, 0);
			return fail_detail(f, "column %zu", i + 1);
		}
		if (names_add(&b->name, csvtable_name(t, i)) == -1)
			return fail_memory(f);
		b->ncols++;
	}
	return 0;
}

/* The code folded, so that one who writes it otherwise is the same. */
static int
person(struct scorebook_row *r, const struct csvtable *t, size_t row,
    struct view key, struct fail *f)
{
	static const struct view nothing = { "", 0 };
	struct view code = view_trim(csvtable_cell(t, row, 0));
	struct buf b = { 0 };
	char id[STUDYID_LEN];
	int rv;

	if (code.n == 0)
		return fail_at(f, FAIL_SYNTAX, "E_EMPTY",
		    "a row without its name in the joining column",
		    csvtable_line(t, row), 0);
	rv = utf8_fold(&b, code) == -1
		 ? fail_memory(f)
		 : studyid_make(id, key, 'p', nothing, buf_all(&b), f);
	buf_release(&b);
	if (rv == 0)
		memcpy(r->id, id, sizeof(id));
	return rv;
}

static int
read_row(struct scorebook *b, const struct csvtable *t, size_t row,
    struct view key, size_t dose, struct fail *f)
{
	struct scorebook_row *r = &b->row[row];
	size_t i, k = 0;
	double x;

	if (person(r, t, row, key, f) == -1)
		return -1;
	for (i = 1; i < csvtable_cols(t); i++) {
		if (cell(t, row, i, &x, f) == -1)
			return -1;
		if (i == dose)
			r->dose = isnan(x) ? NULL : dose_band(x);
		else
			r->value[k++] = x;
	}
	return 0;
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct scorebook_row *)a)->id,
	    ((const struct scorebook_row *)b)->id);
}

/* A band that few share is blanked; with a few rows more, if need be. */
static int
hide_doses(struct scorebook *b, size_t least, struct fail *f)
{
	uint32_t *code = calloc(b->n + 1, sizeof(*code)), j;
	bool *drop = calloc(b->n + 1, sizeof(*drop));
	struct kanon_loss loss;
	size_t i;
	int rv = -1;

	if (code == NULL || drop == NULL)
		fail_memory(f);
	else {
		for (i = 0; i < b->n; i++)
			for (j = 0; b->row[i].dose != NULL && j < 5; j++)
				if (b->row[i].dose == doses[j].band)
					code[i] = j + 1;
		rv = kanon_blank(code, b->n, 1, least, drop, &loss, f);
	}
	/* Blank ones among themselves aren't fewer than those who hide. */
	for (i = 0; rv == 0 && i < b->n; i++)
		if (code[i] == 0)
			b->row[i].dose = NULL;
	free(code);
	free(drop);
	return rv;
}

int
scorebook_read(struct scorebook *b, const struct csvtable *t, const char *path,
    struct view key, const char *dose, size_t least, struct fail *f)
{
	size_t i, col = CSVTABLE_NONE;

	name_file(b, path);
	fail_set(f, FAIL_NO, "E_FEW",
	    "too few rows of scores to hide among; expected as many as k");
	if (csvtable_rows(t) < least)
		return fail_file(f, path);
	if (dose != NULL &&
	    (col = csvtable_find(t, view_of(dose))) != CSVTABLE_NONE)
		b->dosed = 1;
	b->row = calloc(csvtable_rows(t), sizeof(*b->row));
	if (b->row == NULL)
		return fail_memory(f);
	if (name_columns(b, t, col, f) == -1)
		return fail_file(f, path);
	for (; b->n < csvtable_rows(t); b->n++)
		if (read_row(b, t, b->n, key, col, f) == -1)
			return fail_file(f, path);
	qsort(b->row, b->n, sizeof(*b->row), by_id);
	for (i = 1; i < b->n; i++)
		if (strcmp(b->row[i - 1].id, b->row[i].id) == 0) {
			fail_set(f, FAIL_EXISTS, "E_TWICE",
			    "two rows of one name, expected one");
			return fail_file(f, path);
		}
	return hide_doses(b, least, f);
}

const char *
scorebook_file(const struct scorebook *b)
{
	return b->file;
}

size_t
scorebook_columns(const struct scorebook *b, struct register_column *out)
{
	size_t i, n = 0;

	out[n++] = (struct register_column){ { "person", EMIT_STRING },
		"person", "an id of this study only", NULL };
	for (i = 0; i < b->ncols; i++)
		out[n++] = (struct register_column){
			{ names_get(&b->name, i), EMIT_NUMBER }, "score",
			"as it was computed; missing: too few "
			"answers",
			NULL
		};
	if (b->dosed)
		out[n++] =
		    (struct register_column){ { "dose_band", EMIT_STRING },
			    "sessions attended",
			    "missing also where it was "
			    "suppressed",
			    "0|1-5|6-10|11-20|21+" };
	return n;
}

void
scorebook_emit(const struct scorebook *b, struct emit *e)
{
	size_t i, k;

	for (i = 0; i < b->n; i++) {
		emit_string(e, view_of(b->row[i].id));
		for (k = 0; k < b->ncols; k++)
			emit_number(e, b->row[i].value[k], 4);
		if (b->dosed)
			emit_string(e, view_of(b->row[i].dose));
	}
}

void
scorebook_release(struct scorebook *b)
{
	names_release(&b->name);
	free(b->row);
	memset(b, 0, sizeof(*b));
}
