#ifndef COMMON_DATAPACKAGE_H
#define COMMON_DATAPACKAGE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/emit.h"
#include "common/register.h"

/*
 * What goes with a table that is sent out: datapackage.json, which says what
 * each file is and what each column means, and a codebook as CSV.
 *
 * Source: Frictionless Data Package and Table Schema, version 1.
 */

/* Begin: name must be [a-z0-9-._]. */
void datapackage_begin(struct buf *b, const char *name, const char *title);

/*
 * One file.  path is relative to the package; sha256 is 64 hexadecimal
 * digits; key holds indices of columns and ends with -1, or is NULL.
 */
void datapackage_resource(struct buf *b, const char *path, size_t bytes,
    const char *sha256, const struct emit_style *style,
    const struct register_column *column, size_t n, const int *key);

void datapackage_end(struct buf *b);

/* The codebook: a line a column: name, type, title, description, values. */
void datapackage_codebook(struct buf *b, const struct register_column *column,
    size_t n);

#endif
