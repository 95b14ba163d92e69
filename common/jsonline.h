#ifndef COMMON_JSONLINE_H
#define COMMON_JSONLINE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * The strings of one JSON object, found where they stand, so that some can
 * be replaced and every other byte stays.  Does not build values; numbers
 * and nesting are checked as far as needed to find the way.
 *
 * Source: RFC 8259.
 */
struct jsonline_member {
	struct view name;  /* as it stands, without its quotes */
	struct view value; /* the string as it stands, with its quotes */
};

/*
 * The next member of the object in v, from *at on (0 at first), whose value
 * is a string, at any depth of objects and arrays; a string in an array has
 * the name of the member that the array is.  Returns 1; 0: the object has
 * ended and so has v; or -1: E_JSON with the column.
 */
int jsonline_next(struct view v, size_t *at, struct jsonline_member *m,
    struct fail *f);

/* Append the string that a value stands for.  0; or -1: E_JSON, E_MEMORY. */
int jsonline_decode(struct buf *out, struct view value, struct fail *f);

#endif
