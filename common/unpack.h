#ifndef COMMON_UNPACK_H
#define COMMON_UNPACK_H

#include "common/fail.h"
#include "common/inspect.h"

/*
 * Files and directories into a new directory, which appears under its name
 * only when all of it is on disk.  Until then everything lies in a hidden
 * directory beside it, and no path is ever opened from outside of that.
 */
struct unpack;

/*
 * path must not exist (E_EXISTS); its parent must.  mask: bits of the mode
 * that are not given, as umask(2).  Returns 0, or -1.
 */
int unpack_new(struct unpack **out, const char *path, unsigned mask,
    struct fail *f);

/* What inspect() is to call. */
struct inspect_visitor unpack_visitor(struct unpack *u);

/* Write to disk, then give it its name.  Returns 0, or -1. */
int unpack_commit(struct unpack *u, struct fail *f);

/* Removes what was not committed. */
void unpack_free(struct unpack *u);

#endif
