#ifndef CMD_EXPORT_ARCHIVE_H
#define CMD_EXPORT_ARCHIVE_H

#include <stdbool.h>

#include "cmd/cli.h"
#include "common/archivelog.h"
#include "common/minisig.h"
#include "common/pack.h"
#include "common/redact-policy.h"
#include "common/reviewed.h"
#include "common/walk.h"

/* balint-export archive: what its two files share. */
enum {
	OPT_PASS_FD = 256,
	OPT_ATTENDANCE,
	OPT_SHARE,
	OPT_POLICY,
	OPT_REDACT,
	OPT_KEY,
	OPT_SIGN,
	OPT_NO_VERIFY,
	OPT_NO_RECORD,
	OPT_LEVEL = CLI_RARE,
	OPT_READERS,
	OPT_WORKERS
};

struct archive_case; /* one that --redact lets out */

/* One thing that stands at the top of the archive. */
struct archive_top {
	char *path; /* on disk: a group, or the directory that name is in */
	char *name; /* in the archive */
	bool group; /* else something of the library */
};

struct archiving {
	struct age_keys keys;
	struct pack_options pack;
	struct walk_options walk;
	const char *policy_name;
	struct policy policy; /* its sections are what --share lets out */
	const char *redact;   /* the policy of --redact, or NULL */
	const char *keyfile;
	unsigned char *key; /* for its pseudonyms */
	struct reviewed reviewed;
	struct archive_case *cases; /* sorted by path in the archive */
	size_t ncase, capcase;
	struct buf redacted; /* their text */
	const char *sign;
	struct minisig_key signer;
	bool ask, no_verify, no_record;
	struct archivelog log;
	struct buf ids;	 /* of the groups, a line each, for the log */
	bool unrecorded; /* it is whole, but not in the log; that was told */
	int pass_fd;
	struct archive_top *top;
	size_t ntop, captop;
	char *library;	   /* or NULL */
	struct names told; /* "group/member" of who presented, and ... */
	unsigned *times;   /* ... how often; for --attendance */
	size_t captimes;
};

void archive_init(struct archiving *a);
void archive_release(struct archiving *a);

/* Each returns 0, or -1 with *f. */
int archive_add(struct archiving *a, const char *path, const char *name,
    struct fail *f);
int archive_add_library(struct archiving *a, struct fail *f);
int archive_sort(struct archiving *a, struct fail *f); /* E_NAME: a clash */
int archive_read_signer(struct archiving *a, struct fail *f);

/*
 * --attendance: count who presented how often, before packing; then give of
 * each file what trainers may have (pack.h's filter; arg is the archiving).
 */
int archive_count_told(struct archiving *a, struct fail *f);
int archive_hand_out(void *arg, const char *path, struct view in,
    struct buf *out, struct fail *f);

/*
 * --redact: read the policy; redact all cases (CLI_NO after naming those that
 * were not reviewed as they would leave); call `to` for what is left of a
 * group; give each file its redacted text (pack.h's filter).
 */
int archive_redact_open(struct archiving *a, struct fail *f);
int archive_redact_gather(struct cli *c, struct archiving *a, struct fail *f);
int archive_redact_walk(const struct archiving *a, size_t top,
    const struct walk_to *to, struct fail *f);
int archive_redact_filter(void *arg, const char *path, struct view in,
    struct buf *out, struct fail *f);
void archive_redact_release(struct archiving *a);

/*
 * Open the list of archives, while the sandbox lets us; add what was made.
 */
int archive_record_open(struct cli *c, struct archiving *a, struct fail *f);
int archive_record(struct cli *c, struct archiving *a,
    const struct pack_sum *sum, struct fail *f);

/* -n: what would go in.  Both return 0, CLI_NO, or -1. */
int archive_list(struct cli *c, struct archiving *a, struct fail *f);

/* Pack, read back, give the file its name, sign. */
int archive_write(struct cli *c, struct archiving *a, struct pack_sum *sum,
    struct fail *f);

#endif
