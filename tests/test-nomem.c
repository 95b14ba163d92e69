/*
 * Every allocation fails in turn: what trainers' commands and the store are
 * made of ends in an error each time, never in a crash or in half an answer.
 */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/certificate.h"
#include "common/changes.h"
#include "common/crypt.h"
#include "common/ical.h"
#include "common/leaderlog.h"
#include "common/mend.h"
#include "common/merge.h"
#include "common/owed.h"
#include "common/register.h"
#include "common/scheme.h"
#include "common/survey.h"
#include "common/template.h"
#include "common/zone.h"
#include "tests/tap.h"

#if defined(__SANITIZE_ADDRESS__) || !defined(__GLIBC__)
#define COUNTED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define COUNTED 0
#endif
#endif
#ifndef COUNTED
#define COUNTED 1
#endif

static long left = -1; /* allocations that still succeed; -1: all */
static bool once, hit; /* only one fails, not all behind it; it did */

#if COUNTED
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t m);
void *__libc_realloc(void *p, size_t n);
void *malloc(size_t n);
void *calloc(size_t n, size_t m);
void *realloc(void *p, size_t n);
void *reallocarray(void *p, size_t n, size_t m);

static bool
fails(void)
{
	if (left == 0) {
		hit = true;
		if (once)
			left = -1;
		return true;
	}
	if (left > 0)
		left--;
	return false;
}

void *
malloc(size_t n)
{
	return fails() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t m)
{
	return fails() ? NULL : __libc_calloc(n, m);
}

void *
realloc(void *p, size_t n)
{
	return fails() ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t m)
{
	if (m != 0 && n > (size_t)-1 / m)
		return NULL;
	return fails() ? NULL : __libc_realloc(p, n * m);
}
#endif

static char top[] = "/tmp/balint-nomem.XXXXXX";

static void
put(const char *name, const char *text)
{
	char path[256];
	FILE *fp;

	(void)snprintf(path, sizeof(path), "%s/%s", top, name);
	fp = fopen(path, "w");
	if (fp == NULL || fputs(text, fp) == EOF || fclose(fp) == EOF)
		exit(2);
}

static const char *const names[] = { "group.txt", "members/ana.txt",
	"members/bo.txt", "members", "sessions/s2026-01-06.txt",
	"sessions/s2026-01-13.txt", "sessions" };

static void
make_group(void)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/members", top);
	(void)mkdir(path, 0700);
	(void)snprintf(path, sizeof(path), "%s/sessions", top);
	(void)mkdir(path, 0700);
	put("group.txt", "Format: balint-group/1\nGroup: g-8w2kd\nMinutes: 90\n"
			 "Timezone: UTC\nTime: 18:00\nLeader: ben\n\n");
	put("members/ana.txt",
	    "Format: balint-member/1\nMember: ana\nName: Ana\n"
	    "Registration: 7\nAssessed: 2026-01-10 satisfactory\n\n");
	put("members/bo.txt",
	    "Format: balint-member/1\nMember: bo\nLeft: 2026-01-01\n\n");
	put("sessions/s2026-01-06.txt",
	    "Format: balint-session/1\nSession: s2026-01-06\n"
	    "Date: 2026-01-06\nAttend: ana present\nAttend: bo absent\n\n");
	put("sessions/s2026-01-13.txt",
	    "Format: balint-session/1\nSession: s2026-01-13\n"
	    "Date: 2026-01-13\nAttend: ana present\n\n");
}

static int
row(void *arg, const struct register_cell *cell, size_t n)
{
	register_emit(arg, cell, n);
	return 0;
}

static const char scheme_text[] =
    "Scheme: x\nTitle: T\nSource: S\nSeen: 2026-11-22\nRequired: 2\n";

/* The long table of the roll.  Its size, or 0: no memory. */
static size_t
table(const struct roll *r)
{
	struct register_options o = { .shape = REGISTER_LONG };
	const struct register_column *rc;
	struct emit_column c[64];
	struct emit e;
	size_t i, n, size = 0;

	rc = register_columns(REGISTER_LONG, &n);
	for (i = 0; i < n; i++)
		c[i] = rc[i].column;
	emit_begin(&e, EMIT_CSV, NULL, "t", c, n);
	if (register_walk(r, &o, row, &e) == 0 && emit_end(&e))
		size = e.out.n;
	emit_release(&e);
	return size;
}

/* A page for ana.  Its size, or 0: no memory. */
static size_t
page(struct owed *o, const struct scheme *s, struct fail *f)
{
	struct certificate_office office = { 0 };
	struct names one = { 0 };
	struct owed_result r;
	struct buf facts = { 0 }, sealed = { 0 }, out = { 0 };
	struct view key = { "0123456789abcdef0123456789abcdef", CRYPT_KEY };
	size_t n = 0;

	office.group = office.groupid = office.place = &one;
	office.leaderid = office.leadername = &one;
	owed_look(o, 0, s, 20800, &r);
	if (names_add(&one, view_of("tuesday")) == 0) {
		certificate_facts(&facts, o, 0, s, &r, &office);
		if (!buf_bad(&facts) &&
		    certificate_seal(&sealed, buf_all(&facts), view_of(NULL),
			key, f) == 0 &&
		    certificate_page(&out, buf_all(&sealed),
			view_of("{name}{dates}{date}{/dates}\n{facts}"), true,
			view_of(""), f) == 0)
			n = out.n;
	}
	names_release(&one);
	buf_release(&facts);
	buf_release(&sealed);
	buf_release(&out);
	return n;
}

static size_t
calendar(struct fail *f)
{
	struct ical_event e = { .session = view_of("s"),
		.group = view_of("g"),
		.summary = view_of("Balint group"),
		.zone = view_of("Europe/Berlin"),
		.date = 20480,
		.time = 1080,
		.minutes = 90 };
	struct buf b = { 0 };
	struct zone z;
	size_t n = 0;

	if (zone_read(&z, e.zone, f) == 0) {
		ical_zone(&b, e.zone, &z, 20000, 21000);
		ical_event(&b, &e);
		if (!buf_bad(&b))
			n = b.n;
	}
	zone_release(&z);
	buf_release(&b);
	return n;
}

/* All of it once; what it came to, or 0 when there was no memory. */
static size_t
work(void)
{
	const struct roll_options all = ROLL_ALL;
	struct roll r = { 0 };
	struct owed o = { 0 };
	struct scheme s;
	struct fail f;
	size_t a = 0, b = 0, c = 0;

	if (scheme_parse(&s, view_of(scheme_text), &f) == 0 &&
	    roll_read(&r, top, &all, &f) == 0 && (a = table(&r)) > 0 &&
	    owed_add(&o, &r, &f) == 0 && owed_join(&o, &f) == 0 &&
	    (b = page(&o, &s, &f)) > 0)
		c = calendar(&f);
	owed_release(&o);
	roll_release(&r);
	return c == 0 ? 0 : a + b + c;
}

#define MEMBER "Format: balint-member/1\nMember: ana\n"

/* Both changed it, at one place to two values. */
static size_t
merging(struct fail *f)
{
	struct buf out = { 0 };
	size_t clashes = 0, n = 0;

	if (merge_records(&out, view_of(MEMBER "\n## notes\na\n"),
		view_of(MEMBER "Name: A\n\n## notes\na\nb\n"),
		view_of(MEMBER "Name: B\n\n## notes\na\n\n## room\nc\n"),
		&clashes, f) != -1 &&
	    clashes > 0 && !buf_bad(&out))
		n = out.n;
	buf_release(&out);
	return n;
}

static size_t
mending(void)
{
	struct buf out = { 0 };
	size_t n = 0;

	if (mend_bytes(view_of("\xEF\xBB\xBF" MEMBER "\r\n"), &out) &&
	    !buf_bad(&out))
		n = out.n;
	buf_release(&out);
	return n;
}

static size_t
planning(struct fail *f)
{
	static const char text[] = "For: session\nEach: telling 10\n"
				   "Each: discussion *\nPhase: close 5\n";
	struct template t;
	struct buf out = { 0 };
	size_t n = 0;

	if (template_parse(&t, view_of(text), f) == 0 &&
	    template_plan(&t, 1080, 90, 2, &out, f) == 0 && !buf_bad(&out))
		n = out.n;
	buf_release(&out);
	return n;
}

static size_t
logging(struct fail *f)
{
	static const char text[] =
	    "Format: balint-leader/1\nLeader: ben\n"
	    "Supervision: 2026-01-07 minutes=60 sessions=s2026-01-06\n"
	    "Seminar: 2026-02-01 minutes=90 weekend=yes\n\n";
	struct leaderlog_page page = { .leader = view_of("ben"),
		.today = 20800 };
	struct leaderlog l = { 0 };
	struct record r = { 0 };
	struct buf out = { 0 };
	size_t n = 0;

	if (record_parse(&r, view_of(text), RECORD_ALL, f) == 0 &&
	    leaderlog_record(&l, &r, 20800, f) == 0) {
		leaderlog_sort(&l);
		page.log = &l;
		leaderlog_html(&page, &out);
		if (!buf_bad(&out))
			n = out.n;
	}
	leaderlog_release(&l);
	record_release(&r);
	buf_release(&out);
	return n;
}

/* What check finds in the group; 0 when memory was short for any of it. */
static size_t
checking(struct fail *f)
{
	struct survey_group g = { 0 };
	struct vocab words = { 0 };
	struct survey w = { .group = &g, .words = &words, .today = 20800 };
	size_t i, k, n = 1;

	g.s.dir = -1;
	w.ngroup = 1;
	if (vocab_add(&words, view_of("kind: gps\nmode: online\n"), f) == -1 ||
	    store_open(&g.s, top, f) == -1) {
		n = 0;
		goto out;
	}
	vocab_ready(&words);
	if (survey_run(&w, 1, f) == -1)
		n = 0;
	for (i = 0; i < w.nfile && n > 0; i++)
		for (k = 0; k < w.file[i].n && n > 0; k++)
			n = strcmp(w.file[i].problem[k].f.word, "E_MEMORY") == 0
				? 0
				: n + 1;
out:
	survey_release(&w);
	vocab_release(&words);
	return n;
}

/* The same for what the store is made of. */
static size_t
work_store(void)
{
	size_t a, b = 0, c = 0, d = 0, e = 0;
	struct fail f;

	if ((a = merging(&f)) > 0 && (b = mending()) > 0 &&
	    (c = planning(&f)) > 0 && (d = logging(&f)) > 0)
		e = checking(&f);
	return e == 0 ? 0 : a + b + c + d + e;
}

static void
starve(size_t (*fn)(void), size_t least, const char *what)
{
	size_t want = fn(), got = 0, wrong = 0;
	int round;
	long n;

	ok(want > least, "%s: with memory there is a result", what);
	for (round = 0; COUNTED && round < 2; round++) {
		once = round == 1;
		for (n = 0, hit = true; hit && n < 10000; n++) {
			hit = false;
			left = n;
			got = fn();
			left = -1;
			wrong += hit && got != 0 && got != want;
		}
		ok(n > 50 && got == want, "%s: then it succeeds", what);
	}
	ok(wrong == 0, "%s: each allocation failed: never half a result", what);
}

int
main(void)
{
	struct fail f;
	char path[256];
	size_t i;

	if (mkdtemp(top) == NULL || crypt_init(NULL, &f) == -1)
		return 2;
	make_group();
	starve(work, 1000, "trainers");
	starve(work_store, 500, "the store");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", top, names[i]);
		(void)remove(path);
	}
	(void)rmdir(top);
	return tap_end();
}
