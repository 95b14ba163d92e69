#ifndef COMMON_TARGET_H
#define COMMON_TARGET_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * A large file that appears under its name whole or not at all.  Until then
 * it has no name, where the file system can do that, so that a crash leaves
 * nothing behind.
 */
struct target {
	int dir; /* of the file; -1: not open */
	int fd;	 /* for reading and writing */
	bool named;
	char name[256], tmp[264];
};

#define TARGET_NONE                                                            \
	{                                                                      \
		.dir = -1, .fd = -1                                            \
	}

/* Begin to write path, 0600.  Returns 0; or -1: E_WRITE. */
int target_open(struct target *t, const char *path, struct fail *f);

/*
 * Write to disk and put it in the place of whatever had the name; *old
 * stays as it was on failure.  Returns 0, or -1: E_WRITE.
 */
int target_commit(struct target *t, struct fail *f);

/* Close; drops what was not committed. */
void target_close(struct target *t);

#endif
