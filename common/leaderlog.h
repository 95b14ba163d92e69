#ifndef COMMON_LEADERLOG_H
#define COMMON_LEADERLOG_H

#include <stdbool.h>
#include <stddef.h>

#include "common/bars.h"
#include "common/buf.h"
#include "common/emit.h"
#include "common/fail.h"
#include "common/record.h"
#include "common/view.h"

/*
 * A leader's log against what bodies ask for accreditation.  Sessions, case
 * discussions, minutes and supervision contacts are four different counts;
 * none is worked out from another.  Does no I/O.
 */
enum leaderlog_kind {
	LEADERLOG_LED,	 /* a held session, led; alone or with a co-leader */
	LEADERLOG_COLED, /* a held session, co-led */
	LEADERLOG_SUPERVISION,
	LEADERLOG_INTENSIVE,
	LEADERLOG_SEMINAR,
	LEADERLOG_OBSERVATION,
	LEADERLOG_RECORDING,
	LEADERLOG_MEMBERSHIP /* taking part as a member of a group */
};
#define LEADERLOG_KINDS 8

struct leaderlog_event {
	enum leaderlog_kind kind;
	int date, minutes; /* minutes 0: not said */
	unsigned sessions; /* covered by it; 1 when not said */
	unsigned cases;	   /* told in it */
	bool online, weekend;
	bool recorded; /* the session; the supervision worked on a recording */
	bool recognised; /* beside a leader whose record has a Recognition */
	char by[33];	 /* observer or supervisor; "" not said */
};

struct leaderlog {
	struct leaderlog_event *event; /* any order until leaderlog_sort() */
	size_t n, cap;
	int first_seminar; /* FRAME_NODATE: none */
};

/* Add an event.  0, or -1: no memory. */
int leaderlog_add(struct leaderlog *l, const struct leaderlog_event *e,
    struct fail *f);

/*
 * The events of a leader's record, up to the day `to`:
 *
 *	Supervision: DATE [minutes=N] [by=ID] [sessions=ID,ID...|N]
 *	    [recorded=yes]
 *	Intensive, Seminar: DATE [minutes=N] [weekend=yes]
 *	Observation: DATE [by=ID] [minutes=N]
 *	Recording: DATE
 *	Membership: DATE minutes=N [sessions=N] [weekend=yes]
 *
 * A Membership without minutes, sessions or weekend is one of a society and
 * counts nowhere; other keys are passed over.  0, or -1 and *f.
 */
int leaderlog_record(struct leaderlog *l, const struct record *r, int to,
    struct fail *f);

void leaderlog_sort(struct leaderlog *l); /* by day */
void leaderlog_release(struct leaderlog *l);

/*
 * What is counted: `sessions`, `led`, `co-led`, `co-led-recognised`, `cases`,
 * `minutes`, `supervision`, `supervision-minutes`, `recorded-supervised`,
 * `recordings`, `intensives`, `seminars`, `seminar-minutes`,
 * `seminar-weekends`, `observations`, `observers`, `member-sessions`,
 * `member-minutes`, `member-minutes-before`, `member-minutes-after` (the
 * first seminar), `member-weekends`, `in-person-percent`.
 */
#define LEADERLOG_METRICS 22

/* Index of the word, or -1. */
int leaderlog_metric(struct view word);
const char *leaderlog_metric_name(int metric);

/* Over the days from..to. */
long leaderlog_count(const struct leaderlog *l, int metric, int from, int to);

enum leaderlog_each { LEADERLOG_TOTAL, LEADERLOG_MONTH, LEADERLOG_YEAR };

/* One way to meet a rule. */
struct leaderlog_way {
	int metric;
	long asked;
	enum leaderlog_each each; /* asked in each month or year ... */
	long times;		  /* ... so many running */
};
#define LEADERLOG_WAYS	4
#define LEADERLOG_RULES 24

struct leaderlog_rule {
	struct leaderlog_way way[LEADERLOG_WAYS]; /* any of them will do */
	size_t n;
	bool wanted;	   /* only desirable */
	struct view words; /* what the body asks, for people */
};

/*
 * One body's rules, from a file of lines:
 *
 *	Body: abs
 *	Title: American Balint Society, credentialed leader
 *	Source: where it was read
 *	Seen: DATE
 *	Until: DATE		it was in force until then
 *	Note: ...
 *	Asks: METRIC N [each month|year M] [or ...] -- words
 *	Wants: the same, desirable only
 *	Also: what can't be counted here
 */
struct leaderlog_body {
	struct view id, title, source, note;
	int seen, until; /* FRAME_NODATE, FRAME_NOEND */
	struct leaderlog_rule rule[LEADERLOG_RULES];
	size_t nrule;
	struct view also[LEADERLOG_RULES];
	size_t nalso;
};

/* Views point into bytes.  0, or -1: E_SCHEME with the line. */
int leaderlog_parse(struct leaderlog_body *b, struct view bytes,
    struct fail *f);

/*
 * What there is for a way: for LEADERLOG_TOTAL the count up to `today`; for
 * months the longest run of calendar months with enough; for years how many
 * of the last `times` twelve months, counted back from today without a break,
 * have enough.
 */
long leaderlog_have(const struct leaderlog *l, const struct leaderlog_way *w,
    int today);

/* Are its numbers minutes, whatever the body's own words speak of? */
bool leaderlog_in_minutes(const struct leaderlog_way *w);

/* What `have` must reach. */
long leaderlog_need(const struct leaderlog_way *w);

/* The way that is nearest to being met; sets *have. */
const struct leaderlog_way *leaderlog_best(const struct leaderlog *l,
    const struct leaderlog_rule *r, int today, long *have);

/*
 * The next month (year * 12 + month - 1) without a session, behind `after`
 * (-1: from the first session on) and before the month of today; -1: none.
 */
int leaderlog_gap(const struct leaderlog *l, int after, int today);

/* How it is shown (leaderlog-show.c). */
struct leaderlog_page {
	const struct leaderlog *log;
	struct view leader; /* id */
	struct view name;   /* or "not there" */
	int today;
	const struct leaderlog_body *body;
	size_t nbody;
};

void leaderlog_begin(struct emit *e, enum emit_format format);
void leaderlog_emit(const struct leaderlog_page *p, struct emit *e);
void leaderlog_text(const struct leaderlog_page *p, const struct bars *how,
    struct buf *out);
void leaderlog_html(const struct leaderlog_page *p, struct buf *out);

/* True if every rule (not what is only wanted) of every body is met. */
bool leaderlog_met(const struct leaderlog_page *p);

#endif
