#ifndef COMMON_RECORD_H
#define COMMON_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/fail.h"
#include "common/view.h"

/*
 * One record as balint-record(5) defines it: a header of fields, an empty
 * line, prose in sections.  Everything points into the bytes that were
 * parsed; nothing is copied and nothing allocated a field.  Does no I/O.
 */
#define RECORD_SIZE_MAX	  (16u << 20) /* bytes in a file */
#define RECORD_HEADER_MAX (64u << 10) /* bytes in a header */
#define RECORD_FIELD_MAX  1000u	      /* fields in a header */
#define RECORD_VALUE_MAX  4096u	      /* characters in a value */
#define RECORD_NAME_MAX	  64u	      /* characters in a name */
#define RECORD_VERSION	  1u	      /* the newest format that we write */

enum record_kind {
	RECORD_GROUP,
	RECORD_MEMBER,
	RECORD_SESSION,
	RECORD_CASE,
	RECORD_DEBRIEF,
	RECORD_LEADER
};
#define RECORD_KINDS 6

struct record_field {
	struct view name, value; /* an empty value is "", not "not there" */
};

struct record_section {
	struct view title;
	struct view body; /* whole lines as they stand, backslashes too */
	size_t line;	  /* where the title stands */
};

/*
 * All zero is valid and empty.  One record may be parsed into again and
 * again; its memory is then used again, so that reading ten thousand files
 * allocates no more than reading one.
 */
struct record {
	struct view src;    /* all of the file */
	struct view header; /* with the empty line that ends it */
	enum record_kind kind;
	unsigned long version;	    /* of the format */
	struct record_field *field; /* field[0] is Format, line 1, and so on */
	size_t nfield, capfield;
	struct record_section *section;
	size_t nsection, capsection;
};

enum { RECORD_ALL = 0, RECORD_HEADER = 1 }; /* RECORD_HEADER: no sections */

/*
 * Parse src, which must outlive r's use and may hold anything.  With
 * RECORD_HEADER what stands behind the header is neither read nor checked.
 *
 * Returns 0; or -1 with *f naming line and column (E_CR, E_BOM, E_NUL,
 * E_UTF8, E_CONTROL, E_EOF, E_CONFLICT, E_FORMAT, E_FIELD, E_VALUE,
 * E_HEADER, E_SECTION, E_SIZE, E_MEMORY).  Release r in both cases.
 */
int record_parse(struct record *r, struct view src, int what, struct fail *f);

/* Give back the memory; r is then valid and empty. */
void record_release(struct record *r);

/*
 * Write r's fields and sections again.  For a parsed record this gives the
 * bytes it was parsed from.
 */
void record_format(const struct record *r, struct buf *out);

/* Value of the first field of that name, any case; else "not there". */
struct view record_value(const struct record *r, const char *name);

/*
 * Index of the next field of that name at or after `from`, or r->nfield.
 * for (i = record_next(r, n, 0); i < r->nfield; i = record_next(r, n, i + 1))
 */
size_t record_next(const struct record *r, const char *name, size_t from);

/* Line of field i, from 1. */
size_t record_line(size_t i);

const struct record_section *record_section(const struct record *r,
    const char *title);

/* Append a section's prose as it was written: one backslash less. */
void record_prose(struct buf *out, struct view body);

/*
 * Append prose as it stands in a file: one backslash more where a line would
 * read as a title, and a final LF.  text must pass record_check_prose().
 */
void record_escape(struct buf *out, struct view text);

/* 0 if text may stand in a section; -1 and *f with line and column. */
int record_check_prose(struct view text, struct fail *f);

/* 0 if value may stand in a field; -1 and *f with the column. */
int record_check_value(struct view value, struct fail *f);

/* True for [A-Za-z][A-Za-z0-9_]{0,63}: a field's name. */
bool record_valid_name(struct view name);

/* True for [a-z][a-z0-9-]*, 64 at most: a section's title. */
bool record_valid_title(struct view title);

const char *record_kind_name(enum record_kind kind);

#endif
