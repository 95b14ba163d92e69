#ifndef COMMON_SIDEBY_H
#define COMMON_SIDEBY_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Two texts beside each other, each wrapped at blanks to half a terminal of
 * 80 columns; what could steer a terminal is shown instead.  Does no I/O.
 */
#define SIDEBY_WIDTH 38 /* columns of one side; three lie between */

void sideby_add(struct buf *out, struct view left, struct view right);

/* True if there is nothing but blanks and empty lines. */
bool sideby_empty(struct view v);

#endif
