#ifndef COMMON_LOCK_H
#define COMMON_LOCK_H

#include "common/fail.h"

/*
 * One writer at a time in a directory.  The lock is the kernel's on the file
 * `.lock`, so it goes with the process that holds it, however that ends:
 * there are no stale locks to clear away.
 */
struct lock {
	int fd; /* -1: not held */
};

#define LOCK_NONE                                                              \
	{                                                                      \
		-1                                                             \
	}

/*
 * Wait at most `seconds` for the lock.  Returns 0; or -1: FAIL_BUSY, word
 * E_BUSY, with the holder's process number as detail; or E_LOCK (system).
 */
int lock_take(struct lock *l, int dir, unsigned seconds, struct fail *f);

void lock_drop(struct lock *l);

#endif
