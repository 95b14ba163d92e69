/* balint-new group: the frame of a new group. */

#include <sys/stat.h>

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/new.h"
#include "cmd/runner.h"
#include "common/file.h"
#include "common/random.h"
#include "common/schema.h"
#include "common/where.h"

enum {
	OPT_NAME = 256,
	OPT_KIND,
	OPT_FREQUENCY,
	OPT_MINUTES,
	OPT_QUORUM,
	OPT_ZONE,
	OPT_TIME,
	OPT_LEADER,
	OPT_COLEADER,
	OPT_PLACE,
	OPT_SCHEME,
	OPT_GIT,
	OPT_TRAINERS
};

static const struct cli_option options[] = {
	{ OPT_NAME, "name", "TEXT", "what the group is called" },
	{ OPT_KIND, "kind", "WORD", "gps, residents, psychiatrists, ..." },
	{ OPT_FREQUENCY, "frequency", "WORD", "weekly, fortnightly, monthly" },
	{ OPT_TIME, "time", "HH:MM", "when a session begins" },
	{ OPT_MINUTES, "minutes", "N", "length of a session (90)" },
	{ OPT_QUORUM, "quorum", "N", "fewest members to work with" },
	{ OPT_ZONE, "zone", "AREA/PLACE", "time zone (UTC)" },
	{ OPT_LEADER, "leader", "LEADER", "a leader; may be repeated" },
	{ OPT_COLEADER, "coleader", "LEADER", "a co-leader; may be repeated" },
	{ OPT_PLACE, "place", "TEXT", "the room" },
	{ OPT_SCHEME, "scheme", "NAME", "attendance counts for; repeatable" },
	{ OPT_GIT, "git", NULL, "keep it under git, with our merge driver" },
	{ OPT_TRAINERS, "trainers", "UNIXGROUP",
	    "may read members and sessions" },
};

static int run(struct cli *c);

const struct cli_verb new_group = { "group", "NAME",
	"Make a group: its directory and group.txt", CLI_DRY, options,
	sizeof(options) / sizeof(options[0]), run };

/* Append the field to the text; a wrong value ends the program. */
static void
put(struct cli *c, struct buf *text, const char *name, const char *value)
{
	const struct schema_field *d = schema_find(RECORD_GROUP, view_of(name));
	struct fail f;

	if (record_check_value(view_of(value), &f) == -1 ||
	    schema_check_value(d, view_of(value), &f) == -1) {
		fail_file(&f, name);
		exit(cli_fail(c, &f));
	}
	buf_printf(text, "%s: %s\n", name, value);
}

static const char *
field_of(int key)
{
	switch (key) {
	case OPT_NAME:
		return "Name";
	case OPT_KIND:
		return "Kind";
	case OPT_FREQUENCY:
		return "Frequency";
	case OPT_TIME:
		return "Time";
	case OPT_QUORUM:
		return "Quorum";
	case OPT_LEADER:
		return "Leader";
	case OPT_COLEADER:
		return "CoLeader";
	case OPT_PLACE:
		return "Place";
	default:
		return "Scheme";
	}
}

/* Where the group goes: a path as it stands, a name in the library. */
static int
target(struct cli *c, const char *name, struct buf *path)
{
	struct fail f;

	if (strchr(name, '/') != NULL) {
		buf_puts(path, name);
		return 0;
	}
	if (!schema_valid_id(view_of(name)))
		cli_usage(c,
		    "not a group's name; a small letter, then small letters, "
		    "digits and hyphens were expected");
	if (where_library(path, &f) == -1)
		return cli_fail(c, &f);
	/* The library itself is made with its first group. */
	if (!c->dry && mkdir(path->p, 0700) == -1 && errno != EEXIST) {
		fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot be made");
		fail_file(&f, path->p);
		return cli_fail(c, &f);
	}
	buf_printf(path, "/%s", name);
	return 0;
}

struct wish {
	bool git;
	const char *trainers;
};

/*
 * The repository, with balint-note merge as its driver.  A clone brings the
 * attributes along and lacks the driver: balint-note(1) shows the two lines.
 */
static int
init_git(struct cli *c, const char *path)
{
	const char *const init[] = { "git", "init", "-q", path, NULL };
	const char *const name[] = { "git", "-C", path, "config",
		"merge.balint.name", "records, field by field", NULL };
	const char *const driver[] = { "git", "-C", path, "config",
		"merge.balint.driver", "balint-note merge %O %A %B %P", NULL };
	struct fail f;

	(void)umask(077);
	if (runner_run(init) == 0 && runner_run(name) == 0 &&
	    runner_run(driver) == 0)
		return 0;
	fail_set(&f, FAIL_REFERENCE, "E_GIT",
	    "git could not set the group up; git(1) was expected");
	return cli_fail(c, &f);
}

static int
git_files(struct store *s, struct fail *f)
{
	/* Locks, kept changes and drafts are this machine's own. */
	if (file_replace(s->dir, ".gitattributes",
		view_of("*.txt merge=balint\n"), 0600, FILE_NEW, f) == -1)
		return -1;
	return file_replace(s->dir, ".gitignore",
	    view_of(".lock\n.undo/\n.tmp/\n.*.tmp*\n*.theirs\n"), 0600,
	    FILE_NEW, f);
}

/* Members, sessions and the frame are theirs to read; set-gid hands it on. */
static int
open_to(struct store *s, gid_t gid, struct fail *f)
{
	static const char *const parts[] = { "members", "sessions" };
	size_t i;
	int fd, rv;

	rv = fchown(s->dir, (uid_t)-1, gid) == -1 || fchmod(s->dir, 02750) == -1
		 ? -1
		 : 0;
	for (i = 0; i < 2 && rv == 0; i++) {
		rv = mkdirat(s->dir, parts[i], 0700);
		fd = openat(s->dir, parts[i],
		    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
		if (fd == -1 || fchown(fd, (uid_t)-1, gid) == -1 ||
		    fchmod(fd, 02750) == -1)
			rv = -1;
		if (fd != -1)
			close(fd);
	}
	return rv == 0 ? 0
		       : fail_set(f, FAIL_SYSTEM, "E_MODE",
			     "cannot be opened to that Unix group");
}

static int
fill(struct cli *c, struct store *s, const struct buf *text,
    const struct wish *w, const struct group *unix_group)
{
	struct sandbox box;
	struct fail f;

	/* The folder around it too: what fails half-way is taken away. */
	if (sandbox_init(&box, &f) == -1 ||
	    sandbox_allow_at(&box, s->dir, "..", SANDBOX_READ | SANDBOX_WRITE,
		&f) == -1 ||
	    sandbox_enter(&box, SANDBOX_WRITES, &f) == -1)
		return cli_fail(c, &f);
	if ((unix_group != NULL && open_to(s, unix_group->gr_gid, &f) == -1) ||
	    (w->git && git_files(s, &f) == -1) ||
	    store_write_group(s, buf_all(text), FILE_NEW, &f) == -1)
		return cli_fail(c, &f);
	return 0;
}

static int
make(struct cli *c, const struct buf *path, const struct buf *text,
    const struct wish *w)
{
	struct group *unix_group = NULL;
	struct store s;
	struct fail f;
	int rv = 0;

	if (w->trainers != NULL &&
	    (unix_group = getgrnam(w->trainers)) == NULL) {
		fail_set(&f, FAIL_REFERENCE, "E_GROUP",
		    "no such Unix group; one of this machine was expected");
		return cli_fail(c, &f);
	}
	if (mkdir(path->p, 0700) == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_EXISTS",
		    "the group's directory cannot be made");
		fail_file(&f, path->p);
		return cli_fail(c, &f);
	}
	if (chmod(path->p, 0700) == -1 || store_open(&s, path->p, &f) == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_WRITE", "cannot be opened");
		(void)rmdir(path->p);
		return cli_fail(c, &f);
	}
	/* git runs before the sandbox closes; its files are no record of ours. */
	if (!w->git || (rv = init_git(c, path->p)) == 0)
		rv = fill(c, &s, text, w, unix_group);
	if (rv != 0) {
		(void)unlinkat(s.dir, "members", AT_REMOVEDIR);
		(void)unlinkat(s.dir, "sessions", AT_REMOVEDIR);
		(void)unlinkat(s.dir, ".gitattributes", 0);
		(void)unlinkat(s.dir, ".gitignore", 0);
	}
	store_close(&s);
	if (rv != 0)
		(void)rmdir(path->p);
	return rv;
}

static int
run(struct cli *c)
{
	struct buf path = { 0 }, text = { 0 }, fields = { 0 };
	const char *minutes = "90", *zone = "UTC";
	struct wish w = { false, NULL };
	char id[6];
	struct fail f;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_MINUTES:
			minutes = c->arg;
			break;
		case OPT_ZONE:
			zone = c->arg;
			break;
		case OPT_GIT:
			w.git = true;
			break;
		case OPT_TRAINERS:
			w.trainers = c->arg;
			put(c, &fields, "Trainers", c->arg);
			break;
		default:
			put(c, &fields, field_of(key), c->arg);
		}
	if (c->argc != 1)
		cli_usage(c, "the name of one group was expected");
	if ((rv = cli_probe(c)) != 0)
		return rv;
	if (random_word(id, 5, &f) == -1)
		return cli_fail(c, &f);
	buf_printf(&text, "Format: balint-group/1\nGroup: g-%s\n", id);
	put(c, &text, "Minutes", minutes);
	put(c, &text, "Timezone", zone);
	buf_view(&text, buf_all(&fields));
	buf_putc(&text, '\n');
	rv = target(c, c->argv[0], &path);
	if (rv == 0 && !c->dry)
		rv = make(c, &path, &text, &w);
	buf_putc(&path, '\n');
	if (rv == 0)
		rv = cli_print(c, buf_all(&path));
	buf_release(&path);
	buf_release(&text);
	buf_release(&fields);
	return rv;
}
