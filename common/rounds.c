#include "common/rounds.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Groups that may be read before the first of them is taken. */
#define AHEAD 64

enum state { FREE, READING, DONE };

struct slot {
	enum state state;
	struct buf out;
	struct fail fail;
	int rv;
};

struct round {
	const struct names *paths;
	const struct rounds_job *job;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct slot slot[AHEAD]; /* of group g: slot[g % AHEAD] */
	size_t next;		 /* the group that is read next */
	size_t taken;		 /* all before it are taken */
	bool stop;
};

int
rounds_turnout(struct turnout *t, const struct roll *r, struct fail *f)
{
	const struct roll_session *s;
	const struct roll_attend *a;
	size_t i, k;

	turnout_clear(t);
	for (i = 0; i < r->nmember; i++)
		if (turnout_person(t, r->member[i].m.id, r->member[i].m.joined,
			r->member[i].m.left, f) == -1)
			return -1;
	for (i = 0; i < r->nsession; i++) {
		s = &r->session[i];
		if (s->s.status != SESSION_HELD)
			continue;
		if (turnout_session(t, s->s.id, s->s.date, s->s.minutes, f) ==
		    -1)
			return -1;
		for (k = s->first; k < s->first + s->n; k++) {
			a = &r->attend[k];
			if (turnout_mark(t, a->member, a->a.status, a->a.role,
				a->minutes, a->online, f) == -1)
				return -1;
		}
	}
	return 0;
}

static void
read_one(struct round *o, size_t g, struct roll *r, struct turnout *t)
{
	struct slot *s = &o->slot[g % AHEAD];

	memset(&s->fail, 0, sizeof(s->fail));
	s->rv =
	    roll_read(r, names_get(o->paths, g), &o->job->options, &s->fail);
	if (s->rv == 0)
		s->rv = rounds_turnout(t, r, &s->fail);
	if (s->rv == 0)
		s->rv = o->job->work(o->job->arg, r, t, &s->out, &s->fail);
	if (s->rv == 0 && buf_bad(&s->out))
		s->rv = fail_memory(&s->fail);
}

/* A group that may be read now, or as many as there are: no more. */
static size_t
next_group(struct round *o)
{
	size_t g;

	pthread_mutex_lock(&o->lock);
	while (!o->stop && o->next < o->paths->n && o->next >= o->taken + AHEAD)
		pthread_cond_wait(&o->changed, &o->lock);
	g = o->stop ? o->paths->n : o->next;
	if (g < o->paths->n) {
		o->next++;
		o->slot[g % AHEAD].state = READING;
	}
	pthread_mutex_unlock(&o->lock);
	return g;
}

static void *
worker(void *arg)
{
	struct round *o = arg;
	struct roll r = { 0 };
	struct turnout t = { 0 };
	size_t g;

	while ((g = next_group(o)) < o->paths->n) {
		read_one(o, g, &r, &t);
		pthread_mutex_lock(&o->lock);
		o->slot[g % AHEAD].state = DONE;
		pthread_cond_broadcast(&o->changed);
		pthread_mutex_unlock(&o->lock);
	}
	roll_release(&r);
	turnout_release(&t);
	return NULL;
}

static int
hand_over(struct round *o, size_t g)
{
	struct slot *s = &o->slot[g % AHEAD];
	int rv;

	rv = o->job->take(o->job->arg, g, buf_all(&s->out),
	    s->rv == 0 ? NULL : &s->fail);
	buf_clear(&s->out);
	return rv;
}

/* The thread of the caller takes what the others read, in order. */
static int
collect(struct round *o)
{
	size_t g;
	int rv = 0;

	for (g = 0; g < o->paths->n && rv == 0; g++) {
		pthread_mutex_lock(&o->lock);
		while (o->slot[g % AHEAD].state != DONE)
			pthread_cond_wait(&o->changed, &o->lock);
		pthread_mutex_unlock(&o->lock);
		rv = hand_over(o, g);
		pthread_mutex_lock(&o->lock);
		o->slot[g % AHEAD].state = FREE;
		o->taken = g + 1;
		o->stop = rv != 0;
		pthread_cond_broadcast(&o->changed);
		pthread_mutex_unlock(&o->lock);
	}
	return rv;
}

static int
alone(struct round *o)
{
	struct roll r = { 0 };
	struct turnout t = { 0 };
	size_t g;
	int rv = 0;

	for (g = 0; g < o->paths->n && rv == 0; g++) {
		read_one(o, g, &r, &t);
		rv = hand_over(o, g);
	}
	roll_release(&r);
	turnout_release(&t);
	return rv;
}

static int
together(struct round *o, unsigned threads, struct fail *f)
{
	pthread_t *t = calloc(threads, sizeof(*t));
	unsigned n;
	int rv;

	if (t == NULL)
		return fail_memory(f);
	pthread_mutex_init(&o->lock, NULL);
	pthread_cond_init(&o->changed, NULL);
	for (n = 0; n < threads; n++)
		if (pthread_create(&t[n], NULL, worker, o) != 0)
			break;
	/* One is enough, if the system gives no more. */
	rv = n == 0 ? fail_set(f, FAIL_SYSTEM, "E_THREAD",
			  "a thread cannot be started")
		    : collect(o);
	while (n > 0)
		pthread_join(t[--n], NULL);
	pthread_cond_destroy(&o->changed);
	pthread_mutex_destroy(&o->lock);
	free(t);
	return rv;
}

int
rounds_run(const struct names *paths, const struct rounds_job *job,
    struct fail *f)
{
	struct round *o = calloc(1, sizeof(*o));
	unsigned threads = job->threads;
	size_t i;
	int rv;

	if (o == NULL)
		return fail_memory(f);
	o->paths = paths;
	o->job = job;
	if (threads > paths->n)
		threads = (unsigned)paths->n;
	rv = threads < 2 ? alone(o) : together(o, threads, f);
	for (i = 0; i < AHEAD; i++)
		buf_release(&o->slot[i].out);
	free(o);
	return rv;
}
