/* The roll of a group: who was there, read from files made here. */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/date.h"
#include "common/roll.h"
#include "tests/tap.h"

static char top[] = "/tmp/balint-roll.XXXXXX";

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

static void
drop(const char *name)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/%s", top, name);
	(void)remove(path);
}

#define GROUP                                                                  \
	"Format: balint-group/1\nGroup: g-8w2kd\nMinutes: 90\n"                \
	"Timezone: Europe/Berlin\nTime: 18:00\nLeader: ben\n\n"
#define SESSION(id, date, rest)                                                \
	"Format: balint-session/1\nSession: " id "\nDate: " date "\n" rest "\n"
#define MEMBER(id) "Format: balint-member/1\nMember: " id "\n\n"

static void
make_group(void)
{
	char path[256];

	(void)snprintf(path, sizeof(path), "%s/members", top);
	(void)mkdir(path, 0700);
	(void)snprintf(path, sizeof(path), "%s/sessions", top);
	(void)mkdir(path, 0700);
	put("group.txt", GROUP);
	put("members/ana.txt", MEMBER("ana"));
	put("members/ana-b.txt", MEMBER("ana-b"));
	put("members/cem.txt", MEMBER("cem"));
	put("members/.hidden.txt", "not a record");
	put("members/notes", "not a record");
	put("sessions/s2026-11-03.txt",
	    SESSION("s2026-11-03", "2026-11-20",
		"Attend: cem late minutes=70\nAttend: ana present\n"));
	put("sessions/s2026-11-10.txt",
	    SESSION("s2026-11-10", "2026-11-10",
		"Mode: online\nLeader: eva\nLeader: ida\n"
		"Attend: ana present\nAttend: ana-b excused\n"
		"Attend: x9 present role=guest\n"
		"Attend: cem left minutes=30 mode=in-person\n"));
	put("sessions/s2026-11-17.txt",
	    SESSION("s2026-11-17", "2026-11-17", "Status: cancelled\n"));
	put("sessions/s2026-11-24.txt",
	    SESSION("s2026-11-24", "2026-11-24", ""));
}

static void
test_read(struct roll *r)
{
	const struct roll_options all = ROLL_ALL;
	const struct roll_attend *a;
	struct fail f;

	if (!ok(roll_read(r, top, &all, &f) == 0, "read: a group"))
		return;
	ok(r->nmember == 3 && view_is(r->member[1].m.id, "ana-b") &&
		roll_find(r, view_of("ana")) == 0,
	    "read: members are sorted by id, and found");
	ok(roll_find(r, view_of("an")) == 3, "read: no such member");
	ok(r->nsession == 2, "read: only held sessions");
	ok(view_is(r->session[0].s.id, "s2026-11-10") &&
		r->session[1].ordinal == 2,
	    "read: by date, not by id, once a session was moved");
	ok(r->session[0].n == 3 && r->attend[r->session[0].first].member == 0,
	    "read: a guest who is no member is passed over");
	a = roll_of(r, 0, 2);
	ok(a != NULL && a->minutes == 30 && !a->online,
	    "read: minutes and mode of one who left");
	a = roll_of(r, 0, 0);
	ok(a != NULL && a->minutes == 90 && a->online,
	    "read: the session's mode and length when none is said");
	a = roll_of(r, 0, 1);
	ok(a != NULL && a->minutes == 0, "read: excused is no minutes");
	ok(roll_of(r, 1, 1) == NULL, "read: nothing noted");
	ok(view_is(roll_leader(r, 0, 1), "ida") &&
		roll_leader(r, 0, 2).p == NULL,
	    "leader: the session's own");
	ok(view_is(roll_leader(r, 1, 0), "ben"), "leader: the group's");
}

static void
test_select(struct roll *r)
{
	struct roll_options o = ROLL_ALL;
	struct fail f;

	o.all = true;
	ok(roll_read(r, top, &o, &f) == 0 && r->nsession == 4,
	    "select: all sessions");
	o.all = false;
	(void)date_join(2026, 11, 11, &o.from);
	ok(roll_read(r, top, &o, &f) == 0 && r->nsession == 1 &&
		r->session[0].ordinal == 2,
	    "select: from a day on; the ordinal is the group's");
	o = (struct roll_options)ROLL_ALL;
	(void)date_join(2026, 11, 19, &o.to);
	ok(roll_read(r, top, &o, &f) == 0 && r->nsession == 1,
	    "select: to a day");
	o = (struct roll_options)ROLL_ALL;
	(void)date_join(2026, 11, 15, &o.today);
	ok(roll_read(r, top, &o, &f) == -1 && strcmp(f.word, "E_DATE") == 0,
	    "select: attendance after today");
	o.no_sessions = true;
	ok(roll_read(r, top, &o, &f) == 0 && r->nsession == 0 &&
		r->nmember == 3,
	    "select: no sessions");
}

static const struct {
	const char *name, *file, *text, *word;
	size_t line;
} evil[] = {
	{ "an unknown member", "sessions/s2026-11-25.txt",
	    SESSION("s2026-11-25", "2026-11-25", "Attend: zoe present\n"),
	    "E_MEMBER", 4 },
	{ "a member twice", "sessions/s2026-11-25.txt",
	    SESSION("s2026-11-25", "2026-11-25",
		"Attend: ana present\nAttend: cem absent\n"
		"Attend: ana absent\n"),
	    "E_TWICE", 6 },
	{ "more minutes than there were", "sessions/s2026-11-25.txt",
	    SESSION("s2026-11-25", "2026-11-25",
		"Minutes: 60\nAttend: ana late minutes=61\n"),
	    "E_MINUTES", 5 },
	{ "no attendance", "sessions/s2026-11-25.txt",
	    SESSION("s2026-11-25", "2026-11-25", "Attend: ana here\n"),
	    "E_ATTEND", 4 },
	{ "no date", "sessions/s2026-11-25.txt",
	    "Format: balint-session/1\nSession: s2026-11-25\n\n", "E_MISSING",
	    1 },
	{ "another id", "sessions/s2026-11-25.txt",
	    SESSION("s2026-11-26", "2026-11-25", ""), "E_NAME", 1 },
	{ "another kind", "members/dan.txt",
	    SESSION("s2026-11-25", "2026-11-25", ""), "E_KIND", 1 },
	{ "no record", "members/dan.txt", "hello\n", "E_FIELD", 1 },
};

static void
test_evil(struct roll *r)
{
	const struct roll_options all = ROLL_ALL;
	struct fail f;
	size_t i;

	for (i = 0; i < sizeof(evil) / sizeof(evil[0]); i++) {
		put(evil[i].file, evil[i].text);
		ok(roll_read(r, top, &all, &f) == -1 &&
			strcmp(f.word, evil[i].word) == 0 &&
			f.line == evil[i].line &&
			strstr(f.file, evil[i].file) != NULL &&
			r->nsession == 0 && r->nmember == 0,
		    "evil: %s is %s at line %zu", evil[i].name, evil[i].word,
		    evil[i].line);
		drop(evil[i].file);
	}
	put("group.txt", "Format: balint-group/1\nGroup: g-8w2kd\n\n");
	ok(roll_read(r, top, &all, &f) == -1 &&
		strcmp(f.word, "E_MISSING") == 0,
	    "evil: a group without minutes");
	put("group.txt", GROUP);
	ok(roll_read(r, top, &all, &f) == 0, "evil: and good again");
	ok(roll_read(r, "/nonexistent", &all, &f) == -1 &&
		strcmp(f.word, "E_GROUP") == 0,
	    "evil: no group");
}

static void
clean(void)
{
	static const char *const names[] = { "group.txt", "members/ana.txt",
		"members/ana-b.txt", "members/cem.txt", "members/.hidden.txt",
		"members/notes", "members", "sessions/s2026-11-03.txt",
		"sessions/s2026-11-10.txt", "sessions/s2026-11-17.txt",
		"sessions/s2026-11-24.txt", "sessions" };
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		drop(names[i]);
	(void)rmdir(top);
}

int
main(void)
{
	struct roll r = { 0 };

	if (mkdtemp(top) == NULL)
		return 2;
	make_group();
	test_read(&r);
	test_select(&r);
	test_evil(&r);
	roll_release(&r);
	clean();
	return tap_end();
}
