/* From the records of a group to tables of counts. */

#include "cmd/stats-count.h"

#include "common/store.h"

static int
take_session(struct tabling *t, const struct roll *r,
    const struct roll_session *s, const struct record *header, struct fail *f)
{
	const struct roll_attend *a;
	size_t k;

	if (tabling_session(t, &s->s, header, f) == -1)
		return -1;
	for (k = s->first; k < s->first + s->n; k++) {
		a = &r->attend[k];
		if (attend_there(&a->a) &&
		    tabling_there(t, r->member[a->member].m.id, a->minutes,
			f) == -1)
			return -1;
	}
	return 0;
}

static int
take_sessions(struct tabling *t, size_t n, const struct roll *r,
    struct record *header, struct fail *f)
{
	size_t i, k;

	for (i = 0; i < r->nsession; i++) {
		if (record_parse(header, r->session[i].header, RECORD_HEADER,
			f) == -1)
			return -1;
		for (k = 0; k < n; k++)
			if (take_session(&t[k], r, &r->session[i], header, f) ==
			    -1)
				return -1;
	}
	for (k = 0; k < n; k++)
		if (tabling_count(&t[k], f) == -1)
			return -1;
	return 0;
}

static int
take_cases(struct cli *c, struct tabling *t, size_t n, const struct roll *r,
    struct record *header, int *status, struct fail *f)
{
	struct buf text = { 0 };
	struct names ids = { 0 };
	struct store store;
	struct fail local;
	size_t i, k;
	int rv = -1;

	if (store_open(&store, r->path, f) == -1 ||
	    store_list(&store, STORE_CASES, &ids, f) == -1)
		goto out;
	for (i = 0; i < ids.n; i++) {
		if (store_read(&store, STORE_CASES, names_get(&ids, i),
			RECORD_HEADER, &text, header, &local) == -1) {
			*status = cli_worse(*status, cli_fail(c, &local));
			continue;
		}
		for (k = 0; k < n; k++)
			if (tabling_unit(&t[k]) == TABLING_CASES &&
			    tabling_case(&t[k], header, f) == -1)
				goto out;
	}
	rv = 0;
out:
	store_close(&store);
	names_release(&ids);
	buf_release(&text);
	return rv;
}

/* Who belongs to the group today stands in the table, presented or not. */
static int
take_members(struct tabling *t, size_t n, const struct roll *r, int today,
    struct fail *f)
{
	size_t i, k;

	for (i = 0; i < r->nmember; i++)
		for (k = 0; k < n; k++)
			if (frame_belongs(&r->member[i].m, today) &&
			    tabling_member(&t[k], r->member[i].m.id, f) == -1)
				return -1;
	return 0;
}

int
stats_count(struct cli *c, struct tabling *t, size_t n, const struct roll *r,
    bool cases, int *status, struct fail *f)
{
	struct record header = { 0 };
	size_t k;
	int rv = -1;

	for (k = 0; k < n; k++)
		tabling_clear(&t[k]);
	if (take_sessions(t, n, r, &header, f) == -1 ||
	    (cases && (take_cases(c, t, n, r, &header, status, f) == -1 ||
			  take_members(t, n, r, c->date, f) == -1)))
		goto out;
	for (k = 0; k < n; k++)
		if (tabling_end(&t[k], f) == -1)
			goto out;
	rv = 0;
out:
	record_release(&header);
	return rv;
}
