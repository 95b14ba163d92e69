#ifndef COMMON_OUTDIR_H
#define COMMON_OUTDIR_H

#include "common/fail.h"
#include "common/names.h"
#include "common/view.h"

/*
 * Many files into one directory.  Each appears whole or not at all, and the
 * disk is waited for once, not once a file: all are written under other
 * names first, then made safe together, then given their names.
 */
struct outdir {
	int dir;	   /* -1: not open */
	struct names name; /* of the files that wait for outdir_commit() */
};

#define OUTDIR_NONE                                                            \
	{                                                                      \
		.dir = -1                                                      \
	}

/* Returns 0; or -1: E_WRITE. */
int outdir_open(struct outdir *o, const char *path, struct fail *f);

/*
 * Write a file, 0600, that will be called `name` (no slash).  A name that
 * waits already is E_TWICE.  Returns 0; or -1: E_WRITE, E_TWICE, E_MEMORY,
 * and then this file will not be there.
 */
int outdir_put(struct outdir *o, const char *name, struct view bytes,
    struct fail *f);

/* Give all files their names.  Returns 0; or -1: E_WRITE, with the file. */
int outdir_commit(struct outdir *o, struct fail *f);

/* Drop what still waits, and close. */
void outdir_close(struct outdir *o);

#endif
