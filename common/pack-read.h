#ifndef COMMON_PACK_READ_H
#define COMMON_PACK_READ_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>

#include "common/buf.h"
#include "common/crypt.h"
#include "common/fail.h"
#include "common/pack.h"

/*
 * The reading half of pack.c: what the threads do.  Files are handed over in
 * batches, so that small files cost no switch between threads each.
 */
#define PACK_BATCH 48		/* items in one */
#define PACK_LARGE (128 * 1024) /* bytes; larger ones are not read ahead */

enum pack_kind { PACK_DIR, PACK_FILE, PACK_CLOSE, PACK_LIST };

struct pack_item {
	enum pack_kind kind;
	size_t path, name; /* offsets in the batch's names */
	int dir;
	unsigned mode;
	int64_t mtime;
	bool large;	  /* not read: see pack_same() */
	struct stat st;	  /* of a large file */
	size_t off, size; /* in the batch's data */
	unsigned char hash[CRYPT_HASH];
};

struct pack_batch {
	struct pack_item item[PACK_BATCH];
	size_t n;
	struct buf names, data, filtered;
	int rv; /* -1: fail has the reason */
	struct fail fail;
};

/* Read the files of b; sets b->rv.  Runs in any thread. */
void pack_read(struct pack_batch *b, const struct pack_options *o);

/* Open a file, never a link, a FIFO or anything else.  -1: *f. */
int pack_open(int dir, const char *name, const char *path, struct stat *st,
    struct fail *f);

/* True if nothing was written to the file between these two looks. */
bool pack_same(const struct stat *a, const struct stat *b);

/* E_CHANGED, naming path. */
int pack_changed(const char *path, struct fail *f);

#endif
