#ifndef COMMON_FILE_H
#define COMMON_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "common/buf.h"
#include "common/fail.h"

/*
 * Files, read whole and replaced whole.  dir is an open directory, or
 * AT_FDCWD.
 */

/*
 * Append what is in the file, at most max bytes, with one openat(2), one
 * read(2) and one close(2) for a file below 64 KiB.  A symbolic link, a
 * directory or anything else that is no regular file is refused.
 *
 * Returns 0; or -1: E_READ (system), E_SIZE, E_MEMORY.  f->file is name.
 */
int file_read(int dir, const char *name, size_t max, struct buf *b,
    struct fail *f);

/* The same; *mode is what fstat(2) says of it (0: it can't say). */
int file_read_mode(int dir, const char *name, size_t max, struct buf *b,
    mode_t *mode, struct fail *f);

/* The same from an open descriptor, to its end; fd stays open. */
int file_read_fd(int fd, size_t max, struct buf *b, struct fail *f);

/*
 * A new file in dir, 0600, for reading and writing, that has no name and so
 * is gone when it is closed.  Returns it; or -1 and errno, which is
 * EOPNOTSUPP where such files can't be had.
 */
int file_unnamed(int dir);

/* Give it a name that is not taken.  0, or -1 and errno. */
int file_link(int fd, int dir, const char *name);

/* Write all n bytes, however many calls that takes.  0, or -1 and errno. */
int file_write_all(int fd, const void *p, size_t n);

enum {
	FILE_NEW = 1 /* fail with E_EXISTS if the name is taken */
};

/*
 * Make `name` hold exactly these bytes, whole or not at all: a temporary
 * file beside it, 0600 or as `mode` says whatever the umask, fsync(2), the
 * name, fsync(2) of the directory.  A crash leaves the old file or the new.
 *
 * Returns 0; or -1: E_EXISTS, E_WRITE (system).  f->file is name.
 */
int file_replace(int dir, const char *name, struct view bytes, mode_t mode,
    int flags, struct fail *f);

/* Take a file away and make that last.  0, or -1: E_WRITE. */
int file_remove(int dir, const char *name, struct fail *f);

#endif
