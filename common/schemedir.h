#ifndef COMMON_SCHEMEDIR_H
#define COMMON_SCHEMEDIR_H

#include "common/buf.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/scheme.h"

/*
 * Where schemes lie: a path (with a slash), else schemes/NAME.txt in the
 * library, else the one that the toolkit ships.
 *
 * Reads it into b, which s points into.  Returns 0; or -1: E_SCHEME (there is
 * none of that name) and what scheme_parse() says.  The file's own `Scheme:`
 * must be its name.
 */
int schemedir_read(struct scheme *s, struct buf *b, const char *name,
    struct fail *f);

/* The names of all schemes, the library's and the shipped ones, sorted. */
int schemedir_list(struct names *l, struct fail *f);

#endif
