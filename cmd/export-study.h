#ifndef CMD_EXPORT_STUDY_H
#define CMD_EXPORT_STUDY_H

#include <stdbool.h>
#include <stddef.h>

#include "cmd/cli.h"
#include "cmd/groups.h"
#include "common/research.h"
#include "common/reviewed.h"
#include "common/vocab.h"

/*
 * What balint-export cases and dataset share: which cases may leave, under
 * which ids, and how they are made to hide among each other.
 */
#define STUDY_QUASI 3 /* columns that others could know, at most */

enum {
	STUDY_OPT_KEY = 900,
	STUDY_OPT_COLUMNS,
	STUDY_OPT_K,
	STUDY_OPT_ROWS,
	STUDY_OPT_TIME,
	STUDY_OPT_FILES
};

#define STUDY_OPTIONS                                                          \
	{ STUDY_OPT_KEY, "key", "FILE", "the key of the study (study.key)" },  \
	    { STUDY_OPT_COLUMNS, "columns", "LIST",                            \
		    "3 at most that others could know" },                      \
	    { STUDY_OPT_K, "k", "N", "fewest rows alike (5)" },                \
	    { STUDY_OPT_ROWS, "min-rows", "N", "fewest rows at all (50)" },    \
	    { STUDY_OPT_TIME, "time", "WHAT", "none or year (none)" },         \
	{                                                                      \
		STUDY_OPT_FILES, "files0-from", "FILE",                        \
		    "more groups, each ended by NUL"                           \
	}

struct study {
	struct cli *c;
	const char *keyfile, *columns, *files0;
	const char *policy; /* NULL: no text */
	unsigned long k, min_rows;
	bool year;

	unsigned char *key;
	struct groups g; /* their paths */
	struct vocab vocab;
	struct reviewed text;
	size_t unreviewed; /* cases whose text may not leave */
	struct research research;
	enum research_column column[STUDY_QUASI];
	size_t n; /* columns */
	struct kanon_loss loss;
	size_t mixed;	 /* groups whose members share no profession */
	size_t eligible; /* cases before the rows were made to hide */
};

/*
 * The study's key: from that file, or the usual one (NULL).  0, or -1; give
 * *key to crypt_free().
 */
int study_key(const char *file, unsigned char **key, struct fail *f);

void study_begin(struct study *s, struct cli *c);

/* Take one of the options above.  False: it is none of them. */
bool study_option(struct study *s, int key);

/*
 * Read the key and the vocabulary and find the groups.  0, or the exit
 * status.
 */
int study_prepare(struct study *s);

/* Let the groups' members, cases and (for the year) sessions be read. */
int study_allow(struct study *s, struct sandbox *box, struct fail *f);

/*
 * Read all cases that may leave, in the order of their ids.  CLI_NO, after
 * naming them, when the text of some was not reviewed.
 */
int study_gather(struct study *s);

/*
 * Blank and drop until k is met, and say what that cost.  CLI_NO when fewer
 * rows are left than a release needs.
 */
int study_protect(struct study *s);

void study_release(struct study *s);

#endif
