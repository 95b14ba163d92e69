#ifndef COMMON_OUT_H
#define COMMON_OUT_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/fail.h"

/*
 * Where a program's data goes: standard output, or a file that appears whole
 * or not at all.  Append to `b`, call out_pump() now and then, out_close()
 * last; a full disk or a closed pipe is seen there and nowhere else.
 */
struct out {
	struct buf b;
	int fd;	    /* standard output, or the temporary file */
	int dir;    /* of the file; -1 for standard output */
	char *name; /* the file's name; NULL for standard output */
	char tmp[64];
};

/*
 * Ask, before anything is changed, whether standard output takes bytes: it
 * may be closed, or /dev/full.  Writes nothing.  0, or -1: E_WRITE.
 */
int out_probe(struct fail *f);

/*
 * path NULL or "-" is standard output.  Returns 0; or -1: E_WRITE.  A file is
 * made 0600.
 */
int out_open(struct out *o, const char *path, struct fail *f);

/* Write what has gathered, if that is much.  0, or -1: E_WRITE, E_MEMORY. */
int out_pump(struct out *o, struct fail *f);

/* Write what has gathered, now.  0, or -1: E_WRITE, E_MEMORY. */
int out_flush(struct out *o, struct fail *f);

/*
 * Write the rest and give the file its name; `keep` false: drop the file.
 * Returns 0; or -1: E_WRITE, E_MEMORY, and then there is no file.
 */
int out_close(struct out *o, bool keep, struct fail *f);

#endif
