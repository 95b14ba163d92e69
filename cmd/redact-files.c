/* The operands of balint-redact: read each, write each whole or not at all. */

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cmd/redact.h"
#include "common/file.h"
#include "common/where.h"

static bool
is_dir(const char *path)
{
	struct stat st;

	return path != NULL && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static int
allow_parent(struct sandbox *box, const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	struct buf dir = { 0 };
	int rv;

	buf_add(&dir, slash != NULL ? path : ".",
	    slash == NULL   ? 1
	    : slash == path ? 1
			    : (size_t)(slash - path));
	if (buf_bad(&dir))
		return fail_memory(f);
	rv = sandbox_allow(box, dir.p, SANDBOX_READ | SANDBOX_WRITE, f);
	buf_release(&dir);
	return rv;
}

/* The directory of a group's case is locked, and all of it may be written. */
static int
allow_all(struct job *j, struct sandbox *box, struct fail *f)
{
	const char *out[] = { j->c->output, j->map, j->report, j->decisions };
	size_t k;
	int i, rv = 0;

	for (i = 0; rv == 0 && i < j->c->argc; i++) {
		if (strcmp(j->c->argv[i], "-") == 0)
			continue;
		rv = sandbox_allow(box, j->c->argv[i], SANDBOX_READ, f);
		if (rv == 0 && (j->in_place || j->what == JOB_REVIEW))
			rv = allow_parent(box, j->c->argv[i], f);
	}
	for (k = 0; rv == 0 && k < sizeof(out) / sizeof(out[0]); k++)
		if (out[k] != NULL && strcmp(out[k], "-") != 0)
			rv = is_dir(out[k])
				 ? sandbox_allow(box, out[k],
				       SANDBOX_READ | SANDBOX_WRITE, f)
				 : allow_parent(box, out[k], f);
	return rv;
}

int
job_enter(struct job *j)
{
	struct sandbox box;
	struct fail f;

	if (sandbox_init(&box, &f) == -1 || allow_all(j, &box, &f) == -1 ||
	    (j->store.dir != -1 &&
		sandbox_allow_at(&box, j->store.dir, ".",
		    SANDBOX_READ | SANDBOX_WRITE, &f) == -1) ||
	    sandbox_enter(&box,
		j->c->output != NULL || j->in_place || j->map != NULL ||
			j->report != NULL || j->decisions != NULL ||
			j->what == JOB_REVIEW
		    ? SANDBOX_WRITES
		    : 0,
		&f) == -1)
		return cli_fail(j->c, &f);
	return 0;
}

/*
 * --in-place: a case is written by the store, under its lock, and stays a
 * valid record; any other file is replaced whole.
 */
static int
replace(struct job *j, const char *path, struct view bytes, struct fail *f)
{
	struct stat st;
	char id[64];
	struct view name =
	    view_of(strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path);

	if (j->c->dry)
		return 0;
	if (j->store.dir == -1)
		return job_write(path, bytes,
		    stat(path, &st) == 0 ? st.st_mode & 0777 : 0600, f);
	if (name.n < 5 || view_string((struct view){ name.p, name.n - 4 }, id,
			      sizeof(id)) == -1)
		return fail_set(f, FAIL_RANGE, "E_NAME",
		    "a case's file was expected");
	if (store_lock(&j->store, j->c->wait, f) == -1)
		return -1;
	return store_write(&j->store, STORE_CASES, id, bytes, 0, f);
}

static int
in_place(struct job *j, const char *path, struct fail *f)
{
	struct buf in = { 0 }, *out = &j->out.b;
	struct view v;
	int rv;

	memset(&j->out, 0, sizeof(j->out));
	rv = file_read(AT_FDCWD, path, 256u << 20, &in, f);
	v = buf_all(&in);
	if (rv == 0 &&
	    (view_starts(v, "Format: balint-") || j->columns != NULL)) {
		rv = job_whole(j, v, out, f);
	} else if (rv == 0) {
		text_forget(j->text);
		while (rv == 0 && v.n > 0) {
			struct view part = job_piece(v);

			rv = job_block(j, part, NULL, out, f);
			v.p += part.n;
			v.n -= part.n;
		}
	}
	if (rv == 0)
		rv = buf_bad(out) ? fail_memory(f)
				  : replace(j, path, buf_all(out), f);
	buf_release(&in);
	buf_release(out);
	return rv;
}

/* One operand, "-" or NULL being standard input, to j->out. */
static int
one(struct job *j, const char *path, struct fail *f)
{
	int fd = STDIN_FILENO, rv;

	j->file = NULL;
	j->base = j->line = 0;
	j->seen = j->seen_line = j->seen_at = 0;
	if (path != NULL && strcmp(path, "-") != 0) {
		j->file = path;
		if (j->in_place)
			return in_place(j, path, f);
		if (j->decisions != NULL)
			return job_apply(j, path, f);
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd == -1) {
			fail_set(f, FAIL_SYSTEM, "E_READ", "open");
			return fail_file(f, path);
		}
	}
	rv = job_stream(j, fd, f);
	if (fd != STDIN_FILENO)
		close(fd);
	return rv;
}

/* Every operand into a file of the same name in the directory. */
static int
into_dir(struct job *j, const char *path, struct fail *f)
{
	struct buf name = { 0 };
	const char *slash = strrchr(path, '/');
	int rv;

	buf_printf(&name, "%s/%s", j->c->output,
	    slash != NULL ? slash + 1 : path);
	if (buf_bad(&name))
		return fail_memory(f);
	rv = out_open(&j->out, name.p, f);
	if (rv == 0) {
		rv = one(j, path, f);
		if (out_close(&j->out, rv == 0, rv == 0 ? f : NULL) == -1)
			rv = -1;
	}
	buf_release(&name);
	return rv;
}

static bool
same_names(const struct job *j)
{
	int i, k;
	const char *a, *b;

	for (i = 0; i < j->c->argc; i++)
		for (k = 0; k < i; k++) {
			a = strrchr(j->c->argv[i], '/');
			b = strrchr(j->c->argv[k], '/');
			if (strcmp(a != NULL ? a + 1 : j->c->argv[i],
				b != NULL ? b + 1 : j->c->argv[k]) == 0)
				return true;
		}
	return false;
}

/* A case of a group is written under that group's lock. */
static int
open_store(struct job *j)
{
	struct buf path = { 0 };
	struct stat st;
	struct fail f;
	const char *slash;
	int i, rv = 0;

	j->store.dir = -1;
	for (i = 0; i < j->c->argc && j->in_place; i++) {
		slash = strrchr(j->c->argv[i], '/');
		buf_clear(&path);
		buf_printf(&path, "%.*s/..",
		    slash != NULL ? (int)(slash - j->c->argv[i]) : 1,
		    slash != NULL ? j->c->argv[i] : ".");
		buf_puts(&path, "/group.txt");
		if (buf_bad(&path) || stat(path.p, &st) == -1)
			continue;
		path.n -= strlen("/group.txt");
		path.p[path.n] = '\0';
		if (j->c->argc > 1)
			cli_usage(j->c, "--in-place takes one case of a group "
					"at a time");
		if (store_open(&j->store, path.p, &f) == -1)
			rv = cli_fail(j->c, &f);
	}
	buf_release(&path);
	return rv;
}

static int
each(struct job *j, bool dir)
{
	struct fail f;
	int i, status = 0, done;

	for (i = 0; i < j->c->argc; i++) {
		memset(&f, 0, sizeof(f));
		done = dir ? into_dir(j, j->c->argv[i], &f)
			   : one(j, j->c->argv[i], &f);
		if (done == -1)
			status = cli_worse(status, cli_fail(j->c, &f));
		/* a text that goes on behind a hole would deceive */
		if (done == -1 && !dir && !j->in_place)
			break;
	}
	return status;
}

static int
finish(struct job *j, int status)
{
	struct fail f;

	if (status == 0 &&
	    (job_write_map(j, &f) == -1 || job_write_report(j, &f) == -1))
		status = cli_fail(j->c, &f);
	if (status == 0 && j->what == JOB_CHECK && j->found > 0) {
		fail_set(&f, FAIL_NO, "E_FOUND",
		    "identifiers were found; none were expected");
		fail_detail(&f, "%zu", j->found);
		status = cli_fail(j->c, &f);
	}
	return status;
}

int
job_files(struct job *j)
{
	static char dash[] = "-";
	static char *none[] = { dash, NULL };
	bool dir = is_dir(j->c->output);
	struct fail f;
	int status;

	if (j->what == JOB_EXPLAIN && j->c->argc == 0) {
		struct buf b = { 0 };

		policy_explain(&j->policy, &b);
		status = cli_print(j->c, buf_all(&b));
		buf_release(&b);
		return status;
	}
	if (j->c->argc == 0) {
		j->c->argc = 1;
		j->c->argv = none;
	}
	if (dir && same_names(j))
		cli_usage(j->c, "two FILEs of the same name would become one");
	if ((status = open_store(j)) != 0 || (status = job_enter(j)) != 0)
		return status;
	if (!dir && !j->in_place && out_open(&j->out, j->c->output, &f) == -1)
		return cli_fail(j->c, &f);
	status = each(j, dir);
	if (!dir && !j->in_place && out_close(&j->out, status == 0, &f) == -1)
		status = cli_worse(status, cli_fail(j->c, &f));
	if (j->in_place)
		store_close(&j->store);
	return finish(j, status);
}
