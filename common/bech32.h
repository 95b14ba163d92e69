#ifndef COMMON_BECH32_H
#define COMMON_BECH32_H

#include <stddef.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Bech32: a prefix, "1", data, and six characters of checksum; all in one
 * case.  Without the limit of 90 characters, as age uses it.
 *
 * Source: BIP 173; age-encryption.org/v1.
 */

/* Append prefix (lower case) and n bytes of data, in lower case. */
void bech32_encode(struct buf *b, const char *prefix, const void *p, size_t n);

/*
 * Decode v, whose prefix without regard to case must be `prefix`, into out
 * with room for max bytes.  Returns the number of bytes, or -1.
 */
long bech32_decode(struct view v, const char *prefix, void *out, size_t max);

#endif
