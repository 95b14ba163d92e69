#ifndef COMMON_REGISTER_H
#define COMMON_REGISTER_H

#include <stdbool.h>
#include <stddef.h>

#include "common/emit.h"
#include "common/names.h"
#include "common/roll.h"
#include "common/scheme.h"
#include "common/zone.h"

/*
 * The tables of attendance that trainers send out, made from one roll after
 * the other.  Nothing of a case is in them, nor on which day somebody
 * presented.  Does no I/O.
 */
enum register_shape {
	REGISTER_LONG,	/* a row a member and session */
	REGISTER_WIDE,	/* a row a member, a column a day */
	REGISTER_TOTALS /* a row a member */
};

struct register_options {
	enum register_shape shape;
	const struct scheme *scheme; /* for units; NULL: they are missing */
	const struct zone *zone;     /* of the roll's group; REGISTER_LONG */
	bool ranged;		     /* --from or --to was given */
};

/* A column with what the codebook says about it. */
struct register_column {
	struct emit_column column;
	const char *title, *description;
	const char *values; /* the words it may hold, "|" between; or NULL */
};

/* The columns of REGISTER_LONG and REGISTER_TOTALS.  Static. */
const struct register_column *register_columns(enum register_shape shape,
    size_t *n);

/* The columns of LONG that say which row it is: their indices, ends with -1. */
extern const int register_key[];

/*
 * The days of REGISTER_WIDE: names like d2026_11_24, and d2026_11_24b for a
 * group's second session of that day.  Add the days of each roll, then sort;
 * 0, or -1: no memory.
 */
int register_add_days(struct names *days, const struct roll *r);

/*
 * The columns of REGISTER_WIDE for these days: *out is the caller's to
 * free(3) and lives no longer than days.  0, or -1: no memory.
 */
int register_wide_columns(const struct names *days, struct emit_column **out,
    size_t *n);

/* Cells of one row of REGISTER_LONG, before they are written. */
struct register_cell {
	struct view text; /* EMIT_STRING; "not there": missing */
	double number;	  /* EMIT_INTEGER, EMIT_NUMBER; NaN: missing */
};

/*
 * Take a row; i is its attendance in the roll.  Not 0 ends the walk.
 */
typedef int register_row(void *arg, const struct register_cell *cell, size_t n);

/*
 * The rows of REGISTER_LONG, one call each.  What row() returned,
 * or 0; or -1: no memory.
 */
int register_walk(const struct roll *r, const struct register_options *o,
    register_row *row, void *arg);

/* Append a row of REGISTER_LONG to a table. */
void register_emit(struct emit *e, const struct register_cell *cell, size_t n);

/* The rows of REGISTER_WIDE (days: all of the table) or REGISTER_TOTALS. */
void register_wide(struct emit *e, const struct roll *r,
    const struct register_options *o, const struct names *days);
void register_totals(struct emit *e, const struct roll *r,
    const struct register_options *o);

#endif
