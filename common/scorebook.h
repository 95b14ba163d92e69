#ifndef COMMON_SCOREBOOK_H
#define COMMON_SCOREBOOK_H

#include <stddef.h>

#include "common/csvtable.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/register.h"

/*
 * Scores that leave: a table of numbers by person, the person's own code
 * replaced by a study id, the dose by a band.
 */
#define SCOREBOOK_COLUMNS 64

struct scorebook_row {
	char id[20];
	double value[SCOREBOOK_COLUMNS]; /* NaN: missing */
	const char *dose;		 /* a band, or NULL */
};

/* All zero is valid and empty. */
struct scorebook {
	char file[80];	   /* scores-NAME.csv */
	struct names name; /* of the columns */
	size_t ncols;
	struct scorebook_row *row;
	size_t n;
	int dosed;
};

/*
 * The first column of t is the person's code; dose (NULL: none) names the one
 * that becomes a band; all others are numbers or empty.  path gives the
 * file's name.  Rows come in the order of the ids; bands that fewer than
 * `least` share are blanked, and fewer rows than that are refused (FAIL_NO,
 * E_FEW).
 *
 * Returns 0; or -1: E_HEADER (a name that is not [a-z][a-z0-9_]*, or too many
 * columns), E_NUMBER, E_EMPTY, E_TWICE, E_COLUMN.
 */
int scorebook_read(struct scorebook *b, const struct csvtable *t,
    const char *path, struct view key, const char *dose, size_t least,
    struct fail *f);

const char *scorebook_file(const struct scorebook *b);

/* person, the scores, dose_band; out has room for SCOREBOOK_COLUMNS + 2. */
size_t scorebook_columns(const struct scorebook *b,
    struct register_column *out);
void scorebook_emit(const struct scorebook *b, struct emit *e);

void scorebook_release(struct scorebook *b);

#endif
