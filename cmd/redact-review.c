/*
 * balint-redact --review: a person decides, span by span, on the terminal.
 * After every key the decisions are on disk, so that one can stop anywhere.
 */

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "cmd/redact.h"
#include "common/file.h"
#include "common/reviewed.h"
#include "common/utf8.h"

#define AROUND 300 /* bytes of context on each side */

/* What one key changed, so that it can be taken back. */
struct step {
	char kind; /* 'l'ine, 'a'lways, 'n'ever */
	size_t start, end;
	bool was; /* there was a line before */
	struct decide_line before;
};

struct review {
	struct job *j;
	struct job_single s;
	struct decide all; /* every span, as the screen shows it */
	struct step *step;
	size_t nstep, at;
	struct buf path;
	struct termios old;
	bool raw;
};

static int
put(struct buf *b, struct fail *f)
{
	int rv = buf_bad(b) ? fail_memory(f) : 0;

	if (rv == 0 && file_write_all(STDOUT_FILENO, b->p, b->n) == -1)
		rv = fail_set(f, FAIL_SYSTEM, "E_WRITE", "standard output");
	buf_release(b);
	return rv;
}

static int
terminal_raw(struct review *r, struct fail *f)
{
	struct termios t;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO) ||
	    tcgetattr(STDIN_FILENO, &r->old) == -1)
		return fail_set(f, FAIL_RANGE, "E_TERMINAL",
		    "a terminal was expected; without one use --propose, edit "
		    "the file, and --decisions");
	t = r->old;
	t.c_lflag &= (tcflag_t) ~(ICANON | ECHO);
	t.c_cc[VMIN] = 1;
	t.c_cc[VTIME] = 0;
	if (tcsetattr(STDIN_FILENO, TCSAFLUSH, &t) == -1)
		return fail_set(f, FAIL_SYSTEM, "E_TERMINAL", "terminal");
	r->raw = true;
	return 0;
}

static void
terminal_restore(struct review *r)
{
	if (r->raw)
		(void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &r->old);
	r->raw = false;
}

/* Find again with what has been decided; the screen's list is made anew. */
static int
refresh(struct review *r, struct fail *f)
{
	decide_release(&r->all);
	if (job_decided(r->j, f) == -1)
		return -1;
	return job_gather(r->j, &r->s, &r->all, f);
}

/* What is still open is saved too, so that the file tells all. */
static int
save(struct review *r, struct fail *f)
{
	struct decide *d = &r->j->decide;

	job_stamp(r->j, &r->s, d);
	return job_save(r->j, r->path.p, d, r->s.text, f);
}

static void
show(struct review *r, struct buf *b)
{
	const struct decide_line *l = &r->all.line[r->at];
	struct view t = r->s.text;
	size_t lo = l->start > AROUND ? l->start - AROUND : 0;
	size_t hi = t.n - l->end > AROUND ? l->end + AROUND : t.n;
	static const char *const says[] = { "?", "mask", "keep" };

	while (lo > 0 && ((unsigned char)t.p[lo] & 0xc0) == 0x80)
		lo--;
	while (hi < t.n && ((unsigned char)t.p[hi] & 0xc0) == 0x80)
		hi++;
	buf_puts(b, "\033[H\033[2J");
	buf_printf(b,
	    "%zu of %zu, %zu open    %s: %s    (%s, sure to %u of 9)\n\n",
	    r->at + 1, r->all.n, decide_open(&r->all),
	    redact_class_name(l->cls), says[l->action],
	    l->why != NULL ? l->why : "decided", l->confidence);
	utf8_tame(b, (struct view){ t.p + lo, l->start - lo }, true);
	buf_puts(b, "\033[7m");
	utf8_tame(b, (struct view){ t.p + l->start, l->end - l->start }, false);
	buf_puts(b, "\033[0m");
	utf8_tame(b, (struct view){ t.p + l->end, hi - l->end }, true);
	buf_puts(b, "\n\nm mask  k keep  a always  n never  c class  u undo  "
		    "space next  b back  q stop\n");
}

static int
push(struct review *r, const struct step *s, struct fail *f)
{
	struct step *p = reallocarray(r->step, r->nstep + 1, sizeof(*p));

	if (p == NULL)
		return fail_memory(f);
	r->step = p;
	p[r->nstep++] = *s;
	return 0;
}

/* Decide on the span shown. */
static int
set(struct review *r, enum decide_action action, enum redact_class cls,
    struct fail *f)
{
	struct decide_line l = r->all.line[r->at];
	const struct decide_line *old =
	    decide_find(&r->j->decide, l.start, l.end);
	struct step s = { .kind = 'l', .start = l.start, .end = l.end };

	s.was = old != NULL;
	if (s.was)
		s.before = *old;
	l.action = action;
	l.cls = cls;
	if (push(r, &s, f) == -1 || decide_set(&r->j->decide, &l, f) == -1)
		return -1;
	return 0;
}

/* The words of the span, for all texts that follow as well. */
static int
list(struct review *r, char kind, struct fail *f)
{
	const struct decide_line *l = &r->all.line[r->at];
	struct view v = { r->s.text.p + l->start, l->end - l->start };
	struct step s = { .kind = kind, .start = l->start, .end = l->end };
	struct buf b = { 0 };
	size_t i;
	int rv;

	if (kind == 'a')
		buf_printf(&b, "%s ", redact_class_name(l->cls));
	buf_view(&b, v);
	for (i = 0; i < b.n; i++)
		if (b.p[i] == '\n' || b.p[i] == '\t')
			b.p[i] = ' ';
	rv = buf_bad(&b) || names_add(kind == 'a' ? &r->j->decide.always
						  : &r->j->decide.never,
				buf_all(&b)) == -1
		 ? fail_memory(f)
		 : push(r, &s, f);
	buf_release(&b);
	return rv;
}

static void
drop_line(struct decide *d, size_t start, size_t end)
{
	struct decide_line *l = decide_find(d, start, end);

	if (l == NULL)
		return;
	d->n--;
	memmove(l, l + 1, (size_t)(d->line + d->n - l) * sizeof(*l));
}

static int
undo(struct review *r, struct fail *f)
{
	struct step s;

	if (r->nstep == 0)
		return 0;
	s = r->step[--r->nstep];
	if (s.kind == 'a')
		r->j->decide.always.n--;
	else if (s.kind == 'n')
		r->j->decide.never.n--;
	else if (s.was)
		return decide_set(&r->j->decide, &s.before, f);
	else
		drop_line(&r->j->decide, s.start, s.end);
	return 0;
}

/* The next one that is open, behind `at' first; all.n: none. */
static size_t
next_open(const struct review *r, size_t at)
{
	size_t i, k;

	for (i = 0; i < r->all.n; i++) {
		k = (at + i) % r->all.n;
		if (r->all.line[k].action == DECIDE_ASK)
			return k;
	}
	return r->all.n;
}

/* The span that begins at or behind `start', after a refresh. */
static size_t
where(const struct review *r, size_t start)
{
	size_t i;

	for (i = 0; i < r->all.n && r->all.line[i].start < start; i++)
		;
	return i < r->all.n ? i : 0;
}

/* One key.  Returns 1 to go on, 0 to stop, -1 on failure. */
static int
key(struct review *r, char c, struct fail *f)
{
	struct decide_line *l = &r->all.line[r->at];
	size_t start = l->start;
	enum redact_class cls = l->cls;
	bool moves = strchr("mkan", c) != NULL;
	int rv = 0;

	switch (c) {
	case 'm':
		rv = set(r, DECIDE_MASK, cls, f);
		break;
	case 'k':
		rv = set(r, DECIDE_KEEP, cls, f);
		break;
	case 'a':
	case 'n':
		rv = list(r, c, f);
		break;
	case 'c':
		cls = (enum redact_class)((cls + 1) % REDACT_CLASSES);
		rv = set(r, DECIDE_MASK, cls, f);
		break;
	case 'u':
		rv = undo(r, f);
		if (rv == 0 && r->nstep < SIZE_MAX && r->step != NULL)
			start = r->step[r->nstep].start;
		break;
	case ' ':
		r->at = (r->at + 1) % r->all.n;
		return 1;
	case 'b':
		r->at = (r->at + r->all.n - 1) % r->all.n;
		return 1;
	case 'q':
		return 0;
	default:
		return 1;
	}
	if (rv == -1 || save(r, f) == -1 || refresh(r, f) == -1)
		return -1;
	if (r->all.n == 0)
		return 0;
	r->at = where(r, start);
	if (moves) {
		r->at = next_open(r, r->at);
		return r->at < r->all.n;
	}
	return 1;
}

static int
loop(struct review *r, struct fail *f)
{
	struct buf b = { 0 };
	ssize_t n;
	char c;
	int rv;

	r->at = next_open(r, 0);
	if (r->at == r->all.n)
		return 0;
	do {
		show(r, &b);
		if (put(&b, f) == -1)
			return -1;
		if ((n = read(STDIN_FILENO, &c, 1)) == -1)
			return fail_set(f, FAIL_SYSTEM, "E_READ", "terminal");
		rv = n == 0 ? 0 : key(r, c, f);
	} while (rv == 1);
	return rv;
}

/* Nothing is open: what comes out is fixed, and its hash written down. */
static int
conclude(struct review *r, struct fail *f)
{
	struct buf out = { 0 };
	int rv;

	text_forget(r->j->text);
	r->j->base = r->j->line = 0;
	rv = text_find(r->j->text, r->s.text, &r->s.guards, f);
	if (rv == 0)
		rv = text_act(r->j->text, &out, f);
	if (rv == 0)
		rv = job_hash(buf_all(&out), r->j->decide.output, f);
	if (rv == 0)
		rv = save(r, f);
	buf_release(&out);
	return rv;
}

static int
begin(struct review *r, struct fail *f)
{
	const char *path = r->j->c->argv[0];
	struct buf b = { 0 };
	int rv = 0;

	if (r->j->decisions != NULL) {
		buf_puts(&r->path, r->j->decisions);
	} else {
		reviewed_beside(path, &r->path);
		if (access(r->path.p, F_OK) == 0 &&
		    (file_read(AT_FDCWD, r->path.p, RECORD_SIZE_MAX, &b, f) ==
			    -1 ||
			decide_parse(&r->j->decide, buf_all(&b), f) == -1))
			rv = fail_file(f, r->path.p);
		buf_release(&b);
	}
	r->j->decisions = r->path.p;
	r->j->options.decide = &r->j->decide;
	r->j->decide.output[0] = '\0';
	return rv;
}

int
job_review(struct job *j)
{
	struct review r = { .j = j };
	struct fail f;
	int rv, status;

	memset(&f, 0, sizeof(f));
	j->store.dir = -1;
	if (terminal_raw(&r, &f) == -1)
		return cli_fail(j->c, &f);
	if ((status = job_enter(j)) != 0) {
		terminal_restore(&r);
		return status;
	}
	rv = begin(&r, &f);
	if (rv == 0)
		rv = job_single(j, j->c->argv[0], &r.s, &f);
	if (rv == 0)
		rv = job_fits(j, &r.s, &f);
	if (rv == 0)
		rv = refresh(&r, &f);
	if (rv == 0)
		rv = loop(&r, &f);
	if (rv == 0 && decide_open(&r.all) == 0)
		rv = conclude(&r, &f);
	terminal_restore(&r);
	if (rv == -1)
		status = cli_fail(j->c, &f);
	else if (decide_open(&r.all) > 0)
		cli_say(j->c, "%zu are still open; --review goes on there",
		    decide_open(&r.all));
	else
		cli_say(j->c, "reviewed; the decisions are in %s", r.path.p);
	decide_release(&r.all);
	job_single_release(&r.s);
	buf_release(&r.path);
	free(r.step);
	return status;
}
