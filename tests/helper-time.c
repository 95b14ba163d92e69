/*
 * helper-time COMMAND ARG...: runs it, and writes wall seconds, CPU seconds
 * (its children's included) and the largest resident size in KiB of any of
 * them to descriptor 3.  Exits as the command does.
 */

#include <sys/resource.h>
#include <sys/wait.h>

#include <err.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static double
seconds(struct timeval t)
{
	return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

int
main(int argc, char *argv[])
{
	struct timespec a, b;
	struct rusage ru;
	int status;
	pid_t pid;

	if (argc < 2)
		errx(2, "a command was expected");
	(void)clock_gettime(CLOCK_MONOTONIC, &a);
	pid = fork();
	if (pid == -1)
		err(2, "fork");
	if (pid == 0) {
		(void)execvp(argv[1], argv + 1);
		err(127, "%s", argv[1]);
	}
	if (wait4(pid, &status, 0, &ru) == -1)
		err(2, "wait4");
	(void)clock_gettime(CLOCK_MONOTONIC, &b);
	(void)dprintf(3, "%.3f %.3f %ld\n",
	    (double)(b.tv_sec - a.tv_sec) +
		(double)(b.tv_nsec - a.tv_nsec) / 1e9,
	    seconds(ru.ru_utime) + seconds(ru.ru_stime), ru.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
