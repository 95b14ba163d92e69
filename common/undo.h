#ifndef COMMON_UNDO_H
#define COMMON_UNDO_H

#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/store.h"

/*
 * What a change replaced, kept in `.undo/` of the group so that it can be
 * taken back: one file a change, 0600, written before the change begins.
 *
 *	Format: balint-undo/1
 *	File: cases/c014-7kq 1234 0123456789abcdef
 *	File: members/ben - 0123456789abcdef
 *
 * and, after an empty line, the old files one behind the other.  The second
 * word is the old length in bytes (`-`: there was no such file), the third a
 * check sum of what the change made of it (`-`: it took the file away).
 */
#define UNDO_DEPTH     20u	   /* kept when the group says nothing */
#define UNDO_BYTES_MAX (64u << 20) /* larger than that is not kept */

struct undo_file {
	enum store_part part; /* or STORE_GROUP */
	char id[64];
	struct view old; /* "not there": there was no such file */
	bool gone;	 /* the change took the file away */
	uint64_t made;	 /* else: undo_sum() of what it wrote */
};

struct undo {
	struct buf b; /* the revision's bytes; old points into it */
	struct undo_file *file;
	size_t n, cap;
};

/*
 * FNV-1a with 64 bits.  Tells a file that somebody changed by accident; it is
 * no protection against somebody who means to deceive.
 * Source: RFC 9923, FNV-1a.
 */
uint64_t undo_sum(struct view v);

/*
 * Keep a revision of n files under the next number.  Returns 0; or -1:
 * E_UNDO, and the change must not be done.  *number is its number.
 */
int undo_keep(struct store *s, const struct undo_file *file, size_t n,
    unsigned long *number, struct fail *f);

/* Numbers of what is kept, ascending, as strings.  0, or -1. */
int undo_list(struct store *s, struct names *numbers, struct fail *f);

/* Read a revision.  0, or -1: E_UNDO.  Release u in both cases. */
int undo_read(struct store *s, const char *number, struct undo *u,
    struct fail *f);
void undo_release(struct undo *u);

/* Forget one; one that is not there is no error.  0, or -1. */
int undo_forget(struct store *s, const char *number, struct fail *f);

/* Forget all but the newest `depth`.  0, or -1. */
int undo_prune(struct store *s, unsigned depth, struct fail *f);

/*
 * Forget every revision that holds that record.  Sets *count to how many.
 * Returns 0, or -1.
 */
int undo_forget_record(struct store *s, enum store_part part, const char *id,
    size_t *count, struct fail *f);

#endif
