/*
 * A library of groups for measuring: helper-groups DIR GROUPS SESSIONS
 * MEMBERS [CASES].  The same arguments always give the same bytes.
 */

#include <sys/stat.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/date.h"

static FILE *
make(const char *sub, const char *dir, unsigned long g, const char *name)
{
	char path[512];
	FILE *fp;

	(void)snprintf(path, sizeof(path), "%s/g%04lu%s/%s.txt", dir, g, sub,
	    name);
	fp = fopen(path, "w");
	if (fp == NULL) {
		perror(path);
		exit(2);
	}
	return fp;
}

static void
done(FILE *fp)
{
	if (fclose(fp) != 0) {
		perror("close");
		exit(2);
	}
}

static void
directory(const char *sub, const char *dir, unsigned long g)
{
	char path[512];

	(void)snprintf(path, sizeof(path), "%s/g%04lu%s", dir, g, sub);
	(void)mkdir(path, 0700);
}

static void
session(const char *dir, unsigned long g, unsigned long s,
    unsigned long members)
{
	static const char *const what[] = { "present", "present", "present",
		"late minutes=70", "present mode=online", "present",
		"left minutes=60", "excused", "present", "absent" };
	char date[DATE_LEN], id[16];
	unsigned long m;
	FILE *fp;

	date_format(19000 + (int)(7 * s + g % 5), date);
	(void)snprintf(id, sizeof(id), "s%s", date);
	fp = make("/sessions", dir, g, id);
	fprintf(fp,
	    "Format: balint-session/1\nSession: %s\nDate: %s\nTime: 18:00\n"
	    "Minutes: 90\nStatus: held\nMode: in-person\nLeader: ben\n"
	    "Phase: 18:00 telling 10\nPhase: 18:10 discussion 35\n",
	    id, date);
	for (m = 1; m <= members; m++)
		fprintf(fp, "Attend: m%02lu %s\n", m,
		    what[(g * 7 + s * 3 + m) % 10]);
	fputc('\n', fp);
	done(fp);
}

static void
group(const char *dir, unsigned long g, unsigned long sessions,
    unsigned long members)
{
	char id[16];
	unsigned long i;
	FILE *fp;

	directory("", dir, g);
	directory("/members", dir, g);
	directory("/sessions", dir, g);
	fp = make("", dir, g, "group");
	fprintf(fp,
	    "Format: balint-group/1\nGroup: g-x%04lu\nName: Group %lu\n"
	    "Kind: residents\nFrequency: weekly\nTime: 18:00\nMinutes: 90\n"
	    "Timezone: Europe/Berlin\nLeader: ben\n\n",
	    g, g);
	done(fp);
	for (i = 1; i <= members; i++) {
		(void)snprintf(id, sizeof(id), "m%02lu", i);
		fp = make("/members", dir, g, id);
		fprintf(fp,
		    "Format: balint-member/1\nMember: %s\n"
		    "Name: Given%lu Surname%lu\nGiven: Given%lu\n"
		    "Surname: Surname%lu\nRegistration: R%04lu%02lu\n"
		    "Profession: psych-trainee\nGrade: CT%lu\n"
		    "Employer: Trust %lu\nAssessed: 2022-09-01 satisfactory\n"
		    "Assessed: 2023-02-01 satisfactory\n\n",
		    id, i, g, i, g, g, i, i % 3 + 1, g % 9);
		done(fp);
	}
	for (i = 0; i < sessions; i++)
		session(dir, g, i, members);
}

int
main(int argc, char **argv)
{
	unsigned long g, groups;

	if (argc != 5) {
		fprintf(stderr,
		    "usage: helper-groups DIR GROUPS SESSIONS MEMBERS\n");
		return 2;
	}
	(void)mkdir(argv[1], 0700);
	groups = strtoul(argv[2], NULL, 10);
	for (g = 0; g < groups; g++)
		group(argv[1], g, strtoul(argv[3], NULL, 10),
		    strtoul(argv[4], NULL, 10));
	return 0;
}
