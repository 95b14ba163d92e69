/* balint-note add, edit: a warning of what may identify somebody. */

#include "cmd/note-identify.h"

#include <stdlib.h>
#include <string.h>

#include "common/names.h"
#include "common/redact.h"

struct roster {
	struct names name;
	struct redact_known *known;
};

/* Every field of a member that is a name. */
static int
add_names(struct roster *r, const struct record *m)
{
	static const char *const fields[] = { "Name", "Given", "Surname",
		"Nickname" };
	size_t i, k;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		for (k = record_next(m, fields[i], 1); k < m->nfield;
		     k = record_next(m, fields[i], k + 1))
			if (m->field[k].value.n > 0 &&
			    names_add(&r->name, m->field[k].value) == -1)
				return -1;
	return 0;
}

static int
load(struct roster *r, struct store *s)
{
	struct names ids = { 0 };
	struct record m = { 0 };
	struct buf b = { 0 };
	size_t i;
	int rv;

	rv = store_list(s, STORE_MEMBERS, &ids, NULL);
	for (i = 0; i < ids.n && rv == 0; i++)
		if (store_read(s, STORE_MEMBERS, names_get(&ids, i),
			RECORD_HEADER, &b, &m, NULL) == 0)
			rv = add_names(r, &m);
	names_release(&ids);
	record_release(&m);
	buf_release(&b);
	r->known = calloc(r->name.n + 1, sizeof(*r->known));
	if (rv == -1 || r->known == NULL)
		return -1;
	for (i = 0; i < r->name.n; i++) {
		r->known[i].name = view_of(names_get(&r->name, i));
		r->known[i].cls = REDACT_NAME;
	}
	return 0;
}

static void
say(struct desk *d, const struct redact_span *span, size_t n)
{
	unsigned count[REDACT_CLASSES] = { 0 };
	struct buf b = { 0 };
	size_t i;

	for (i = 0; i < n; i++)
		count[span[i].cls]++;
	for (i = 0; i < REDACT_CLASSES; i++)
		if (count[i] > 0)
			buf_printf(&b, "%s%s %u", b.n > 0 ? ", " : "",
			    redact_class_name((enum redact_class)i), count[i]);
	if (b.n > 0 && !buf_bad(&b))
		cli_say(d->c,
		    "W_IDENTIFIES: this may tell who it is about (%s); "
		    "balint-redact shows where",
		    b.p);
	buf_release(&b);
}

void
identify_warn(struct desk *d, enum store_part part, struct view text)
{
	struct redact_options o = { .mode = REDACT_BALANCED };
	const struct redact_span *span;
	struct roster roster = { 0 };
	struct redact *r = NULL;
	size_t n;

	if (d->c->quiet || (part != STORE_CASES && part != STORE_DEBRIEFS))
		return;
	if (load(&roster, &d->s) == 0) {
		o.known = roster.known;
		o.nknown = roster.name.n;
		r = redact_new(&o);
	}
	if (r != NULL && redact_find(r, text.p, text.n, &span, &n, NULL) == 0)
		say(d, span, n);
	redact_free(r);
	free(roster.known);
	names_release(&roster.name);
}
