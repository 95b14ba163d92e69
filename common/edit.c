#include "common/edit.h"

static int
writable(const struct record *r, struct fail *f)
{
	if (r->version > RECORD_VERSION)
		return fail_at(f, FAIL_RANGE, "E_VERSION",
		    "the file is of a newer format; this program only reads it",
		    1, 1);
	return 0;
}

static int
finish(struct buf *out, struct fail *f)
{
	return buf_bad(out) ? fail_memory(f) : 0;
}

static size_t
offset(const struct record *r, const char *p)
{
	return (size_t)(p - r->src.p);
}

/* Where field i's line begins; r->nfield is the empty line of the header. */
static size_t
field_start(const struct record *r, size_t i)
{
	return i < r->nfield ? offset(r, r->field[i].name.p) : r->header.n - 1;
}

static void
put_field(struct buf *out, struct view name, struct view value)
{
	buf_view(out, name);
	buf_puts(out, value.n == 0 ? ":" : ": ");
	buf_view(out, value);
	buf_putc(out, '\n');
}

/* Replace the lines [from, to) by one field; or by none if name is no name. */
static int
splice(struct buf *out, const struct record *r, size_t from, size_t to,
    struct view name, struct view value, struct fail *f)
{
	if (writable(r, f) == -1)
		return -1;
	if (name.p != NULL && record_check_value(value, f) == -1)
		return -1;
	buf_add(out, r->src.p, field_start(r, from));
	if (name.p != NULL)
		put_field(out, name, value);
	buf_add(out, r->src.p + field_start(r, to),
	    r->src.n - field_start(r, to));
	return finish(out, f);
}

int
edit_put(struct buf *out, const struct record *r, size_t i, struct view value,
    struct fail *f)
{
	return splice(out, r, i, i + 1, r->field[i].name, value, f);
}

int
edit_drop(struct buf *out, const struct record *r, size_t i, struct fail *f)
{
	return splice(out, r, i, i + 1, view_of(NULL), view_of(NULL), f);
}

int
edit_set(struct buf *out, const struct record *r, const char *name,
    struct view value, struct fail *f)
{
	size_t i = record_next(r, name, 1);

	if (i < r->nfield)
		return edit_put(out, r, i, value, f);
	return splice(out, r, i, i, view_of(name), value, f);
}

int
edit_add(struct buf *out, const struct record *r, const char *name,
    struct view value, struct fail *f)
{
	size_t i, at = r->nfield;

	for (i = record_next(r, name, 1); i < r->nfield;
	     i = record_next(r, name, i + 1))
		at = i + 1;
	return splice(out, r, at, at, view_of(name), value, f);
}

/* True if v ends in an empty line, so that the next thing stands apart. */
static bool
ends_apart(struct view v)
{
	return v.n == 0 || (v.n == 1 && v.p[0] == '\n') ||
	       (v.n >= 2 && v.p[v.n - 1] == '\n' && v.p[v.n - 2] == '\n');
}

static int
section_new(struct buf *out, const struct record *r, const char *title,
    struct view text, struct fail *f)
{
	buf_view(out, r->src);
	if (!ends_apart(r->src))
		buf_putc(out, '\n');
	buf_printf(out, "## %s\n", title);
	record_escape(out, text);
	return finish(out, f);
}

int
edit_append(struct buf *out, const struct record *r, const char *title,
    struct view text, struct fail *f)
{
	const struct record_section *s = record_section(r, title);
	struct view kept;
	size_t end;
	bool last;

	if (writable(r, f) == -1 || record_check_prose(text, f) == -1)
		return -1;
	if (s == NULL)
		return section_new(out, r, title, text, f);
	last = s == &r->section[r->nsection - 1];
	kept = s->body;
	while (kept.n > 1 && ends_apart(kept))
		kept.n--;
	if (kept.n == 1 && kept.p[0] == '\n')
		kept.n = 0;
	end = s->body.p == NULL ? r->src.n : offset(r, s->body.p) + s->body.n;
	buf_add(out, r->src.p, end - (s->body.n - kept.n));
	if (kept.n > 0)
		buf_putc(out, '\n');
	record_escape(out, text);
	if (!last)
		buf_putc(out, '\n');
	buf_add(out, r->src.p + end, r->src.n - end);
	return finish(out, f);
}

int
edit_section(struct buf *out, const struct record *r, const char *title,
    struct view text, struct fail *f)
{
	const struct record_section *s = record_section(r, title);
	size_t start;

	if (writable(r, f) == -1 || record_check_prose(text, f) == -1)
		return -1;
	if (s == NULL)
		return section_new(out, r, title, text, f);
	start = offset(r, s->body.p);
	buf_add(out, r->src.p, start);
	record_escape(out, text);
	if (s != &r->section[r->nsection - 1])
		buf_putc(out, '\n');
	buf_add(out, r->src.p + start + s->body.n,
	    r->src.n - start - s->body.n);
	return finish(out, f);
}
