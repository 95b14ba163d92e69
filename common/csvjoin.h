#ifndef COMMON_CSVJOIN_H
#define COMMON_CSVJOIN_H

#include <stddef.h>

#include "common/csvtable.h"
#include "common/fail.h"

/*
 * Two tables joined by a column that names each row once.  Names are compared
 * as a reader would: blanks around them, case and Unicode forms don't count.
 */
struct csvjoin {
	size_t *a, *b; /* rows that belong together, in the order of table a */
	size_t n;
	size_t only_a, only_b; /* rows without a partner */
};

/*
 * Returns 0 and fills *j (release it); or -1: E_TWICE, E_MEMORY, or E_EMPTY
 * for a row without a name, with *second telling which table (0 or 1) the
 * line belongs to.
 */
int csvjoin_make(struct csvjoin *j, const struct csvtable *a, size_t acol,
    const struct csvtable *b, size_t bcol, int *second, struct fail *f);
void csvjoin_release(struct csvjoin *j);

#endif
