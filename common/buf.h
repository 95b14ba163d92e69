#ifndef COMMON_BUF_H
#define COMMON_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "common/view.h"

/*
 * Bytes that grow.  All zero is a valid, empty buf.  It keeps its first
 * error, as stdio does: append freely, then ask buf_bad() once.  Memory that
 * is given back is wiped first, since it may have held a note.
 */
struct buf {
	char *p;       /* n bytes and a NUL; NULL while nothing was added */
	size_t n, cap; /* in bytes */
	bool bad;      /* an allocation failed; appending does nothing */
};

void buf_add(struct buf *b, const void *p, size_t n);
void buf_view(struct buf *b, struct view v);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_printf(struct buf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Make room for n more bytes and return where they go; the caller writes
 * there and then adds the count to b->n.  NULL when there is no memory.
 */
char *buf_room(struct buf *b, size_t n);

/* True if any append failed for want of memory. */
bool buf_bad(const struct buf *b);

/* The content; valid until the next append.  Never "not there". */
struct view buf_all(const struct buf *b);

/* Empty it, keeping the memory; the content and the error are forgotten. */
void buf_clear(struct buf *b);

/* Wipe and free; b is then valid and empty. */
void buf_release(struct buf *b);

#endif
