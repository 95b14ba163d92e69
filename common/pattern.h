#ifndef COMMON_PATTERN_H
#define COMMON_PATTERN_H

#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * Patterns that a user wrote.  The only module that sees PCRE2.
 *
 * UTF-8 and Unicode properties are on; bytes that are no UTF-8 match nothing.
 * A pattern that backtracks too long is given up with E_PATTERN rather than
 * run for ever.
 */
struct pattern;

/* Returns 0; or -1: E_PATTERN with the column, E_MEMORY. */
int pattern_new(struct pattern **out, struct view source, struct fail *f);
void pattern_free(struct pattern *p);

/*
 * The first match at or behind `from' that is not empty.  Returns 1 and sets
 * *start and *end; 0: none; -1: E_PATTERN, E_MEMORY.
 */
int pattern_find(struct pattern *p, struct view v, size_t from, size_t *start,
    size_t *end, struct fail *f);

#endif
