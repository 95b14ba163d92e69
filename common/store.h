#ifndef COMMON_STORE_H
#define COMMON_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/file.h"
#include "common/lock.h"
#include "common/names.h"
#include "common/record.h"

/*
 * A group on disk: group.txt, members/, sessions/, cases/, debriefs/.
 * Trainers' programs only ever open the first three.
 */
enum store_part {
	STORE_MEMBERS,
	STORE_SESSIONS,
	STORE_CASES,
	STORE_DEBRIEFS,
	STORE_GROUP /* group.txt itself; only where a function says so */
};
#define STORE_PARTS 4

struct store {
	char *path;	       /* as it was found; owned */
	int dir;	       /* the group's directory */
	int part[STORE_PARTS]; /* -1: not opened yet */
	struct lock lock;
};

/*
 * Find a group: a path (anything with a slash, or `.`), else a name in the
 * library, else (arg NULL) the group one stands in or under.  Appends its
 * path.  Returns 0; or -1: E_GROUP.
 */
int store_find(struct buf *path, const char *arg, struct fail *f);

/* All groups of the library, sorted, as names.  0, or -1. */
int store_groups(struct names *l, struct fail *f);

/*
 * Open the group at path.  Returns 0; or -1: E_GROUP when there is no
 * group.txt.  Close it in both cases.
 */
int store_open(struct store *s, const char *path, struct fail *f);
void store_close(struct store *s);

/*
 * The same to read only, where the sandbox lets in to single parts of the
 * group and its own directory can't be listed.
 */
int store_look(struct store *s, const char *path, struct fail *f);

/* The group's name: the last part of its path. */
const char *store_name(const struct store *s);

/* The directory's name: "members" and so on. */
const char *store_part_name(enum store_part part);

/*
 * The ids of one part, sorted; an absent or unreadable directory counts as
 * empty only if it is absent.  Names that begin with a dot and whatever does
 * not end in .txt are passed over.
 */
int store_list(struct store *s, enum store_part part, struct names *ids,
    struct fail *f);

/* True if that record is there. */
bool store_has(struct store *s, enum store_part part, const char *id);

/*
 * Read and parse one record.  b is cleared first and holds the bytes that r
 * points into.  id NULL with part STORE_MEMBERS and so on is not allowed.
 * The record must be of the kind that belongs there and carry its own id
 * (E_KIND, E_NAME).  Returns 0, or -1 and *f with file, line and column.
 */
int store_read(struct store *s, enum store_part part, const char *id, int what,
    struct buf *b, struct record *r, struct fail *f);

/*
 * The same with the file's mode; part may be STORE_GROUP.  *mode is set even
 * when the file turns out to be no record, and 0 when it can't be read.
 */
int store_read_mode(struct store *s, enum store_part part, const char *id,
    struct buf *b, struct record *r, mode_t *mode, struct fail *f);

/* The same for group.txt. */
int store_read_group(struct store *s, struct buf *b, struct record *r,
    struct fail *f);

/*
 * Append a record's bytes as they are, whether they parse or not; part may
 * be STORE_GROUP (id is then not looked at).  Returns 0; 1 when there is no
 * such file; or -1 and *f.
 */
int store_bytes(struct store *s, enum store_part part, const char *id,
    struct buf *b, struct fail *f);

/* Append the path of a record; part may be STORE_GROUP. */
void store_path(const struct store *s, enum store_part part, const char *id,
    struct buf *out);

/* Say in *f which record it is about: its path.  Returns -1. */
int store_blame(const struct store *s, enum store_part part, const char *id,
    struct fail *f);

/*
 * Hold the group for writing; everything below needs it.  Dropped by
 * store_close() at the latest.  0, or -1: FAIL_BUSY and others of lock.h.
 */
int store_lock(struct store *s, unsigned wait_seconds, struct fail *f);

/*
 * Would these bytes do as that record?  Returns 0; or -1 and *f as
 * store_read() has it.  part may be STORE_GROUP.
 */
int store_check(struct store *s, enum store_part part, const char *id,
    struct view bytes, struct fail *f);

/*
 * Write one record whole, having parsed it again first, so that nothing that
 * is no record ever reaches the disk.  flags as for file_replace(); part may
 * be STORE_GROUP.  The file is 0600, or 0640 in a directory that trainers may
 * read.  Programs write through change.h, which keeps what was there.
 */
int store_write(struct store *s, enum store_part part, const char *id,
    struct view bytes, int flags, struct fail *f);
int store_write_group(struct store *s, struct view bytes, int flags,
    struct fail *f);

/*
 * The same without looking at the bytes: to put back what was there.
 */
int store_put_back(struct store *s, enum store_part part, const char *id,
    struct view bytes, struct fail *f);

/* Take a record away and make that last.  0, or -1: E_WRITE. */
int store_remove(struct store *s, enum store_part part, const char *id,
    struct fail *f);

#endif
