#ifndef COMMON_FILELIST_H
#define COMMON_FILELIST_H

#include "common/fail.h"
#include "common/names.h"

/*
 * Names from a file or, for "-", from standard input, each ended by a NUL,
 * as find -print0 and the -0 of our own programs write them; the last may go
 * without.  An empty name, and a file that has lines but no NUL, is an error.
 *
 * Returns 0; or -1: E_READ, E_SIZE (more than 16 MiB), E_NAMES, E_MEMORY.
 */
int filelist_read(struct names *l, const char *path, struct fail *f);

#endif
