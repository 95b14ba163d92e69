#include "common/merge.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/mergetext.h"
#include "common/record.h"
#include "common/schema.h"

/* A field or a section, with what makes it the same on all sides. */
struct item {
	struct view name; /* as it is spelled there */
	struct view key;  /* behind the name: whose Attend, which value */
	struct view value;
	size_t nth; /* among those of that name and key */
};

struct side {
	struct item *item;
	size_t n;
};

enum { BASE, OURS, THEIRS };

struct merge {
	struct record r[3];
	struct side s[3];
	struct item *out; /* in order; value "not there": dropped */
	size_t n;
	struct buf *bytes;
	struct buf scratch; /* merged prose */
	size_t clashes;
	bool sections;
};

static struct view
first_word(struct view v)
{
	return view_word(&v);
}

/* Which values of a list are the same thing in two versions. */
static struct view
key_of(enum record_kind kind, const struct record_field *f)
{
	const struct schema_field *d = schema_find(kind, f->name);
	const struct view none = { "", 0 };

	if (d == NULL || !(d->flags & SCHEMA_LIST))
		return none;
	if (d->form == SCHEMA_ATTEND || d->form == SCHEMA_FOLLOWUP)
		return first_word(f->value);
	return f->value;
}

static bool
same_item(const struct item *a, const struct item *b)
{
	char name[RECORD_NAME_MAX + 1];

	return a->nth == b->nth && view_equal(a->key, b->key) &&
	       view_string(b->name, name, sizeof(name)) == 0 &&
	       view_same(a->name, name);
}

static const struct item *
find(const struct side *s, const struct item *x)
{
	size_t i;

	for (i = 0; i < s->n; i++)
		if (same_item(&s->item[i], x))
			return &s->item[i];
	return NULL;
}

static void
count_nth(struct side *s)
{
	struct item *x = &s->item[s->n];

	x->nth = 0;
	while (find(s, x) != NULL)
		x->nth++;
	s->n++;
}

static int
load_fields(struct side *s, const struct record *r)
{
	size_t i;

	s->item = calloc(r->nfield + 1, sizeof(*s->item));
	if (s->item == NULL)
		return -1;
	for (i = 1; i < r->nfield; i++) {
		s->item[s->n].name = r->field[i].name;
		s->item[s->n].value = r->field[i].value;
		s->item[s->n].key = key_of(r->kind, &r->field[i]);
		count_nth(s);
	}
	return 0;
}

static int
load_sections(struct side *s, const struct record *r)
{
	size_t i;

	s->item = calloc(r->nsection + 1, sizeof(*s->item));
	if (s->item == NULL)
		return -1;
	for (i = 0; i < r->nsection; i++) {
		s->item[i].name = r->section[i].title;
		s->item[i].value = mergetext_trim(r->section[i].body);
	}
	s->n = r->nsection;
	return 0;
}

/*
 * The order in which side k has what the base has too, or false if that is
 * the base's own order.
 */
static bool
reordered(const struct merge *m, int k)
{
	const struct side *b = &m->s[BASE], *s = &m->s[k];
	const struct item *at;
	size_t i, last = 0, pos;

	for (i = 0; i < s->n; i++) {
		at = find(b, &s->item[i]);
		if (at == NULL)
			continue;
		pos = (size_t)(at - b->item);
		if (pos < last)
			return true;
		last = pos;
	}
	return false;
}

static int
compare_items(const struct item *a, const struct item *b)
{
	int c = view_compare(a->name, b->name);

	if (c == 0)
		c = view_compare(a->key, b->key);
	return c != 0 ? c : view_compare(a->value, b->value);
}

/* Two whole orders, so that the choice does not depend on whose is whose. */
static int
compare_sides(const struct side *a, const struct side *b)
{
	size_t i;
	int c;

	for (i = 0; i < a->n && i < b->n; i++)
		if ((c = compare_items(&a->item[i], &b->item[i])) != 0)
			return c;
	return a->n < b->n ? -1 : a->n > b->n;
}

/* Whose order of the base's items counts. */
static const struct side *
skeleton(const struct merge *m)
{
	bool ours = reordered(m, OURS), theirs = reordered(m, THEIRS);

	if (ours && theirs)
		return compare_sides(&m->s[OURS], &m->s[THEIRS]) <= 0
			   ? &m->s[OURS]
			   : &m->s[THEIRS];
	if (ours || theirs)
		return &m->s[ours ? OURS : THEIRS];
	return &m->s[BASE];
}

static bool
in_out(const struct merge *m, const struct item *x)
{
	size_t i;

	for (i = 0; i < m->n; i++)
		if (same_item(&m->out[i], x))
			return true;
	return false;
}

/* The run of new items that side k has behind item `at` (-1: in front). */
static size_t
run_behind(const struct merge *m, int k, const struct item *anchor,
    const struct item **first)
{
	const struct side *s = &m->s[k];
	const struct item *at = anchor == NULL ? NULL : find(s, anchor);
	size_t i, n = 0;

	*first = NULL;
	if (anchor != NULL && at == NULL)
		return 0;
	i = at == NULL ? 0 : (size_t)(at - s->item) + 1;
	*first = &s->item[i];
	while (i + n < s->n && find(&m->s[BASE], &s->item[i + n]) == NULL)
		n++;
	return n;
}

static void
put_run(struct merge *m, const struct item *x, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!in_out(m, &x[i]))
			m->out[m->n++] = x[i];
}

/* What either side added behind the anchor, in an order of its own. */
static void
put_new(struct merge *m, const struct item *anchor)
{
	const struct item *a, *b;
	size_t na = run_behind(m, OURS, anchor, &a);
	size_t nb = run_behind(m, THEIRS, anchor, &b);
	struct side sa = { (struct item *)(uintptr_t)a, na };
	struct side sb = { (struct item *)(uintptr_t)b, nb };

	if (compare_sides(&sa, &sb) <= 0) {
		put_run(m, a, na);
		put_run(m, b, nb);
	} else {
		put_run(m, b, nb);
		put_run(m, a, na);
	}
}

/* All items of the three versions, once each, in the order they will have. */
static int
put_in_order(struct merge *m)
{
	const struct side *s = skeleton(m);
	size_t i;

	m->n = 0;
	m->out = calloc(m->s[0].n + m->s[1].n + m->s[2].n + 1, sizeof(*m->out));
	if (m->out == NULL)
		return -1;
	put_new(m, NULL);
	for (i = 0; i < s->n; i++) {
		if (find(&m->s[BASE], &s->item[i]) == NULL)
			continue;
		if (!in_out(m, &s->item[i]))
			m->out[m->n++] = s->item[i];
		put_new(m, &s->item[i]);
	}
	/*
	 * What the skeleton has dropped, or what had no place yet.  (The
	 * analyzer thinks that m->out may be overwritten here; its caller
	 * frees it.)
	 */
	/* NOLINTNEXTLINE(clang-analyzer-unix.Malloc) */
	for (i = 0; i < m->s[BASE].n; i++)
		put_run(m, &m->s[BASE].item[i], 1);
	if (compare_sides(&m->s[OURS], &m->s[THEIRS]) <= 0) {
		put_run(m, m->s[OURS].item, m->s[OURS].n);
		put_run(m, m->s[THEIRS].item, m->s[THEIRS].n);
	} else {
		put_run(m, m->s[THEIRS].item, m->s[THEIRS].n);
		put_run(m, m->s[OURS].item, m->s[OURS].n);
	}
	return 0;
}

static bool
same(struct view a, struct view b)
{
	return (a.p == NULL) == (b.p == NULL) && view_equal(a, b);
}

static struct view
value_in(const struct side *s, const struct item *x)
{
	const struct item *i = find(s, x);

	return i == NULL ? view_of(NULL) : i->value;
}

static void
put_field(struct merge *m, const struct item *x, struct view v)
{
	if (v.p == NULL)
		return;
	buf_view(m->bytes, x->name);
	buf_puts(m->bytes, v.n == 0 ? ":" : ": ");
	buf_view(m->bytes, v);
	buf_putc(m->bytes, '\n');
}

static void
put_section(struct merge *m, const struct item *x, const char *suffix,
    struct view v)
{
	if (v.p == NULL)
		return;
	/* An empty line stands in front of a title, always. */
	if (m->bytes->n < 2 || m->bytes->p[m->bytes->n - 2] != '\n')
		buf_putc(m->bytes, '\n');
	buf_puts(m->bytes, "## ");
	buf_view(m->bytes, x->name);
	buf_puts(m->bytes, suffix);
	buf_putc(m->bytes, '\n');
	buf_view(m->bytes, v);
}

static void
put_one(struct merge *m, const struct item *x, const char *suffix,
    struct view v)
{
	if (m->sections)
		put_section(m, x, suffix, v);
	else
		put_field(m, x, v);
}

/* Both sides changed it, each in its way. */
static void
put_both(struct merge *m, const struct item *x, struct view b, struct view o,
    struct view t)
{
	struct view low = view_compare(o, t) <= 0 ? o : t;
	struct view high = low.p == o.p ? t : o;

	if (m->sections && o.p != NULL && t.p != NULL) {
		buf_clear(&m->scratch);
		if (mergetext(&m->scratch, b, o, t)) {
			put_one(m, x, "", buf_all(&m->scratch));
			return;
		}
	}
	m->clashes++;
	if (o.p == NULL || t.p == NULL) {
		/* One side took it away, the other has a new one: that stays. */
		put_one(m, x, "", o.p == NULL ? t : o);
		return;
	}
	put_one(m, x, "", low);
	put_one(m, x, "-2", high);
}

static void
put_all(struct merge *m)
{
	struct view b, o, t;
	size_t i;

	for (i = 0; i < m->n; i++) {
		b = value_in(&m->s[BASE], &m->out[i]);
		o = value_in(&m->s[OURS], &m->out[i]);
		t = value_in(&m->s[THEIRS], &m->out[i]);
		if (same(o, t) || same(t, b))
			put_one(m, &m->out[i], "", o);
		else if (same(o, b))
			put_one(m, &m->out[i], "", t);
		else
			put_both(m, &m->out[i], b, o, t);
	}
}

static void
forget_sides(struct merge *m)
{
	size_t i;

	for (i = 0; i < 3; i++) {
		free(m->s[i].item);
		m->s[i].item = NULL;
		m->s[i].n = 0;
	}
	free(m->out);
	m->out = NULL;
}

static int
merge_part(struct merge *m, int (*load)(struct side *, const struct record *))
{
	size_t i;
	int rv = 0;

	for (i = 0; i < 3 && rv == 0; i++)
		rv = load(&m->s[i], &m->r[i]);
	if (rv == 0)
		rv = put_in_order(m);
	if (rv == 0)
		put_all(m);
	forget_sides(m);
	return rv;
}

static bool
differs(const struct merge *m, const char *field, bool may_be_edited)
{
	struct view o = record_value(&m->r[OURS], field);
	struct view t = record_value(&m->r[THEIRS], field);
	struct view b = record_value(&m->r[BASE], field);

	if (same(o, t))
		return false;
	return !may_be_edited || m->r[BASE].nfield == 0 ||
	       !(same(o, b) || same(t, b));
}

static int
check_same(const struct merge *m, struct fail *f)
{
	const struct record *o = &m->r[OURS], *t = &m->r[THEIRS];

	if (o->kind == t->kind && o->version == t->version &&
	    (m->r[BASE].nfield == 0 || m->r[BASE].kind == o->kind) &&
	    o->version <= RECORD_VERSION &&
	    !differs(m, record_kind_name(o->kind), false) &&
	    !(o->kind == RECORD_CASE && (differs(m, "Session", false) ||
					    differs(m, "Presenter", true))) &&
	    !(o->kind == RECORD_DEBRIEF &&
		(differs(m, "Session", false) || differs(m, "Leader", false))))
		return 0;
	return fail_set(f, FAIL_NO, "E_MERGE",
	    "two different records under one name; both are kept, nothing "
	    "was merged");
}

/* Two valid records can be too much for one, or have a TITLE-2 already. */
static int
check_result(const struct buf *out, size_t start, struct fail *f)
{
	struct view v = { out->p + start, out->n - start };
	struct record r = { 0 };
	int rv;

	rv = record_parse(&r, v, RECORD_ALL, NULL);
	record_release(&r);
	if (rv == 0)
		return 0;
	return fail_set(f, FAIL_NO, "E_MERGE",
	    "the two versions don't fit into one record; both are kept, "
	    "nothing was merged");
}

int
merge_records(struct buf *out, struct view base, struct view ours,
    struct view theirs, size_t *clashes, struct fail *f)
{
	struct merge m = { .bytes = out };
	size_t start = out->n;
	int rv = -1;

	*clashes = 0;
	if ((base.n > 0 &&
		record_parse(&m.r[BASE], base, RECORD_ALL, f) == -1) ||
	    record_parse(&m.r[OURS], ours, RECORD_ALL, f) == -1 ||
	    record_parse(&m.r[THEIRS], theirs, RECORD_ALL, f) == -1 ||
	    check_same(&m, f) == -1)
		goto out;
	buf_printf(out, "Format: balint-%s/%lu\n",
	    record_kind_name(m.r[OURS].kind), m.r[OURS].version);
	rv = merge_part(&m, load_fields);
	buf_putc(out, '\n');
	m.sections = true;
	if (rv == 0)
		rv = merge_part(&m, load_sections);
	if (rv == -1 || buf_bad(out) || buf_bad(&m.scratch))
		rv = fail_memory(f);
	*clashes = m.clashes;
	if (rv == 0)
		rv = check_result(out, start, f);
	if (rv == 0 && m.clashes > 0)
		rv = MERGE_CLASH;
out:
	if (rv == -1 && !buf_bad(out) && out->p != NULL)
		out->p[out->n = start] = '\0';
	record_release(&m.r[BASE]);
	record_release(&m.r[OURS]);
	record_release(&m.r[THEIRS]);
	buf_release(&m.scratch);
	return rv;
}
