#ifndef COMMON_KANON_BLANK_H
#define COMMON_KANON_BLANK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/kanon.h"

/* What it took to make every row hide among k. */
struct kanon_loss {
	size_t blanked[KANON_COLUMNS]; /* values of each column */
	size_t dropped;		       /* rows */
};

/*
 * Local suppression: the values of rows with fewer than `least` alike become
 * 0, those of the last column first; rows that even then have too few like
 * them are dropped (drop[row], all false before).  code is n rows of ncols.
 * A value that is missing from the start is one like any other.
 *
 * Returns 0, or -1: E_MEMORY.
 */
int kanon_blank(uint32_t *code, size_t n, size_t ncols, size_t least,
    bool *drop, struct kanon_loss *loss, struct fail *f);

#endif
