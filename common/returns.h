#ifndef COMMON_RETURNS_H
#define COMMON_RETURNS_H

#include "common/buf.h"
#include "common/changes.h"
#include "common/crypt.h"
#include "common/csvtable.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/names.h"
#include "common/outdir.h"
#include "common/register.h"

/*
 * What an office sends out: the table against the one it sent last time, and
 * the companions of a package.  All zero is valid and empty.
 */
struct returns {
	struct csvtable *old; /* what was sent */
	struct changes *changes;
	struct names groups; /* ids of the groups that were walked */
	struct buf json;     /* datapackage.json */
};

/*
 * Read what was sent: the long table as CSV, plain or as --excel made it.
 * Returns 0; or -1: E_READ, E_HEADER (other columns), E_TWICE, and what
 * csvin.h says.
 */
int returns_read(struct returns *t, const char *path, struct fail *f);

/*
 * Emit the row, with a first cell `added` or `corrected`, if it is not the
 * same as then.  Returns 0.
 */
int returns_row(struct returns *t, struct emit *e,
    const struct register_cell *cell);

/* This group was walked: what is not there any more was withdrawn. */
int returns_group(struct returns *t, struct view id);

/* Emit the rows that were withdrawn, of the groups walked and those days. */
void returns_withdrawn(struct returns *t, struct emit *e, int from, int to);

/* Begin a package; 0, or -1: E_CRYPT and the like. */
int returns_begin(struct returns *t, struct fail *f);

/* Note a file of the package. */
int returns_resource(struct returns *t, const char *name,
    const struct buf *bytes, const struct emit_style *style,
    enum register_shape shape, struct fail *f);

/* Put datapackage.json and codebook.csv beside the files. */
int returns_package(struct returns *t, struct outdir *dir,
    enum register_shape shape, struct fail *f);

void returns_release(struct returns *t);

#endif
