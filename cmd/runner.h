#ifndef CMD_RUNNER_H
#define CMD_RUNNER_H

#include "common/fail.h"

/*
 * A person's editor, for a program that is about to close itself into a
 * sandbox: a second process, made before, waits to be told which file to
 * open.  It ends when the first does.
 */
struct runner {
	int ask, answer; /* pipes */
};

/* command is $VISUAL or the like, as sh(1) reads it.  0, or -1: E_EDITOR. */
int runner_start(struct runner *r, const char *command, struct fail *f);

/*
 * Run it on a file and wait.  Returns 0 when it ended well, or -1: E_EDITOR.
 */
int runner_edit(struct runner *r, const char *path, struct fail *f);

void runner_stop(struct runner *r);

/*
 * Run a program to its end, found on PATH; its standard output is dropped.
 * Returns its exit status, or 127 when it could not be run.
 */
int runner_run(const char *const *argv);

#endif
