/* balint-note import: whose name is that? */

#include "cmd/note-people.h"

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/frame.h"
#include "common/record.h"
#include "common/utf8.h"

static int
add_alias(struct people *p, struct view v)
{
	struct buf b = { 0 };
	size_t cap, *of;
	int rv = -1;

	if (v.n == 0)
		return 0;
	if (p->alias.n == p->cap) {
		cap = p->cap == 0 ? 64 : p->cap * 2;
		of = reallocarray(p->of, cap, sizeof(*of));
		if (of == NULL)
			return -1;
		p->of = of;
		p->cap = cap;
	}
	p->of[p->alias.n] = p->n;
	if (utf8_fold(&b, v) == 0)
		rv = names_add(&p->alias, buf_all(&b));
	buf_release(&b);
	return rv;
}

static int
add_two(struct people *p, struct view a, struct view b, const char *between)
{
	struct buf both = { 0 };
	int rv = 0;

	buf_view(&both, a);
	buf_puts(&both, between);
	buf_view(&both, b);
	if (a.n > 0 && b.n > 0)
		rv = buf_bad(&both) ? -1 : add_alias(p, buf_all(&both));
	buf_release(&both);
	return rv;
}

static int
add_member(struct people *p, const struct record *r, const struct member *m)
{
	size_t i;

	if (names_add(&p->ids, m->id) == -1 || add_alias(p, m->name) == -1 ||
	    add_two(p, m->given, m->surname, " ") == -1 ||
	    add_two(p, m->surname, m->given, ", ") == -1 ||
	    add_alias(p, record_value(r, "Email")) == -1)
		return -1;
	for (i = record_next(r, "Nickname", 1); i < r->nfield;
	     i = record_next(r, "Nickname", i + 1))
		if (add_alias(p, r->field[i].value) == -1)
			return -1;
	p->n++;
	return 0;
}

int
people_load(struct people *p, struct store *s, int day, struct fail *f)
{
	struct names ids = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	struct member m;
	size_t i;
	int rv;

	memset(p, 0, sizeof(*p));
	rv = store_list(s, STORE_MEMBERS, &ids, f);
	for (i = 0; i < ids.n && rv == 0; i++) {
		rv = store_read(s, STORE_MEMBERS, names_get(&ids, i),
		    RECORD_HEADER, &b, &r, f);
		if (rv == 0 && (rv = frame_member(&m, &r, f)) == -1)
			fail_file(f, names_get(&ids, i));
		if (rv == 0 && frame_belongs(&m, day) &&
		    add_member(p, &r, &m) == -1)
			rv = fail_memory(f);
	}
	names_release(&ids);
	record_release(&r);
	buf_release(&b);
	return rv;
}

static size_t
match(const struct people *p, struct view v)
{
	struct buf b = { 0 };
	size_t i, who = p->n;

	if (v.n > 0 && utf8_fold(&b, v) == 0)
		for (i = 0; i < p->alias.n; i++) {
			if (!view_is(buf_all(&b), names_get(&p->alias, i)))
				continue;
			if (who != p->n && who != p->of[i]) {
				who = p->n;
				break;
			}
			who = p->of[i];
		}
	buf_release(&b);
	return who;
}

size_t
people_match(const struct people *p, struct view email, struct view name)
{
	size_t who = match(p, email);

	return who < p->n ? who : match(p, name);
}

void
people_release(struct people *p)
{
	names_release(&p->ids);
	names_release(&p->alias);
	free(p->of);
	memset(p, 0, sizeof(*p));
}
