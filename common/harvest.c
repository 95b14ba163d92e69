#include "common/harvest.h"

#include <stdio.h>
#include <string.h>

#include "common/date.h"
#include "common/store.h"
#include "common/studyid.h"

static int
year_of(const struct harvest *h, struct view session)
{
	char day[DATE_LEN];
	size_t i;
	unsigned long year;
	struct view v = { day, 4 };

	for (i = 0; i < h->roll.nsession; i++)
		if (view_equal(h->roll.session[i].s.id, session)) {
			date_format(h->roll.session[i].s.date, day);
			return view_number(v, 1, 9999, &year) == 0 ? (int)year
								   : 0;
		}
	return 0;
}

/* The case's text into *b.  1: it may not leave, and that was told. */
static int
text_of(struct harvest *h, const struct record *rec, const char *group,
    const char *id, struct buf *b, struct fail *f)
{
	struct buf path = { 0 }, bytes = { 0 };
	int rv = 0;

	if (h->text == NULL)
		return 0;
	buf_printf(&path, "%s/cases/%s.txt", group, id);
	rv = buf_bad(&path) ? fail_memory(f)
			    : reviewed_record(h->text, rec, path.p, &bytes, f);
	/* Only the prose: the fields have columns. */
	if (rv == 0)
		rv = reviewed_prose(buf_all(&bytes), b, f);
	else if (f->kind == FAIL_NO) {
		h->refused(h->arg, f);
		rv = 1;
	}
	buf_release(&path);
	buf_release(&bytes);
	return rv;
}

static int
add_case(struct harvest *h, const char *group, const char *name,
    struct research_source *s, struct fail *f)
{
	char id[STUDYID_LEN];
	struct buf text = { 0 };
	int rv = text_of(h, s->record, group, name, &text, f);

	s->text = buf_all(&text);
	if (rv == 0)
		rv = studyid_make(id, h->key, 'c', h->roll.frame.id,
		    record_value(s->record, "Case"), f);
	if (rv == 0)
		rv = research_add(h->research, id, s, f);
	buf_release(&text);
	return rv == -1 ? -1 : 0;
}

static int
one_case(struct harvest *h, const struct record *rec, const char *group,
    const char *name, struct fail *f)
{
	struct view presenter = record_value(rec, "Presenter");
	size_t m = presenter.p == NULL ? h->roll.nmember
				       : roll_find(&h->roll, presenter);
	struct record member = { 0 };
	struct research_source s = { .record = rec,
		.kind = h->roll.frame.kind,
		.band = h->band };
	int rv = 0;

	if (m < h->roll.nmember) {
		rv = record_parse(&member, h->roll.member[m].header,
		    RECORD_HEADER, f);
		s.presenter = &member;
	}
	if (h->year)
		s.year = year_of(h, record_value(rec, "Session"));
	if (rv == 0 && research_allowed(h->research, &s))
		rv = add_case(h, group, name, &s, f);
	record_release(&member);
	return rv;
}

static int
all_cases(struct harvest *h, struct store *s, struct fail *f)
{
	struct names ids = { 0 };
	struct record rec = { 0 };
	struct buf b = { 0 };
	size_t i;
	int rv = store_list(s, STORE_CASES, &ids, f);

	for (i = 0; i < ids.n && rv == 0; i++) {
		rv = store_read(s, STORE_CASES, names_get(&ids, i),
		    h->text == NULL ? RECORD_HEADER : RECORD_ALL, &b, &rec, f);
		if (rv == 0)
			rv = one_case(h, &rec, s->path, names_get(&ids, i), f);
	}
	record_release(&rec);
	buf_release(&b);
	names_release(&ids);
	return rv;
}

/*
 * The band that the professions of all members share, or NULL.  One that only
 * some have would name the presenter to whoever knows the members.
 */
static int
shared_band(const struct roll *r, const char **out, struct fail *f)
{
	struct record member = { 0 };
	const char *band, *shared = NULL;
	struct view v;
	size_t i;
	int rv = 0;

	for (i = 0; i < r->nmember; i++) {
		rv = record_parse(&member, r->member[i].header, RECORD_HEADER,
		    f);
		if (rv == -1)
			break;
		v = record_value(&member, "Profession");
		band = v.p == NULL || v.n == 0 ? NULL : research_profession(v);
		if (i == 0)
			shared = band;
		if (band == NULL || shared == NULL ||
		    strcmp(band, shared) != 0) {
			shared = NULL;
			break;
		}
	}
	record_release(&member);
	*out = shared;
	return rv;
}

int
harvest_group(struct harvest *h, const char *path, struct fail *f)
{
	struct roll_options o = ROLL_ALL;
	struct store s;
	int rv;

	o.all = true;
	o.no_sessions = !h->year;
	if (roll_read(&h->roll, path, &o, f) == -1)
		return -1;
	if (shared_band(&h->roll, &h->band, f) == -1)
		return -1;
	if (h->band == NULL)
		h->mixed++;
	rv = store_look(&s, path, f);
	if (rv == 0 && h->text != NULL)
		rv = reviewed_roster(h->text, &h->roll, f);
	if (rv == 0)
		rv = all_cases(h, &s, f);
	store_close(&s);
	return rv;
}

void
harvest_release(struct harvest *h)
{
	roll_release(&h->roll);
}
