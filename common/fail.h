#ifndef COMMON_FAIL_H
#define COMMON_FAIL_H

#include <stddef.h>

/*
 * Why a function failed.  Filled by the callee, printed by a command.
 *
 * No case content ever goes in here: `what` is a fixed text, `file` a path
 * made of ids, and `detail` holds only ids, numbers and option names.
 */
enum fail_kind {
	FAIL_NONE = 0,
	FAIL_SYNTAX,	/* the input is not of its format */
	FAIL_RANGE,	/* a value is out of its bounds */
	FAIL_REFERENCE, /* what is named is not there */
	FAIL_EXISTS,	/* what should be made is there already */
	FAIL_SYSTEM,	/* a system call said no; err has the reason */
	FAIL_MEMORY,
	FAIL_LIMIT, /* larger or more than we are willing to take */
	FAIL_BUSY,  /* another program holds the group; try again */
	FAIL_NO	    /* done, and the answer is no: wrong key, rule not met */
};

struct fail {
	enum fail_kind kind;
	int err;	  /* errno, or 0 */
	size_t line, col; /* from 1; 0: none. col counts bytes */
	const char *word; /* stable, for scripts: "E_DATE"; static */
	const char *what; /* what is wrong, what was expected; static */
	char file[256];	  /* the file blamed, or "" */
	char detail[96];  /* an id, a number, an option; or "" */
};

/*
 * Fill *f (f may be NULL) and return -1, so that a function can end with
 * `return fail_set(...)`.  err is taken from errno when kind is FAIL_SYSTEM.
 * word and what must be static strings.  file and detail are emptied.  line
 * and col, a place in the input, count from 1.
 *
 * Those that return -1 are inline, so that compilers and analyzers see on
 * which paths a caller goes on.
 */
void fail_fill(struct fail *f, enum fail_kind kind, const char *word,
    const char *what, size_t line, size_t col);
void fail_blame(struct fail *f, const char *file);

static inline int
fail_at(struct fail *f, enum fail_kind kind, const char *word, const char *what,
    size_t line, size_t col)
{
	fail_fill(f, kind, word, what, line, col);
	return -1;
}

static inline int
fail_set(struct fail *f, enum fail_kind kind, const char *word,
    const char *what)
{
	fail_fill(f, kind, word, what, 0, 0);
	return -1;
}

/* Out of memory: kind FAIL_MEMORY, word E_MEMORY.  Returns -1. */
static inline int
fail_memory(struct fail *f)
{
	fail_fill(f, FAIL_MEMORY, "E_MEMORY", "out of memory", 0, 0);
	return -1;
}

/* Name the file that is to blame, if none is named yet.  Returns -1. */
static inline int
fail_file(struct fail *f, const char *file)
{
	fail_blame(f, file);
	return -1;
}

/* Add an id or a number, never content, to the message.  Returns -1. */
int fail_detail(struct fail *f, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

#endif
