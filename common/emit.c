#include "common/emit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

#define BOM "\xef\xbb\xbf"

static const char *const formats[] = { "text", "tsv", "csv", "jsonl", "sql" };

int
emit_parse_format(const char *name, enum emit_format *format)
{
	size_t i;

	for (i = 0; i < sizeof(formats) / sizeof(formats[0]); i++)
		if (strcmp(name, formats[i]) == 0) {
			*format = (enum emit_format)i;
			return 0;
		}
	return -1;
}

static char
separator(const struct emit *e)
{
	if (e->format == EMIT_TSV)
		return '\t';
	return e->style.separator != 0 ? e->style.separator : ',';
}

static const char *
newline(const struct emit *e)
{
	return e->format == EMIT_CSV && e->style.excel ? "\r\n" : "\n";
}

void
emit_csv(struct buf *b, struct view v, char sep)
{
	size_t i, from = 0;

	for (i = 0; i < v.n; i++)
		if (v.p[i] == sep || v.p[i] == '"' || v.p[i] == '\n' ||
		    v.p[i] == '\r')
			break;
	/* A blank at an end is data; some readers drop it when unquoted. */
	if (i == v.n && (v.n == 0 || (v.p[0] != ' ' && v.p[v.n - 1] != ' '))) {
		buf_view(b, v);
		return;
	}
	buf_putc(b, '"');
	for (i = 0; i < v.n; i++)
		if (v.p[i] == '"') {
			buf_add(b, v.p + from, i + 1 - from);
			from = i;
		}
	buf_add(b, v.p + from, v.n - from);
	buf_putc(b, '"');
}

static void
put_tsv(struct buf *b, struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		switch (v.p[i]) {
		case '\t':
			buf_puts(b, "\\t");
			break;
		case '\n':
			buf_puts(b, "\\n");
			break;
		case '\r':
			buf_puts(b, "\\r");
			break;
		case '\\':
			buf_puts(b, "\\\\");
			break;
		default:
			buf_putc(b, v.p[i]);
		}
}

void
emit_json(struct buf *b, struct view v)
{
	size_t i, len;
	uint32_t cp;

	buf_putc(b, '"');
	for (i = 0; i < v.n; i += len) {
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0) {
			buf_puts(b, "\xef\xbf\xbd");
			len = 1;
		} else if (cp == '"' || cp == '\\')
			buf_printf(b, "\\%c", (char)cp);
		else if (cp == '\n')
			buf_puts(b, "\\n");
		else if (cp == '\t')
			buf_puts(b, "\\t");
		else if (cp < 0x20 || cp == 0x7f)
			buf_printf(b, "\\u%04x", (unsigned)cp);
		else
			buf_add(b, v.p + i, len);
	}
	buf_putc(b, '"');
}

static void
put_sql(struct buf *b, struct view v)
{
	size_t i;

	buf_putc(b, '\'');
	for (i = 0; i < v.n; i++) {
		if (v.p[i] == '\'')
			buf_putc(b, '\'');
		buf_putc(b, v.p[i]);
	}
	buf_putc(b, '\'');
}

static void
heading(struct emit *e)
{
	static const char *const types[] = { "TEXT", "INTEGER", "REAL" };
	size_t i;

	switch (e->format) {
	case EMIT_JSONL:
		return;
	case EMIT_SQL:
		buf_printf(&e->out, "CREATE TABLE %s (", e->table);
		for (i = 0; i < e->ncolumn; i++)
			buf_printf(&e->out, "%s\"%s\" %s", i == 0 ? "" : ", ",
			    e->column[i].name, types[e->column[i].type]);
		buf_puts(&e->out, ");\nBEGIN;\n");
		return;
	case EMIT_TEXT:
		for (i = 0; i < e->ncolumn && !e->style.no_heading; i++)
			if (names_add(&e->cells, view_of(e->column[i].name)) ==
			    -1)
				e->out.bad = true;
		return;
	case EMIT_TSV:
	case EMIT_CSV:
		if (e->format == EMIT_CSV && e->style.excel)
			buf_puts(&e->out, BOM);
		for (i = 0; i < e->ncolumn && !e->style.no_heading; i++)
			buf_printf(&e->out, "%.*s%s", i > 0,
			    (char[]){ separator(e), '\0' }, e->column[i].name);
		if (!e->style.no_heading)
			buf_puts(&e->out, newline(e));
		return;
	}
}

void
emit_begin(struct emit *e, enum emit_format format,
    const struct emit_style *style, const char *table,
    const struct emit_column *columns, size_t n)
{
	memset(e, 0, sizeof(*e));
	e->format = format;
	if (style != NULL)
		e->style = *style;
	e->table = table;
	e->column = columns;
	e->ncolumn = n;
	heading(e);
}

static void
before_cell(struct emit *e)
{
	switch (e->format) {
	case EMIT_JSONL:
		buf_putc(&e->out, e->at == 0 ? '{' : ',');
		buf_printf(&e->out, "\"%s\":", e->column[e->at].name);
		return;
	case EMIT_SQL:
		if (e->at == 0)
			buf_printf(&e->out, "INSERT INTO %s VALUES (",
			    e->table);
		else
			buf_puts(&e->out, ", ");
		return;
	case EMIT_TSV:
	case EMIT_CSV:
		if (e->at > 0)
			buf_putc(&e->out, separator(e));
		return;
	case EMIT_TEXT:
		return;
	}
}

static void
after_cell(struct emit *e)
{
	if (++e->at < e->ncolumn)
		return;
	e->at = 0;
	switch (e->format) {
	case EMIT_JSONL:
		buf_puts(&e->out, "}\n");
		return;
	case EMIT_SQL:
		buf_puts(&e->out, ");\n");
		return;
	case EMIT_TSV:
	case EMIT_CSV:
		buf_puts(&e->out, newline(e));
		return;
	case EMIT_TEXT:
		return;
	}
}

/* What a spreadsheet would take for a formula, or for our guard of one. */
static bool
formula(struct view v)
{
	static const char *const wide[] = { "\xef\xbc\x9d", "\xef\xbc\x8b",
		"\xef\xbc\x8d", "\xef\xbc\xa0" };
	size_t i;

	while (v.n > 0 && v.p[0] == '\'') {
		v.p++;
		v.n--;
	}
	if (v.n == 0)
		return false;
	if (strchr("=+-@\t\r", v.p[0]) != NULL)
		return v.p[0] != '\0';
	for (i = 0; i < 4; i++)
		if (view_starts(v, wide[i]))
			return true;
	return false;
}

struct view
emit_unguard(struct view v)
{
	if (v.n > 0 && v.p[0] == '\'' && formula(v)) {
		v.p++;
		v.n--;
	}
	return v;
}

static void
put_cell(struct emit *e, struct view v)
{
	switch (e->format) {
	case EMIT_JSONL:
		emit_json(&e->out, v);
		return;
	case EMIT_SQL:
		put_sql(&e->out, v);
		return;
	case EMIT_TSV:
		put_tsv(&e->out, v);
		return;
	case EMIT_CSV:
		if (e->style.excel && formula(v)) {
			buf_clear(&e->scratch);
			buf_putc(&e->scratch, '\'');
			buf_view(&e->scratch, v);
			v = buf_all(&e->scratch);
		}
		emit_csv(&e->out, v, separator(e));
		return;
	case EMIT_TEXT:
		buf_clear(&e->scratch);
		utf8_tame(&e->scratch, v, false);
		if (names_add(&e->cells, buf_all(&e->scratch)) == -1)
			e->out.bad = true;
		return;
	}
}

void
emit_string(struct emit *e, struct view v)
{
	if (v.p == NULL) {
		emit_missing(e);
		return;
	}
	before_cell(e);
	put_cell(e, v);
	after_cell(e);
}

static void
put_number(struct emit *e, struct view digits)
{
	before_cell(e);
	if (e->format == EMIT_TEXT) {
		if (names_add(&e->cells, digits) == -1)
			e->out.bad = true;
	} else
		buf_view(&e->out, digits);
	after_cell(e);
}

void
emit_integer(struct emit *e, long n)
{
	char s[32], *p = s + sizeof(s);
	unsigned long u = n < 0 ? 0UL - (unsigned long)n : (unsigned long)n;
	struct view v;

	do
		*--p = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (n < 0)
		*--p = '-';
	v.p = p;
	v.n = (size_t)(s + sizeof(s) - p);
	put_number(e, v);
}

void
emit_number(struct emit *e, double x, int decimals)
{
	char s[64], *dot;
	struct view v = { s, 0 };

	if (isnan(x) || isinf(x)) {
		emit_missing(e);
		return;
	}
	(void)snprintf(s, sizeof(s), "%.*f", decimals, x);
	v.n = strlen(s);
	if (e->format == EMIT_CSV && e->style.decimal_comma &&
	    (dot = strchr(s, '.')) != NULL)
		*dot = ',';
	if (e->format == EMIT_CSV && memchr(s, separator(e), v.n) != NULL) {
		before_cell(e);
		emit_csv(&e->out, v, separator(e));
		after_cell(e);
		return;
	}
	put_number(e, v);
}

void
emit_missing(struct emit *e)
{
	before_cell(e);
	if (e->format == EMIT_JSONL)
		buf_puts(&e->out, "null");
	else if (e->format == EMIT_SQL)
		buf_puts(&e->out, "NULL");
	else if (e->format == EMIT_TEXT &&
		 names_add(&e->cells, view_of("-")) == -1)
		e->out.bad = true;
	after_cell(e);
}

static void
pad(struct buf *b, size_t n)
{
	while (n-- > 0)
		buf_putc(b, ' ');
}

static size_t
column_width(const struct emit *e, size_t column)
{
	size_t i, w, most = 0;

	for (i = column; i < e->cells.n; i += e->ncolumn) {
		w = utf8_width(view_of(names_get(&e->cells, i)));
		if (w > most)
			most = w;
	}
	return most;
}

/* Text to the left, numbers to the right, two blanks between columns. */
static void
lay_out(struct emit *e)
{
	size_t i, c, fill, *width;
	struct view v;
	bool last;

	if (e->ncolumn == 0)
		return;
	width = calloc(e->ncolumn, sizeof(*width));
	if (width == NULL) {
		e->out.bad = true;
		return;
	}
	for (c = 0; c < e->ncolumn; c++)
		width[c] = column_width(e, c);
	for (i = 0; e->ncolumn > 0 && i < e->cells.n; i++) {
		c = i % e->ncolumn;
		last = c + 1 == e->ncolumn;
		v = view_of(names_get(&e->cells, i));
		fill = width[c] - utf8_width(v);
		if (e->column[c].type != EMIT_STRING)
			pad(&e->out, fill);
		buf_view(&e->out, v);
		if (e->column[c].type == EMIT_STRING && !last)
			pad(&e->out, fill);
		buf_puts(&e->out, last ? "\n" : "  ");
	}
	free(width);
}

bool
emit_end(struct emit *e)
{
	if (e->format == EMIT_SQL)
		buf_puts(&e->out, "COMMIT;\n");
	else if (e->format == EMIT_TEXT)
		lay_out(e);
	return !buf_bad(&e->out);
}

void
emit_release(struct emit *e)
{
	buf_release(&e->out);
	buf_release(&e->scratch);
	names_release(&e->cells);
}
