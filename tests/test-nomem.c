/*
 * Every allocation fails in turn: what trainers' commands are made of ends in
 * an error each time, never in a crash or in half an answer.
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
#include "common/owed.h"
#include "common/register.h"
#include "common/scheme.h"
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
	if (left == 0)
		return true;
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
	put("members/bo.txt", "Format: balint-member/1\nMember: bo\n\n");
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
	(void)register_walk(r, &o, row, &e);
	if (emit_end(&e))
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

int
main(void)
{
	struct fail f;
	size_t i, want, got = 0, wrong = 0;
	char path[256];
	long n;

	if (mkdtemp(top) == NULL || crypt_init(NULL, &f) == -1)
		return 2;
	make_group();
	want = work();
	ok(want > 1000, "with memory there is a result");
	for (n = 0; COUNTED && n < 10000; n++) {
		left = n;
		got = work();
		left = -1;
		if (got == want)
			break;
		wrong += got != 0;
	}
	ok(wrong == 0, "each of %ld allocations failed: never half a result",
	    n);
	ok(!COUNTED || (n > 50 && got == want), "and then it succeeds");
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		(void)snprintf(path, sizeof(path), "%s/%s", top, names[i]);
		(void)remove(path);
	}
	(void)rmdir(top);
	return tap_end();
}
