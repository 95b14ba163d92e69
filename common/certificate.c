#define _GNU_SOURCE /* memmem(3) */

#include "common/certificate.h"

#include <stdio.h>
#include <string.h>

#include "common/crypt.h"
#include "common/date.h"
#include "common/fill.h"

#define FIRST "balint-certificate/1"
#define LAST  "End: " FIRST "\n"

static void
fact(struct buf *b, const char *name, struct view v)
{
	buf_printf(b, "%s: ", name);
	buf_view(b, v);
	buf_putc(b, '\n');
}

static void
fact_day(struct buf *b, const char *name, int day)
{
	char s[DATE_LEN];

	date_format(day, s);
	fact(b, name, view_of(s));
}

static void
fact_number(struct buf *b, const char *name, long n)
{
	buf_printf(b, "%s: %ld\n", name, n);
}

static void
fact_units(struct buf *b, const char *name, long parts, const struct scheme *s)
{
	long den = scheme_parts(s), cents = (parts * 200 + den) / (2 * den);

	buf_printf(b, "%s: %ld.%02ld\n", name, cents / 100, cents % 100);
}

/* Each string of the person's groups once. */
static void
fact_groups(struct buf *b, const char *name, const struct names *list,
    const struct owed *o, const struct owed_person *p, const char *sep)
{
	struct buf all = { 0 };
	const char *word, *last = "";
	size_t i;

	for (i = 0; i < p->nentry; i++) {
		word = names_get(list, o->entry[p->entry + i].group);
		if (word[0] == '\0' || strcmp(word, last) == 0)
			continue;
		if (all.n > 0)
			buf_puts(&all, sep);
		buf_puts(&all, word);
		last = word;
	}
	fact(b, name, buf_all(&all));
	if (buf_bad(&all))
		b->bad = true;
	buf_release(&all);
}

static void
fact_members(struct buf *b, const struct certificate_office *office,
    const struct owed *o, const struct owed_person *p)
{
	const struct owed_entry *e;
	size_t i;

	buf_puts(b, "Member:");
	for (i = 0; i < p->nentry; i++) {
		e = &o->entry[p->entry + i];
		buf_printf(b, " %s@%s", owed_text(o, e->id),
		    names_get(office->groupid, e->group));
	}
	buf_putc(b, '\n');
}

/* Who led the sessions that count: names where the rosters have them. */
static void
fact_leaders(struct buf *b, const struct certificate_office *office,
    const struct owed *o, const struct owed_person *p)
{
	struct names seen = { 0 };
	const struct owed_meeting *m;
	struct view rest, id;
	size_t i, k;

	if (office->leader.n > 0) {
		fact(b, "Leader", office->leader);
		return;
	}
	buf_puts(b, "Leader:");
	for (i = 0; i < p->nmeeting; i++) {
		m = &o->meeting[p->meeting + i];
		rest = view_of(owed_text(o, m->leaders));
		while (m->why == OWED_COUNTS &&
		       (id = view_word(&rest)).p != NULL) {
			if (names_find(&seen, id) < seen.n)
				continue;
			buf_puts(b, seen.n > 0 ? "; " : " ");
			k = names_find(office->leaderid, id);
			if (k < office->leaderid->n)
				buf_puts(b, names_get(office->leadername, k));
			else
				buf_view(b, id);
			if (names_add(&seen, id) == -1)
				b->bad = true;
		}
	}
	buf_putc(b, '\n');
	names_release(&seen);
}

struct sums {
	long online, in_person, minutes, min, max, size_min, size_max;
};

static void
sum_up(struct sums *t, const struct owed *o, const struct owed_person *p)
{
	const struct owed_meeting *m;
	size_t i;

	memset(t, 0, sizeof(*t));
	for (i = 0; i < p->nmeeting; i++) {
		m = &o->meeting[p->meeting + i];
		if (m->why != OWED_COUNTS)
			continue;
		t->online += m->online;
		t->in_person += !m->online;
		t->minutes += m->minutes;
		if (t->min == 0 || m->length < t->min)
			t->min = m->length;
		if (m->length > t->max)
			t->max = m->length;
		if (t->size_min == 0 || m->roster < t->size_min)
			t->size_min = m->roster;
		if (m->roster > t->size_max)
			t->size_max = m->roster;
	}
}

static void
fact_range(struct buf *b, const char *name, long min, long max)
{
	if (min == max)
		buf_printf(b, "%s: %ld\n", name, min);
	else
		buf_printf(b, "%s: %ld-%ld\n", name, min, max);
}

static void
fact_sessions(struct buf *b, const struct certificate_office *office,
    const struct owed *o, const struct owed_person *p, const struct scheme *s)
{
	const struct owed_meeting *m;
	char day[DATE_LEN], time[DATE_TIMELEN];
	size_t i;

	for (i = 0; i < p->nmeeting; i++) {
		m = &o->meeting[p->meeting + i];
		if (m->why != OWED_COUNTS)
			continue;
		date_format(m->date, day);
		strcpy(time, "--:--");
		if (m->time >= 0)
			date_format_time(m->time, time);
		buf_printf(b, "Session: %s %s %d %s ", day, time, m->minutes,
		    m->online ? "online" : "in-person");
		buf_printf(b, "%.2f %s\n",
		    (double)m->parts / (double)scheme_parts(s),
		    names_get(office->group, m->group));
	}
}

void
certificate_facts(struct buf *out, const struct owed *o, size_t person,
    const struct scheme *s, const struct owed_result *r,
    const struct certificate_office *office)
{
	const struct owed_person *p = &o->person[person];
	const struct owed_entry *e = &o->entry[p->entry];
	struct sums t;
	char how[96];

	sum_up(&t, o, p);
	scheme_how(s, how, sizeof(how));
	fact_day(out, "Issued", office->issued);
	fact(out, "Issuer", office->issuer);
	fact(out, "Name", view_of(owed_text(o, e->name)));
	fact(out, "Registration", view_of(owed_text(o, e->registration)));
	fact_members(out, office, o, p);
	fact_groups(out, "Group", office->group, o, p, "; ");
	fact_groups(out, "Place", office->place, o, p, "; ");
	fact_leaders(out, office, o, p);
	fact(out, "Scheme", s->id);
	fact(out, "SchemeTitle", s->title);
	fact_day(out, "SchemeSeen", s->seen);
	fact(out, "CountedAs", view_of(how));
	fact(out, "Unit", s->unit);
	fact_units(out, "Units", r->parts, s);
	if (s->required > 0)
		fact_number(out, "Required", s->required);
	else
		fact(out, "Required", view_of("-"));
	fact_units(out, "UnitsInPerson", r->in_person, s);
	fact_units(out, "UnitsOnline", r->parts - r->in_person, s);
	fact_day(out, "First", r->first);
	fact_day(out, "Last", r->last);
	fact_number(out, "Sessions", r->counted);
	fact_number(out, "SessionsInPerson", t.in_person);
	fact_number(out, "SessionsOnline", t.online);
	fact_range(out, "MinutesPerSession", t.min, t.max);
	fact_number(out, "Minutes", t.minutes);
	buf_printf(out, "ClockHours: %ld.%02ld\n", t.minutes / 60,
	    t.minutes % 60 * 100 / 60);
	fact_range(out, "GroupSize", t.size_min, t.size_max);
	/* Of a single session the number would tell the day. */
	if (r->counted < 2)
		fact(out, "Presentations", view_of("-"));
	else
		fact_number(out, "Presentations", r->presented);
	fact(out, "Lang", office->lang);
	fact(out, "Template", office->template);
	fact_sessions(out, office, o, p, s);
}

/* The letters that aren't mistaken for one another (D. Crockford). */
static void
code(const unsigned char hash[CRYPT_HASH], size_t n, char *out)
{
	static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
	unsigned bits = 0, have = 0;
	size_t i, at = 0, from = 0;

	for (i = 0; i < n; i++) {
		if (i > 0 && i % 5 == 0)
			out[at++] = '-';
		if (have < 5) {
			bits = bits << 8 | hash[from++];
			have += 8;
		}
		have -= 5;
		out[at++] = letters[bits >> have & 31];
	}
	out[at] = '\0';
}

static int
mac(struct view facts, struct view key, const char *what, size_t n, char *out,
    struct fail *f)
{
	unsigned char hash[CRYPT_HASH];
	struct buf b = { 0 };
	int rv;

	buf_puts(&b, what);
	buf_putc(&b, '\n');
	buf_view(&b, facts);
	rv = buf_bad(&b) ? fail_memory(f)
			 : crypt_hmac_sha256(key, buf_all(&b), hash, f);
	if (rv == 0)
		code(hash, n, out);
	buf_release(&b);
	return rv;
}

int
certificate_seal(struct buf *out, struct view facts, struct view number,
    struct view key, struct fail *f)
{
	char text[CERTIFICATE_CODELEN];
	struct view issued = certificate_value(facts, "Issued");
	struct view all;
	size_t from = out->n;

	buf_puts(out, FIRST "\nNumber: ");
	if (number.n > 0)
		buf_view(out, number);
	else {
		if (mac(facts, key, "number", 8, text, f) == -1)
			return -1;
		buf_view(out, issued);
		buf_printf(out, "-%s", text);
	}
	buf_putc(out, '\n');
	buf_view(out, facts);
	if (buf_bad(out))
		return fail_memory(f);
	all.p = out->p + from;
	all.n = out->n - from;
	if (mac(all, key, "certificate", 20, text, f) == -1)
		return -1;
	buf_printf(out, "Code: %s\n" LAST, text);
	return buf_bad(out) ? fail_memory(f) : 0;
}

int
certificate_find(struct buf *out, struct view page, struct fail *f)
{
	struct view v;
	const char *p = NULL, *q = page.p, *end;

	/* The last of them: what stands before is the page for people. */
	while ((q = memmem(q, (size_t)(page.p + page.n - q), "\n" FIRST "\n",
		    strlen(FIRST) + 2)) != NULL)
		p = ++q;
	if (p == NULL)
		goto none;
	end = memmem(p, page.n - (size_t)(p - page.p), "\n" LAST,
	    strlen(LAST) + 1);
	if (end == NULL)
		goto none;
	v.p = p;
	v.n = (size_t)(end - p) + 1 + strlen(LAST);
	if (memmem(page.p, (size_t)(p - page.p), "<html", 5) != NULL)
		fill_unescape(out, v);
	else
		buf_view(out, v);
	return buf_bad(out) ? fail_memory(f) : 0;
none:
	return fail_set(f, FAIL_SYNTAX, "E_CERTIFICATE",
	    "there are no facts of a certificate in this file");
}

int
certificate_check(struct view sealed, struct view key, struct fail *f)
{
	char text[CERTIFICATE_CODELEN];
	struct view given = certificate_value(sealed, "Code"), facts = sealed;
	static const char mark[] = "\nCode: ";
	const char *p = NULL, *q = sealed.p;

	/* The last of them: a name may look like one, the code ends it all. */
	while ((q = memmem(q, (size_t)(sealed.p + sealed.n - q), mark,
		    strlen(mark))) != NULL)
		p = q++;
	if (p == NULL || given.p == NULL)
		return fail_set(f, FAIL_SYNTAX, "E_CERTIFICATE",
		    "the certificate carries no check code");
	facts.n = (size_t)(p + 1 - sealed.p);
	if (mac(facts, key, "certificate", 20, text, f) == -1)
		return -1;
	return given.n == strlen(text) && crypt_equal(given.p, text, given.n)
		   ? 0
		   : 1;
}

struct view
certificate_value(struct view facts, const char *name)
{
	struct view line, key;

	while (facts.p != NULL) {
		line = view_cut(&facts, '\n');
		key = view_cut(&line, ':');
		if (line.p != NULL && view_is(key, name))
			return view_trim(line);
	}
	return view_of(NULL);
}

struct page {
	struct view sealed, words;
	struct view rest; /* behind the session line looked at last */
	struct view line; /* that line */
	size_t row;	  /* its number; FILL_NOROW: none yet */
};

static const struct {
	const char *field, *name;
} fields[] = { { "number", "Number" }, { "issued", "Issued" },
	{ "issuer", "Issuer" }, { "name", "Name" },
	{ "registration", "Registration" }, { "group", "Group" },
	{ "place", "Place" }, { "leader", "Leader" }, { "scheme", "Scheme" },
	{ "scheme_title", "SchemeTitle" }, { "scheme_seen", "SchemeSeen" },
	{ "counted_as", "CountedAs" }, { "unit", "Unit" }, { "units", "Units" },
	{ "required", "Required" }, { "units_in_person", "UnitsInPerson" },
	{ "units_online", "UnitsOnline" }, { "first", "First" },
	{ "last", "Last" }, { "sessions", "Sessions" },
	{ "sessions_in_person", "SessionsInPerson" },
	{ "sessions_online", "SessionsOnline" },
	{ "minutes_per_session", "MinutesPerSession" },
	{ "minutes_total", "Minutes" }, { "clock_hours", "ClockHours" },
	{ "group_size", "GroupSize" }, { "presentations", "Presentations" },
	{ "lang", "Lang" }, { "code", "Code" } };

/* The next session line at or behind *rest; "not there" at the end. */
static struct view
next_session(struct view *rest)
{
	struct view line, key;

	while (rest->p != NULL) {
		line = view_cut(rest, '\n');
		key = view_cut(&line, ':');
		if (line.p != NULL && view_is(key, "Session"))
			return view_trim(line);
	}
	return view_of(NULL);
}

/* Rows are asked for one after the other, so each line is looked for once. */
static struct view
session_line(struct page *p, size_t row)
{
	if (p->row == FILL_NOROW || row < p->row) {
		p->rest = p->sealed;
		p->line = next_session(&p->rest);
		p->row = 0;
	}
	while (p->row < row) {
		p->line = next_session(&p->rest);
		p->row++;
	}
	return p->line;
}

static int
session_field(struct page *p, struct buf *out, struct view name, size_t row)
{
	static const char *const names[] = { "date", "time", "minutes", "mode",
		"session_units" };
	struct view line = session_line(p, row), part, word;
	char key[32];
	size_t i;

	for (i = 0; i < 5; i++) {
		part = view_word(&line);
		if (!view_is(name, names[i]))
			continue;
		if (i == 3 && view_string(part, key, sizeof(key)) == 0) {
			word = certificate_value(p->words, key);
			part = word.n > 0 ? word : part;
		}
		buf_view(out, part);
		return 0;
	}
	if (!view_is(name, "session_group"))
		return -1;
	buf_view(out, view_trim(line));
	return 0;
}

static int
field(void *arg, struct buf *out, struct view name, size_t row)
{
	struct page *p = arg;
	size_t i;

	if (row != FILL_NOROW && session_field(p, out, name, row) == 0)
		return 0;
	if (view_is(name, "facts")) {
		buf_view(out, p->sealed);
		return 0;
	}
	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (view_is(name, fields[i].field)) {
			buf_view(out,
			    certificate_value(p->sealed, fields[i].name));
			return 0;
		}
	return -1;
}

int
certificate_page(struct buf *out, struct view sealed, struct view template,
    bool html, struct view words, struct fail *f)
{
	struct page p = { .sealed = sealed, .words = words, .row = FILL_NOROW };
	struct view rest = sealed;
	size_t rows = 0;

	while (next_session(&rest).p != NULL)
		rows++;
	if (memmem(template.p, template.n, "\n{facts}", 8) == NULL)
		return fail_at(f, FAIL_SYNTAX, "E_TEMPLATE",
		    "a template must hold {facts} at the beginning of a line, "
		    "or its certificates cannot be checked",
		    1, 1);
	return fill_template(out, template, html, rows, field, &p, f);
}

static bool
passed_over(struct view line)
{
	static const char *const names[] = { "Number: ", "Code: ", "Template: ",
		"Lang: ", "End: ", FIRST };
	size_t i;

	for (i = 0; i < 6; i++)
		if (view_starts(line, names[i]))
			return true;
	return line.n == 0;
}

static bool
has_line(struct view all, struct view wanted)
{
	struct view line;

	while (all.p != NULL) {
		line = view_cut(&all, '\n');
		if (view_equal(line, wanted))
			return true;
	}
	return false;
}

static void
only_in(struct view a, struct view b, bool swap,
    void (*differs)(void *, struct view, struct view, struct view), void *arg)
{
	struct view rest = a, line, name, value;

	while (rest.p != NULL) {
		line = view_cut(&rest, '\n');
		if (passed_over(line) || has_line(b, line))
			continue;
		value = line;
		name = view_cut(&value, ':');
		value = view_trim(value);
		if (swap)
			differs(arg, name, view_of(NULL), value);
		else
			differs(arg, name, value, view_of(NULL));
	}
}

void
certificate_compare(struct view a, struct view b,
    void (*differs)(void *arg, struct view name, struct view a, struct view b),
    void *arg)
{
	only_in(a, b, false, differs, arg);
	only_in(b, a, true, differs, arg);
}
