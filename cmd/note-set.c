/* balint-note set: give fields of a record other values. */

#include <stdlib.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/note.h"
#include "common/date.h"
#include "common/edit.h"
#include "common/names.h"
#include "common/refs.h"
#include "common/schema.h"

enum { OPT_NOUNDO = 256, OPT_FORCE };

static const struct cli_option options[] = {
	{ OPT_FORCE, "force", NULL, "a field that its kind doesn't declare" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_set = { "set", "RECORD FIELD=VALUE...",
	"Set a field; FIELD+=VALUE adds to a list, FIELD-=VALUE takes away",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT, options,
	sizeof(options) / sizeof(options[0]), run };

enum how { SET, ADD, TAKE };

struct edit {
	struct desk *d;
	enum store_part part;
	char id[REFS_LEN];
	bool force;
	struct buf bytes, next;
	struct record r;
};

static int
fault(struct fail *f, const char *word, const char *what, const char *field)
{
	fail_set(f, FAIL_RANGE, word, what);
	return fail_detail(f, "%s", field);
}

/* FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE. */
static int
parse(const char *arg, char field[RECORD_NAME_MAX + 1], struct view *value,
    enum how *how, struct fail *f)
{
	struct view v = view_of(arg), name = view_cut(&v, '=');

	*how = SET;
	if (v.p != NULL && name.n > 1 &&
	    (name.p[name.n - 1] == '+' || name.p[name.n - 1] == '-'))
		*how = name.p[--name.n] == '+' ? ADD : TAKE;
	*value = view_trim(v);
	if (v.p == NULL || !record_valid_name(name) ||
	    view_string(name, field, RECORD_NAME_MAX + 1) == -1)
		return fail_set(f, FAIL_SYNTAX, "E_FIELD",
		    "not an assignment; FIELD=VALUE, FIELD+=VALUE or "
		    "FIELD-=VALUE was expected");
	return 0;
}

/* The id of something that has to be there. */
static int
check_reference(struct edit *e, const struct schema_field *d, struct view v,
    struct fail *f)
{
	enum store_part part;
	char id[REFS_LEN];

	if (d->form == SCHEMA_MEMBER)
		part = STORE_MEMBERS;
	else if (d->form == SCHEMA_SESSION)
		part = STORE_SESSIONS;
	else
		return 0;
	if (view_string(v, id, sizeof(id)) == 0 &&
	    store_has(&e->d->s, part, id))
		return 0;
	return fault(f, "E_REFERENCE",
	    "what is named is not there; an id of this group was expected",
	    d->name);
}

static int
check_field(struct edit *e, const char *field, struct view value, enum how how,
    struct fail *f)
{
	const struct schema_field *d = schema_find(e->r.kind, view_of(field));

	if (strcmp(field, "Format") == 0)
		return fault(f, "E_FIELD", "this field is not to be changed",
		    field);
	if (d == NULL) {
		if (e->force || field[0] == 'X' || field[0] == 'x')
			return 0;
		return fault(f, "E_FIELD",
		    "no field of this kind of record; one that "
		    "balint-record(5) lists, X_..., or --force was expected",
		    field);
	}
	if (d->flags & SCHEMA_SELF)
		return fault(f, "E_FIELD", "this field is not to be changed",
		    field);
	if (how == ADD && !(d->flags & SCHEMA_LIST))
		return fault(f, "E_REPEAT",
		    "this field stands once; FIELD=VALUE was expected", field);
	if (how == TAKE)
		return 0;
	if (value.n == 0 && (d->flags & SCHEMA_REQUIRED))
		return fault(f, "E_MISSING", "this field needs a value", field);
	if (schema_check_value(d, value, f) == -1)
		return fail_detail(f, "%s", d->name);
	return value.n == 0 ? 0 : check_reference(e, d, value, f);
}

/* What edit_*() put into next is what is edited from now on. */
static int
step(struct edit *e, struct fail *f)
{
	struct buf old = e->bytes;

	e->bytes = e->next;
	e->next = old;
	buf_clear(&e->next);
	return record_parse(&e->r, buf_all(&e->bytes), RECORD_ALL, f);
}

/* Take out the fields of that name; with a value only those that have it. */
static int
take(struct edit *e, const char *field, struct view value, size_t keep,
    struct fail *f)
{
	size_t i = record_next(&e->r, field, 1), hits = 0;

	while (i < e->r.nfield) {
		if ((value.p != NULL &&
			!view_equal(e->r.field[i].value, value)) ||
		    keep > 0) {
			i = record_next(&e->r, field, i + 1);
			keep -= keep > 0;
			continue;
		}
		if (edit_drop(&e->next, &e->r, i, f) == -1 || step(e, f) == -1)
			return -1;
		hits++;
		i = record_next(&e->r, field, i);
	}
	if (hits == 0 && value.p != NULL)
		return fault(f, "E_FIELD", "no such value is there", field);
	return 0;
}

static int
apply(struct edit *e, const char *arg, struct fail *f)
{
	char field[RECORD_NAME_MAX + 1];
	const struct schema_field *d;
	struct view value;
	enum how how;
	size_t i;

	if (parse(arg, field, &value, &how, f) == -1 ||
	    check_field(e, field, value, how, f) == -1)
		return -1;
	d = schema_find(e->r.kind, view_of(field));
	if (how == TAKE)
		return take(e, field, value, 0, f);
	if (how == SET && value.n == 0)
		return take(e, field, view_of(NULL), 0, f);
	i = record_next(&e->r, field, 1);
	if (how == ADD || i == e->r.nfield) {
		/* The name as the table spells it. */
		if (edit_add(&e->next, &e->r, d != NULL ? d->name : field,
			value, f) == -1)
			return -1;
		return step(e, f);
	}
	if (edit_put(&e->next, &e->r, i, value, f) == -1 || step(e, f) == -1)
		return -1;
	return take(e, field, view_of(NULL), 1, f);
}

/* What only makes sense together: dates in order, a cancelled session. */
static int
check_whole(struct edit *e, struct fail *f)
{
	struct session s;
	struct member m;

	if (e->r.kind == RECORD_MEMBER) {
		if (frame_member(&m, &e->r, f) == -1)
			return -1;
		if (m.left < m.joined)
			return fail_set(f, FAIL_RANGE, "E_DATE",
			    "leaves before joining; a later day was expected");
	}
	if (e->r.kind == RECORD_SESSION) {
		if (frame_session(&s, &e->r, &e->d->frame, f) == -1)
			return -1;
		if (s.status == SESSION_CANCELLED &&
		    record_next(&e->r, "Attend", 1) < e->r.nfield)
			return fail_set(f, FAIL_RANGE, "E_SESSION",
			    "somebody attended; a session without attendance "
			    "can be cancelled");
		if (s.date > e->d->c->date &&
		    record_next(&e->r, "Attend", 1) < e->r.nfield)
			return fail_set(f, FAIL_RANGE, "E_DATE",
			    "somebody attended; a day that has come was "
			    "expected");
	}
	return 0;
}

static int
set(struct edit *e)
{
	struct cli *c = e->d->c;
	struct store *s = &e->d->s;
	struct fail f;
	int i, rv = -1;

	if (refs_any(s, c->argv[0], &e->part, e->id, &f) == -1 ||
	    (e->part == STORE_GROUP ? store_read_group(s, &e->bytes, &e->r, &f)
				    : store_read(s, e->part, e->id, RECORD_ALL,
					  &e->bytes, &e->r, &f)) == -1)
		return cli_fail(c, &f);
	for (i = 1; i < c->argc; i++)
		if (apply(e, c->argv[i], &f) == -1)
			return cli_fail(c, &f);
	if (check_whole(e, &f) == -1)
		return cli_fail(c, &f);
	if ((rv = desk_check(e->d, buf_all(&e->bytes), e->id)) != 0)
		return rv;
	if (change_put(&e->d->change, e->part, e->id, buf_all(&e->bytes), &f) ==
	    -1)
		return cli_fail(c, &f);
	return desk_commit(e->d);
}

static int
run(struct cli *c)
{
	struct edit e = { 0 };
	struct desk d;
	bool keep = true;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_FORCE)
			e.force = true;
		else
			keep = false;
	if (c->argc < 2)
		cli_usage(c, "a record and FIELD=VALUE were expected");
	e.d = &d;
	if ((rv = desk_open(c, &d, DESK_WRITE, keep)) == 0)
		rv = set(&e);
	desk_close(&d);
	record_release(&e.r);
	buf_release(&e.bytes);
	buf_release(&e.next);
	return rv;
}
