#ifndef CMD_NOTE_CHECK_H
#define CMD_NOTE_CHECK_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/store.h"
#include "common/survey.h"

/* The parts of balint-note check. */

/*
 * Mend a file that survey_run() found mendable or exposed: the bytes through
 * change.h, so that they can be undone; the mode.  0, or -1 and *f.
 */
int check_fix(struct store *s, const struct survey_file *x, struct fail *f);

/* True if git, in the group or in the folder around it, has a remote. */
bool check_remote(const char *group);

#endif
