#include "common/standin.h"

#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/utf8.h"

#define GROUPS_MAX 256

struct entry {
	struct view word;
	uint64_t hash; /* of the folded word */
	unsigned char group, kind;
};

struct standin {
	struct buf text;
	struct view name[GROUPS_MAX];
	size_t ngroup;
	struct entry *e; /* as they stand: by group, then by kind */
	size_t n, cap;
	uint32_t *slot; /* index + 1, by hash; 0: free */
	size_t mask;
	struct {
		size_t first, n;
	} run[GROUPS_MAX][STANDIN_KINDS];
};

static uint64_t
hash(struct view v)
{
	struct buf b = { 0 };
	uint64_t h = UINT64_C(14695981039346656037);
	size_t i;

	if (utf8_fold(&b, v) == 0)
		for (i = 0; i < b.n; i++)
			h = (h ^ (unsigned char)b.p[i]) *
			    UINT64_C(1099511628211);
	buf_release(&b);
	return h ^ h >> 29;
}

static int
add(struct standin *s, struct view word, enum standin_kind kind)
{
	struct entry *e;
	size_t cap = s->cap == 0 ? 4096 : s->cap * 2, g = s->ngroup - 1;

	if (s->n == s->cap) {
		if ((e = reallocarray(s->e, cap, sizeof(*e))) == NULL)
			return -1;
		s->e = e;
		s->cap = cap;
	}
	if (s->run[g][kind].n++ == 0)
		s->run[g][kind].first = s->n;
	s->e[s->n++] = (struct entry){ word, hash(word), (unsigned char)g,
		(unsigned char)kind };
	return 0;
}

/* A line that is no comment and no group. */
static int
line(struct standin *s, struct view v)
{
	static const char kinds[] = "fmsp";
	const char *k;
	struct view w;
	enum standin_kind kind;

	if (v.n < 3 || v.p[1] != ' ' || (k = strchr(kinds, v.p[0])) == NULL)
		return add(s, v, STANDIN_PLACE);
	kind = (enum standin_kind)(k - kinds);
	v.p += 2;
	v.n -= 2;
	while ((w = view_word(&v)).p != NULL)
		if (add(s, w, kind) == -1)
			return -1;
	return 0;
}

static int
index_all(struct standin *s)
{
	size_t i, at, size = 16;

	while (size < s->n * 2)
		size *= 2;
	if ((s->slot = calloc(size, sizeof(*s->slot))) == NULL)
		return -1;
	s->mask = size - 1;
	for (i = 0; i < s->n; i++) {
		for (at = s->e[i].hash & s->mask; s->slot[at] != 0;)
			at = (at + 1) & s->mask;
		s->slot[at] = (uint32_t)i + 1;
	}
	return 0;
}

int
standin_new(struct standin **out, struct view text, struct fail *f)
{
	struct standin *s = calloc(1, sizeof(*s));
	struct view rest, v;
	size_t number = 0;
	int rv = -1;

	if (s == NULL)
		return fail_memory(f);
	buf_view(&s->text, text);
	if (buf_bad(&s->text))
		goto memory;
	rest = buf_all(&s->text);
	while (rest.p != NULL) {
		v = view_cut(&rest, '\n');
		number++;
		if (v.n == 0 || v.p[0] == '#')
			continue;
		if (v.p[0] != '@') {
			if (s->ngroup == 0) {
				rv = fail_at(f, FAIL_SYNTAX, "E_LIST",
				    "a word before the first @group", number,
				    1);
				goto out;
			}
			if (line(s, v) == -1)
				goto memory;
		} else if (s->ngroup == GROUPS_MAX) {
			rv = fail_at(f, FAIL_LIMIT, "E_LIST",
			    "too many groups; at most 256 were expected",
			    number, 1);
			goto out;
		} else {
			s->name[s->ngroup++] =
			    (struct view){ v.p + 1, v.n - 1 };
		}
	}
	if (index_all(s) == -1)
		goto memory;
	*out = s;
	return 0;
memory:
	rv = fail_memory(f);
out:
	standin_free(s);
	return rv;
}

void
standin_free(struct standin *s)
{
	if (s == NULL)
		return;
	buf_release(&s->text);
	free(s->e);
	free(s->slot);
	free(s);
}

bool
standin_find(const struct standin *s, struct view v, int wanted, int *group,
    enum standin_kind *kind)
{
	uint64_t h = hash(v);
	size_t at;
	bool found = false;

	for (at = h & s->mask; s->slot[at] != 0; at = (at + 1) & s->mask) {
		const struct entry *e = &s->e[s->slot[at] - 1];

		if (e->hash != h || (found && e->group != wanted))
			continue;
		*group = e->group;
		*kind = (enum standin_kind)e->kind;
		if (found || wanted == -1 || e->group == wanted)
			return true;
		found = true;
	}
	return found;
}

int
standin_group(const struct standin *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->ngroup; i++)
		if (view_is(s->name[i], name))
			return (int)i;
	return -1;
}

struct view
standin_group_name(const struct standin *s, int group)
{
	return s->name[group];
}

struct view
standin_pick(const struct standin *s, int group, enum standin_kind kind,
    uint64_t n)
{
	if (group < 0 || s->run[group][kind].n == 0)
		return (struct view){ NULL, 0 };
	return s->e[s->run[group][kind].first + n % s->run[group][kind].n].word;
}
