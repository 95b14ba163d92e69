#include "common/redact-house.h"

#include <string.h>

#include "common/redact-int.h"
#include "common/redact-refill.h"
#include "common/utf8.h"

#define PIECES	32
#define WORD	64
#define ENGLISH (LISTS(EN1) | LISTS(EN2) | LISTS(EN3) | LISTS(EN4))
#define GERMAN	(LISTS(DEN) | LISTS(DEO))
#define NAMES	(LISTS(FORE) | LISTS(SUR) | LISTS(CITY) | LISTS(BIGCITY))

enum role {
	ROLE_OWN,
	ROLE_FIGURE,
	ROLE_JOIN,  /* of the, am, de la */
	ROLE_SAINT, /* joins, too; somebody follows */
	ROLE_HEAD,  /* Hospital */
	ROLE_MAYBE, /* Lodge: a head, and a name besides */
};

struct piece {
	struct view v;
	enum role role;
	size_t tail; /* bytes of a German head that end it: Rosen|klinik */
};

static bool
one_of(const char *w, size_t n, const char *words)
{
	return view_among((struct view){ w, n }, words, ' ');
}

/* Tells nothing about which one it is, though some are called so. */
static bool
plain(const char *w, size_t n)
{
	return one_of(w, n,
	    "royal general memorial children childrens family teaching women "
	    "womens");
}

/* What a word of letters is; *language is set if it tells. */
static enum role
role_of(struct piece *p, bool tied, const char **language)
{
	char w[WORD];
	size_t n = fold_word(p->v.p, p->v.n, w, sizeof(w));
	uint64_t flags = lists_flags(fold_hash(w, n));

	if (one_of(w, n, "st saint sankt ste sainte")) {
		*language = one_of(w, n, "sankt")	 ? "german"
			    : one_of(w, n, "ste sainte") ? "french"
							 : *language;
		return ROLE_SAINT;
	}
	if (one_of(w, n, "de du des la le les et en sur au aux")) {
		*language = "french";
		return ROLE_JOIN;
	}
	if (one_of(w, n, "am im zum zur vom von der den dem und")) {
		*language = "german";
		return ROLE_JOIN;
	}
	/* the O of O'Brien and the s of Mary's */
	if (one_of(w, n, "of the and for at in on") || (n == 1 && tied))
		return ROLE_JOIN;
	if (plain(w, n))
		return ROLE_HEAD;
	if ((flags & LISTS(ORGH)) != 0) {
		if ((flags & GERMAN) != 0 && (flags & ENGLISH) == 0)
			*language = "german";
		else if ((flags & LISTS(FR)) != 0 && (flags & ENGLISH) == 0)
			*language = "french";
		return (flags & NAMES) != 0 ? ROLE_MAYBE : ROLE_HEAD;
	}
	p->tail = head_ending(w, n, 2);
	if (p->tail > 0)
		*language = "german";
	return ROLE_OWN;
}

/* Is there an apostrophe before or behind [from, to)? */
static bool
bound(struct view v, size_t from, size_t to)
{
	static const char curled[] = "\342\200\231";

	return (from > 0 && v.p[from - 1] == '\'') ||
	       (to < v.n && v.p[to] == '\'') ||
	       (from > 3 && memcmp(v.p + from - 3, curled, 3) == 0) ||
	       (v.n - to >= 3 && memcmp(v.p + to, curled, 3) == 0);
}

static bool
figure_in(struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		if (v.p[i] >= '0' && v.p[i] <= '9')
			return true;
	return false;
}

/* Cut into runs of letters and figures; PIECES + 1: there are too many. */
static size_t
cut(struct view value, struct piece *p, const char **language)
{
	size_t len, n = 0, i = 0, k;
	uint32_t cp;

	while (i < value.n) {
		for (k = i; k < value.n; k += len) {
			len = utf8_decode(value.p + k, value.n - k, &cp);
			if (len == 0 || !(utf8_letter(cp) || utf8_mark(cp) ||
					    (cp >= '0' && cp <= '9')))
				break;
		}
		if (k == i) {
			i++;
			continue;
		}
		if (n == PIECES)
			return PIECES + 1;
		memset(&p[n], 0, sizeof(p[n]));
		p[n].v = (struct view){ value.p + i, k - i };
		p[n].role = figure_in(p[n].v)
				? ROLE_FIGURE
				: role_of(&p[n], bound(value, i, k), language);
		n++;
		i = k;
	}
	return n;
}

/*
 * Settle what may be a head: at the end (Trafford Lodge) unless one stands in
 * front (Klinik Hall), in front (Villa Rosa) if there is no other.  And
 * something must go: of Cottage Hospital the first word.
 */
static void
settle(struct piece *p, size_t n)
{
	bool own = false, head = false, stays;
	size_t i;

	for (i = 0; i < n; i++)
		head = head || p[i].role == ROLE_HEAD || p[i].tail > 0;
	for (i = 0; i < n; i++) {
		stays = i + 1 == n ? i > 0 && p[0].role != ROLE_HEAD
				   : i == 0 && !head;
		if (p[i].role == ROLE_MAYBE && !stays)
			p[i].role = ROLE_OWN;
		own = own || p[i].role == ROLE_OWN;
	}
	for (i = 0; i < n && !own; i++)
		if (p[i].role >= ROLE_HEAD) {
			p[i].role = ROLE_OWN;
			own = true;
		}
	if (!own && n > 0)
		p[0].role = ROLE_OWN;
}

/* No figure stays what it is. */
static void
put_figures(struct buf *out, struct view v, uint64_t n)
{
	size_t i;

	for (i = 0; i < v.n; i++, n /= 9)
		buf_putc(out,
		    v.p[i] >= '0' && v.p[i] <= '9'
			? (char)('0' + (v.p[i] - '0' + 1 + (int)(n % 9)) % 10)
			: v.p[i]);
}

/* As what it is in the lists of names, else of that kind. */
static int
put_own(const struct act_options *o, struct actword *w, const struct piece *p,
    int group, enum standin_kind kind, struct buf *out, struct fail *f)
{
	struct view word = { p->v.p, p->v.n - p->tail };
	enum standin_kind listed;
	int of;

	if (standin_find(o->names, word, group, &of, &listed)) {
		group = of;
		kind = listed;
	}
	if (actword_put(w, word, group, (int)kind, out, f) == -1)
		return -1;
	buf_add(out, word.p + word.n, p->tail);
	return 0;
}

int
house_surrogate(const struct act_options *o, struct actword *w, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f)
{
	struct view value = { in.p + s->start, s->end - s->start };
	const char *language = NULL, *done = value.p;
	struct piece p[PIECES];
	size_t i, n = cut(value, p, &language);
	uint64_t figures;
	int group = -1;

	if (n > PIECES)
		return 1;
	settle(p, n);
	if (language != NULL)
		group = standin_group(o->names, language);
	if (group == -1)
		group = standin_group(o->names, "english");
	if (refill_draw(o, REDACT_ORG, value, &figures, f) == -1)
		return -1;
	for (i = 0; i < n; i++) {
		buf_add(out, done, (size_t)(p[i].v.p - done));
		done = p[i].v.p + p[i].v.n;
		if (p[i].role == ROLE_FIGURE)
			put_figures(out, p[i].v, figures >> i);
		else if (p[i].role != ROLE_OWN)
			buf_view(out, p[i].v);
		else if (put_own(o, w, &p[i], group,
			     i > 0 && p[i - 1].role == ROLE_SAINT
				 ? STANDIN_FEMALE
				 : STANDIN_PLACE,
			     out, f) == -1)
			return -1;
	}
	buf_add(out, done, (size_t)(value.p + value.n - done));
	return 0;
}
