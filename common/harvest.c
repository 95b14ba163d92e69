#include "common/harvest.h"

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

static int
one_case(struct harvest *h, const struct record *rec, struct fail *f)
{
	struct view presenter = record_value(rec, "Presenter");
	size_t m = presenter.p == NULL ? h->roll.nmember
				       : roll_find(&h->roll, presenter);
	struct record member = { 0 };
	struct research_source s = { .record = rec,
		.kind = h->roll.frame.kind };
	char id[STUDYID_LEN];
	int rv = 0;

	if (m < h->roll.nmember) {
		rv = record_parse(&member, h->roll.member[m].header,
		    RECORD_HEADER, f);
		s.presenter = &member;
	}
	if (h->year)
		s.year = year_of(h, record_value(rec, "Session"));
	if (rv == 0 && research_allowed(h->research, &s)) {
		rv = studyid_make(id, h->key, 'c', h->roll.frame.id,
		    record_value(rec, "Case"), f);
		if (rv == 0)
			rv = research_add(h->research, id, &s, f);
	}
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
		    RECORD_HEADER, &b, &rec, f);
		if (rv == 0)
			rv = one_case(h, &rec, f);
	}
	record_release(&rec);
	buf_release(&b);
	names_release(&ids);
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
	rv = store_look(&s, path, f);
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
