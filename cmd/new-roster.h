#ifndef CMD_NEW_ROSTER_H
#define CMD_NEW_ROSTER_H

#include "cmd/desk.h"
#include "common/buf.h"
#include "common/names.h"

/* balint-new member --import: the rows of a spreadsheet become members. */

/* Read the file, or standard input.  0, or the exit status. */
int roster_load(struct cli *c, const char *path, struct buf *b);

/* All rows or none; every wrong row is named by its line.  Exit status. */
int roster_import(struct desk *d, const char *file, struct view csv);

/* The first of m01, m02, ... that is not in ids. */
void roster_free_id(const struct names *ids, char out[16]);

#endif
