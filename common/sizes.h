#ifndef COMMON_SIZES_H
#define COMMON_SIZES_H

#include <stddef.h>
#include <stdint.h>

#include "common/dict.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/view.h"
#include "common/vocab.h"

/*
 * What sorts of groups a study has: kind, band of size, frequency, as counts
 * of which none is small.  Does no I/O.  All zero is valid and empty.
 */
struct sizes {
	struct dict *word;
	uint32_t *code; /* three a group: kind, size, frequency */
	size_t n, cap;
};

/* Add a group; words that are in no vocabulary are left out.  0, or -1. */
int sizes_add(struct sizes *s, const struct vocab *v, struct view kind,
    struct view frequency, size_t members, struct fail *f);

/*
 * Blank the frequency, then the size, then the kind of sorts with fewer than
 * `least` groups; drop what is left below.  0, or -1: E_MEMORY.
 */
int sizes_protect(struct sizes *s, size_t least, struct fail *f);

/* Rows: kind, band, frequency, count; sorted. */
void sizes_emit(const struct sizes *s, struct emit *e);

void sizes_release(struct sizes *s);

#endif
