#ifndef COMMON_BASE64_H
#define COMMON_BASE64_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Base64 with the standard alphabet, and only in its one canonical form:
 * no blanks, no line ends, the unused bits of the last character zero.
 *
 * Source: RFC 4648, sections 3.5 and 4.
 */

/* Characters that n bytes need without padding. */
#define BASE64_LEN(n) (((n)*4 + 2) / 3)

/* Append n bytes at p; pad: with "=" up to a multiple of four. */
void base64_encode(struct buf *b, const void *p, size_t n, bool pad);

/*
 * Decode all of v into out, which has room for max bytes.
 *
 * Padding must be there when pad is set and must not be when it is not.
 * Returns the number of bytes, or -1: not canonical, or more than max.
 */
long base64_decode(struct view v, bool pad, void *out, size_t max);

#endif
