#ifndef COMMON_CHANGES_H
#define COMMON_CHANGES_H

#include <stdbool.h>
#include <stddef.h>

#include "common/csvtable.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * A table against the one that was sent last time: what was added, what was
 * corrected, what was withdrawn.  Does no I/O.
 */
enum change { CHANGE_NONE, CHANGE_ADDED, CHANGE_CORRECTED };

struct changes;

/*
 * old stays the caller's and must live as long.  key holds the indices of
 * the columns that say which row it is and ends with -1; no two rows of old
 * may agree in them.  With `guarded` the cells of old are taken as they were
 * before emit's formula guard.
 *
 * Returns 0 and sets *out; or -1: E_TWICE with the line, E_MEMORY.
 */
int changes_new(struct changes **out, const struct csvtable *old,
    const int *key, bool guarded, struct fail *f);

/*
 * What became of the row; cell has as many cells as old has columns.
 * A row that is found is no longer withdrawn.
 */
enum change changes_look(struct changes *c, const struct view *cell);

/* Row i of old was looked at by no changes_look(). */
bool changes_unseen(const struct changes *c, size_t i);

/* Cell (row, col) of old, without the guard. */
struct view changes_cell(const struct changes *c, size_t row, size_t col);

void changes_free(struct changes *c);

#endif
