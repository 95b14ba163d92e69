#include "common/record.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

static const char *const kinds[RECORD_KINDS] = { "group", "member", "session",
	"case", "debrief", "leader" };

struct cursor {
	struct view src;
	size_t at;   /* where the next line begins */
	size_t line; /* number of the line last taken */
};

const char *
record_kind_name(enum record_kind kind)
{
	return kinds[kind];
}

bool
record_valid_name(struct view name)
{
	size_t i;
	char c;

	if (name.n == 0 || name.n > RECORD_NAME_MAX)
		return false;
	for (i = 0; i < name.n; i++) {
		c = name.p[i];
		if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))
			continue;
		if (i == 0 || !((c >= '0' && c <= '9') || c == '_'))
			return false;
	}
	return true;
}

bool
record_valid_title(struct view title)
{
	size_t i;
	char c;

	if (title.n == 0 || title.n > RECORD_NAME_MAX)
		return false;
	for (i = 0; i < title.n; i++) {
		c = title.p[i];
		if (c >= 'a' && c <= 'z')
			continue;
		if (i == 0 || !((c >= '0' && c <= '9') || c == '-'))
			return false;
	}
	return true;
}

/* True if all eight bytes of w are printable ASCII. */
static bool
plain8(uint64_t w)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	const uint64_t high = UINT64_C(0x8080808080808080);

	return (((w - 0x20 * ones) | (w + ones) | w) & high) == 0;
}

static int
wrong_text(const char *p, size_t n, size_t line, size_t col, struct fail *f)
{
	uint32_t cp;

	if (*p == '\0')
		return fail_at(f, FAIL_SYNTAX, "E_NUL",
		    "a NUL byte; a record is text", line, col);
	if (*p == '\r')
		return fail_at(f, FAIL_SYNTAX, "E_CR",
		    "a carriage return; lines end in LF alone", line, col);
	if (utf8_decode(p, n, &cp) == 0)
		return fail_at(f, FAIL_SYNTAX, "E_UTF8",
		    "invalid UTF-8; a record is UTF-8 text", line, col);
	return fail_at(f, FAIL_SYNTAX, "E_CONTROL",
	    "a control character; text has none", line, col);
}

/* Check that v is `text`, with tabs when `prose`; col is where v begins. */
static int
check_text(struct view v, bool prose, size_t line, size_t col, struct fail *f)
{
	size_t i = 0, len;
	uint32_t cp;
	uint64_t w;

	while (i < v.n) {
		if (i + sizeof(w) <= v.n) {
			memcpy(&w, v.p + i, sizeof(w));
			if (plain8(w)) {
				i += sizeof(w);
				continue;
			}
		}
		if (v.p[i] >= ' ' && v.p[i] < 0x7f) {
			i++;
			continue;
		}
		len = utf8_decode(v.p + i, v.n - i, &cp);
		if (len == 0 || !(utf8_text(cp) || (prose && cp == '\t')))
			return wrong_text(v.p + i, v.n - i, line, col + i, f);
		i += len;
	}
	return 0;
}

/* What besides its characters makes a value a value. */
static int
check_shape(struct view value, struct fail *f)
{
	if (view_trim(value).n != value.n)
		return fail_set(f, FAIL_SYNTAX, "E_VALUE",
		    "a blank at the end of a value; none was expected");
	/* recutils takes the next line for part of it. */
	if (value.n > 0 && value.p[value.n - 1] == '\\')
		return fail_set(f, FAIL_SYNTAX, "E_VALUE",
		    "a backslash at the end of a value; none was expected");
	if (value.n > RECORD_VALUE_MAX && utf8_length(value) > RECORD_VALUE_MAX)
		return fail_set(f, FAIL_LIMIT, "E_VALUE",
		    "the value is longer than 4096 characters");
	return 0;
}

int
record_check_value(struct view value, struct fail *f)
{
	if (check_text(value, false, 0, 1, f) == -1)
		return -1;
	return check_shape(value, f);
}

/* The next line without its LF; false at the end of the file. */
static bool
next_line(struct cursor *c, struct view *line)
{
	const char *p = c->src.p + c->at, *lf;
	size_t left = c->src.n - c->at;

	if (left == 0)
		return false;
	lf = memchr(p, '\n', left);
	line->p = p;
	line->n = lf == NULL ? left : (size_t)(lf - p);
	c->at += line->n + (lf != NULL);
	c->line++;
	return true;
}

static bool
conflict_marker(struct view line)
{
	return view_starts(line, "<<<<<<< ") || view_starts(line, ">>>>>>> ");
}

static int
conflict(size_t line, struct fail *f)
{
	return fail_at(f, FAIL_SYNTAX, "E_CONFLICT",
	    "a git conflict marker; merge the two versions first", line, 1);
}

static int
add_field(struct record *r, struct view name, struct view value, struct fail *f)
{
	struct record_field *p;
	size_t cap;

	if (r->nfield == r->capfield) {
		cap = r->capfield == 0 ? 32 : r->capfield * 2;
		p = reallocarray(r->field, cap, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		r->field = p;
		r->capfield = cap;
	}
	r->field[r->nfield].name = name;
	r->field[r->nfield].value = value;
	r->nfield++;
	return 0;
}

static int
parse_field(struct record *r, struct view line, size_t no, struct fail *f)
{
	struct view value = line, name = view_cut(&value, ':');

	if (conflict_marker(line))
		return conflict(no, f);
	if (value.p == NULL || !record_valid_name(name)) {
		if (check_text(line, false, no, 1, f) == -1)
			return -1;
		return fail_at(f, FAIL_SYNTAX, "E_FIELD",
		    "not a field; `Name: value` was expected", no, 1);
	}
	if (value.n > 0) {
		if (value.p[0] != ' ' || value.n == 1)
			return fail_at(f, FAIL_SYNTAX, "E_FIELD",
			    "a value stands behind one space, an empty one "
			    "has none",
			    no, name.n + 2);
		value.p++;
		value.n--;
	}
	if (check_text(value, false, no, name.n + 3, f) == -1)
		return -1;
	if (check_shape(value, f) == -1) {
		f->line = no;
		f->col = name.n + 3;
		return -1;
	}
	if (r->nfield == RECORD_FIELD_MAX)
		return fail_at(f, FAIL_LIMIT, "E_SIZE",
		    "more than 1000 fields in a header", no, 1);
	return add_field(r, name, value, f);
}

static int
parse_format(struct record *r, struct fail *f)
{
	struct view v, kind;
	size_t i;

	if (r->nfield == 0 || !view_is(r->field[0].name, "Format"))
		goto wrong;
	v = r->field[0].value;
	if (!view_starts(v, "balint-"))
		goto wrong;
	v.p += strlen("balint-");
	v.n -= strlen("balint-");
	kind = view_cut(&v, '/');
	if (v.n > 3 || view_number(v, 1, 999, &r->version) == -1)
		goto wrong;
	for (i = 0; i < RECORD_KINDS; i++)
		if (view_is(kind, kinds[i])) {
			r->kind = (enum record_kind)i;
			return 0;
		}
wrong:
	return fail_at(f, FAIL_SYNTAX, "E_FORMAT",
	    "not a record; line 1 must be `Format: balint-KIND/1`", 1, 1);
}

static int
parse_header(struct record *r, struct cursor *c, struct fail *f)
{
	struct view line;

	for (;;) {
		if (!next_line(c, &line))
			return fail_at(f, FAIL_SYNTAX, "E_HEADER",
			    "the header has no end; an empty line ends it",
			    c->line, 1);
		if (line.n == 0)
			break;
		if (c->at > RECORD_HEADER_MAX)
			return fail_at(f, FAIL_LIMIT, "E_SIZE",
			    "the header is larger than 64 KiB", c->line, 1);
		if (parse_field(r, line, c->line, f) == -1)
			return -1;
		if (r->nfield == 1 && parse_format(r, f) == -1)
			return -1;
	}
	r->header.p = c->src.p;
	r->header.n = c->at;
	return r->nfield > 0 ? 0 : parse_format(r, f);
}

static int
add_section(struct record *r, struct view title, size_t line, struct fail *f)
{
	struct record_section *p;
	size_t cap, i;

	for (i = 0; i < r->nsection; i++)
		if (view_equal(r->section[i].title, title))
			return fail_at(f, FAIL_SYNTAX, "E_SECTION",
			    "this section is there twice", line, 1);
	if (r->nsection == r->capsection) {
		cap = r->capsection == 0 ? 8 : r->capsection * 2;
		p = reallocarray(r->section, cap, sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		r->section = p;
		r->capsection = cap;
	}
	memset(&r->section[r->nsection], 0, sizeof(*r->section));
	r->section[r->nsection].title = title;
	r->section[r->nsection].line = line;
	r->nsection++;
	return 0;
}

static int
parse_title(struct record *r, struct view line, size_t no, struct fail *f)
{
	struct view title = { line.p + 3, line.n < 3 ? 0 : line.n - 3 };

	if (!view_starts(line, "## ") || !record_valid_title(title))
		return fail_at(f, FAIL_SYNTAX, "E_SECTION",
		    "not a section; `## title` in small letters was expected, "
		    "or a backslash before the ##",
		    no, 1);
	return add_section(r, title, no, f);
}

static int
parse_sections(struct record *r, struct cursor *c, struct fail *f)
{
	struct record_section *s;
	struct view line;

	while (next_line(c, &line)) {
		if (view_starts(line, "##")) {
			if (parse_title(r, line, c->line, f) == -1)
				return -1;
			s = &r->section[r->nsection - 1];
			s->body.p = c->src.p + c->at;
			continue;
		}
		if (conflict_marker(line))
			return conflict(c->line, f);
		if (check_text(line, true, c->line, 1, f) == -1)
			return -1;
		if (r->nsection == 0)
			return fail_at(f, FAIL_SYNTAX, "E_SECTION",
			    "text before the first section; `## title` was "
			    "expected",
			    c->line, 1);
		s = &r->section[r->nsection - 1];
		s->body.n = c->at - (size_t)(s->body.p - c->src.p);
	}
	return 0;
}

int
record_parse(struct record *r, struct view src, int what, struct fail *f)
{
	struct cursor c = { src, 0, 0 };

	r->nfield = r->nsection = 0;
	r->src = src;
	if (src.n > RECORD_SIZE_MAX)
		return fail_set(f, FAIL_LIMIT, "E_SIZE",
		    "the file is larger than 16 MiB");
	if (view_starts(src, "\xef\xbb\xbf"))
		return fail_at(f, FAIL_SYNTAX, "E_BOM",
		    "a byte order mark; a record has none", 1, 1);
	if (parse_header(r, &c, f) == -1)
		return -1;
	if (what == RECORD_HEADER)
		return 0;
	if (parse_sections(r, &c, f) == -1)
		return -1;
	if (src.p[src.n - 1] != '\n')
		return fail_at(f, FAIL_SYNTAX, "E_EOF",
		    "the last line has no end; LF was expected", c.line, 1);
	return 0;
}

void
record_release(struct record *r)
{
	free(r->field);
	free(r->section);
	memset(r, 0, sizeof(*r));
}

void
record_format(const struct record *r, struct buf *out)
{
	size_t i;

	for (i = 0; i < r->nfield; i++) {
		buf_view(out, r->field[i].name);
		buf_puts(out, r->field[i].value.n == 0 ? ":" : ": ");
		buf_view(out, r->field[i].value);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
	for (i = 0; i < r->nsection; i++) {
		buf_puts(out, "## ");
		buf_view(out, r->section[i].title);
		buf_putc(out, '\n');
		buf_view(out, r->section[i].body);
	}
}

size_t
record_next(const struct record *r, const char *name, size_t from)
{
	size_t i, n = strlen(name);

	for (i = from; i < r->nfield; i++)
		if (r->field[i].name.n == n &&
		    view_same(r->field[i].name, name))
			break;
	return i;
}

struct view
record_value(const struct record *r, const char *name)
{
	size_t i = record_next(r, name, 0);

	return i < r->nfield ? r->field[i].value : view_of(NULL);
}

size_t
record_line(size_t i)
{
	return i + 1;
}

const struct record_section *
record_section(const struct record *r, const char *title)
{
	size_t i;

	for (i = 0; i < r->nsection; i++)
		if (view_is(r->section[i].title, title))
			return &r->section[i];
	return NULL;
}

/* Backslashes in front of a ## that begins a line: how many, or -1. */
static long
escapes(struct view line)
{
	size_t i = 0;

	while (i < line.n && line.p[i] == '\\')
		i++;
	if (line.n - i < 2 || line.p[i] != '#' || line.p[i + 1] != '#')
		return -1;
	return (long)i;
}

void
record_prose(struct buf *out, struct view body)
{
	struct cursor c = { body, 0, 0 };
	struct view line;

	while (next_line(&c, &line)) {
		if (escapes(line) > 0) {
			line.p++;
			line.n--;
		}
		buf_view(out, line);
		buf_putc(out, '\n');
	}
}

void
record_escape(struct buf *out, struct view text)
{
	struct cursor c = { text, 0, 0 };
	struct view line;

	while (next_line(&c, &line)) {
		if (escapes(line) >= 0)
			buf_putc(out, '\\');
		buf_view(out, line);
		buf_putc(out, '\n');
	}
}

int
record_check_prose(struct view text, struct fail *f)
{
	struct cursor c = { text, 0, 0 };
	struct view line;

	while (next_line(&c, &line)) {
		if (conflict_marker(line))
			return conflict(c.line, f);
		if (check_text(line, true, c.line, 1, f) == -1)
			return -1;
	}
	return 0;
}
