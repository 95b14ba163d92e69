/* A block of a document, and documents as they come from a descriptor. */

#include <string.h>
#include <unistd.h>

#include "cmd/redact.h"
#include "common/file.h"

/*
 * A longer text is taken in pieces; what was learnt of its people stays.
 * Large enough for any narrative, and for a book of forty thousand words; small
 * enough that what is known of its words stays in the processor's caches: four
 * times the size is slower by a sixth, and takes three times the memory.
 */
#define BLOCK	  (1u << 18)
#define WHOLE_MAX (256u << 20) /* bytes of a table */
#define RECORD	  "Format: balint-"

static size_t
lines_in(struct view v)
{
	const char *p = v.p, *end = v.p + v.n;
	size_t n = 0;

	while (p < end && (p = memchr(p, '\n', (size_t)(end - p))) != NULL)
		n++, p++;
	return n;
}

/* A failure that has a place gets that in the file. */
static int
placed(const struct job *j, struct fail *f)
{
	if (f->line > 0)
		f->line += j->line;
	if (j->file != NULL)
		fail_file(f, j->file);
	return -1;
}

int
job_block(struct job *j, struct view in, const struct policy_guards *guards,
    struct buf *out, struct fail *f)
{
	const struct text_span *s;
	size_t i, n;

	if (text_find(j->text, in, guards, f) == -1)
		return placed(j, f);
	s = text_spans(j->text, &n);
	for (i = 0; i < n; i++)
		j->found += s[i].verb != ACT_KEEP;
	switch (j->what) {
	case JOB_SPANS:
		job_print_spans(j, in, out);
		break;
	case JOB_EXPLAIN:
		if (text_look(j->text, f) == -1)
			return placed(j, f);
		job_print_why(j, in, out);
		break;
	case JOB_CHECK:
		break;
	default:
		j->block = in;
		if (text_act(j->text, out, f) == -1)
			return placed(j, f);
	}
	j->base += in.n;
	if (j->what == JOB_EXPLAIN || j->report != NULL ||
	    j->what == JOB_REDACT)
		j->line += lines_in(in);
	return 0;
}

/*
 * Where a block that is not the last one ends: behind the last empty line,
 * else the last line, else the last blank, else between two characters.
 */
static size_t
cut(struct view v)
{
	size_t i, lo = v.n / 2;

	for (i = v.n; i > lo; i--)
		if (v.p[i - 1] == '\n' &&
		    (v.p[i - 2] == '\n' ||
			(v.p[i - 2] == '\r' && v.p[i - 3] == '\n')))
			return i;
	for (i = v.n; i > lo; i--)
		if (v.p[i - 1] == '\n')
			return i;
	for (i = v.n; i > lo; i--)
		if (v.p[i - 1] == ' ')
			return i;
	for (i = v.n; i > v.n - 4; i--)
		if (((unsigned char)v.p[i - 1] & 0xc0) != 0x80)
			return i - 1;
	return v.n;
}

struct view
job_piece(struct view v)
{
	if (v.n > BLOCK) {
		v.n = BLOCK;
		v.n = cut(v);
	}
	return v;
}

/* \n, \t, \0, \\ in --delimiter. */
static size_t
delimiter(const struct job *j, char *out, size_t max)
{
	static const char from[] = "ntr0\\",
			  to[] = { '\n', '\t', '\r', '\0', '\\' };
	const char *p = j->lines ? "\\n" : j->delimiter, *q;
	size_t n = 0;

	for (; p != NULL && *p != '\0' && n < max; p++) {
		if (*p == '\\' && p[1] != '\0' &&
		    (q = strchr(from, p[1])) != NULL) {
			out[n++] = to[q - from];
			p++;
		} else {
			out[n++] = *p;
		}
	}
	return n;
}

static size_t
find(struct view v, size_t from, const char *sep, size_t n)
{
	const char *p = v.p + from, *end = v.p + v.n;

	while (p < end && (p = memchr(p, sep[0], (size_t)(end - p))) != NULL) {
		if ((size_t)(end - p) >= n && memcmp(p, sep, n) == 0)
			return (size_t)(p - v.p);
		p++;
	}
	return v.n;
}

/* Write what there is; at once where each line is waited for. */
static int
pump(struct job *j, struct fail *f)
{
	return j->lines ? out_flush(&j->out, f) : out_pump(&j->out, f);
}

/* Documents that are whole in b; what is left over moves to its front. */
static int
split(struct job *j, struct buf *b, const char *sep, size_t n, bool last,
    struct fail *f)
{
	struct view v = buf_all(b), in;
	size_t at = 0, end;

	while (at < v.n) {
		end = find(v, at, sep, n);
		if (end == v.n && !last && v.n - at < BLOCK)
			break;
		if (end == v.n && !last) { /* a document larger than a block */
			in = (struct view){ v.p + at, BLOCK };
			in.n = cut(in);
			if (job_block(j, in, NULL, &j->out.b, f) == -1)
				return -1;
			at += in.n;
			continue;
		}
		in = (struct view){ v.p + at, end - at };
		if (in.n > 0 && job_block(j, in, NULL, &j->out.b, f) == -1)
			return -1;
		text_forget(j->text);
		if (end < v.n) {
			j->base += n;
			j->line += memchr(sep, '\n', n) != NULL;
			if (j->what == JOB_REDACT)
				buf_add(&j->out.b, sep, n);
		}
		at = end < v.n ? end + n : end;
		if (pump(j, f) == -1)
			return -1;
	}
	memmove(b->p, b->p + at, b->n - at);
	b->n -= at;
	return 0;
}

/* Read until b holds a block, or the input ends; -1: E_READ. */
static ssize_t
fill(struct job *j, int fd, struct buf *b, struct fail *f)
{
	ssize_t got;
	char *p;

	do {
		if ((p = buf_room(b, BLOCK)) == NULL)
			return fail_memory(f);
		got = read(fd, p, b->n < BLOCK ? BLOCK - b->n : BLOCK);
		if (got == -1)
			return fail_set(f, FAIL_SYSTEM, "E_READ", "read");
		b->n += (size_t)got;
	} while (got > 0 && b->n < BLOCK && !j->lines);
	return got;
}

/* A record, and a table, are taken whole. */
static int
whole(struct job *j, int fd, struct buf *b, struct fail *f)
{
	if (file_read_fd(fd, WHOLE_MAX, b, f) == -1)
		return -1;
	return job_whole(j, buf_all(b), &j->out.b, f);
}

int
job_stream(struct job *j, int fd, struct fail *f)
{
	struct buf b = { 0 };
	char sep[64];
	size_t n = delimiter(j, sep, sizeof(sep));
	struct view in;
	ssize_t got = 1;
	bool first = true;
	int rv = 0;

	text_forget(j->text);
	while (rv == 0 && got > 0) {
		if ((got = fill(j, fd, &b, f)) == -1) {
			rv = -1;
		} else if (first && (j->columns != NULL ||
					view_starts(buf_all(&b), RECORD))) {
			rv = whole(j, fd, &b, f);
			break;
		} else if (n > 0) {
			rv = split(j, &b, sep, n, got == 0, f);
		} else if (b.n > 0) {
			in = buf_all(&b);
			if (got > 0)
				in.n = cut(in);
			rv = job_block(j, in, NULL, &j->out.b, f);
			memmove(b.p, b.p + in.n, b.n - in.n);
			b.n -= in.n;
			if (rv == 0)
				rv = pump(j, f);
		}
		first = false;
	}
	buf_release(&b);
	return rv;
}
