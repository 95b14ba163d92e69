#ifndef COMMON_EMIT_H
#define COMMON_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "common/buf.h"
#include "common/names.h"
#include "common/view.h"

/*
 * A table, in the forms that all programs share.  Cells are added from left
 * to right; a row ends by itself when it is full.  What is finished stands in
 * `out`, which the caller empties as he likes.  EMIT_TEXT keeps all cells
 * until the end, to know how wide the columns are; the others keep nothing.
 *
 * Source: RFC 4180 (CSV), IANA text/tab-separated-values, RFC 8259 (JSON).
 */
enum emit_format { EMIT_TEXT, EMIT_TSV, EMIT_CSV, EMIT_JSONL, EMIT_SQL };

enum emit_type { EMIT_STRING, EMIT_INTEGER, EMIT_NUMBER };

struct emit_column {
	const char *name; /* snake_case */
	enum emit_type type;
};

struct emit_style {
	bool excel;	    /* BOM, CRLF, formula guard on text cells */
	char separator;	    /* of CSV; 0: a comma */
	bool decimal_comma; /* in numbers of CSV */
	bool no_heading;    /* TSV, CSV and text without their first row */
};

struct emit {
	enum emit_format format;
	struct emit_style style;
	const char *table; /* the table's name in SQL */
	const struct emit_column *column;
	size_t ncolumn;
	size_t at; /* the cell that comes next */
	struct buf out;
	struct names cells; /* EMIT_TEXT */
	struct buf scratch;
};

/* The format of that name; 0, or -1: text, tsv, csv, jsonl or sql. */
int emit_parse_format(const char *name, enum emit_format *format);

/* All zero but for these; e owns its memory, the columns stay yours. */
void emit_begin(struct emit *e, enum emit_format format,
    const struct emit_style *style, const char *table,
    const struct emit_column *columns, size_t n);

void emit_string(struct emit *e, struct view v); /* "not there": missing */
void emit_integer(struct emit *e, long n);
void emit_number(struct emit *e, double x, int decimals); /* NaN: missing */
void emit_missing(struct emit *e);

/* The last bytes of the table.  True unless memory ran out. */
bool emit_end(struct emit *e);
void emit_release(struct emit *e);

/* Append v as a JSON string with its quotes; invalid UTF-8 as U+FFFD. */
void emit_json(struct buf *b, struct view v);

/*
 * A text cell as it was before the formula guard of `excel` was put on it:
 * of a cell that begins with apostrophes and then one of = + - @, a tab, a
 * carriage return or their wide forms, one apostrophe goes; any other stays.
 */
struct view emit_unguard(struct view v);

/* Append v as one RFC 4180 field, quoted if it must be. */
void emit_csv(struct buf *b, struct view v, char separator);

#endif
