/* What the leaders' verbs of balint-stats share. */

#include "cmd/stats-enter.h"

#include <sys/ioctl.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/where.h"

static int
allow_group(struct sandbox *box, const char *path, unsigned parts,
    struct fail *f)
{
	static const struct {
		const char *name;
		unsigned part; /* 0: always */
	} all[] = { { "group.txt", 0 }, { "members", 0 }, { "sessions", 0 },
		{ "cases", STATS_CASES }, { "debriefs", STATS_DEBRIEFS } };
	struct buf b = { 0 };
	size_t i;
	/* The store opens the group's own directory on the way to cases/. */
	int rv = parts == 0 ? 0 : sandbox_allow(box, path, SANDBOX_LIST, f);

	for (i = 0; i < sizeof(all) / sizeof(all[0]) && rv == 0; i++) {
		if (all[i].part != 0 && !(parts & all[i].part))
			continue;
		buf_clear(&b);
		buf_printf(&b, "%s/%s", path, all[i].name);
		rv = buf_bad(&b) ? fail_memory(f)
				 : sandbox_allow(box, b.p, SANDBOX_READ, f);
	}
	buf_release(&b);
	return rv;
}

/* A file appears in its directory by a new name, so that one is allowed. */
static int
allow_output(struct sandbox *box, const char *file, struct fail *f)
{
	const char *slash = strrchr(file, '/');
	struct buf b = { 0 };
	int rv;

	if (strcmp(file, "-") == 0)
		return 0;
	if (slash == NULL)
		buf_putc(&b, '.');
	else
		buf_add(&b, file, slash == file ? 1 : (size_t)(slash - file));
	rv = buf_bad(&b) ? fail_memory(f)
			 : sandbox_allow(box, b.p, SANDBOX_MAKE, f);
	buf_release(&b);
	return rv;
}

static int
allow_data(struct sandbox *box, struct fail *f)
{
	static const char *const own[] = { "vocabulary.txt", "schemes",
		"accreditation", "templates", "leaders" };
	struct buf b = { 0 };
	size_t i;
	int rv;

	rv = where_data(&b, f) == -1 ? -1
				     : sandbox_allow(box, b.p, SANDBOX_READ, f);
	for (i = 0; i < sizeof(own) / sizeof(own[0]) && rv == 0; i++) {
		buf_clear(&b);
		if (where_library(&b, NULL) == -1)
			break;
		buf_printf(&b, "/%s", own[i]);
		rv = buf_bad(&b) ? fail_memory(f)
				 : sandbox_allow(box, b.p, SANDBOX_READ, f);
	}
	buf_release(&b);
	return rv;
}

int
stats_enter(struct cli *c, const struct names *paths, unsigned parts,
    const char *const *files, unsigned what)
{
	struct sandbox box;
	struct fail f;
	size_t i;

	if (sandbox_init(&box, &f) == -1 || allow_data(&box, &f) == -1)
		return cli_fail(c, &f);
	for (i = 0; i < paths->n; i++)
		if (allow_group(&box, names_get(paths, i), parts, &f) == -1)
			return cli_fail(c, &f);
	for (; files != NULL && *files != NULL; files++) {
		what |= SANDBOX_WRITES;
		if (allow_output(&box, *files, &f) == -1)
			return cli_fail(c, &f);
	}
	if (sandbox_enter(&box, what, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

void
stats_window(const struct cli *c, struct bars *how)
{
	const char *columns = getenv("COLUMNS"), *plain = getenv("NO_COLOR");
	unsigned long n;
	struct winsize w;
	bool terminal = (c->output == NULL || strcmp(c->output, "-") == 0) &&
			isatty(STDOUT_FILENO);

	how->width = 80;
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 &&
	    w.ws_col > 0)
		how->width = w.ws_col;
	else if (columns != NULL &&
		 view_number(view_of(columns), 20, 1000, &n) == 0)
		how->width = (unsigned)n;
	how->colour = terminal && (plain == NULL || plain[0] == '\0');
}

void
stats_private(const struct cli *c)
{
	cli_say(c, "private to the leader; not to be passed on");
}

unsigned
stats_threads(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > 8 ? 8 : (unsigned)n;
}
