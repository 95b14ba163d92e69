#include "common/armor.h"

#include <stdlib.h>
#include <string.h>

#include "common/base64.h"

#define COLUMNS	  64
#define COLBYTES  48
#define BLANK_MAX 1024 /* bytes of blanks before and behind */
#define LINES	  64   /* written at a time */

struct armor_reader {
	struct source from;
	char in[4096];
	size_t pos, len;
	unsigned char out[COLBYTES];
	size_t outpos, outlen;
	size_t line;
	bool begun, shorter, done;
};

struct armor_writer {
	struct sink to;
	unsigned char part[COLBYTES * LINES];
	size_t n;
	struct buf text;
	bool begun;
};

static int
bad(struct armor_reader *a, const char *what, struct fail *f)
{
	return fail_at(f, FAIL_SYNTAX, "E_ARMOR", what, a->line, 0);
}

/* Returns the next byte, -1 at the end, -2 on error. */
static int
get(struct armor_reader *a, struct fail *f)
{
	ssize_t n;

	if (a->pos == a->len) {
		n = a->from.read(a->from.arg, a->in, sizeof(a->in), f);
		if (n <= 0)
			return n == 0 ? -1 : -2;
		a->pos = 0;
		a->len = (size_t)n;
	}
	return (unsigned char)a->in[a->pos++];
}

static bool
blank(int c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/*
 * The next line into p, without its end.  *last: it had none.  Returns its
 * length, -1 at the end of input, or -2 with *f.
 */
static long
next(struct armor_reader *a, char *p, size_t max, bool *last, struct fail *f)
{
	size_t n = 0;
	int c;

	a->line++;
	*last = false;
	while ((c = get(a, f)) != '\n') {
		if (c == -2)
			return -2;
		if (c == -1) {
			*last = true;
			break;
		}
		if (n == max)
			return bad(a,
				   "a line of the armor is too long, expected "
				   "at most "
				   "64 characters",
				   f) -
			       1;
		p[n++] = (char)c;
	}
	if (*last && n == 0)
		return -1;
	if (!*last && n > 0 && p[n - 1] == '\r')
		n--;
	return (long)n;
}

static int
begin(struct armor_reader *a, struct fail *f)
{
	static const char want[] = ARMOR_BEGIN;
	char line[COLUMNS + 1];
	size_t skipped = 0;
	bool last;
	long n;
	int c;

	do {
		c = get(a, f);
		if (c == -2)
			return -1;
		if (c == '\n')
			a->line++;
		if (++skipped > BLANK_MAX + 1)
			return bad(a,
			    "more than 1 KiB of blanks before the armor", f);
	} while (blank(c));
	if (c == -1)
		return bad(a, "no armor, expected its BEGIN line", f);
	line[0] = (char)c;
	n = next(a, line + 1, sizeof(line) - 1, &last, f);
	if (n == -2)
		return -1;
	if (last || n + 1 != (long)sizeof(want) - 1 ||
	    memcmp(line, want, sizeof(want) - 1) != 0)
		return bad(a, "no armor, expected its BEGIN line", f);
	a->begun = true;
	return 0;
}

static int
trailing(struct armor_reader *a, struct fail *f)
{
	size_t n = 0;
	int c;

	while ((c = get(a, f)) >= 0)
		if (!blank(c) || ++n > BLANK_MAX)
			return bad(a, "something stands behind the armor", f);
	return c == -2 ? -1 : 0;
}

/* Fill a->out with the next line's bytes; none when the armor has ended. */
static int
fill(struct armor_reader *a, struct fail *f)
{
	static const char end[] = ARMOR_END;
	char line[COLUMNS + 1];
	struct view v = { line, 0 };
	bool last;
	long n;

	if (!a->begun && begin(a, f) == -1)
		return -1;
	n = next(a, line, sizeof(line), &last, f);
	if (n == -2)
		return -1;
	if (n == -1)
		return bad(a, "the armor is cut off, expected its END line", f);
	if ((size_t)n == sizeof(end) - 1 && memcmp(line, end, (size_t)n) == 0) {
		a->done = true;
		return trailing(a, f);
	}
	if (last || n == 0 || n > COLUMNS || a->shorter)
		return bad(a,
		    "a line of the armor is too short or too long, expected "
		    "64 characters in all but the last",
		    f);
	v.n = (size_t)n;
	n = base64_decode(v, true, a->out, sizeof(a->out));
	if (n <= 0)
		return bad(a, "a line of the armor is not canonical base64", f);
	a->shorter = n < COLBYTES;
	a->outpos = 0;
	a->outlen = (size_t)n;
	return 0;
}

static ssize_t
reader_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct armor_reader *a = arg;
	char *q = p;
	size_t part, done = 0;

	while (done < n) {
		if (a->outpos == a->outlen) {
			/* What is decoded goes out before a later error. */
			if (a->done || (done > 0 && a->pos == a->len))
				break;
			if (fill(a, f) == -1)
				return -1;
			continue;
		}
		part = a->outlen - a->outpos;
		if (part > n - done)
			part = n - done;
		memcpy(q + done, a->out + a->outpos, part);
		a->outpos += part;
		done += part;
	}
	return (ssize_t)done;
}

int
armor_reader_new(struct armor_reader **out, struct source from, struct fail *f)
{
	struct armor_reader *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return fail_memory(f);
	a->from = from;
	*out = a;
	return 0;
}

void
armor_reader_free(struct armor_reader *a)
{
	free(a);
}

struct source
armor_source(struct armor_reader *a)
{
	struct source s = { reader_read, a };

	return s;
}

/* Write what has gathered, in lines. */
static int
flush(struct armor_writer *a, struct fail *f)
{
	size_t i, part;

	buf_clear(&a->text);
	if (!a->begun)
		buf_puts(&a->text, ARMOR_BEGIN "\n");
	a->begun = true;
	for (i = 0; i < a->n; i += part) {
		part = a->n - i < COLBYTES ? a->n - i : COLBYTES;
		base64_encode(&a->text, a->part + i, part, true);
		buf_putc(&a->text, '\n');
	}
	a->n = 0;
	if (buf_bad(&a->text))
		return fail_memory(f);
	return a->to.write(a->to.arg, a->text.p, a->text.n, f);
}

static int
writer_write(void *arg, const void *p, size_t n, struct fail *f)
{
	struct armor_writer *a = arg;
	const char *q = p;
	size_t part;

	while (n > 0) {
		part = sizeof(a->part) - a->n;
		if (part > n)
			part = n;
		memcpy(a->part + a->n, q, part);
		a->n += part;
		q += part;
		n -= part;
		if (a->n == sizeof(a->part) && flush(a, f) == -1)
			return -1;
	}
	return 0;
}

int
armor_writer_new(struct armor_writer **out, struct sink to, struct fail *f)
{
	struct armor_writer *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return fail_memory(f);
	a->to = to;
	*out = a;
	return 0;
}

void
armor_writer_free(struct armor_writer *a)
{
	if (a == NULL)
		return;
	buf_release(&a->text);
	free(a);
}

struct sink
armor_sink(struct armor_writer *a)
{
	struct sink s = { writer_write, a };

	return s;
}

int
armor_writer_end(struct armor_writer *a, struct fail *f)
{
	if (flush(a, f) == -1)
		return -1;
	return a->to.write(a->to.arg, ARMOR_END "\n", sizeof(ARMOR_END), f);
}

bool
armor_looks(struct view v)
{
	while (v.n > 0 && blank((unsigned char)v.p[0])) {
		v.p++;
		v.n--;
	}
	return view_starts(v, "-----BEGIN AGE");
}
