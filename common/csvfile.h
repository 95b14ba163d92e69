#ifndef COMMON_CSVFILE_H
#define COMMON_CSVFILE_H

#include "common/csvin.h"
#include "common/csvtable.h"
#include "common/fail.h"

/* CSV from files: opened first, read later, when the sandbox is shut. */

/*
 * Open for reading; "-" is standard input.  Returns a descriptor of its own,
 * or -1: E_READ.  f->file is name.
 */
int csvfile_open(const char *name, struct fail *f);

/*
 * Read fd to its end, close it, and hand each row to `row`.  Errors are those
 * of csvin_feed() and E_READ; f->file is name.
 */
int csvfile_rows(int fd, const char *name, const struct csvin_options *o,
    csvin_fn *row, void *arg, struct fail *f);

/* The same into a table.  Returns 0 and sets *out (free it), or -1. */
int csvfile_table(struct csvtable **out, int fd, const char *name,
    const struct csvin_options *o, struct fail *f);

#endif
