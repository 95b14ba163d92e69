/* balint-note purge: what it can't reach, and what lies beside a case. */

#include "cmd/note-copies.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/archivelog.h"
#include "common/file.h"

#define FILE_MAX (4u << 20)

/* Names of remotes: [remote "origin"] in git's configuration. */
static int
read_config(struct copies *k, const char *group, const char *git)
{
	struct buf path = { 0 }, b = { 0 };
	struct view rest, line, name;
	int rv = 0;

	buf_printf(&path, "%s/%s/config", group, git);
	if (buf_bad(&path) ||
	    file_read(AT_FDCWD, path.p, FILE_MAX, &b, NULL) == -1)
		goto out;
	k->commits = true;
	rest = buf_all(&b);
	while (rest.n > 0 && rv == 0) {
		line = view_trim(view_cut(&rest, '\n'));
		if (!view_starts(line, "[remote \""))
			continue;
		line.p += strlen("[remote \"");
		line.n -= strlen("[remote \"");
		name = view_cut(&line, '"');
		rv = names_add(&k->remotes, name);
	}
out:
	buf_release(&path);
	buf_release(&b);
	return rv;
}

int
copies_find(struct cli *c, struct copies *k)
{
	struct buf b = { 0 };
	struct record r = { 0 };
	struct store s;
	struct fail f;
	char id[64];
	int rv;

	memset(k, 0, sizeof(*k));
	if ((rv = cli_open_group(c, &s)) != 0)
		return rv;
	if (store_read_group(&s, &b, &r, &f) == -1) {
		rv = cli_fail(c, &f);
		goto out;
	}
	(void)view_string(record_value(&r, "Group"), id, sizeof(id));
	if (read_config(k, s.path, ".git") == -1 ||
	    read_config(k, s.path, "../.git") == -1) {
		fail_memory(&f);
		rv = cli_fail(c, &f);
	} else if (archivelog_find(id, store_name(&s), &k->archives, &f) == -1)
		rv = cli_fail(c, &f);
out:
	record_release(&r);
	buf_release(&b);
	store_close(&s);
	return rv;
}

int
copies_tell(struct cli *c, const struct copies *k)
{
	size_t i;

	if (k->commits)
		cli_say(c, "W_COPY: git's commits still hold them; rewrite the "
			   "history and run git gc, or begin a new one");
	for (i = 0; i < k->remotes.n; i++)
		cli_say(c, "W_COPY: git sent them to the remote %s",
		    names_get(&k->remotes, i));
	for (i = 0; i < k->archives.n; i++)
		cli_say(c, "W_COPY: an archive of the group is known: %s",
		    names_get(&k->archives, i));
	return k->commits || k->remotes.n > 0 || k->archives.n > 0 ? CLI_NO : 0;
}

void
copies_release(struct copies *k)
{
	names_release(&k->remotes);
	names_release(&k->archives);
}

static int
remove_in(struct store *s, const char *folder, const char *id, struct fail *f)
{
	size_t n = strlen(id);
	struct dirent *e;
	const char *name;
	int fd, rv = 0;
	DIR *d;

	fd = openat(s->dir, folder,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	if (fd == -1 && errno == ENOENT)
		return 0;
	d = fd == -1 ? NULL : fdopendir(fd);
	if (d == NULL) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be listed");
		if (fd != -1)
			close(fd);
		return fail_file(f, folder);
	}
	while (rv == 0 && (e = readdir(d)) != NULL) {
		/* ID.review, .ID.txt.tmp123; never ID.txt, which goes last. */
		name = e->d_name[0] == '.' ? e->d_name + 1 : e->d_name;
		if (strncmp(name, id, n) != 0 || name[n] != '.' ||
		    (strcmp(folder, ".tmp") != 0 && name == e->d_name &&
			strcmp(name + n, ".txt") == 0))
			continue;
		rv = file_remove(fd, e->d_name, f);
	}
	closedir(d);
	return rv;
}

int
copies_remove_beside(struct store *s, const char *id, struct fail *f)
{
	if (remove_in(s, store_part_name(STORE_CASES), id, f) == -1)
		return -1;
	return remove_in(s, ".tmp", id, f);
}
