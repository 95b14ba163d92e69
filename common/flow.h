#ifndef COMMON_FLOW_H
#define COMMON_FLOW_H

#include <stddef.h>
#include <sys/types.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * Where bytes come from and where they go, so that the layers of an archive
 * (armor, age, zstd, tar) stack without knowing each other.
 *
 * A source gives 1 to n bytes, 0 at the end and at every call thereafter, or
 * -1 with *f filled.  A sink takes all n bytes and returns 0, or -1.
 */
struct source {
	ssize_t (*read)(void *arg, void *p, size_t n, struct fail *f);
	void *arg;
};

struct sink {
	int (*write)(void *arg, const void *p, size_t n, struct fail *f);
	void *arg;
};

/* Bytes in memory, as a source: rest is what is left to read. */
struct flow_view {
	struct view rest;
};
struct source flow_from_view(struct flow_view *state, struct view v);

/* A file descriptor; it stays the caller's.  Interrupted calls are repeated. */
struct source flow_from_fd(int *fd);
struct sink flow_to_fd(int *fd);

/* Append to b. */
struct sink flow_to_buf(struct buf *b);

/* Take everything and keep nothing. */
struct sink flow_to_nowhere(void);

/*
 * `from` with its first bytes read ahead: for looking at the beginning, and
 * for reading byte by byte.  A large read goes straight through.
 */
struct flow_buffer {
	struct source from;
	char b[4096];
	size_t pos, len;
};
struct source flow_buffered(struct flow_buffer *state, struct source from);
/* What comes next, up to 4 KiB, without taking it.  Returns 0 or -1. */
int flow_peek(struct flow_buffer *state, struct view *v, struct fail *f);

/*
 * Read until n bytes are there or the source ends; *got is how many.
 * Returns 0 or -1.
 */
int flow_full(struct source s, void *p, size_t n, size_t *got, struct fail *f);

/*
 * Append all that s has to b, at most max bytes; more is FAIL_LIMIT.
 * Returns 0 or -1.
 */
int flow_all(struct source s, struct buf *b, size_t max, struct fail *f);

#endif
