#include "cmd/runner.h"

#include <sys/types.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/buf.h"
#include "common/file.h"

static int
broken(struct fail *f, const char *what)
{
	return fail_set(f, FAIL_SYSTEM, "E_EDITOR", what);
}

/* One request, up to its NUL.  1: there is one; 0: nobody asks any more. */
static int
next_path(int fd, char path[PATH_MAX])
{
	size_t n = 0;
	ssize_t got;

	while (n < PATH_MAX) {
		got = read(fd, path + n, 1);
		if (got == -1 && errno == EINTR)
			continue;
		if (got != 1)
			return 0;
		if (path[n++] == '\0')
			return 1;
	}
	return 0;
}

static char
run(const char *script, const char *path)
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		(void)signal(SIGINT, SIG_DFL);
		(void)signal(SIGQUIT, SIG_DFL);
		execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
		_exit(127);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return 1;
	return pid != -1 && WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0
									  : 1;
}

/* The second process: it has no sandbox and reads no note. */
static _Noreturn void
serve(int ask, int answer, const char *script)
{
	char path[PATH_MAX], result;

	while (next_path(ask, path)) {
		result = run(script, path);
		if (file_write_all(answer, &result, 1) == -1)
			break;
	}
	_exit(0);
}

int
runner_start(struct runner *r, const char *command, struct fail *f)
{
	int ask[2], answer[2];
	struct buf script = { 0 };
	pid_t pid;

	r->ask = r->answer = -1;
	buf_printf(&script, "%s \"$1\"", command);
	if (buf_bad(&script))
		return fail_memory(f);
	if (pipe(ask) == -1) {
		buf_release(&script);
		return broken(f, "no pipe to the editor");
	}
	pid = pipe(answer) == -1 ? -1 : fork();
	if (pid == 0) {
		close(ask[1]);
		close(answer[0]);
		(void)fcntl(ask[0], F_SETFD, FD_CLOEXEC);
		(void)fcntl(answer[1], F_SETFD, FD_CLOEXEC);
		(void)signal(SIGINT, SIG_IGN);
		(void)signal(SIGQUIT, SIG_IGN);
		serve(ask[0], answer[1], script.p);
	}
	buf_release(&script);
	close(ask[0]);
	r->ask = ask[1];
	if (pid == -1)
		return broken(f, "no process for the editor");
	close(answer[1]);
	r->answer = answer[0];
	(void)fcntl(r->ask, F_SETFD, FD_CLOEXEC);
	(void)fcntl(r->answer, F_SETFD, FD_CLOEXEC);
	return 0;
}

int
runner_edit(struct runner *r, const char *path, struct fail *f)
{
	void (*old)(int) = signal(SIGINT, SIG_IGN);
	char result = 1;
	ssize_t n = -1;

	if (file_write_all(r->ask, path, strlen(path) + 1) == 0)
		do
			n = read(r->answer, &result, 1);
		while (n == -1 && errno == EINTR);
	(void)signal(SIGINT, old);
	if (n == 1 && result == 0)
		return 0;
	errno = 0;
	return broken(f, "the editor failed; VISUAL or EDITOR names it");
}

void
runner_stop(struct runner *r)
{
	if (r->ask != -1)
		close(r->ask);
	if (r->answer != -1)
		close(r->answer);
	r->ask = r->answer = -1;
}

int
runner_run(const char *const *argv)
{
	int status = 0, null;
	pid_t pid = fork();

	if (pid == 0) {
		null = open("/dev/null", O_WRONLY);
		if (null != -1)
			(void)dup2(null, STDOUT_FILENO);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(127);
	}
	while (pid != -1 && waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			return 127;
	return pid != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : 127;
}
