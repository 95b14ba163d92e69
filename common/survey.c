#include "common/survey.h"

#include <sys/stat.h>

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/mend.h"

#define THREADS_MAX 8
#define BLOCK	    16 /* files that a thread takes at a time */

static int
add_file(struct survey *w, size_t group, enum store_part part, const char *id)
{
	struct survey_file *p;
	size_t cap;

	if (w->nfile == w->cap) {
		cap = w->cap == 0 ? 1024 : w->cap * 2;
		p = reallocarray(w->file, cap, sizeof(*p));
		if (p == NULL)
			return -1;
		w->file = p;
		w->cap = cap;
	}
	p = &w->file[w->nfile++];
	memset(p, 0, sizeof(*p));
	p->group = group;
	p->part = part;
	p->id = id;
	return 0;
}

static int
add_all(struct survey *w, size_t group, enum store_part part,
    const struct names *ids)
{
	size_t i;

	for (i = 0; i < ids->n; i++)
		if (add_file(w, group, part, names_get(ids, i)) == -1)
			return -1;
	return 0;
}

/* When each member came and went; one that can't be read was always there. */
static int
load_members(struct survey_group *g, struct fail *f)
{
	struct record r = { 0 };
	struct buf b = { 0 };
	struct fail why;
	struct member m;
	size_t i, n = g->g.members.n;
	int rv = 0;

	g->g.joined = calloc(n + 1, sizeof(int));
	g->g.left = calloc(n + 1, sizeof(int));
	if (g->g.joined == NULL || g->g.left == NULL)
		return fail_memory(f);
	for (i = 0; i < n && rv == 0; i++) {
		g->g.joined[i] = FRAME_NODATE;
		g->g.left[i] = FRAME_NOEND;
		if (store_read(&g->s, STORE_MEMBERS,
			names_get(&g->g.members, i), RECORD_HEADER, &b, &r,
			&why) == -1) {
			if (why.kind == FAIL_MEMORY)
				rv = fail_memory(f);
		} else if (frame_member(&m, &r, NULL) == 0) {
			g->g.joined[i] = m.joined;
			g->g.left[i] = m.left;
		}
	}
	record_release(&r);
	buf_release(&b);
	return rv;
}

static int
load_group(struct survey *w, size_t i, struct fail *f)
{
	struct survey_group *g = &w->group[i];
	struct names *ids[STORE_PARTS] = { &g->g.members, &g->g.sessions,
		&g->g.cases, &g->debriefs };
	struct stat st;
	int part;

	g->closed = fstat(g->s.dir, &st) == 0 && (st.st_mode & 077) == 0;
	g->g.words = w->words;
	g->g.today = w->today;
	g->g.frame.minutes = 1440; /* if the frame can't be read */
	if (store_read_group(&g->s, &g->bytes, &g->r, NULL) == 0)
		(void)frame_parse(&g->g.frame, &g->r, NULL);
	if (add_file(w, i, STORE_GROUP, "group") == -1)
		return fail_memory(f);
	for (part = 0; part < STORE_PARTS; part++) {
		if (store_list(&g->s, (enum store_part)part, ids[part], f) ==
		    -1)
			return -1;
		/* Opened here, so that no two threads do it. */
		(void)store_has(&g->s, (enum store_part)part, "x");
	}
	if (load_members(g, f) == -1)
		return -1;
	for (part = 0; part < STORE_PARTS; part++)
		if (add_all(w, i, (enum store_part)part, ids[part]) == -1)
			return fail_memory(f);
	return 0;
}

struct looking {
	struct survey *w;
	struct survey_file *file;
	bool full; /* no memory for what was found */
};

static void
found(void *arg, const struct fail *f, bool error)
{
	struct looking *k = arg;
	struct survey_file *x = k->file;
	struct survey_problem *p;
	struct survey_group *g = &k->w->group[x->group];
	struct buf path = { 0 };

	p = reallocarray(x->problem, x->n + 1, sizeof(*p));
	if (p == NULL) {
		k->full = true;
		return;
	}
	x->problem = p;
	p[x->n].f = *f;
	p[x->n].error = error;
	store_path(&g->s, x->part, x->id, &path);
	p[x->n].f.file[0] = '\0';
	if (!buf_bad(&path))
		fail_file(&p[x->n].f, path.p);
	x->n++;
	buf_release(&path);
}

static void
look_at_mode(struct looking *k, mode_t mode)
{
	struct survey_file *x = k->file;
	struct survey_group *g = &k->w->group[x->group];
	bool group = x->part == STORE_GROUP;
	int dir = group ? g->s.dir : g->s.part[x->part];
	mode_t allowed = 0600;
	struct fail f;

	if ((mode & 07777) == 0600 || mode == 0)
		return;
	if (x->part == STORE_MEMBERS || x->part == STORE_SESSIONS || group) {
		struct stat folder;

		if (fstat(dir, &folder) == 0 &&
		    (folder.st_mode & 02050) == 02050)
			allowed = 0640;
	}
	if ((mode & 07777 & ~allowed) == 0)
		return;
	x->exposed = true;
	/* In a closed group nobody gets that far; git leaves such files. */
	if (g->closed) {
		fail_set(&f, FAIL_RANGE, "W_MODE",
		    "others have rights to the file, though not to the "
		    "group's directory; --fix makes it 0600");
		found(k, &f, false);
		return;
	}
	fail_set(&f, FAIL_RANGE, "E_MODE",
	    "others have rights to the file; 0600 was expected");
	found(k, &f, true);
}

static void
look(struct looking *k, struct buf *b, struct buf *mended, struct record *r)
{
	struct survey_file *x = k->file;
	struct survey_group *g = &k->w->group[x->group];
	mode_t mode;
	struct fail f;

	if (store_read_mode(&g->s, x->part, x->id, b, r, &mode, &f) == 0) {
		check_record(&g->g, r, found, k);
	} else {
		found(k, &f, true);
		buf_clear(mended);
		x->mendable =
		    f.kind != FAIL_SYSTEM && mend_bytes(buf_all(b), mended) &&
		    store_check(&g->s, x->part, x->id, buf_all(mended), NULL) ==
			0;
	}
	look_at_mode(k, mode);
}

struct crew {
	struct survey *w;
	atomic_size_t next;
	atomic_bool full;
};

static void *
work(void *arg)
{
	struct crew *c = arg;
	struct buf b = { 0 }, mended = { 0 };
	struct record r = { 0 };
	struct looking k = { .w = c->w };
	size_t i, end;

	for (;;) {
		i = atomic_fetch_add(&c->next, BLOCK);
		end = i + BLOCK < c->w->nfile ? i + BLOCK : c->w->nfile;
		if (i >= end)
			break;
		for (; i < end; i++) {
			k.file = &c->w->file[i];
			look(&k, &b, &mended, &r);
		}
	}
	if (k.full)
		atomic_store(&c->full, true);
	record_release(&r);
	buf_release(&b);
	buf_release(&mended);
	return NULL;
}

int
survey_run(struct survey *w, unsigned threads, struct fail *f)
{
	struct crew c = { .w = w };
	pthread_t t[THREADS_MAX];
	unsigned n = 0, i;
	size_t k;

	for (k = 0; k < w->ngroup; k++)
		if (load_group(w, k, f) == -1)
			return -1;
	if (threads > THREADS_MAX)
		threads = THREADS_MAX;
	if (w->nfile < 4 * BLOCK)
		threads = 1;
	/* This thread works too; fewer than wanted is slower, not wrong. */
	while (n + 1 < threads && pthread_create(&t[n], NULL, work, &c) == 0)
		n++;
	(void)work(&c);
	for (i = 0; i < n; i++)
		(void)pthread_join(t[i], NULL);
	return atomic_load(&c.full) ? fail_memory(f) : 0;
}

void
survey_release(struct survey *w)
{
	struct survey_group *g;
	size_t i;

	for (i = 0; i < w->nfile; i++)
		free(w->file[i].problem);
	free(w->file);
	for (g = w->group; g < w->group + w->ngroup; g++) {
		names_release(&g->g.members);
		names_release(&g->g.sessions);
		names_release(&g->g.cases);
		names_release(&g->debriefs);
		free(g->g.joined);
		free(g->g.left);
		record_release(&g->r);
		buf_release(&g->bytes);
		if (g->s.dir != -1)
			store_close(&g->s);
	}
	w->file = NULL;
	w->nfile = w->ngroup = 0;
}
