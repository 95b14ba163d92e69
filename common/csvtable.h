#ifndef COMMON_CSVTABLE_H
#define COMMON_CSVTABLE_H

#include <stddef.h>

#include "common/csvin.h"
#include "common/fail.h"
#include "common/view.h"

/* A CSV file held in memory: a header and its rows.  Does no I/O. */
struct csvtable;

#define CSVTABLE_NONE ((size_t)-1)

/* An empty table to be filled by csvtable_row(); NULL: no memory. */
struct csvtable *csvtable_new(void);

/* A csvin_fn: `table` is the struct csvtable that takes the row. */
int csvtable_row(void *table, const struct csvin_row *row, struct fail *f);

/*
 * All of `bytes` at once.  Returns 0 and sets *out (free it), or -1 with *f
 * filled as csvin_feed() does; *out is then untouched.  o may be NULL.
 */
int csvtable_parse(struct csvtable **out, const struct csvin_options *o,
    struct view bytes, struct fail *f);

size_t csvtable_rows(const struct csvtable *t); /* without the header */
size_t csvtable_cols(const struct csvtable *t);

/* The name of column col; cell (row, col), row counted from 0.  Borrowed. */
struct view csvtable_name(const struct csvtable *t, size_t col);
struct view csvtable_cell(const struct csvtable *t, size_t row, size_t col);

/* The line of the file on which a row begins, from 1. */
size_t csvtable_line(const struct csvtable *t, size_t row);

/* The column of that name (same bytes), or CSVTABLE_NONE. */
size_t csvtable_find(const struct csvtable *t, struct view name);

/* NULL is fine.  Wipes. */
void csvtable_free(struct csvtable *t);

#endif
