#include "common/ahead.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define SLOTS 4
#define PART  (256 * 1024)

struct slot {
	ssize_t n; /* bytes; 0 the end; -1 failed */
	size_t pos;
	char b[PART];
};

struct ahead {
	struct source from;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t filled, emptied;
	size_t head, tail; /* slots filled and emptied so far */
	bool stop, failed;
	struct fail fail; /* of the thread; read once n is -1 */
	struct slot slot[SLOTS];
};

/* Fill a slot; a source may give little at a time. */
static void
fill(struct ahead *a, struct slot *s)
{
	ssize_t n = 0;

	s->pos = 0;
	s->n = 0;
	while (s->n < PART && !a->failed) {
		n = a->from.read(a->from.arg, s->b + s->n, PART - (size_t)s->n,
		    &a->fail);
		if (n <= 0)
			break;
		s->n += n;
	}
	/* What came before a failure goes out first, then the failure. */
	if (n == -1)
		a->failed = true;
	if (a->failed && s->n == 0)
		s->n = -1;
}

static void *
run(void *arg)
{
	struct ahead *a = arg;
	struct slot *s;
	ssize_t n = 1;

	while (n > 0) {
		(void)pthread_mutex_lock(&a->lock);
		while (a->head - a->tail == SLOTS && !a->stop)
			(void)pthread_cond_wait(&a->emptied, &a->lock);
		if (a->stop) {
			(void)pthread_mutex_unlock(&a->lock);
			break;
		}
		(void)pthread_mutex_unlock(&a->lock);
		s = &a->slot[a->head % SLOTS];
		fill(a, s);
		n = s->n;
		(void)pthread_mutex_lock(&a->lock);
		a->head++;
		(void)pthread_cond_signal(&a->filled);
		(void)pthread_mutex_unlock(&a->lock);
	}
	return NULL;
}

static ssize_t
ahead_read(void *arg, void *p, size_t n, struct fail *f)
{
	struct ahead *a = arg;
	struct slot *s;

	(void)pthread_mutex_lock(&a->lock);
	while (a->head == a->tail)
		(void)pthread_cond_wait(&a->filled, &a->lock);
	(void)pthread_mutex_unlock(&a->lock);
	s = &a->slot[a->tail % SLOTS];
	/* The end and a failure stay where they are: they are for ever. */
	if (s->n == 0)
		return 0;
	if (s->n == -1) {
		if (f != NULL)
			*f = a->fail;
		return -1;
	}
	if (n > (size_t)s->n - s->pos)
		n = (size_t)s->n - s->pos;
	memcpy(p, s->b + s->pos, n);
	s->pos += n;
	if (s->pos == (size_t)s->n) {
		(void)pthread_mutex_lock(&a->lock);
		a->tail++;
		(void)pthread_cond_signal(&a->emptied);
		(void)pthread_mutex_unlock(&a->lock);
	}
	return (ssize_t)n;
}

int
ahead_new(struct ahead **out, struct source from, struct fail *f)
{
	struct ahead *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return fail_memory(f);
	a->from = from;
	(void)pthread_mutex_init(&a->lock, NULL);
	(void)pthread_cond_init(&a->filled, NULL);
	(void)pthread_cond_init(&a->emptied, NULL);
	if (pthread_create(&a->thread, NULL, run, a) != 0) {
		free(a);
		return fail_set(f, FAIL_MEMORY, "E_THREAD",
		    "a thread cannot be started");
	}
	*out = a;
	return 0;
}

void
ahead_free(struct ahead *a)
{
	if (a == NULL)
		return;
	(void)pthread_mutex_lock(&a->lock);
	a->stop = true;
	(void)pthread_cond_signal(&a->emptied);
	(void)pthread_mutex_unlock(&a->lock);
	(void)pthread_join(a->thread, NULL);
	(void)pthread_cond_destroy(&a->filled);
	(void)pthread_cond_destroy(&a->emptied);
	(void)pthread_mutex_destroy(&a->lock);
	explicit_bzero(a->slot, sizeof(a->slot));
	free(a);
}

struct source
ahead_source(struct ahead *a)
{
	struct source s = { ahead_read, a };

	return s;
}
