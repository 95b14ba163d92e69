#ifndef COMMON_SURVEY_H
#define COMMON_SURVEY_H

#include <stdbool.h>
#include <stddef.h>

#include "common/check.h"
#include "common/fail.h"
#include "common/store.h"
#include "common/vocab.h"

/*
 * Look at every file of some groups, with several threads; what is found is
 * in the order of groups, parts and ids, however many threads there were.
 */
struct survey_problem {
	struct fail f; /* with its file */
	bool error;    /* else a warning */
};

struct survey_file {
	size_t group; /* index */
	enum store_part part;
	const char *id;
	struct survey_problem *problem;
	size_t n;
	bool mendable; /* mend_bytes() would make it a record */
	bool exposed;  /* its mode lets others in */
};

struct survey_group {
	struct store s;
	struct buf bytes; /* of group.txt */
	struct record r;
	struct names debriefs;
	bool closed; /* nobody else may enter the directory */
	struct check_group g;
};

struct survey {
	struct survey_group *group; /* opened by the caller */
	size_t ngroup;
	const struct vocab *words;
	int today;
	struct survey_file *file;
	size_t nfile, cap;
};

/*
 * w->group, ngroup, words and today are set, the stores open; all else zero.
 * Returns 0; or -1 when there is no memory or no thread (E_THREAD).  Release
 * w in any case; the stores are closed with it.
 */
int survey_run(struct survey *w, unsigned threads, struct fail *f);
void survey_release(struct survey *w);

#endif
