/* What is put in the place of an identifier: dates, ages, stand-ins, tags. */

#include <string.h>

#include "common/date.h"
#include "common/redact-act.h"
#include "common/redact-surrogate.h"
#include "common/standin.h"
#include "common/when.h"
#include "tests/tap.h"

static bool
same(const struct buf *b, const char *want)
{
	bool good = view_is(buf_all(b), want);

	if (!good)
		printf("# got \"%.*s\", want \"%s\"\n", (int)b->n,
		    b->n > 0 ? b->p : "", want);
	return good;
}

static const struct {
	const char *in;
	enum when_order order;
	const char *quarter, *year, *shifted; /* by 30 days; NULL: can't be */
} dates[] = {
	{ "3 March 2021", WHEN_UNKNOWN, "Q1 2021", "2021", "2 April 2021" },
	{ "3rd March", WHEN_UNKNOWN, "Q1", NULL, "2 April" },
	{ "March 3, 2021", WHEN_UNKNOWN, "Q1 2021", "2021", "April 2, 2021" },
	{ "2021-12-15", WHEN_UNKNOWN, "Q4 2021", "2021", "2022-01-14" },
	{ "15.12.21", WHEN_UNKNOWN, "Q4 2021", "2021", "14.1.22" },
	{ "05/06/2020", WHEN_DMY, "Q2 2020", "2020", "05/07/2020" },
	{ "05/06/2020", WHEN_MDY, "Q2 2020", "2020", "06/05/2020" },
	{ "05/06/2020", WHEN_UNKNOWN, "Q2 2020", "2020", NULL },
	{ "3/4/21", WHEN_UNKNOWN, "2021", "2021", NULL },
	{ "13/4/21", WHEN_UNKNOWN, "Q2 2021", "2021", "13/5/21" },
	{ "4/13/21", WHEN_UNKNOWN, "Q2 2021", "2021", "5/13/21" },
	{ "3. M\303\244rz 2021", WHEN_UNKNOWN, "Q1 2021", "2021",
	    "2. April 2021" },
	{ "3 f\303\251vrier", WHEN_UNKNOWN, "Q1", NULL, "5 mars" },
	{ "Boxing Day", WHEN_UNKNOWN, "Q4", NULL, NULL },
	{ "March 2021", WHEN_UNKNOWN, "Q1 2021", "2021", NULL },
	{ "14th", WHEN_UNKNOWN, NULL, NULL, NULL },
	{ "Easter Monday", WHEN_UNKNOWN, NULL, NULL, NULL },
	{ "31/31/21", WHEN_UNKNOWN, NULL, NULL, NULL },
	{ "", WHEN_UNKNOWN, NULL, NULL, NULL },
};

static void
one_date(size_t i)
{
	struct view v = view_of(dates[i].in);
	struct buf q = { 0 }, y = { 0 }, s = { 0 };
	struct when w;
	bool read = when_read(v, dates[i].order, &w) == 0;
	bool quarter = read && when_quarter(&w, &q) == 0;
	bool year = read && when_year(&w, &y) == 0;
	bool shift = read && when_shift(v, &w, 30, 2021, &s) == 0;

	ok(quarter == (dates[i].quarter != NULL) &&
		(!quarter || same(&q, dates[i].quarter)),
	    "quarter of \"%s\"", dates[i].in);
	ok(year == (dates[i].year != NULL) &&
		(!year || same(&y, dates[i].year)),
	    "year of \"%s\"", dates[i].in);
	ok(shift == (dates[i].shifted != NULL) &&
		(!shift || same(&s, dates[i].shifted)) && (shift || s.n == 0),
	    "\"%s\" moved", dates[i].in);
	buf_release(&q);
	buf_release(&y);
	buf_release(&s);
}

static const struct {
	const char *in;
	int age;
} ages[] = {
	{ "81", 81 },
	{ "94-year-old", 94 },
	{ "ninety-three", 93 },
	{ "Eighty two", 82 },
	{ "a hundred and one", 101 },
	{ "zweiundneunzig", 92 },
	{ "einundachtzig", 81 },
	{ "neunzehn", 19 },
	{ "quatre-vingt-treize", 93 },
	{ "soixante et onze", 71 },
	{ "septante-neuf", 79 },
	{ "nonante", 90 },
	{ "2019", -1 },
	{ "very old", -1 },
	{ "", -1 },
};

static void
test_ages(void)
{
	struct buf b = { 0 };
	size_t i;
	int got;

	for (i = 0; i < sizeof(ages) / sizeof(ages[0]); i++) {
		got = when_age(view_of(ages[i].in));
		ok(got == ages[i].age, "age of \"%s\": %d", ages[i].in, got);
	}
	when_band(81, &b);
	when_band(89, &b);
	when_band(90, &b);
	when_band(104, &b);
	when_band(7, &b);
	ok(same(&b, "80-8980-8990+90+0-9"), "bands of ages");
	buf_release(&b);
}

static const struct {
	const char *name, *list;
	bool good;
} lists[] = {
	{ "one class", "name=tag", true },
	{ "several", "name=pseudonym, date=quarter,place=country", true },
	{ "all", "all=mask", true },
	{ "generalise fits each class", "date=generalise,age=generalise",
	    true },
	{ "no such class", "nom=tag", false },
	{ "no such action", "name=hide", false },
	{ "an action of another class", "name=quarter", false },
	{ "a band is for ages", "date=band", false },
	{ "a stand-in for a date", "date=surrogate", true },
	{ "a stand-in for an age", "age=surrogate", true },
	{ "a stand-in for an institution", "org=surrogate", true },
	{ "no stand-in for another thing", "other=surrogate", false },
	{ "no stand-in for an occupation", "profession=surrogate", false },
	{ "no action", "name", false },
	{ "nothing", "", false },
};

static void
test_lists(void)
{
	enum act_verb verb[REDACT_CLASSES] = { ACT_KEEP };
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		ok((act_parse(verb, view_of(lists[i].list), &f) == 0) ==
			lists[i].good,
		    "--as: %s", lists[i].name);
	ok(act_parse(verb, view_of("all=keep,date=generalise"), &f) == 0 &&
		verb[REDACT_DATE] == ACT_QUARTER &&
		verb[REDACT_NAME] == ACT_KEEP,
	    "--as: the last one holds");
	ok(act_parse(verb, view_of("all=keep,all=surrogate"), &f) == 0 &&
		verb[REDACT_NAME] == ACT_SURROGATE &&
		verb[REDACT_DATE] == ACT_SURROGATE &&
		verb[REDACT_ORG] == ACT_SURROGATE &&
		verb[REDACT_AGE] == ACT_SURROGATE &&
		verb[REDACT_PROFESSION] == ACT_TAG,
	    "--as: of all, what an action is not for is tagged, never kept");
}

/* Occupations and peoples, in the language that the document was taken for. */
static void
test_coarser(void)
{
	static const char text[] = "A cook, an officer, a Pole, a Sikh.";
	static const struct redact_span s[] = {
		{ 2, 6, REDACT_PROFESSION, 6, "", 0 },
		{ 11, 18, REDACT_PROFESSION, 6, "", 0 },
		{ 22, 26, REDACT_NATIONALITY, 6, "", 0 },
		{ 30, 34, REDACT_NATIONALITY, 6, "", 0 },
	};
	struct act_options o = { 0 };
	struct buf out = { 0 };
	struct act *a;
	struct fail f;

	ok(act_parse(o.verb,
	       view_of("profession=generalise,nationality=generalise"),
	       &f) == 0 &&
		o.verb[REDACT_PROFESSION] == ACT_GROUP &&
		o.verb[REDACT_NATIONALITY] == ACT_REGION,
	    "generalise: the group of an occupation, the region of a people");
	ok(act_parse(o.verb, view_of("name=group"), &f) == -1 &&
		act_parse(o.verb, view_of("place=region"), &f) == -1,
	    "group and region are of no other class");
	a = act_new(&o);
	ok(a != NULL &&
		act_apply(a, view_of(text), s, 4, NULL, &out, &f) == 0 &&
		same(&out, "A service or sales worker, an [PROFESSION-1], a "
			   "European, a [NATIONALITY-1]."),
	    "coarser, and a tag for what has no group");
	buf_clear(&out);
	if (a != NULL)
		act_language(a, REDACT_DE);
	ok(a != NULL &&
		act_apply(a, (struct view){ "Koch", 4 },
		    &(const struct redact_span){ 0, 4, REDACT_PROFESSION, 6, "",
			0 },
		    1, NULL, &out, &f) == 0 &&
		same(&out, "Dienstleistungs- oder Verkaufskraft"),
	    "coarser: in German");
	act_free(a);
	buf_release(&out);
}

/* A key of a test: nothing secret, but it depends on every byte. */
static int
mac(void *arg, struct view v, unsigned char out[32], struct fail *f)
{
	size_t i;

	(void)f;
	memset(out, *(const int *)arg, 32);
	for (i = 0; i < v.n; i++) {
		out[i % 32] = (unsigned char)(out[i % 32] * 31 + v.p[i]);
		out[(i + 1) % 32] ^= (unsigned char)(out[i % 32] * 7);
	}
	return 0;
}

static const char people[] = "# a comment\n@english\n"
			     "f Ann Beth Carol Dora\nm Adam Bob Carl\n"
			     "s Baker Cooper Mason Smith\np Ayton Beeton\n"
			     "@german\nf Anke Berta\nm Ulf\ns Maurer\n";

#define TEXT "Mrs Ann Smith and Dr Smith met ann and J. in Ayton. Beth came."

static void
run(const char *name, enum act_verb v, const char *want, int key)
{
	static const struct redact_span s[] = {
		{ 4, 13, REDACT_NAME, 9, "", 1 },
		{ 21, 26, REDACT_NAME, 9, "", 1 },
		{ 31, 34, REDACT_NAME, 9, "", 1 },
		{ 39, 41, REDACT_NAME, 9, "", 2 },
		{ 45, 50, REDACT_PLACE, 9, "", 3 },
	};
	struct act_options o = { .mac = mac, .macarg = &key };
	struct standin *names = NULL;
	struct buf out = { 0 }, again = { 0 };
	struct act *a;
	struct fail f;
	int i;

	for (i = 0; i < REDACT_CLASSES; i++)
		o.verb[i] =
		    act_verb_fits(v, (enum redact_class)i) ? v : ACT_TAG;
	ok(standin_new(&names, view_of(people), &f) == 0, "%s: names", name);
	o.names = o.countries = names;
	a = act_new(&o);
	ok(a != NULL && act_apply(a, view_of(TEXT), s, 5, NULL, &out, &f) == 0,
	    "%s: done", name);
	if (want != NULL)
		ok(same(&out, want), "%s", name);
	act_forget(a);
	ok(act_apply(a, view_of(TEXT), s, 5, NULL, &again, &f) == 0 &&
		view_equal(buf_all(&out), buf_all(&again)),
	    "%s: the same once more", name);
	if (v == ACT_SURROGATE) {
		printf("# %.*s\n", (int)out.n, out.p);
		ok(strstr(out.p, "Smith") == NULL &&
			strstr(out.p, "Ayton") == NULL,
		    "%s: the names are gone", name);
		ok(strstr(out.p, " Beth ") == strstr(out.p, " Beth came"),
		    "%s: one that occurs is not given", name);
	}
	act_free(a);
	standin_free(names);
	buf_release(&out);
	buf_release(&again);
}

static void
test_standins(void)
{
	struct standin *s = NULL;
	enum standin_kind kind;
	struct fail f;
	int group = -1;

	ok(standin_new(&s, view_of("Ann\n"), &f) == -1 && f.line == 1,
	    "a word before the first group is an error");
	ok(standin_new(&s, view_of(people), &f) == 0, "a list is read");
	ok(standin_find(s, view_of("BERTA"), -1, &group, &kind) && group == 1 &&
		kind == STANDIN_FEMALE,
	    "found whatever its case");
	ok(!standin_find(s, view_of("Zoe"), -1, &group, &kind),
	    "what is in no list is not found");
	ok(standin_pick(s, 1, STANDIN_PLACE, 3).p == NULL,
	    "of an empty kind nothing is given");
	ok(view_is(standin_pick(s, 0, STANDIN_MALE, 4), "Bob"),
	    "the number goes round");
	standin_free(s);
}

/* Apply to the whole of `text' and to a second span that repeats it. */
static void
stand_in(enum redact_class cls, const char *text, struct standin *names,
    enum when_order order, int key, struct buf *out)
{
	struct act_options o = { .mac = mac,
		.macarg = &key,
		.names = names,
		.order = order,
		.year = 2026 };
	struct redact_span s[2] = { { .end = strlen(text), .cls = cls },
		{ .cls = cls } };
	struct buf in = { 0 };
	struct act *a;
	struct fail f;

	o.verb[cls] = ACT_SURROGATE;
	s[1].start = s[0].end + 1;
	s[1].end = s[1].start + s[0].end;
	buf_printf(&in, "%s|%s", text, text);
	a = act_new(&o);
	if (a == NULL || act_apply(a, buf_all(&in), s, 2, NULL, out, &f) == -1)
		out->n = 0;
	act_free(a);
	buf_release(&in);
}

static const char towns[] =
    "@english\nf Ann Beth Carol Mary\nm Adam Bob\ns Baker Cooper\n"
    "p Ayton Beeton Corton Denby Exton\n"
    "@german\nf Anke Berta Elisabeth\ns Maurer Vogt\np Aalen Bingen Celle\n"
    "@french\nf Anne Ines\ns Petit\np Albi Brest Caen\n";

/* # is a stand-in of the language, + a forename, 9 another figure; the rest stays. */
static const struct {
	const char *in, *want, *language;
} houses[] = {
	{ "Heeley Green Surgery", "# # Surgery", "english" },
	{ "heeley green surgery", "# # surgery", "english" },
	{ "HMP Whinmoor", "HMP #", "english" },
	{ "Kanaka Institute of Nephrology", "# Institute of Nephrology",
	    "english" },
	{ "St Osyth's Hospice", "St +'s Hospice", "english" },
	{ "O'Brien Clinic", "O'# Clinic", "english" },
	{ "S Brien Clinic", "# # Clinic", "english" },
	{ "Tesco", "#", "english" },
	{ "Hospital", "#", "english" },
	{ "Cottage Hospital", "# Hospital", "english" },
	{ "The Cottage Hospital", "The # Hospital", "english" },
	{ "Trafford Lodge", "# Lodge", "english" },
	{ "Lodge Clinic", "# Clinic", "english" },
	{ "Hospital Lodge", "Hospital #", "english" },
	{ "Villa Rosa", "Villa #", "english" },
	{ "Villa Rosa Clinic", "# # Clinic", "english" },
	{ "Ward 57 Ayr School", "# 99 # School", "english" },
	{ "Klinik Rosenhalde", "Klinik #", "german" },
	{ "Hospiz Sankt Notburga", "Hospiz Sankt +", "german" },
	{ "Praxis am Bregtor", "Praxis am #", "german" },
	{ "Elisabethspital", "#spital", "german" },
	{ "Lindach-Apotheke", "#-Apotheke", "german" },
	{ "clinique des Volcans", "clinique des #", "french" },
	{ "h\303\264pital de la Cavale Blanche", "h\303\264pital de la # #",
	    "french" },
};

/* Does got begin with one of the stand-ins of the language? */
static size_t
stand_in_at(const char *got, const struct standin *names, int group,
    size_t nkinds)
{
	static const enum standin_kind kinds[] = { STANDIN_FEMALE,
		STANDIN_SURNAME, STANDIN_PLACE };
	struct view v;
	size_t i, k, n = 0;

	for (i = 0; i < nkinds * 8 && n == 0; i++) {
		v = standin_pick(names, group, kinds[i / 8], i % 8);
		for (k = 0; k < v.n; k++)
			if ((got[k] | 0x20) != (v.p[k] | 0x20))
				break;
		if (k == v.n || (got[0] == v.p[0] && got[1] == ' '))
			n = k == v.n ? k : 1;
	}
	return n;
}

static bool
like(const char *got, const char *want, const char *in,
    const struct standin *names, const char *language)
{
	int group = standin_group(names, language);
	const char *p = got, *q = in;
	size_t n;

	for (; *want != '\0'; want++) {
		if (*want == '#' || *want == '+') {
			n = stand_in_at(p, names, group, *want == '#' ? 3 : 1);
			if (n == 0)
				return false;
			p += n;
			continue;
		}
		if (*want == '9') {
			q = strpbrk(q, "0123456789");
			if (*p < '0' || *p > '9' || *p == *q++)
				return false;
		} else if (*p != *want)
			return false;
		p++;
	}
	/* and the second time the same */
	n = (size_t)(p - got);
	return p[0] == '|' && strlen(p + 1) == n && memcmp(got, p + 1, n) == 0;
}

static void
test_houses(void)
{
	struct standin *names = NULL;
	struct buf out = { 0 }, again = { 0 }, many = { 0 };
	struct fail f;
	size_t i;
	int key;

	ok(standin_new(&names, view_of(towns), &f) == 0, "towns");
	for (i = 0; i < sizeof(houses) / sizeof(houses[0]); i++)
		for (key = 1; key < 4; key++) {
			buf_clear(&out);
			buf_clear(&again);
			stand_in(REDACT_ORG, houses[i].in, names, WHEN_UNKNOWN,
			    key, &out);
			stand_in(REDACT_ORG, houses[i].in, names, WHEN_UNKNOWN,
			    key, &again);
			buf_putc(&out, '\0');
			ok(like(out.p, houses[i].want, houses[i].in, names,
			       houses[i].language),
			    "%s: %s", houses[i].in, out.p);
			out.n--;
			ok(view_equal(buf_all(&out), buf_all(&again)),
			    "%s: the same under the same key", houses[i].in);
		}
	buf_clear(&out);
	stand_in(REDACT_ORG, "Zarb Quell Wint Oggle Frum Tadd Yorf Surgery",
	    names, WHEN_UNKNOWN, 1, &out);
	buf_putc(&out, '\0');
	ok(like(out.p, "# # # # # # # Surgery", "", names, "english"),
	    "when there is no town left, the names of families: %s", out.p);
	buf_clear(&out);
	stand_in(REDACT_ORG,
	    "Zarb Quell Wint Oggle Frum Tadd Yorf Vask Surgery", names,
	    WHEN_UNKNOWN, 1, &out);
	ok(out.n == 0, "and when there is none, nothing");
	for (i = 0; i < 33; i++)
		buf_puts(&many, "Of ");
	buf_putc(&many, '\0');
	buf_clear(&out);
	stand_in(REDACT_ORG, many.p, names, WHEN_UNKNOWN, 1, &out);
	ok(same(&out, "[ORG-1]|[ORG-1]"), "what is too long becomes a tag");
	buf_release(&many);
	buf_release(&out);
	buf_release(&again);
	standin_free(names);
}

/* The day that stands in front of the |; -1: none. */
static int
day_of(const struct buf *b)
{
	struct view v = buf_all(b), first = view_cut(&v, '|');
	struct when w;
	int day;

	if (when_read(first, WHEN_DMY, &w) == -1 ||
	    date_join(w.year != 0 ? w.year : 2026, w.month, w.day, &day) == -1)
		return -1;
	return day;
}

static void
test_moved(void)
{
	static const char *const fixed[] = { "14th", "March 2021", "Easter",
		"3/4/21" };
	struct buf a = { 0 }, b = { 0 };
	int key, by, other, seen = 0, from, also;
	size_t i;

	date_join(2021, 3, 3, &from);
	date_join(2023, 11, 20, &also);
	for (key = 0; key < 60; key++) {
		buf_clear(&a);
		buf_clear(&b);
		stand_in(REDACT_DATE, "3 March 2021", NULL, WHEN_DMY, key, &a);
		stand_in(REDACT_DATE, "2023-11-20", NULL, WHEN_DMY, key, &b);
		by = day_of(&a) - from;
		other = day_of(&b) - also;
		ok(by != 0 && by % 7 == 0 && by >= -182 && by <= 182 &&
			by == other,
		    "key %d: all dates by the same weeks: %d, %d", key, by,
		    other);
		ok(b.n == 21 && b.p[4] == '-' && b.p[10] == '|' &&
			memcmp(b.p, b.p + 11, 10) == 0,
		    "key %d: in the same form", key);
		seen |= by < 0 ? 1 : 2;
	}
	ok(seen == 3, "forward and back");
	for (i = 0; i < sizeof(fixed) / sizeof(fixed[0]); i++) {
		buf_clear(&a);
		stand_in(REDACT_DATE, fixed[i], NULL, WHEN_UNKNOWN, 1, &a);
		ok(same(&a, "[DATE-1]|[DATE-1]"),
		    "\"%s\" can't be moved: a tag", fixed[i]);
	}
	buf_clear(&a);
	stand_in(REDACT_DATE, "3/4/21", NULL, WHEN_DMY, 1, &a);
	ok(day_of(&a) != -1, "it can when the order is said");
	buf_release(&a);
	buf_release(&b);
}

static const struct {
	const char *in, *rest; /* what stays behind the figures */
} old[] = {
	{ "93", "" },
	{ "90", "" },
	{ "99-year-old", "-year-old" },
	{ "94-j\303\244hrig", "-j\303\244hrig" },
	{ "104", "" },
	{ "89", NULL }, /* tagged */
	{ "7", NULL },
	{ "ninety-three", NULL },
	{ "90210", NULL },
};

static void
test_old(void)
{
	struct buf b = { 0 };
	size_t i, n;
	int key;
	bool good;

	for (i = 0; i < sizeof(old) / sizeof(old[0]); i++)
		for (key = 0; key < 20; key++) {
			buf_clear(&b);
			stand_in(REDACT_AGE, old[i].in, NULL, WHEN_UNKNOWN, key,
			    &b);
			if (old[i].rest == NULL) {
				ok(same(&b, "[AGE-1]|[AGE-1]"),
				    "%s becomes a tag", old[i].in);
				continue;
			}
			n = strlen(old[i].rest) + 2;
			good = b.n == 2 * n + 1 && b.p[0] == '9' &&
			       b.p[1] >= '0' && b.p[1] <= '9' &&
			       memcmp(b.p, old[i].in, 2) != 0 &&
			       memcmp(b.p + 2, old[i].rest, n - 2) == 0 &&
			       memcmp(b.p, b.p + n + 1, n) == 0;
			ok(good, "%s: another age from 90", old[i].in);
		}
	buf_release(&b);
}

int
main(void)
{
	size_t i;

	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++)
		one_date(i);
	test_ages();
	test_lists();
	test_coarser();
	run("keep", ACT_KEEP, TEXT, 1);
	run("mask", ACT_MASK,
	    "Mrs [NAME] and Dr [NAME] met [NAME] and [NAME] in [PLACE]. "
	    "Beth came.",
	    1);
	run("tag", ACT_TAG,
	    "Mrs [NAME-1] and Dr [NAME-1] met [NAME-1] and [NAME-2] in "
	    "[PLACE-1]. Beth came.",
	    1);
	run("remove", ACT_REMOVE, "Mrs  and Dr  met  and  in . Beth came.", 1);
	run("country", ACT_COUNTRY,
	    "Mrs [NAME-1] and Dr [NAME-1] met [NAME-1] and [NAME-2] in "
	    "english. Beth came.",
	    1);
	run("pseudonym", ACT_PSEUDONYM, NULL, 1);
	for (i = 0; i < 20; i++)
		run("surrogate", ACT_SURROGATE, NULL, (int)i);
	test_standins();
	test_houses();
	test_moved();
	test_old();
	return tap_end();
}
