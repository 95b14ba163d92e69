/* Many groups, several threads: the order stays, and a stop is a stop. */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/rounds.h"
#include "tests/tap.h"

#define GROUPS 150 /* more than are read ahead */
#define BROKEN 70

static char top[] = "/tmp/balint-rounds.XXXXXX";

static void
put(const char *path, const char *text)
{
	FILE *fp = fopen(path, "w");

	if (fp == NULL || fputs(text, fp) == EOF || fclose(fp) == EOF)
		exit(2);
}

static void
path_of(unsigned g, const char *rest, char *out, size_t n)
{
	(void)snprintf(out, n, "%s/g%03u%s", top, g, rest);
}

static void
make_group(unsigned g)
{
	char path[128], text[256];

	path_of(g, "", path, sizeof(path));
	(void)mkdir(path, 0700);
	path_of(g, "/members", path, sizeof(path));
	(void)mkdir(path, 0700);
	path_of(g, "/sessions", path, sizeof(path));
	(void)mkdir(path, 0700);
	path_of(g, "/group.txt", path, sizeof(path));
	(void)snprintf(text, sizeof(text),
	    "Format: balint-group/1\nGroup: g-a%03u\nMinutes: %u\n"
	    "Timezone: UTC\n\n",
	    g, g + 1);
	put(path, g == BROKEN ? "broken" : text);
	path_of(g, "/members/ana.txt", path, sizeof(path));
	put(path, "Format: balint-member/1\nMember: ana\n\n");
	path_of(g, "/sessions/s2026-01-06.txt", path, sizeof(path));
	put(path, "Format: balint-session/1\nSession: s2026-01-06\n"
		  "Date: 2026-01-06\nAttend: ana present\n\n");
}

static void
drop_group(unsigned g)
{
	static const char *const parts[] = { "/sessions/s2026-01-06.txt",
		"/members/ana.txt", "/group.txt", "/sessions", "/members", "" };
	char path[128];
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		path_of(g, parts[i], path, sizeof(path));
		(void)remove(path);
	}
}

struct seen {
	size_t next, failed, stop_at;
	bool order, content;
};

static int
work(void *arg, const struct roll *r, struct turnout *t, struct buf *out,
    struct fail *f)
{
	struct turnout_count c;

	(void)arg;
	(void)f;
	turnout_of_person(t, 0, &c);
	buf_printf(out, "%d %ld", r->frame.minutes, c.minutes);
	return 0;
}

static int
take(void *arg, size_t group, struct view out, const struct fail *f)
{
	struct seen *s = arg;
	char want[32];

	s->order = s->order && group == s->next++;
	if (f != NULL) {
		s->failed++;
		s->content = s->content && group == BROKEN && out.n == 0;
		return 0;
	}
	(void)snprintf(want, sizeof(want), "%zu %zu", group + 1, group + 1);
	s->content = s->content && view_is(out, want);
	return group == s->stop_at ? 7 : 0;
}

static void
test_threads(const struct names *paths, unsigned threads)
{
	struct rounds_job job = { ROLL_ALL, threads, work, take, NULL };
	struct seen s = { 0, 0, GROUPS, true, true };
	struct fail f;

	job.arg = &s;
	ok(rounds_run(paths, &job, &f) == 0 && s.next == GROUPS,
	    "%u threads: every group is taken", threads);
	ok(s.order, "%u threads: in order", threads);
	ok(s.content, "%u threads: each its own", threads);
	ok(s.failed == 1, "%u threads: the broken one is told", threads);
	s = (struct seen){ 0, 0, 20, true, true };
	ok(rounds_run(paths, &job, &f) == 7 && s.next == 21,
	    "%u threads: a stop is a stop", threads);
}

int
main(void)
{
	static const unsigned threads[] = { 0, 1, 2, 3, 8, 200 };
	struct names paths = { 0 };
	char path[128];
	unsigned g;
	size_t i;

	if (mkdtemp(top) == NULL)
		return 2;
	for (g = 0; g < GROUPS; g++) {
		make_group(g);
		path_of(g, "", path, sizeof(path));
		if (names_add(&paths, view_of(path)) == -1)
			return 2;
	}
	for (i = 0; i < sizeof(threads) / sizeof(threads[0]); i++)
		test_threads(&paths, threads[i]);
	for (g = 0; g < GROUPS; g++)
		drop_group(g);
	(void)rmdir(top);
	names_release(&paths);
	return tap_end();
}
