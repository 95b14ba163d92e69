#include "common/flow.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static ssize_t
view_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct flow_view *s = arg;

	(void)f;
	if (n > s->rest.n)
		n = s->rest.n;
	if (n > 0)
		memcpy(p, s->rest.p, n);
	s->rest.p += n;
	s->rest.n -= n;
	return (ssize_t)n;
}

struct source
flow_from_view(struct flow_view *state, struct view v)
{
	struct source s = { view_read, state };

	state->rest = v;
	return s;
}

static ssize_t
fd_read(void *arg, void *p, size_t n, struct fail *f)
{
	const int *fd = arg;
	ssize_t got;

	do
		got = read(*fd, p, n);
	while (got == -1 && errno == EINTR);
	if (got == -1)
		return fail_set(f, FAIL_SYSTEM, "E_READ", "cannot read");
	return got;
}

struct source
flow_from_fd(int *fd)
{
	struct source s = { fd_read, fd };

	return s;
}

static int
fd_write(void *arg, const void *p, size_t n, struct fail *f)
{
	const int *fd = arg;
	const char *q = p;
	ssize_t put;

	while (n > 0) {
		put = write(*fd, q, n);
		if (put == -1 && errno == EINTR)
			continue;
		if (put == -1)
			return fail_set(f, FAIL_SYSTEM, "E_WRITE",
			    "cannot write");
		q += put;
		n -= (size_t)put;
	}
	return 0;
}

struct sink
flow_to_fd(int *fd)
{
	struct sink s = { fd_write, fd };

	return s;
}

static int
buf_write(void *arg, const void *p, size_t n, struct fail *f)
{
	struct buf *b = arg;

	buf_add(b, p, n);
	return buf_bad(b) ? fail_memory(f) : 0;
}

struct sink
flow_to_buf(struct buf *b)
{
	struct sink s = { buf_write, b };

	return s;
}

static int
nowhere_write(void *arg, const void *p, size_t n, struct fail *f)
{
	(void)arg;
	(void)p;
	(void)n;
	(void)f;
	return 0;
}

struct sink
flow_to_nowhere(void)
{
	struct sink s = { nowhere_write, NULL };

	return s;
}

static ssize_t
buffer_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct flow_buffer *s = arg;
	ssize_t got;

	if (s->pos == s->len) {
		if (n >= sizeof(s->b))
			return s->from.read(s->from.arg, p, n, f);
		got = s->from.read(s->from.arg, s->b, sizeof(s->b), f);
		if (got <= 0)
			return got;
		s->pos = 0;
		s->len = (size_t)got;
	}
	if (n > s->len - s->pos)
		n = s->len - s->pos;
	memcpy(p, s->b + s->pos, n);
	s->pos += n;
	return (ssize_t)n;
}

struct source
flow_buffered(struct flow_buffer *state, struct source from)
{
	struct source s = { buffer_read, state };

	state->from = from;
	state->pos = state->len = 0;
	return s;
}

int
flow_peek(struct flow_buffer *state, struct view *v, struct fail *f)
{
	if (state->pos == state->len) {
		state->pos = 0;
		if (flow_full(state->from, state->b, sizeof(state->b),
			&state->len, f) == -1) {
			state->len = 0;
			return -1;
		}
	}
	v->p = state->b + state->pos;
	v->n = state->len - state->pos;
	return 0;
}

int
flow_full(struct source s, void *p, size_t n, size_t *got, struct fail *f)
{
	char *q = p;
	ssize_t r;

	*got = 0;
	while (*got < n) {
		r = s.read(s.arg, q + *got, n - *got, f);
		if (r == -1)
			return -1;
		if (r == 0)
			break;
		*got += (size_t)r;
	}
	return 0;
}

int
flow_all(struct source s, struct buf *b, size_t max, struct fail *f)
{
	size_t taken = 0;
	ssize_t r;
	char *p;

	for (;;) {
		p = buf_room(b, 65536);
		if (p == NULL)
			return fail_memory(f);
		r = s.read(s.arg, p, 65536, f);
		if (r <= 0)
			break;
		taken += (size_t)r;
		if (taken > max)
			return fail_set(f, FAIL_LIMIT, "E_LIMIT",
			    "larger than expected here");
		b->n += (size_t)r;
	}
	if (b->p != NULL)
		b->p[b->n] = '\0';
	return r == 0 ? 0 : -1;
}
