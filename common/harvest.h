#ifndef COMMON_HARVEST_H
#define COMMON_HARVEST_H

#include <stdbool.h>

#include "common/fail.h"
#include "common/research.h"
#include "common/reviewed.h"
#include "common/roll.h"
#include "common/view.h"

/*
 * Read the cases of a group that may leave into r.  Without text only the
 * fields of a case are parsed; its prose is never looked at.
 */
struct harvest {
	struct research *research;
	struct view key;       /* of the study */
	bool year;	       /* the sessions' years are wanted */
	struct reviewed *text; /* NULL: no text */
	/* Called for a case whose text may not leave; E_REVIEW. */
	void (*refused)(void *arg, const struct fail *f);
	void *arg;
	struct roll roll;
	const char *band; /* of all members' professions, or NULL */
	size_t mixed;	  /* groups whose professions differ */
};

/*
 * Returns 0, or -1 with *f naming the file; r then holds the cases read so
 * far, so the group spoils the release.
 */
int harvest_group(struct harvest *h, const char *path, struct fail *f);
void harvest_release(struct harvest *h);

#endif
