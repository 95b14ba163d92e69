#ifndef CMD_NOTE_PROFILE_H
#define CMD_NOTE_PROFILE_H

#include "cmd/cli.h"
#include "common/buf.h"

/*
 * How a platform writes its list of participants.  A saved profile is a file
 * of `NAME=VALUE` lines in participants/NAME.txt of the configuration; what
 * the command line says stands before it.
 */
enum profile_key {
	PROFILE_NAME,  /* column with the name */
	PROFILE_EMAIL, /* column with the e-mail address */
	PROFILE_JOIN,  /* column with the time of coming */
	PROFILE_LEAVE, /* column with the time of going */
	PROFILE_ZONE,  /* of those times; "": the group's */
	PROFILE_ORDER, /* ymd, dmy or mdy */
	PROFILE_KEYS
};

struct profile {
	char value[PROFILE_KEYS][96];
};

/* Take in what the saved profile says and the options did not. 0 or status. */
int profile_load(struct cli *c, struct profile *p, const char *name);

/* Save it.  0, or the exit status. */
int profile_save(struct cli *c, const struct profile *p, const char *name);

#endif
