#ifndef COMMON_ARCHIVELOG_H
#define COMMON_ARCHIVELOG_H

#include "common/fail.h"
#include "common/names.h"
#include "common/view.h"

/*
 * Which archives with cases were made of which group: archives.txt of the
 * library, a line a group and archive, so that a purge can name what it can't
 * reach.  Not in the group: a file there would change the directory's time,
 * and with it the next archive of the very same records.
 *
 *	2026-11-24 g-8w2kd tuesday all recipients=2 sha256=1f... /mnt/t.age
 */
struct archivelog {
	int fd;	 /* -1: not open */
	int dir; /* the library, if the file has no name yet; else -1 */
};

#define ARCHIVELOG_NONE                                                        \
	{                                                                      \
		-1, -1                                                         \
	}

/*
 * Open it to write, before the sandbox closes.  If it isn't there it is made,
 * 0600, and has its name after archivelog_add() only, so that an archive that
 * fails leaves none; until then whoever else opens it waits.
 * Returns 0; 1 when there is no library; or -1: E_WRITE.
 */
int archivelog_open(struct archivelog *l, struct fail *f);
void archivelog_close(struct archivelog *l);

/*
 * Append lines, all or none, and make that last.  Other programs that do so
 * at the same time wait.  0, or -1: E_WRITE.
 */
int archivelog_add(struct archivelog *l, struct view lines, struct fail *f);

/*
 * Add the lines that have one of these two as a word.  No file, no lines.
 * Returns 0, or -1: E_READ, E_MEMORY.
 */
int archivelog_find(const char *id, const char *name, struct names *lines,
    struct fail *f);

#endif
