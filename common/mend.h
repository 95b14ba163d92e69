#ifndef COMMON_MEND_H
#define COMMON_MEND_H

#include <stdbool.h>

#include "common/buf.h"
#include "common/view.h"

/*
 * Mend what can be mended without loss: a byte order mark in front, CR before
 * LF, a last line without its end, a header that the file's end cut off from
 * its empty line.  Appends the mended file to out.  Returns true if that is
 * another file than before.
 */
bool mend_bytes(struct view v, struct buf *out);

#endif
