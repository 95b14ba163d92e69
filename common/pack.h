#ifndef COMMON_PACK_H
#define COMMON_PACK_H

#include <stdbool.h>
#include <stdint.h>

#include "common/age.h"
#include "common/buf.h"
#include "common/fail.h"
#include "common/flow.h"

/*
 * Writing an archive: files in, one age file out.  Several threads read and
 * hash ahead, zstd has its own, this thread formats, seals and writes, in
 * the order in which things were given.
 *
 * Whatever goes wrong, no last chunk is sealed: what was written opens
 * nowhere.  Every function returns 0, or -1 with *f.
 */
struct pack_options {
	const struct age_keys *keys;
	bool armor;
	int level;	  /* of zstd */
	unsigned workers; /* of zstd, from 1 */
	unsigned readers; /* threads that read files, from 1 */

	/*
	 * Called in a reading thread for every file, may be NULL: 0 with what
	 * to pack appended to out, 1 to pack the file as it is, or -1.
	 */
	int (*filter)(void *arg, const char *path, struct view in,
	    struct buf *out, struct fail *f);
	void *arg;
	bool undated; /* every time in the archive is 0 */
};

struct pack_sum {
	uint64_t files, bytes;		/* without the lists */
	uint64_t packed;		/* bytes of compressed data */
	unsigned char hash[CRYPT_HASH]; /* of them: age -d X | sha256sum */
};

struct pack;

int pack_new(struct pack **out, const struct pack_options *o, struct sink to,
    struct fail *f);
void pack_free(struct pack *p); /* stops the threads; wipes */

/* A directory, with the path that it has in the archive. */
int pack_dir(struct pack *p, const char *path, unsigned mode, int64_t mtime,
    struct fail *f);

/*
 * The file `name` in the open directory dir.  It must be a regular file and
 * stay as it is while it is read (E_CHANGED); failures may come with a later
 * call.  dir must stay open until pack_close_dir() was given it.
 */
int pack_file(struct pack *p, int dir, const char *name, const char *path,
    struct fail *f);

/* Close dir once everything from it was read; also on failure. */
int pack_close_dir(struct pack *p, int dir, struct fail *f);

/*
 * All files since the last list belong to this directory, which stands at the
 * top: add its list.  Files at the top themselves are in the archive's list.
 */
int pack_list(struct pack *p, const char *path, struct fail *f);

/* The archive's own list, the end of tar, zstd and age; fills *sum. */
int pack_end(struct pack *p, struct pack_sum *sum, struct fail *f);

/* The file key, to read back what was written; lives as long as p. */
const unsigned char *pack_filekey(const struct pack *p);

#endif
