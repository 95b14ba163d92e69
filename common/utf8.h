#ifndef COMMON_UTF8_H
#define COMMON_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Unicode.  The only module that sees utf8proc.
 */

/*
 * The code point that begins at p (n bytes are there, n > 0).
 *
 * Returns its length in bytes, 1 to 4, and sets *cp; or 0 when the bytes are
 * no UTF-8 (overlong forms and surrogates included).
 *
 * Source: The Unicode Standard 15.0, table 3-7.
 */
size_t utf8_decode(const char *p, size_t n, uint32_t *cp);

/* Append cp; a value that is no code point is appended as U+FFFD. */
void utf8_encode(struct buf *b, uint32_t cp);

/* True if v is UTF-8; else *bad (may be NULL) is the first wrong byte. */
bool utf8_valid(struct view v, size_t *bad);

/*
 * True if cp may stand in a record (balint-record(5)): no control character,
 * no line or paragraph separator, no bidirectional control, no byte order
 * mark, no noncharacter.  A tab is not `text`; sections allow it besides.
 */
bool utf8_text(uint32_t cp);

/* True if v, which must be UTF-8, is in normal form C. */
bool utf8_composed(struct view v);

/* Append v in normal form C.  Returns 0, or -1: not UTF-8, or no memory. */
int utf8_compose(struct buf *b, struct view v);

/*
 * Append v folded for comparison: compatibility forms, case and ignorable
 * characters (zero-width and the like) removed.  Two spellings that a reader
 * takes for the same give the same bytes.  Returns 0 or -1 as above.
 *
 * Source: Unicode NFKC_Casefold, Unicode Standard Annex 44.
 */
int utf8_fold(struct buf *b, struct view v);

/* Columns that v takes on a terminal; invalid bytes count one each. */
size_t utf8_width(struct view v);

/* Code points in v; invalid bytes count one each. */
size_t utf8_length(struct view v);

bool utf8_letter(uint32_t cp);
bool utf8_upper(uint32_t cp); /* upper or title case */
bool utf8_lower(uint32_t cp);
bool utf8_digit(uint32_t cp); /* decimal digit of any script */
bool utf8_mark(uint32_t cp);  /* combining mark */
uint32_t utf8_tolower(uint32_t cp);
uint32_t utf8_toupper(uint32_t cp);

/*
 * Append v so that a terminal can't be steered by it: control characters,
 * bidirectional controls and invalid bytes appear as \xHH or \u{HHHH}; LF
 * and TAB stay when `lines` is set.
 */
void utf8_tame(struct buf *b, struct view v, bool lines);

#endif
