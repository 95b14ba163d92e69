#ifndef COMMON_WALK_H
#define COMMON_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/fail.h"

/*
 * Which files of a group go into an archive, and in which order: sorted, a
 * directory before what is in it.  Never what begins with a dot (.git, locks,
 * temporary files), but for kept revisions (.undo) in a leader's own backup.
 * Only regular files and directories: anything else is E_ENTRY.
 */

/* What is called for each; all return 0, or -1 with *f to stop. */
struct walk_to {
	int (*dir)(void *arg, const char *path, unsigned mode, int64_t mtime,
	    struct fail *f);
	/* name in the open directory dir, path in the archive. */
	int (*file)(void *arg, int dir, const char *name, const char *path,
	    struct fail *f);
	/* There will be nothing more from dir: close it, also on failure. */
	int (*done)(void *arg, int dir, struct fail *f);
	void *arg;
};

/* For those who want the files only: nothing; and close the directory. */
int walk_no_dir(void *arg, const char *path, unsigned mode, int64_t mtime,
    struct fail *f);
int walk_close(void *arg, int dir, struct fail *f);

struct walk_options {
	bool attendance; /* group, members and sessions only */
	bool share;	 /* and cases besides; nothing else */
	bool ranged;	 /* only sessions from..to, what belongs to them, */
	int from, to;	 /* the group and its members */
};

/* The group at path, as `as` in the archive.  Returns 0, or -1. */
int walk_group(const struct walk_to *to, const char *path, const char *as,
    const struct walk_options *o, struct fail *f);

/*
 * The file or the directory `name` beneath the directory `beneath`, as `name`
 * in the archive.  One that is not there is passed over.  Returns 0: nothing
 * was there; 1: a file; 2: a directory; or -1.
 */
int walk_tree(const struct walk_to *to, const char *beneath, const char *name,
    struct fail *f);

#endif
