/* balint-export archive --attendance: what trainers may have of each record. */

#include <stdlib.h>
#include <string.h>

#include "cmd/export-archive.h"
#include "common/handout.h"
#include "common/roll.h"

/* Remember how often a member presented: "group/member" and a number. */
static int
remember(struct archiving *a, const char *group, struct view member,
    unsigned times, struct fail *f)
{
	struct buf key = { 0 };
	unsigned *p;
	size_t i;

	buf_printf(&key, "%s/", group);
	buf_view(&key, member);
	i = buf_bad(&key) ? 0 : names_find(&a->told, buf_all(&key));
	if (!buf_bad(&key) && i == a->told.n) {
		if (i == a->captimes) {
			a->captimes = a->captimes == 0 ? 64 : a->captimes * 2;
			p = reallocarray(a->times, a->captimes, sizeof(*p));
			if (p == NULL)
				key.bad = true;
			else
				a->times = p;
		}
		if (!buf_bad(&key) && names_add(&a->told, buf_all(&key)) == 0)
			a->times[i] = 0;
		else
			key.bad = true;
	}
	if (!buf_bad(&key))
		a->times[i] += times;
	i = buf_bad(&key);
	buf_release(&key);
	return i != 0 ? fail_memory(f) : 0;
}

/*
 * Count presentations before the sessions go out without them.  Not of a
 * range or of a single session: that number would tell the day again.
 */
int
archive_count_told(struct archiving *a, struct fail *f)
{
	const struct roll_options all = ROLL_ALL;
	struct roll r = { 0 };
	size_t i, k;
	int rv = 0;

	for (i = 0; rv == 0 && i < a->ntop && !a->walk.ranged; i++) {
		if (!a->top[i].group)
			continue;
		rv = roll_read(&r, a->top[i].path, &all, f);
		for (k = 0; rv == 0 && r.nsession > 1 && k < r.nattend; k++)
			if (r.attend[k].a.presented > 0)
				rv = remember(a, a->top[i].name,
				    r.attend[k].a.member,
				    r.attend[k].a.presented, f);
	}
	roll_release(&r);
	return rv;
}

/* The count of the member whose file this is. */
static unsigned
times_of(const struct archiving *a, const char *path)
{
	const char *slash = strchr(path, '/'), *name = strrchr(path, '/') + 1;
	struct buf key = { 0 };
	unsigned n = 0;
	size_t i;

	buf_add(&key, path, (size_t)(slash - path) + 1);
	buf_add(&key, name, strcspn(name, "."));
	if (!buf_bad(&key) &&
	    (i = names_find(&a->told, buf_all(&key))) < a->told.n)
		n = a->times[i];
	buf_release(&key);
	return n;
}

/* For trainers: what they may have of each record. */
int
archive_hand_out(void *arg, const char *path, struct view in, struct buf *out,
    struct fail *f)
{
	const struct archiving *a = arg;
	const char *slash = strchr(path, '/');

	if (slash == NULL)
		return 1;
	if (strncmp(slash, "/members/", strlen("/members/")) == 0)
		return handout_member(in, times_of(a, path), out, f);
	if (strncmp(slash, "/sessions/", strlen("/sessions/")) == 0 ||
	    strcmp(slash, "/group.txt") == 0)
		return handout_record(in, out, f);
	return 1;
}
