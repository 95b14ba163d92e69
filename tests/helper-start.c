/*
 * Start-up times: helper-start N PROGRAM [ARG]... [, PROGRAM [ARG]...]...
 * Runs the programs in turn, N rounds, with nothing to read and nowhere to
 * write; prints the median of each in microseconds, one a line.  A program
 * that fails ends it.
 */

#include <sys/wait.h>

#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

extern char **environ;

enum { PROGRAMS_MAX = 16, ROUNDS_MAX = 10000 };

static long
once(char **argv, posix_spawn_file_actions_t *quiet)
{
	struct timespec a, b;
	pid_t pid;
	int status;

	clock_gettime(CLOCK_MONOTONIC, &a);
	if (posix_spawnp(&pid, argv[0], quiet, NULL, argv, environ) != 0 ||
	    waitpid(pid, &status, 0) == -1 || status != 0) {
		fprintf(stderr, "helper-start: %s failed\n", argv[0]);
		exit(2);
	}
	clock_gettime(CLOCK_MONOTONIC, &b);
	return (b.tv_sec - a.tv_sec) * 1000000L +
	       (b.tv_nsec - a.tv_nsec) / 1000L;
}

static int
compare(const void *a, const void *b)
{
	long x = *(const long *)a, y = *(const long *)b;

	return (x > y) - (x < y);
}

int
main(int argc, char **argv)
{
	static long took[PROGRAMS_MAX][ROUNDS_MAX];
	posix_spawn_file_actions_t quiet;
	char **program[PROGRAMS_MAX];
	int i, p, n = 0, rounds = argc > 2 ? atoi(argv[1]) : 0;

	if (rounds < 1 || rounds > ROUNDS_MAX)
		return 2;
	program[n++] = argv + 2;
	for (i = 2; i < argc; i++)
		if (strcmp(argv[i], ",") == 0 && n < PROGRAMS_MAX) {
			argv[i] = NULL;
			program[n++] = argv + i + 1;
		}
	posix_spawn_file_actions_init(&quiet);
	for (i = 0; i < 3; i++)
		posix_spawn_file_actions_addopen(&quiet, i, "/dev/null", O_RDWR,
		    0);
	for (i = 0; i < rounds; i++)
		for (p = 0; p < n; p++)
			took[p][i] = once(program[p], &quiet);
	posix_spawn_file_actions_destroy(&quiet);
	for (p = 0; p < n; p++) {
		qsort(took[p], (size_t)rounds, sizeof(took[p][0]), compare);
		printf("%ld\n", took[p][rounds / 2]);
	}
	return 0;
}
