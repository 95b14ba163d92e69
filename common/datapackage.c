#include "common/datapackage.h"

#include <string.h>

static const char *const types[] = { "string", "integer", "number" };

static void
member(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, "\"%s\": ", name);
	emit_json(b, view_of(value));
}

void
datapackage_begin(struct buf *b, const char *name, const char *title)
{
	buf_puts(b, "{\n  \"profile\": \"tabular-data-package\",\n  ");
	member(b, "name", name);
	buf_puts(b, ",\n  ");
	member(b, "title", title);
	buf_puts(b, ",\n  \"resources\": [");
}

static void
constraints(struct buf *b, struct view words)
{
	const char *comma = "";

	buf_puts(b, ", \"constraints\": {\"enum\": [");
	while (words.p != NULL) {
		buf_puts(b, comma);
		emit_json(b, view_cut(&words, '|'));
		comma = ", ";
	}
	buf_puts(b, "]}");
}

static void
fields(struct buf *b, const struct emit_style *style,
    const struct register_column *column, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		buf_printf(b, "%s\n          {", i == 0 ? "" : ",");
		member(b, "name", column[i].column.name);
		buf_puts(b, ", ");
		member(b, "type", types[column[i].column.type]);
		buf_puts(b, ", ");
		member(b, "title", column[i].title);
		buf_puts(b, ", ");
		member(b, "description", column[i].description);
		if (column[i].column.type == EMIT_NUMBER &&
		    style->decimal_comma)
			buf_puts(b, ", \"decimalChar\": \",\"");
		if (column[i].column.type == EMIT_STRING && style->excel)
			buf_puts(b, ", \"balint:guard\": \"apostrophe\"");
		if (column[i].values != NULL)
			constraints(b, view_of(column[i].values));
		buf_putc(b, '}');
	}
}

static void
dialect(struct buf *b, const struct emit_style *style)
{
	char sep[2] = { style->separator != 0 ? style->separator : ',', '\0' };

	buf_puts(b, "      \"dialect\": {");
	member(b, "delimiter", sep);
	buf_printf(b, ", \"lineTerminator\": \"%s\", \"header\": true},\n",
	    style->excel ? "\\r\\n" : "\\n");
}

/* The file's name without its end, in the letters a resource may have. */
static void
resource_name(struct buf *b, const char *path)
{
	struct view v = view_of(path);
	size_t i;
	char c;

	if (v.n > 4)
		v.n -= 4;
	buf_puts(b, "\"name\": \"");
	for (i = 0; i < v.n; i++) {
		c = v.p[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 0x20);
		buf_putc(b, (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
				    c == '-' || c == '_' || c == '.'
				? c
				: '-');
	}
	buf_putc(b, '"');
}

void
datapackage_resource(struct buf *b, const char *path, size_t bytes,
    const char *sha256, const struct emit_style *style,
    const struct register_column *column, size_t n, const int *key)
{
	const char *comma = "";

	buf_printf(b, "%s\n    {\n      ", b->p[b->n - 1] == '[' ? "" : ",");
	resource_name(b, path);
	buf_puts(b, ",\n      ");
	member(b, "path", path);
	buf_puts(b, ",\n      \"profile\": \"tabular-data-resource\",\n"
		    "      \"format\": \"csv\", \"mediatype\": \"text/csv\", "
		    "\"encoding\": \"utf-8\",\n");
	buf_printf(b, "      \"bytes\": %zu,\n      \"hash\": \"sha256:%s\",\n",
	    bytes, sha256);
	dialect(b, style);
	buf_puts(b, "      \"schema\": {\n        \"fields\": [");
	fields(b, style, column, n);
	buf_puts(b, "\n        ],\n        \"missingValues\": [\"\"]");
	if (key != NULL) {
		buf_puts(b, ",\n        \"primaryKey\": [");
		for (; *key >= 0; key++, comma = ", ")
			buf_printf(b, "%s\"%s\"", comma,
			    column[*key].column.name);
		buf_putc(b, ']');
	}
	buf_puts(b, "\n      }\n    }");
}

void
datapackage_end(struct buf *b)
{
	buf_puts(b, "\n  ]\n}\n");
}

void
datapackage_codebook(struct buf *b, const struct register_column *column,
    size_t n)
{
	static const struct emit_column columns[] = { { "name", EMIT_STRING },
		{ "type", EMIT_STRING }, { "title", EMIT_STRING },
		{ "description", EMIT_STRING }, { "values", EMIT_STRING },
		{ "missing", EMIT_STRING } };
	struct emit e;
	size_t i;

	emit_begin(&e, EMIT_CSV, NULL, "codebook", columns, 6);
	for (i = 0; i < n; i++) {
		emit_string(&e, view_of(column[i].column.name));
		emit_string(&e, view_of(types[column[i].column.type]));
		emit_string(&e, view_of(column[i].title));
		emit_string(&e, view_of(column[i].description));
		emit_string(&e, view_of(column[i].values));
		emit_string(&e, view_of("empty"));
	}
	if (emit_end(&e))
		buf_view(b, buf_all(&e.out));
	else
		b->bad = true;
	emit_release(&e);
}
