/* Values of fields: forms, attendance, words, templates, times, stays. */

#include <stdlib.h>
#include <string.h>

#include "common/attend.h"
#include "common/schema.h"
#include "common/stamp.h"
#include "common/stay.h"
#include "common/template.h"
#include "common/vocab.h"
#include "tests/tap.h"

static const struct {
	enum record_kind kind;
	const char *field, *value, *word; /* word NULL: good */
} values[] = {
	{ RECORD_GROUP, "Group", "g-8w2kd", NULL },
	{ RECORD_GROUP, "Group", "8w2kd", "E_ID" },
	{ RECORD_GROUP, "Group", "", "E_MISSING" },
	{ RECORD_GROUP, "Minutes", "90", NULL },
	{ RECORD_GROUP, "Minutes", "0", "E_NUMBER" },
	{ RECORD_GROUP, "Minutes", "1441", "E_NUMBER" },
	{ RECORD_GROUP, "Minutes", "90 min", "E_NUMBER" },
	{ RECORD_GROUP, "Quorum", "0", NULL },
	{ RECORD_GROUP, "Quorum", "-1", "E_NUMBER" },
	{ RECORD_GROUP, "Time", "18:00", NULL },
	{ RECORD_GROUP, "Time", "24:00", "E_TIME" },
	{ RECORD_GROUP, "Time", "6pm", "E_TIME" },
	{ RECORD_GROUP, "Timezone", "Europe/London", NULL },
	{ RECORD_GROUP, "Timezone", "../etc/passwd", "E_ZONE" },
	{ RECORD_GROUP, "Rules", "yes", NULL },
	{ RECORD_GROUP, "Rules", "Yes", "E_WORD" },
	{ RECORD_GROUP, "Kind", "gps", NULL },
	{ RECORD_GROUP, "Kind", "GPs", "E_WORD" },
	{ RECORD_MEMBER, "Joined", "2024-02-29", NULL },
	{ RECORD_MEMBER, "Joined", "2023-02-29", "E_DATE" },
	{ RECORD_MEMBER, "Joined", "", NULL },
	{ RECORD_MEMBER, "Away", "2026-12-01..2026-12-15", NULL },
	{ RECORD_MEMBER, "Away", "2026-12-15..2026-12-01", "E_DATE" },
	{ RECORD_MEMBER, "Away", "2026-12-01", NULL },
	{ RECORD_MEMBER, "Research", "withdrawn", NULL },
	{ RECORD_MEMBER, "Research", "maybe", "E_WORD" },
	{ RECORD_MEMBER, "Assessed", "2026-12-01 satisfactory", NULL },
	{ RECORD_MEMBER, "Assessed", "satisfactory", "E_WORD" },
	{ RECORD_SESSION, "Session", "s2026-11-24", NULL },
	{ RECORD_SESSION, "Session", "s2026-11-24b", NULL },
	{ RECORD_SESSION, "Session", "s2026-11-24a", "E_ID" },
	{ RECORD_SESSION, "Session", "s2026-11-31", "E_ID" },
	{ RECORD_SESSION, "Attend", "ana present", NULL },
	{ RECORD_SESSION, "Attend", "ana asleep", "E_ATTEND" },
	{ RECORD_SESSION, "Phase", "18:00 telling 10", NULL },
	{ RECORD_SESSION, "Phase", "18:00 telling", NULL },
	{ RECORD_SESSION, "Phase", "telling 10", "E_PHASE" },
	{ RECORD_CASE, "Case", "c014-7kq", NULL },
	{ RECORD_CASE, "Case", "c14-7kq", "E_ID" },
	{ RECORD_CASE, "Case", "c014-7kqq", "E_ID" },
	{ RECORD_CASE, "Emotion", "anger by=group", NULL },
	{ RECORD_CASE, "Emotion", "anger of group", "E_WORD" },
	{ RECORD_CASE, "Followup", "2026-12-01 asked=2026-12-02", NULL },
	{ RECORD_CASE, "Followup", "2026-12-01 asked=soon", "E_DATE" },
	{ RECORD_LEADER, "Supervision", "2026-11-20 minutes=60", NULL },
	{ RECORD_LEADER, "Supervision", "minutes=60", "E_DATE" },
};

static void
test_values(void)
{
	const struct schema_field *d;
	struct fail f;
	size_t i;
	int rv;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		d = schema_find(values[i].kind, view_of(values[i].field));
		rv = d == NULL
			 ? -2
			 : schema_check_value(d, view_of(values[i].value), &f);
		ok(values[i].word == NULL
			? rv == 0
			: rv == -1 && strcmp(f.word, values[i].word) == 0,
		    "%s: '%s'", values[i].field, values[i].value);
	}
}

static const struct {
	const char *word, *value; /* NULL: refused */
} words[] = {
	{ "ana", "ana present" },
	{ "ben=late:20", "ben late minutes=70" },
	{ "ben=late:90", "ben late minutes=0" },
	{ "ben=late:91", NULL },
	{ "ben=late:0", NULL },
	{ "cem=left:60", "cem left minutes=60" },
	{ "cem=left:60,online", "cem left minutes=60 mode=online" },
	{ "eli=present,online", "eli present mode=online" },
	{ "flo=observer", "flo present role=observer" },
	{ "dora=excused", "dora excused" },
	{ "dora=excused:flu", NULL },
	{ "=late:20", NULL },
	{ "", NULL },
	{ "ana=", NULL },
};

static void
test_words(void)
{
	struct buf b = { 0 };
	struct attend a, again;
	size_t i;
	int rv;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		buf_clear(&b);
		rv = attend_parse_word(&a, view_of(words[i].word), 90, NULL);
		if (rv == 0)
			attend_format(&a, &b);
		ok(words[i].value == NULL
			? rv == -1
			: rv == 0 && view_is(buf_all(&b), words[i].value) &&
			      attend_parse(&again, buf_all(&b), NULL) == 0 &&
			      again.status == a.status &&
			      again.minutes == a.minutes,
		    "on the command line: '%s'", words[i].word);
	}
	ok(attend_parse(&a, view_of("ana present x_own=1 y=2"), NULL) == 0 &&
		view_is(a.rest, "x_own=1 y=2"),
	    "pairs that we don't know stay");
	buf_release(&b);
}

static void
test_vocab(void)
{
	struct vocab v = { 0 };
	struct fail f;

	ok(vocab_add(&v, view_of("# c\ntheme: loss power\nmode: online\n"),
	       &f) == 0 &&
		vocab_add(&v, view_of("theme: own-word # mine\n"), &f) == 0,
	    "two files");
	vocab_ready(&v);
	ok(vocab_has(&v, "theme", view_of("own-word")), "the second adds");
	ok(!vocab_has(&v, "mode", view_of("loss")), "each list by itself");
	ok(!vocab_has(&v, "them", view_of("loss")), "not a part of a name");
	ok(strcmp(vocab_nearest(&v, "theme", view_of("pwoer")), "power") == 0,
	    "the nearest word");
	ok(vocab_nearest(&v, "nolist", view_of("x")) == NULL, "of no list");
	ok(vocab_add(&v, view_of("theme: ok\nBad line\n"), &f) == -1 &&
		f.line == 2,
	    "a wrong line is named");
	vocab_release(&v);
}

static void
test_template(void)
{
	struct template t;
	struct buf b = { 0 };
	struct fail f;

	ok(template_parse(&t,
	       view_of("# x\nFor: session\nPhase: check-in 10\nEach: telling "
		       "20\nEach: discussion *\n"),
	       &f) == 0,
	    "a template");
	ok(template_plan(&t, 1410, 90, 2, &b, &f) == 0 &&
		view_is(buf_all(&b),
		    "Phase: 23:30 check-in 10\nPhase: 23:40 telling 20\n"
		    "Phase: 00:00 discussion 20\nPhase: 00:20 telling 20\n"
		    "Phase: 00:40 discussion 20\n"),
	    "two cases, past midnight, to the minute");
	ok(template_plan(&t, 0, 51, 2, &b, &f) == -1, "too long");
	ok(template_parse(&t, view_of("Phase: a 1\n"), &f) == -1 && f.line == 1,
	    "For: comes first");
	ok(template_parse(&t, view_of("For: case\nPhase: a 1\n"), &f) == -1,
	    "a case has no phases");
	ok(template_parse(&t, view_of("For: case\nField: Case c001-abc\n"),
	       &f) == -1,
	    "nor can its id be preset");
	ok(template_parse(&t, view_of(""), &f) == -1, "empty");
	buf_release(&b);
}

static const struct {
	const char *in;
	enum stamp_order order;
	int seconds; /* -1: refused */
	bool utc;
} stamps[] = {
	{ "2026-11-10 18:00", STAMP_YMD, 64800, false },
	{ "2026-11-10T18:00:30Z", STAMP_YMD, 64830, true },
	{ "10.11.2026 18:00", STAMP_DMY, 64800, false },
	{ "11/10/2026 06:00:00 PM", STAMP_MDY, 64800, false },
	{ "11/10/2026 12:00 AM", STAMP_MDY, 0, false },
	{ "11/10/2026 13:00 PM", STAMP_MDY, -1, false },
	{ "31.11.2026 18:00", STAMP_DMY, -1, false },
	{ "2026-11-10", STAMP_YMD, -1, false },
	{ "2026/11-10 18:00", STAMP_YMD, -1, false },
	{ "2026-11-10 18:60", STAMP_YMD, -1, false },
	{ "2026-11-10 18:00+01", STAMP_YMD, -1, false },
	{ "", STAMP_YMD, -1, false },
};

static void
test_times(void)
{
	struct stay s[3] = { { 1800, 3600 }, { 0, 2400 }, { 9000, 9999 } };
	struct stay_sum sum;
	struct stamp t;
	size_t i;
	int rv;

	for (i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++) {
		rv = stamp_parse(&t, view_of(stamps[i].in), stamps[i].order);
		ok(stamps[i].seconds == -1
			? rv == -1
			: rv == 0 && t.day == 20767 &&
			      t.seconds == stamps[i].seconds &&
			      t.utc == stamps[i].utc,
		    "time '%s'", stamps[i].in);
	}
	stay_add_up(s, 3, 600, 6000, &sum);
	ok(sum.minutes == 50 && sum.first == 600 && sum.last == 3600,
	    "what overlaps counts once, what is outside not at all");
	ok(stay_status(&sum, 600, 6000, 5) == ATTEND_LEFT, "left early");
	ok(stay_status(&sum, 200, 6000, 5) == ATTEND_LATE,
	    "late stands before left");
	ok(stay_status(&sum, 600, 3700, 5) == ATTEND_PRESENT, "within grace");
	stay_add_up(s, 3, 20000, 30000, &sum);
	ok(stay_status(&sum, 20000, 30000, 5) == ATTEND_ABSENT, "not there");
}

int
main(void)
{
	test_values();
	test_words();
	test_vocab();
	test_template();
	test_times();
	return tap_end();
}
