#ifndef COMMON_ENTRY_H
#define COMMON_ENTRY_H

#include "common/fail.h"
#include "common/view.h"

/*
 * May this path be in an archive?  Relative, UTF-8, parts of 1 to 255 bytes
 * parted by single slashes; no part ".", "..", none with a backslash or a
 * character that record text may not hold; at most 1024 bytes and 16 parts.
 *
 * Returns 0; or -1: E_ENTRY, the path itself not in the message.
 */
#define ENTRY_PATH_MAX	1024
#define ENTRY_DEPTH_MAX 16

int entry_check(struct view path, struct fail *f);

/*
 * Order of paths in an archive: by bytes, name by name, so that a directory
 * comes right before what is in it.  Negative, 0 or positive.
 */
int entry_compare(struct view a, struct view b);

/* The first part of a path, "tuesday" of "tuesday/cases/x". */
struct view entry_top(struct view path);

#endif
