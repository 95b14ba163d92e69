#include "common/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/undo.h"

void
change_init(struct change *c, struct store *s, bool keep)
{
	memset(c, 0, sizeof(*c));
	c->s = s;
	c->keep = keep;
}

static struct change_item *
add(struct change *c, enum store_part part, const char *id, struct fail *f)
{
	struct change_item *p;
	size_t cap;

	if (c->n == c->cap) {
		cap = c->cap == 0 ? 16 : c->cap * 2;
		p = reallocarray(c->item, cap, sizeof(*p));
		if (p == NULL) {
			fail_memory(f);
			return NULL;
		}
		c->item = p;
		c->cap = cap;
	}
	p = &c->item[c->n];
	memset(p, 0, sizeof(*p));
	p->part = part;
	if (view_string(view_of(part == STORE_GROUP ? "" : id), p->id,
		sizeof(p->id)) == -1) {
		fail_set(f, FAIL_RANGE, "E_ID", "an id was expected");
		return NULL;
	}
	c->n++;
	return p;
}

int
change_put(struct change *c, enum store_part part, const char *id,
    struct view bytes, struct fail *f)
{
	struct change_item *i = add(c, part, id, f);

	if (i == NULL)
		return -1;
	buf_view(&i->bytes, bytes);
	return buf_bad(&i->bytes) ? fail_memory(f) : 0;
}

int
change_new(struct change *c, enum store_part part, const char *id,
    struct view bytes, struct fail *f)
{
	if (change_put(c, part, id, bytes, f) == -1)
		return -1;
	c->item[c->n - 1].fresh = true;
	return 0;
}

int
change_drop(struct change *c, enum store_part part, const char *id,
    struct fail *f)
{
	struct change_item *i = add(c, part, id, f);

	if (i == NULL)
		return -1;
	i->drop = true;
	return 0;
}

void
change_release(struct change *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		buf_release(&c->item[i].bytes);
	free(c->item);
	memset(c, 0, sizeof(*c));
}

/* How many changes this group keeps; a frame that is damaged keeps some. */
static unsigned
depth_of(struct store *s)
{
	unsigned long n = UNDO_DEPTH;
	struct record r = { 0 };
	struct buf b = { 0 };
	struct view v;

	if (store_read_group(s, &b, &r, NULL) == 0) {
		v = record_value(&r, "UndoDepth");
		if (v.n > 0 && view_number(v, 0, 9999, &n) == -1)
			n = UNDO_DEPTH;
	}
	record_release(&r);
	buf_release(&b);
	return (unsigned)n;
}

static int
check(struct change *c, struct fail *f)
{
	const struct change_item *i;

	for (i = c->item; i < c->item + c->n; i++) {
		if (i->drop)
			continue;
		if (store_check(c->s, i->part, i->id, buf_all(&i->bytes), f) ==
		    -1)
			return -1;
		if (i->fresh && store_has(c->s, i->part, i->id)) {
			fail_set(f, FAIL_EXISTS, "E_EXISTS",
			    "is there already; nothing was written");
			return fail_detail(f, "%s", i->id);
		}
	}
	return 0;
}

/* What stands there now, all in one buf; old bytes as offsets until the end. */
static int
gather(struct change *c, struct undo_file *u, struct buf *old, struct fail *f)
{
	size_t i, at = 0;
	int rv;

	for (i = 0; i < c->n; i++) {
		u[i].part = c->item[i].part;
		memcpy(u[i].id, c->item[i].id, sizeof(u[i].id));
		u[i].gone = c->item[i].drop;
		u[i].made = undo_sum(buf_all(&c->item[i].bytes));
		u[i].old.n = old->n;
		rv = store_bytes(c->s, u[i].part, u[i].id, old, f);
		if (rv == -1)
			return -1;
		u[i].old.p = rv == 1 ? NULL : "";
		u[i].old.n = old->n - u[i].old.n;
		if (old->n > UNDO_BYTES_MAX)
			return fail_set(f, FAIL_LIMIT, "E_UNDO",
			    "more than can be kept for undo; --no-undo was "
			    "expected");
	}
	for (i = 0; i < c->n; i++)
		if (u[i].old.p != NULL) {
			u[i].old.p = buf_all(old).p + at;
			at += u[i].old.n;
		}
	return 0;
}

static int
keep(struct change *c, unsigned long *number, struct fail *f)
{
	struct undo_file *u = calloc(c->n, sizeof(*u));
	struct buf old = { 0 };
	int rv = -1;

	if (u == NULL)
		fail_memory(f);
	else if (gather(c, u, &old, f) == 0)
		rv = undo_keep(c->s, u, c->n, number, f);
	free(u);
	buf_release(&old);
	return rv;
}

static int
apply(struct change *c, size_t *done, struct fail *f)
{
	const struct change_item *i;
	int rv = 0;

	for (*done = 0; rv == 0 && *done < c->n; *done += rv == 0) {
		i = &c->item[*done];
		if (i->drop)
			rv = store_remove(c->s, i->part, i->id, f);
		else
			rv = store_write(c->s, i->part, i->id,
			    buf_all(&i->bytes), i->fresh ? FILE_NEW : 0, f);
	}
	return rv;
}

int
change_commit(struct change *c, struct fail *f)
{
	unsigned depth = depth_of(c->s);
	bool kept = c->keep && depth > 0;
	unsigned long number = 0;
	size_t done;

	if (c->n == 0)
		return 0;
	if (check(c, f) == -1 || (kept && keep(c, &number, f) == -1))
		return -1;
	if (apply(c, &done, f) == -1)
		return -1;
	/*
	 * The change is on the disk.  What is too old is forgotten the next
	 * time if it can't be now, but a group that keeps nothing must know.
	 */
	depth = depth_of(c->s); /* which may be what was changed */
	if (undo_prune(c->s, depth, f) == -1 && depth == 0)
		return -1;
	return 0;
}

/* Is the file what the change left, or what it was before, or neither? */
static int
look(struct store *s, const struct undo_file *u, bool *same_as_old,
    struct fail *f)
{
	struct buf b = { 0 };
	bool made;
	int rv;

	rv = store_bytes(s, u->part, u->id, &b, f);
	if (rv == -1)
		goto out;
	*same_as_old =
	    rv == 1 ? u->old.p == NULL
		    : u->old.p != NULL && view_equal(buf_all(&b), u->old);
	made = rv == 1 ? u->gone : !u->gone && undo_sum(buf_all(&b)) == u->made;
	rv = 0;
	if (!*same_as_old && !made) {
		fail_set(f, FAIL_NO, "E_CHANGED",
		    "was changed since by another hand; nothing was undone");
		rv = fail_detail(f, "%s",
		    u->part == STORE_GROUP ? "group.txt" : u->id);
	}
out:
	buf_release(&b);
	return rv;
}

static int
put_back(struct store *s, const struct undo_file *u, struct fail *f)
{
	if (u->old.p == NULL)
		return store_remove(s, u->part, u->id, f);
	return store_put_back(s, u->part, u->id, u->old, f);
}

/* 0: put back; 1: all is as it was before, a change that never happened. */
static int
undo_one(struct store *s, const struct undo *u, bool dry,
    void (*said)(void *, enum store_part, const char *, bool), void *arg,
    struct fail *f)
{
	size_t i, todo = 0;
	bool same;

	for (i = 0; i < u->n; i++) {
		if (look(s, &u->file[i], &same, f) == -1)
			return -1;
		todo += !same;
	}
	/* Backwards, so that each step leaves what was right before. */
	for (i = u->n; i-- > 0;) {
		if (look(s, &u->file[i], &same, f) == -1)
			return -1;
		if (same)
			continue;
		if (!dry && put_back(s, &u->file[i], f) == -1)
			return -1;
		said(arg, u->file[i].part, u->file[i].id,
		    u->file[i].old.p == NULL);
	}
	return todo == 0;
}

int
change_undo(struct store *s, bool dry,
    void (*said)(void *arg, enum store_part part, const char *id, bool gone),
    void *arg, struct fail *f)
{
	struct names l = { 0 };
	struct undo u;
	size_t i;
	int rv;

	if (undo_list(s, &l, f) == -1)
		return -1;
	rv = 1;
	for (i = l.n; rv == 1 && i-- > 0;) {
		rv = undo_read(s, names_get(&l, i), &u, f);
		if (rv == 0)
			rv = undo_one(s, &u, dry, said, arg, f);
		undo_release(&u);
		if (rv != -1 && !dry &&
		    undo_forget(s, names_get(&l, i), f) == -1)
			rv = -1;
	}
	names_release(&l);
	return rv;
}
