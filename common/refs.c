#include "common/refs.h"

#include <stdio.h>
#include <string.h>

#include "common/date.h"
#include "common/frame.h"
#include "common/names.h"
#include "common/schema.h"
#include "common/view.h"

/* The number that `14`, `c14`, `c014` or `c014-7kq` says; 0: none. */
static unsigned long
number_of(struct view v)
{
	struct view head = view_cut(&v, '-');
	unsigned long n;

	if (head.n > 1 && head.p[0] == 'c') {
		head.p++;
		head.n--;
	}
	return view_number(head, 1, 999999, &n) == 0 ? n : 0;
}

static int
found(char id[REFS_LEN], const char *name)
{
	return view_string(view_of(name), id, REFS_LEN);
}

int
refs_case(struct store *s, const char *arg, char id[REFS_LEN], struct fail *f)
{
	unsigned long n = number_of(view_of(arg));
	bool whole = strchr(arg, '-') != NULL;
	struct names ids = { 0 };
	size_t i, hits = 0;
	int rv = -1;

	if (store_list(s, STORE_CASES, &ids, f) == -1)
		goto out;
	for (i = 0; n > 0 && i < ids.n; i++)
		if (whole ? strcmp(names_get(&ids, i), arg) == 0
			  : number_of(view_of(names_get(&ids, i))) == n)
			if (hits++ == 0)
				(void)found(id, names_get(&ids, i));
	if (hits == 1)
		rv = 0;
	else if (hits > 1) {
		fail_set(f, FAIL_REFERENCE, "E_CASE",
		    "two cases have this number; the whole id was expected");
		fail_detail(f, "%lu", n);
	} else
		fail_set(f, FAIL_REFERENCE, "E_CASE",
		    "no such case; its number or its id was expected");
out:
	names_release(&ids);
	return rv;
}

int
refs_session(struct store *s, const char *arg, char id[REFS_LEN],
    struct fail *f)
{
	int day;

	if (date_parse(view_of(arg), &day) == 0)
		(void)snprintf(id, REFS_LEN, "s%s", arg);
	else if (!schema_valid_session(view_of(arg)))
		return fail_set(f, FAIL_REFERENCE, "E_SESSION",
		    "not a session; its id or its date was expected");
	else
		(void)found(id, arg);
	if (store_has(s, STORE_SESSIONS, id))
		return 0;
	fail_set(f, FAIL_REFERENCE, "E_SESSION",
	    "no such session; its id or its date was expected");
	return fail_detail(f, "%s", id);
}

int
refs_last_session(struct store *s, int day, char id[REFS_LEN], struct fail *f)
{
	int rv = -1, best = FRAME_NODATE;
	struct names ids = { 0 };
	struct record r = { 0 };
	struct buf b = { 0 };
	struct session x;
	size_t i;

	if (store_list(s, STORE_SESSIONS, &ids, f) == -1)
		goto out;
	for (i = 0; i < ids.n; i++) {
		if (store_read(s, STORE_SESSIONS, names_get(&ids, i),
			RECORD_HEADER, &b, &r, f) == -1 ||
		    frame_session(&x, &r, NULL, f) == -1) {
			fail_file(f, names_get(&ids, i));
			goto out;
		}
		if (x.status == SESSION_CANCELLED || x.date > day ||
		    x.date < best)
			continue;
		best = x.date;
		(void)found(id, names_get(&ids, i));
	}
	rv = best == FRAME_NODATE
		 ? fail_set(f, FAIL_REFERENCE, "E_SESSION",
		       "no session has taken place; --session was expected")
		 : 0;
out:
	names_release(&ids);
	record_release(&r);
	buf_release(&b);
	return rv;
}

static bool
is_debrief(struct view v)
{
	struct view leader = v, session = view_cut(&leader, '.');

	return leader.p != NULL && schema_valid_session(session) &&
	       schema_valid_id(leader);
}

int
refs_any(struct store *s, const char *arg, enum store_part *part,
    char id[REFS_LEN], struct fail *f)
{
	struct view v = view_of(arg);
	int day;

	*part = STORE_GROUP;
	if (strcmp(arg, "group") == 0 || strcmp(arg, "group.txt") == 0)
		return found(id, "group");
	if (found(id, arg) == -1)
		goto none;
	*part = STORE_MEMBERS;
	if (schema_valid_id(v) && store_has(s, STORE_MEMBERS, arg))
		return 0;
	*part = STORE_DEBRIEFS;
	if (is_debrief(v) && store_has(s, STORE_DEBRIEFS, arg))
		return 0;
	*part = STORE_SESSIONS;
	if (schema_valid_session(v) || date_parse(v, &day) == 0)
		return refs_session(s, arg, id, f);
	*part = STORE_CASES;
	if (number_of(v) > 0)
		return refs_case(s, arg, id, f);
none:
	return fail_set(f, FAIL_REFERENCE, "E_RECORD",
	    "no such record; the id of a member, session, case or debrief, "
	    "or `group`, was expected");
}
