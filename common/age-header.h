#ifndef COMMON_AGE_HEADER_H
#define COMMON_AGE_HEADER_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * The header of an age file: a version line, one stanza a recipient, and a
 * MAC over it all.  Pure: bytes in, struct out, and back.
 *
 * Source: age-encryption.org/v1 (C2SP age.md), section "Header".
 */
#define AGE_HEADER_MAX	(1024 * 1024) /* bytes; a recipient takes about 100 */
#define AGE_VERSION	"age-encryption.org/v1\n"
#define AGE_MAC		32
#define AGE_STANZA_ARGS 16

struct age_stanza {
	struct view arg[AGE_STANZA_ARGS]; /* arg[0] is the type */
	size_t narg;
	struct view body; /* decoded */
};

struct age_header {
	struct age_stanza *stanza;
	size_t n;
	unsigned char mac[AGE_MAC];
	struct view signed_part; /* what the MAC is over: up to "---" */
	char *raw, *bodies;	 /* our copies; the views point into them */
};

/*
 * Parse a whole header, from the version line to the end of the MAC line.
 * v may be anything.
 *
 * Returns 0 and fills *h, to be given to age_header_release(); or -1 with *f
 * (E_HEADER and the line), *h then needs no release.
 */
int age_header_parse(struct age_header *h, struct view v, struct fail *f);
void age_header_release(struct age_header *h);

/* Append the header of n stanzas up to and including "---". */
void age_header_format(struct buf *b, const struct age_stanza *s, size_t n);

/* Append the rest of the MAC line. */
void age_header_finish(struct buf *b, const unsigned char mac[AGE_MAC]);

/* True if this line, without its LF, begins the last line of a header. */
bool age_header_last(struct view line);

#endif
