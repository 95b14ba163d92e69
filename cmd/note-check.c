/* balint-note check: every file of a group, every rule. */

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/groups.h"
#include "cmd/note-check.h"
#include "cmd/note.h"
#include "common/datafile.h"
#include "common/emit.h"
#include "common/out.h"
#include "common/survey.h"
#include "common/undo.h"

#define BATCH 64 /* groups that are open at a time */

enum { OPT_FIX = 256, OPT_THREADS };

static const struct cli_option options[] = {
	{ OPT_FIX, "fix", NULL, "mend what can be mended without loss" },
	{ OPT_THREADS, "threads", "N",
	    "1 to 8 (the processors that are there)" },
};

static int run(struct cli *c);

const struct cli_verb note_check = { "check", "[GROUP...]",
	"Check every file of the groups against every rule",
	CLI_GROUP | CLI_FORMAT | CLI_OUTPUT | CLI_DATE | CLI_WAIT, options,
	sizeof(options) / sizeof(options[0]), run };

static const struct emit_column columns[] = {
	{ "file", EMIT_STRING },
	{ "line", EMIT_INTEGER },
	{ "col", EMIT_INTEGER },
	{ "code", EMIT_STRING },
	{ "what", EMIT_STRING },
	{ "detail", EMIT_STRING },
};

struct report {
	struct cli *c;
	struct emit e;
	struct out o;
	struct fail f; /* of the output */
	bool lost;
	size_t files, errors, warnings, mended;
};

static void
put_number(struct emit *e, size_t n)
{
	if (n > 0)
		emit_integer(e, (long)n);
	else
		emit_missing(e);
}

static void
tell(struct report *r, const struct fail *f, bool error)
{
	if (!error && r->c->quiet)
		return;
	if (error)
		r->errors++;
	else
		r->warnings++;
	if (r->c->format_name != NULL) {
		emit_string(&r->e, view_of(f->file));
		put_number(&r->e, f->line);
		put_number(&r->e, f->col);
		emit_string(&r->e, view_of(f->word));
		emit_string(&r->e, view_of(f->what));
		emit_string(&r->e, view_of(f->detail));
		buf_view(&r->o.b, buf_all(&r->e.out));
		buf_clear(&r->e.out);
	} else {
		buf_printf(&r->o.b, "%s:", f->file);
		if (f->line > 0)
			buf_printf(&r->o.b, "%zu:", f->line);
		if (f->line > 0 && f->col > 0)
			buf_printf(&r->o.b, "%zu:", f->col);
		buf_printf(&r->o.b, " %s: %s", f->word, f->what);
		if (f->detail[0] != '\0')
			buf_printf(&r->o.b, " (%s)", f->detail);
		buf_putc(&r->o.b, '\n');
	}
	if (!r->lost && out_pump(&r->o, &r->f) == -1)
		r->lost = true;
}

static void
tell_of(struct report *r, struct store *s, const char *name, bool error,
    const char *word, const char *what, const char *detail)
{
	struct buf path = { 0 };
	struct fail f;

	fail_set(&f, FAIL_RANGE, word, what);
	buf_printf(&path, "%s%s%s", s->path, name[0] == '\0' ? "" : "/", name);
	if (!buf_bad(&path))
		fail_file(&f, path.p);
	if (detail != NULL)
		fail_detail(&f, "%s", detail);
	tell(r, &f, error);
	buf_release(&path);
}

/* The directories: nobody else may look in, but trainers where that is so. */
static void
check_modes(struct report *r, struct store *s, bool fix)
{
	static const char *const names[] = { ".", "members", "sessions",
		"cases", "debriefs", ".undo", ".tmp" };
	struct stat st;
	size_t i;
	mode_t allowed;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (fstatat(s->dir, names[i], &st, AT_SYMLINK_NOFOLLOW) == -1)
			continue;
		/* Set-gid marks what was opened to trainers on purpose. */
		allowed = i < 3 && (st.st_mode & S_ISGID) ? 02750 : 0700;
		if (S_ISDIR(st.st_mode) && (st.st_mode & 07777 & ~allowed) == 0)
			continue;
		if (fix && S_ISDIR(st.st_mode) &&
		    fchmodat(s->dir, names[i], st.st_mode & allowed, 0) == 0) {
			r->mended++;
			continue;
		}
		tell_of(r, s, i == 0 ? "" : names[i], true, "E_MODE",
		    "others have rights to the directory; 0700 was expected",
		    NULL);
	}
}

/* What a writer that was killed left behind; nobody else holds the lock. */
static void
check_left_over(struct report *r, struct store *s, const char *folder, bool fix)
{
	struct dirent *e;
	size_t n = 0;
	char count[32];
	DIR *d;
	int fd;

	fd = openat(s->dir, folder,
	    O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	d = fd == -1 ? NULL : fdopendir(fd);
	while (d != NULL && (e = readdir(d)) != NULL) {
		if (e->d_name[0] != '.' || strstr(e->d_name, ".tmp") == NULL ||
		    strcmp(e->d_name, ".tmp") == 0)
			continue;
		if (fix && unlinkat(fd, e->d_name, 0) == 0)
			r->mended++;
		else
			n++;
	}
	if (d != NULL)
		closedir(d);
	if (n == 0)
		return;
	(void)snprintf(count, sizeof(count), "%zu", n);
	tell_of(r, s, strcmp(folder, ".") == 0 ? "" : folder, false, "W_TEMP",
	    "unfinished files of a program that was killed; --fix removes "
	    "them",
	    count);
}

/* Two with one registration number, two cases with one running number. */
static void
check_doubles(struct report *r, struct survey_group *g)
{
	struct view a, b;
	size_t i;

	for (i = 1; i < g->g.cases.n; i++) {
		a = view_of(names_get(&g->g.cases, i - 1));
		b = view_of(names_get(&g->g.cases, i));
		if (view_equal(view_cut(&a, '-'), view_cut(&b, '-')))
			tell_of(r, &g->s, "cases", false, "W_NUMBER",
			    "two cases have one number; their whole ids tell "
			    "them apart",
			    names_get(&g->g.cases, i));
	}
}

static void
check_kept(struct report *r, struct survey_group *g)
{
	struct names kept = { 0 };
	struct fail f;

	if (undo_list(&g->s, &kept, &f) == -1)
		tell(r, &f, true);
	else if (kept.n > 0)
		cli_say(r->c, "%s: %zu changes are kept for undo",
		    store_name(&g->s), kept.n);
	names_release(&kept);
}

static void
around(struct report *r, struct survey_group *g, bool fix)
{
	static const char *const folders[] = { ".", "members", "sessions",
		"cases", "debriefs", ".undo" };
	size_t i;

	check_modes(r, &g->s, fix);
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		check_left_over(r, &g->s, folders[i], fix);
	check_doubles(r, g);
	check_kept(r, g);
}

/* Is problem k one that mending took away? */
static bool
gone(const struct survey_file *x, size_t k)
{
	return (x->mendable && k == 0) ||
	       (x->exposed && strcmp(x->problem[k].f.word + 1, "_MODE") == 0);
}

static int
check_batch(struct report *r, struct survey *w, unsigned threads, bool fix)
{
	struct survey_file *x;
	struct fail f;
	bool fixed;
	size_t i, k;
	int rv = 0;

	if (survey_run(w, threads, &f) == -1)
		return cli_fail(r->c, &f);
	for (i = 0; i < w->nfile; i++) {
		x = &w->file[i];
		r->files++;
		fixed = fix && (x->mendable || x->exposed);
		if (fixed && check_fix(&w->group[x->group].s, x, &f) == -1) {
			rv = cli_worse(rv, cli_fail(r->c, &f));
			fixed = false;
		}
		r->mended += fixed;
		for (k = 0; k < x->n; k++)
			if (!fixed || !gone(x, k))
				tell(r, &x->problem[k].f, x->problem[k].error);
	}
	for (i = 0; i < w->ngroup; i++)
		around(r, &w->group[i], fix);
	return rv;
}

/* Open a batch, before the sandbox closes around all of them. */
static int
open_batch(struct cli *c, struct survey *w, const struct names *paths,
    size_t from, bool fix)
{
	size_t n = paths->n - from < BATCH ? paths->n - from : BATCH, i;
	struct fail f;

	w->group = calloc(n, sizeof(*w->group));
	if (w->group == NULL) {
		fail_memory(&f);
		return cli_fail(c, &f);
	}
	for (i = 0; i < n; i++) {
		w->ngroup++;
		if (store_open(&w->group[i].s, names_get(paths, from + i),
			&f) == -1 ||
		    (fix && store_lock(&w->group[i].s, c->wait, &f) == -1))
			return cli_fail(c, &f);
	}
	return 0;
}

static int
check_groups(struct report *r, const struct names *paths,
    const struct vocab *words, unsigned threads, bool fix)
{
	struct survey w;
	size_t from;
	int rv = 0;

	for (from = 0; from < paths->n; from += BATCH) {
		memset(&w, 0, sizeof(w));
		w.words = words;
		w.today = r->c->date;
		rv = cli_worse(rv, open_batch(r->c, &w, paths, from, fix));
		if (rv == 0 || rv == CLI_NO)
			rv = cli_worse(rv, check_batch(r, &w, threads, fix));
		survey_release(&w);
		free(w.group);
	}
	return rv;
}

static int
enter(struct cli *c, const struct names *paths, bool fix)
{
	struct sandbox box;
	struct fail f;
	size_t i;
	int rv;

	rv = sandbox_init(&box, &f);
	for (i = 0; i < paths->n && rv == 0; i++)
		rv = sandbox_allow(&box, names_get(paths, i),
		    fix ? SANDBOX_READ | SANDBOX_WRITE : SANDBOX_READ, &f);
	/* The table of -o is open; giving it its name needs the folder. */
	if (rv == 0 && c->output != NULL)
		rv = sandbox_allow(&box, ".", SANDBOX_READ | SANDBOX_WRITE, &f);
	if (rv == 0)
		rv = sandbox_enter(&box,
		    SANDBOX_THREADS |
			(fix || c->output != NULL ? SANDBOX_WRITES : 0),
		    &f);
	return rv == -1 ? cli_fail(c, &f) : 0;
}

static int
finish(struct report *r, int rv)
{
	struct cli *c = r->c;

	if (c->format_name != NULL) {
		(void)emit_end(&r->e);
		buf_view(&r->o.b, buf_all(&r->e.out));
		emit_release(&r->e);
	}
	if (r->lost || out_close(&r->o, true, &r->f) == -1)
		return cli_worse(rv, cli_fail(c, &r->f));
	if (r->mended > 0)
		cli_say(c, "%zu mended", r->mended);
	cli_say(c, "%zu files, %zu errors, %zu warnings", r->files, r->errors,
	    r->warnings);
	return cli_worse(rv, r->errors > 0 ? CLI_NO : CLI_DONE);
}

static int
check_all(struct report *r, const struct names *paths, unsigned threads,
    bool fix)
{
	struct cli *c = r->c;
	struct vocab words = { 0 };
	struct store s;
	struct fail f;
	size_t i;
	int rv;

	if (datafile_vocabulary(&words, &f) == -1 ||
	    out_open(&r->o, c->output, &f) == -1) {
		rv = cli_fail(c, &f);
		goto out;
	}
	if (c->format_name != NULL)
		emit_begin(&r->e, c->format, NULL, "problem", columns,
		    sizeof(columns) / sizeof(columns[0]));
	for (i = 0; i < paths->n; i++) {
		s.path = (char *)(uintptr_t)names_get(paths, i);
		if (check_remote(s.path))
			tell_of(r, &s, "", false, "W_REMOTE",
			    "git sends this group to another place; everything "
			    "in it goes there",
			    NULL);
	}
	if ((rv = enter(c, paths, fix)) == 0)
		rv = check_groups(r, paths, &words, threads, fix);
	rv = finish(r, rv);
out:
	vocab_release(&words);
	return rv;
}

static int
run(struct cli *c)
{
	long online = sysconf(_SC_NPROCESSORS_ONLN);
	unsigned threads = online < 1 ? 1 : (unsigned)online;
	struct report r = { .c = c };
	struct groups g;
	bool fix = false;
	int key, rv;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_FIX)
			fix = true;
		else
			threads = (unsigned)cli_number(c, c->arg, 1, 8);
	groups_collect(c, &g, NULL);
	rv = g.status;
	if (g.path.n > 0)
		rv = cli_worse(rv, check_all(&r, &g.path, threads, fix));
	groups_release(&g);
	return rv;
}
