#ifndef COMMON_CSVIN_H
#define COMMON_CSVIN_H

#include <stddef.h>

#include "common/fail.h"
#include "common/view.h"

/*
 * The one strict reader of comma separated values: bytes in pieces, rows out.
 * The only module that sees libcsv.  Does no I/O.
 *
 * Taken is what RFC 4180 says, in UTF-8, rows ending in LF or CRLF: a byte
 * order mark is dropped; blanks are data; a quote stands only around a whole
 * field; each row has as many fields as the header; an empty line is a row
 * with one empty field, so it is an error unless there is one column.  The
 * first row is the header: no name in it is empty or there twice.  Nothing is
 * guessed about values: "0012" stays that.
 *
 * Source: RFC 4180, and draft-shafranovich-rfc4180-bis for the byte order mark.
 */
struct csvin;

struct csvin_options {
	char sep;	 /* ',' ';' or '\t'; 0: the commonest in the header */
	size_t maxfield; /* bytes a field may have; 0: 1 MiB */
	size_t maxcols;	 /* columns a file may have; 0: 4096 */
};

/* A row, valid until the callback returns. */
struct csvin_row {
	size_t number; /* 0: the header; then 1, 2, ... */
	size_t line;   /* the line of the file it begins on, from 1 */
	size_t n;      /* fields; the same in all rows */
	const struct view *field;
};

/* Take a row: 0 to go on, or -1 with *f filled to stop the reading. */
typedef int csvin_fn(void *arg, const struct csvin_row *row, struct fail *f);

/* Options may be NULL.  Returns NULL when there is no memory. */
struct csvin *csvin_new(const struct csvin_options *o, csvin_fn *row,
    void *arg);

/*
 * Take the next n bytes.  Returns 0, or -1 with *f filled: FAIL_SYNTAX with
 * the line (E_CSV quotes or the count of fields, E_CR, E_NUL, E_UTF8, E_SEP,
 * E_HEADER), FAIL_LIMIT, FAIL_MEMORY, or what the callback said.  After an
 * error, and after csvin_finish(), the reader takes nothing more: it answers
 * -1 (E_CSV).
 */
int csvin_feed(struct csvin *c, const void *p, size_t n, struct fail *f);

/* The end of the input; errors as above, and E_HEADER for an empty file. */
int csvin_finish(struct csvin *c, struct fail *f);

/* The separator in use; 0 while the header is not complete. */
char csvin_separator(const struct csvin *c);

/* NULL is fine.  Wipes what it held. */
void csvin_free(struct csvin *c);

#endif
