/*
 * A library of groups, made up, the same for the same arguments:
 *
 *	helper-generate DIR GROUPS MEMBERS SESSIONS CASES [BYTES]
 *
 * GROUPS groups g001 ..., each with MEMBERS members m01 ..., SESSIONS
 * sessions, one a week from 2020-01-07 on, with everybody's attendance, and
 * CASES cases of about BYTES bytes of prose (2500), shared out over the
 * sessions.  Every file is a valid record.
 */

#include <sys/stat.h>

#include <err.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/date.h"
#include "common/view.h"

#define FIRST_DAY 18268 /* 2020-01-07, a Tuesday */

static uint64_t state = 20261122;

/* Source: G. Steele, D. Lea, C. Flood, SplitMix64, OOPSLA 2014. */
static uint64_t
next(void)
{
	uint64_t z = state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static unsigned
below(unsigned n)
{
	return (unsigned)(next() % n);
}

#define PICK(words) words[below(sizeof(words) / sizeof(words[0]))]

static const char *const themes[] = { "heartsink", "dependence", "distance",
	"loss", "guilt-error", "power", "family", "own-life" };
static const char *const emotions[] = { "anger", "helplessness", "guilt",
	"shame", "sadness", "fear", "boredom", "relief" };
static const char *const professions[] = { "gp", "gp-trainee", "psychiatrist",
	"nurse", "psychologist", "student" };
static const char *const words[] = { "the", "patient", "comes", "again", "and",
	"I", "feel", "nothing", "but", "tired", "she", "never", "takes", "her",
	"coat", "off", "while", "his", "daughter", "waits", "outside", "we",
	"talk", "about", "pain", "then", "silence", "wonders", "group", "why",
	"angry", "with", "me", "at", "end", "of", "long", "day", "na\303\257ve",
	"\342\200\224" };

static FILE *
create(const char *path)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		err(2, "%s", path);
	if (chmod(path, 0600) == -1)
		err(2, "%s", path);
	return f;
}

static void
finish(FILE *f, const char *path)
{
	if (fclose(f) != 0)
		err(2, "%s", path);
}

static void
folder(const char *path)
{
	if (mkdir(path, 0700) == -1 && errno != EEXIST)
		err(2, "%s", path);
}

static void
prose(FILE *f, unsigned bytes)
{
	unsigned n = 0, col = 0, len;
	const char *w;

	while (n < bytes) {
		w = PICK(words);
		len = (unsigned)strlen(w) + 1;
		fprintf(f, "%s%c", w, col + len > 68 ? '\n' : ' ');
		col = col + len > 68 ? 0 : col + len;
		n += len;
	}
	fputs(".\n", f);
}

static void
group(const char *dir, unsigned g)
{
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/group.txt", dir);
	f = create(path);
	fprintf(f,
	    "Format: balint-group/1\nGroup: g-%05u\nMinutes: 90\n"
	    "Timezone: Europe/London\nName: Group %u\nFrequency: weekly\n"
	    "Time: 18:00\nQuorum: 4\nLeader: ben\n\n",
	    g, g);
	finish(f, path);
}

static void
member(const char *dir, unsigned g, unsigned m)
{
	char path[512];
	FILE *f;

	(void)snprintf(path, sizeof(path), "%s/members/m%02u.txt", dir, m);
	f = create(path);
	fprintf(f,
	    "Format: balint-member/1\nMember: m%02u\nName: Person %u of %u\n"
	    "Profession: %s\nRegistration: R%03u%03u\nJoined: 2020-01-01\n\n",
	    m, m, g, PICK(professions), g, m);
	finish(f, path);
}

/* Seven in ten are there; the others late, gone early, excused or away. */
static void
attendance(FILE *f, unsigned m)
{
	unsigned k = below(20);

	fprintf(f, "Attend: m%02u ", m);
	if (k < 14)
		fprintf(f, "present%s\n", below(8) == 0 ? " mode=online" : "");
	else if (k < 16)
		fprintf(f, "late minutes=%u\n", 60 + below(29));
	else if (k < 17)
		fprintf(f, "left minutes=%u\n", 30 + below(50));
	else
		fprintf(f, "%s\n", k < 19 ? "excused" : "absent");
}

static void
session(const char *dir, unsigned s, unsigned members)
{
	char path[512], date[DATE_LEN];
	unsigned m;
	FILE *f;

	date_format(FIRST_DAY + 7 * (int)s, date);
	(void)snprintf(path, sizeof(path), "%s/sessions/s%s.txt", dir, date);
	f = create(path);
	fprintf(f, "Format: balint-session/1\nSession: s%s\nDate: %s\n", date,
	    date);
	for (m = 1; m <= members; m++)
		attendance(f, m);
	fputc('\n', f);
	finish(f, path);
}

static void
one_case(const char *dir, unsigned c, unsigned sessions, unsigned members,
    unsigned bytes)
{
	static const char letters[] = "abcdefghjkmnpqrstvwxyz23456789";
	char path[512], date[DATE_LEN], id[16];
	FILE *f;

	(void)snprintf(id, sizeof(id), "c%03u-%c%c%c", c, letters[below(30)],
	    letters[below(30)], letters[below(30)]);
	date_format(FIRST_DAY + 7 * (int)((c - 1) % sessions), date);
	(void)snprintf(path, sizeof(path), "%s/cases/%s.txt", dir, id);
	f = create(path);
	fprintf(f,
	    "Format: balint-case/1\nCase: %s\nSession: s%s\n"
	    "Presenter: m%02u\nTheme: %s\nEmotion: %s by=group\n"
	    "Research: %s\nPurgeAfter: 2030-01-01\n\n## telling\n",
	    id, date, 1 + below(members), PICK(themes), PICK(emotions),
	    below(3) == 0 ? "no" : "yes");
	prose(f, bytes / 2);
	fputs("\n## discussion\n", f);
	prose(f, bytes - bytes / 2);
	finish(f, path);
}

static unsigned
number(const char *arg)
{
	unsigned long n;

	if (view_number(view_of(arg), 0, 100000000, &n) == -1)
		errx(2, "a number was expected");
	return (unsigned)n;
}

int
main(int argc, char **argv)
{
	unsigned groups, members, sessions, cases, bytes, g, i;
	static const char *const parts[] = { "members", "sessions", "cases" };
	char dir[256], path[300];

	if (argc < 6 || argc > 7)
		errx(2, "DIR GROUPS MEMBERS SESSIONS CASES [BYTES]");
	groups = number(argv[2]);
	members = number(argv[3]);
	sessions = number(argv[4]);
	cases = number(argv[5]);
	bytes = argc > 6 ? number(argv[6]) : 2500;
	folder(argv[1]);
	for (g = 1; g <= groups; g++) {
		(void)snprintf(dir, sizeof(dir), "%s/g%03u", argv[1], g);
		folder(dir);
		for (i = 0; i < 3; i++) {
			(void)snprintf(path, sizeof(path), "%s/%s", dir,
			    parts[i]);
			folder(path);
		}
		group(dir, g);
		for (i = 1; i <= members; i++)
			member(dir, g, i);
		for (i = 0; i < sessions; i++)
			session(dir, i, members);
		for (i = 1; i <= cases && sessions > 0 && members > 0; i++)
			one_case(dir, i, sessions, members, bytes);
	}
	return 0;
}
