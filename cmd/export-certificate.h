#ifndef CMD_EXPORT_CERTIFICATE_H
#define CMD_EXPORT_CERTIFICATE_H

#include <stdbool.h>

#include "cmd/export.h"
#include "cmd/groups.h"
#include "common/certificate.h"
#include "common/outdir.h"
#include "common/owed.h"

/* One run of balint-export certificate: what it was told, and what it read. */
struct certify {
	struct cli *c;
	struct groups g;
	struct owed owed;
	struct scheme scheme;
	struct certificate_office office;
	struct buf scheme_text, template, template_id, words;
	unsigned char *key;	/* crypt_alloc() */
	struct buf page, found; /* --check: the file, and the facts in it */
	struct names group, groupid, place, leaderid, leadername;
	struct outdir dir; /* of --all */
	const char *member, *scheme_name, *template_name, *key_name, *check;
	const char *lang, *files0;
	bool all, html, make_key;
};

/* Make the office's key and print where it is.  The exit status. */
int certify_make_key(struct certify *j);

/* Read key, template and words, and the page of --check; 0 or the status. */
int certify_prepare(struct certify *j);

struct view certify_key(const struct certify *j);

/* Read all groups, sessions up to a day; 0 or the exit status. */
int certify_walk(struct certify *j, int to);

/* Append the page of a person.  0; or -1 and *f. */
int certify_page(struct certify *j, size_t person, const struct owed_result *r,
    struct buf *out, struct fail *f);

/* --check: genuine, unchanged, and still what the records say?  The status. */
int certify_check(struct certify *j);

#endif
