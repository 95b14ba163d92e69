#ifndef COMMON_WHERE_H
#define COMMON_WHERE_H

#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"

/*
 * Where things are.  The only module of common/ that reads the environment.
 * Each appends a path and returns 0, or -1 and *f (E_HOME: neither the
 * variable nor HOME is set).
 */

/* The library of groups: $BALINT_HOME, else ~/balint. */
int where_library(struct buf *b, struct fail *f);

/* Keys and saved profiles: $XDG_CONFIG_HOME/balint, else ~/.config/balint. */
int where_config(struct buf *b, struct fail *f);

/*
 * What the toolkit ships (schemes, templates, vocabulary, policies):
 * $BALINT_DATA, else ../share/balint beside the program's own folder, else
 * where it was installed to.
 */
int where_data(struct buf *b, struct fail *f);

#endif
