#ifndef CMD_REDACT_H
#define CMD_REDACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cmd/cli.h"
#include "common/buf.h"
#include "common/names.h"
#include "common/out.h"
#include "common/redact-policy.h"
#include "common/redact-text.h"
#include "common/standin.h"

/* What balint-redact was asked to do, and what it does it with. */
enum job_what {
	JOB_REDACT,
	JOB_SPANS,
	JOB_CHECK,
	JOB_EXPLAIN,
	JOB_PROPOSE,
	JOB_REVIEW,
	JOB_SCORE
};

enum job_form { JOB_AUTO, JOB_TEXT, JOB_CSV, JOB_TSV, JOB_JSONL };

struct job {
	struct cli *c;
	enum job_what what;
	enum job_form form;
	const char *policy_name, *as, *mode, *lang, *columns, *delimiter;
	const char *known, *allow, *deny, *key;
	const char *map, *report, *decisions;
	struct names recipients; /* of the map */
	bool lines, in_place, values, every, no_roster;
	int shift;
	enum when_order order;

	struct policy policy;
	struct buf names_text, countries_text;
	struct standin *names, *countries;
	unsigned char *secret; /* CRYPT_KEY bytes, from crypt_alloc() */
	struct buf bytes[3];   /* of --known, --allow, --deny */
	struct names roster;   /* "CLASS words" */
	struct redact_known *knowns, *denies;
	size_t nknown, ndeny;
	struct view *allows;
	size_t nallow;
	struct text_pattern *patterns;
	size_t npattern;
	struct decide decide;

	struct text_options options;
	struct text *text;

	const char *file;  /* being read; NULL: standard input */
	struct view block; /* being acted upon */
	size_t base, line; /* where the block begins in the file */
	size_t seen, seen_line, seen_at; /* how far lines were counted */
	size_t found;			 /* spans that were not kept */
	struct out out;
	struct store store;  /* --in-place; dir -1: none */
	struct names mapped; /* lines of the map */
	bool map_lost;
	struct buf told; /* the report */
};

/* redact-options.c: read the options and all that they name. */
extern const struct cli_option job_options[];
extern const size_t job_noptions;
int job_parse(struct job *j);

/* redact-load.c: policy, key, lists, the roster.  0, or the exit status. */
int job_load(struct job *j);
void job_release(struct job *j);

/* redact-words.c: names and words, a line each, from files and members/. */
int job_words(struct job *j, struct fail *f);
/* Hand all words to the options again, once decisions were read. */
int job_decided(struct job *j, struct fail *f);

/*
 * redact-block.c: one block of a document; what comes out is appended to
 * out.  Returns 0, or -1 with *f, the place being that in the file.
 */
int job_block(struct job *j, struct view in, const struct policy_guards *guards,
    struct buf *out, struct fail *f);

/* What is taken of v as one block. */
struct view job_piece(struct view v);

/* Everything from fd to j->out, a block at a time. */
int job_stream(struct job *j, int fd, struct fail *f);

/* redact-files.c: the operands. */
int job_files(struct job *j);
/* Enter the sandbox with the operands in it.  0, or the exit status. */
int job_enter(struct job *j);

/* redact-record.c: a record or a table, whole in memory, to out. */
int job_whole(struct job *j, struct view in, struct buf *out, struct fail *f);
/* What of a case is redacted: the policy's part of it, or all of it. */
int job_part(struct job *j, struct view in, bool all, struct buf *part,
    struct policy_guards *guards, struct fail *f);

/* redact-columns.c: tables. */
int job_table(struct job *j, struct view in, struct buf *out, struct fail *f);

/* redact-report.c */
void job_told(void *arg, const struct redact_span *s, enum act_verb verb,
    struct view from, struct view to);
/* Replace the file at path, whole or not at all. */
int job_write(const char *path, struct view bytes, mode_t mode, struct fail *f);
int job_write_map(struct job *j, struct fail *f);
int job_write_report(struct job *j, struct fail *f);
void job_print_spans(struct job *j, struct view in, struct buf *out);
void job_print_why(struct job *j, struct view in, struct buf *out);

/* redact-decisions.c: one text, of which a case leaves only a part. */
struct job_single {
	struct buf bytes, part;
	struct policy_guards guards;
	struct view text; /* what the offsets are of */
	char hash[DECIDE_HEX];
};

/* Release s in both cases. */
int job_single(struct job *j, const char *path, struct job_single *s,
    struct fail *f);
void job_single_release(struct job_single *s);
/* SHA-256 in hexadecimal. */
int job_hash(struct view v, char out[DECIDE_HEX], struct fail *f);
/* E_STALE when j->decide is of another text. */
int job_fits(const struct job *j, const struct job_single *s, struct fail *f);
/* Policy, lists and input into d. */
void job_stamp(const struct job *j, const struct job_single *s,
    struct decide *d);
/* All spans and doubts of s, as lines of d. */
int job_gather(struct job *j, const struct job_single *s, struct decide *d,
    struct fail *f);
int job_save(struct job *j, const char *path, const struct decide *d,
    struct view text, struct fail *f);
/* --decisions: what comes out of path under them, to j->out. */
int job_apply(struct job *j, const char *path, struct fail *f);

/* redact-score.c, redact-decisions.c, redact-review.c: 0 or exit status. */
int job_score(struct job *j);
int job_propose(struct job *j);
int job_review(struct job *j);

#endif
