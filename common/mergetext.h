#ifndef COMMON_MERGETEXT_H
#define COMMON_MERGETEXT_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/view.h"

/* Prose without the empty lines at its end; "not there" stays so. */
struct view mergetext_trim(struct view v);

/*
 * Merge two changes of one text by lines.  Appends the merged text; what
 * both sides added at one place stands one behind the other, in the order of
 * its bytes, with an empty line between.  False: the changes touch the same
 * lines, and nothing is appended.  base may be "not there".
 */
bool mergetext(struct buf *out, struct view base, struct view ours,
    struct view theirs);

#endif
