#ifndef COMMON_TARBALL_H
#define COMMON_TARBALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/fail.h"
#include "common/flow.h"
#include "common/view.h"

/*
 * Restricted pax tar: a plain ustar entry wherever that can hold it.  The
 * only module that sees <archive.h>.
 *
 * Source: POSIX.1-2008, pax, "ustar Interchange Format" and "pax Header".
 */

struct tarball_entry {
	const char *path; /* UTF-8, without a slash at the end */
	bool dir;	  /* else a regular file */
	unsigned mode;	  /* 0 to 0777 */
	int64_t mtime;	  /* seconds */
	uint64_t size;	  /* bytes; 0 for a directory */
};

/* Writing.  Owner and group are 0 and have no names. */
struct tarball_writer;
int tarball_writer_new(struct tarball_writer **out, struct sink to,
    struct fail *f);
void tarball_writer_free(struct tarball_writer *w);

/* Begin an entry; then exactly e->size bytes must follow. */
int tarball_entry(struct tarball_writer *w, const struct tarball_entry *e,
    struct fail *f);
int tarball_data(struct tarball_writer *w, const void *p, size_t n,
    struct fail *f);

/*
 * Write the end-of-archive blocks.  Fails, as tarball_entry() does, when the
 * last entry is short of bytes.
 */
int tarball_writer_end(struct tarball_writer *w, struct fail *f);

/*
 * Reading.  Takes regular files and directories only: any other kind, a hard
 * link or a sparse file is E_ENTRY with the number of the entry.  The path
 * is as it stands in the archive; whoever uses it must check it.
 */
struct tarball_reader;
int tarball_reader_new(struct tarball_reader **out, struct source from,
    struct fail *f);
void tarball_reader_free(struct tarball_reader *r);

/* Returns 1 and fills *e, valid until the next call; 0 at the end; or -1:
   E_TAR, E_ENTRY, or what the source said. */
int tarball_next(struct tarball_reader *r, struct tarball_entry *e,
    struct fail *f);

/* The next bytes of the entry: a number, 0 at its end, or -1. */
ssize_t tarball_read(struct tarball_reader *r, void *p, size_t n,
    struct fail *f);

/*
 * After tarball_next() returned 0: read `from` to its end.  Behind the last
 * entry, whose last byte must not be zero, two blocks of zeros must stand
 * (E_INCOMPLETE) and nothing else (E_TAR).
 */
int tarball_drain(struct tarball_reader *r, struct fail *f);

#endif
