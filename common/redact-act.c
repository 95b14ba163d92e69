#include "common/redact-act.h"

#include <stdlib.h>
#include <string.h>

#include "common/redact-house.h"
#include "common/redact-isco.h"
#include "common/redact-refill.h"
#include "common/redact-surrogate.h"
#include "common/utf8.h"

/* What stands for one value: a number, and the text once it was made. */
struct entry {
	uint64_t key; /* 0: free */
	uint32_t number;
	uint32_t at, len; /* in pool; len 0: not made */
};

/* The span that names a person most fully; entity 0: free. */
struct longest {
	unsigned entity;
	size_t span;
};

struct act {
	struct act_options o;
	struct entry *e;
	size_t n, mask; /* mask + 1 slots */
	struct buf pool;
	struct buf scratch;
	uint32_t next[REDACT_CLASSES];
	struct longest *longest; /* of this block, once it is asked for */
	size_t nlongest;
	enum redact_lang lang;
	bool fresh;	       /* longest is of this block */
	struct actword *words; /* made when the first surrogate is asked for */
};

static const char *const verbs[] = { "keep", "mask", "tag", "remove",
	"pseudonym", "surrogate", "year", "quarter", "band", "country", "group",
	"region", "shift" };

_Static_assert(sizeof(verbs) / sizeof(verbs[0]) == ACT_VERBS, "a name each");

const char *
act_verb_name(enum act_verb verb)
{
	return verbs[verb];
}

bool
act_verb_fits(enum act_verb verb, enum redact_class cls)
{
	switch (verb) {
	case ACT_SURROGATE:
		return cls == REDACT_NAME || cls == REDACT_PLACE ||
		       cls == REDACT_PHONE || cls == REDACT_EMAIL ||
		       cls == REDACT_URL || cls == REDACT_ID ||
		       cls == REDACT_ORG || cls == REDACT_DATE ||
		       cls == REDACT_AGE;
	case ACT_YEAR:
	case ACT_QUARTER:
	case ACT_SHIFT:
		return cls == REDACT_DATE;
	case ACT_BAND:
		return cls == REDACT_AGE;
	case ACT_COUNTRY:
		return cls == REDACT_PLACE;
	case ACT_GROUP:
		return cls == REDACT_PROFESSION;
	case ACT_REGION:
		return cls == REDACT_NATIONALITY;
	default:
		return true;
	}
}

int
act_verb_parse(struct view v, enum redact_class cls)
{
	int i;

	if (view_is(v, "generalise") || view_is(v, "generalize"))
		return cls == REDACT_DATE	   ? ACT_QUARTER
		       : cls == REDACT_AGE	   ? ACT_BAND
		       : cls == REDACT_PLACE	   ? ACT_COUNTRY
		       : cls == REDACT_PROFESSION  ? ACT_GROUP
		       : cls == REDACT_NATIONALITY ? ACT_REGION
						   : ACT_MASK;
	for (i = 0; i < ACT_VERBS; i++)
		if (view_is(v, verbs[i]))
			return i;
	return -1;
}

int
act_parse(enum act_verb verb[REDACT_CLASSES], struct view list, struct fail *f)
{
	struct view word, cls;
	int c, v, i;
	bool all;

	while (list.p != NULL) {
		word = view_trim(view_cut(&list, ','));
		cls = view_cut(&word, '=');
		all = view_is(cls, "all");
		if (word.p == NULL || (!all && redact_class_parse(cls) == -1))
			return fail_set(f, FAIL_SYNTAX, "E_AS",
			    "CLASS=ACTION was expected; a class is all, name, "
			    "date, age, place, org, phone, email, url, id, "
			    "profession, nationality or other");
		c = all ? 0 : redact_class_parse(cls);
		for (i = c; i < (all ? REDACT_CLASSES : c + 1); i++) {
			v = act_verb_parse(word, (enum redact_class)i);
			if (v == -1)
				return fail_set(f, FAIL_SYNTAX, "E_AS",
				    "no such action; tag, mask, remove, keep, "
				    "pseudonym, surrogate, generalise, year, "
				    "quarter, band, country, group, region or "
				    "shift was expected");
			if (!act_verb_fits((enum act_verb)v,
				(enum redact_class)i) &&
			    !all)
				return fail_set(f, FAIL_SYNTAX, "E_AS",
				    "this action is not for this class: "
				    "surrogate is for name, place, org, "
				    "date, age, phone, email, url and id, "
				    "year, quarter and shift for date, band "
				    "for age, country for place, group for "
				    "profession, region for nationality");
			verb[i] = act_verb_fits((enum act_verb)v,
				      (enum redact_class)i)
				      ? (enum act_verb)v
				      : ACT_TAG;
		}
	}
	return 0;
}

struct act *
act_new(const struct act_options *o)
{
	struct act *a = calloc(1, sizeof(*a));

	if (a == NULL)
		return NULL;
	a->o = *o;
	a->mask = 255;
	if ((a->e = calloc(a->mask + 1, sizeof(*a->e))) == NULL) {
		free(a);
		return NULL;
	}
	return a;
}

void
act_forget(struct act *a)
{
	if (a->n > 0)
		memset(a->e, 0, (a->mask + 1) * sizeof(*a->e));
	a->n = 0;
	memset(a->next, 0, sizeof(a->next));
	buf_clear(&a->pool);
	actword_free(a->words);
	a->words = NULL;
}

void
act_language(struct act *a, enum redact_lang lang)
{
	a->lang = lang;
}

void
act_free(struct act *a)
{
	if (a == NULL)
		return;
	act_forget(a);
	free(a->e);
	free(a->longest);
	buf_release(&a->pool);
	buf_release(&a->scratch);
	free(a);
}

static int
grow(struct act *a)
{
	size_t i, at, size = (a->mask + 1) * 2;
	struct entry *e = calloc(size, sizeof(*e));

	if (e == NULL)
		return -1;
	for (i = 0; i <= a->mask; i++) {
		if (a->e[i].key == 0)
			continue;
		for (at = a->e[i].key & (size - 1); e[at].key != 0;)
			at = (at + 1) & (size - 1);
		e[at] = a->e[i];
	}
	free(a->e);
	a->e = e;
	a->mask = size - 1;
	return 0;
}

/* The entry of a key, or the free one where it would be. */
static struct entry *
find(const struct act *a, uint64_t key)
{
	size_t at;

	for (at = key & a->mask; a->e[at].key != 0; at = (at + 1) & a->mask)
		if (a->e[at].key == key)
			break;
	return &a->e[at];
}

/* A new entry for a key that has none; NULL: no memory. */
static struct entry *
insert(struct act *a, uint64_t key)
{
	struct entry *e;

	if (a->n * 2 > a->mask && grow(a) == -1)
		return NULL;
	e = find(a, key);
	a->n++;
	e->key = key;
	return e;
}

static uint64_t
mix(uint64_t h)
{
	h ^= h >> 32;
	h *= UINT64_C(0x9e3779b97f4a7c15);
	return h ^ h >> 29;
}

/* A value by what it says. */
static uint64_t
key_of_text(struct act *a, struct view in, const struct redact_span *s)
{
	uint64_t h = UINT64_C(14695981039346656037) + s->cls;
	size_t i;

	buf_clear(&a->scratch);
	actword_bare(&a->scratch,
	    (struct view){ in.p + s->start, s->end - s->start });
	for (i = 0; i < a->scratch.n; i++)
		h = (h ^ (unsigned char)a->scratch.p[i]) *
		    UINT64_C(1099511628211);
	return mix(h) | 1;
}

/*
 * The entry of a span: a person's by number; everything else's, and a person
 * whose number is new, by what is said.  NULL: no memory.
 */
static struct entry *
entry(struct act *a, struct view in, const struct redact_span *s)
{
	uint64_t person = s->cls == REDACT_NAME && s->entity != 0
			      ? mix((uint64_t)s->entity << 20) | 1
			      : 0;
	struct entry *e, copy;
	uint64_t key;

	if (person != 0 && (e = find(a, person))->key != 0)
		return e;
	key = key_of_text(a, in, s);
	if ((e = find(a, key))->key == 0) {
		if ((e = insert(a, key)) == NULL)
			return NULL;
		e->number = ++a->next[s->cls];
	}
	if (person == 0)
		return e;
	copy = *e;
	if ((e = insert(a, person)) == NULL)
		return NULL;
	e->number = copy.number;
	e->at = copy.at;
	e->len = copy.len;
	return e;
}

static void
label(struct buf *out, enum redact_class cls)
{
	const char *s = redact_class_name(cls);

	buf_putc(out, '[');
	for (; *s != '\0'; s++)
		buf_putc(out, (char)(*s - 'a' + 'A'));
}

/*
 * For each person of a block the longest form of the name that occurs.  The
 * pseudonym is made of it, so that it does not hang on which one comes first.
 */
static int
find_longest(struct act *a, const struct redact_span *s, size_t n)
{
	struct longest *l;
	size_t i, at, size = 256;

	while (size < n * 2)
		size *= 2;
	if (size > a->nlongest) {
		if ((l = reallocarray(a->longest, size, sizeof(*l))) == NULL)
			return -1;
		a->longest = l;
		a->nlongest = size;
	}
	memset(a->longest, 0, a->nlongest * sizeof(*a->longest));
	for (i = 0; i < n; i++) {
		if (s[i].cls != REDACT_NAME || s[i].entity == 0)
			continue;
		at = mix(s[i].entity) & (a->nlongest - 1);
		while (a->longest[at].entity != 0 &&
		       a->longest[at].entity != s[i].entity)
			at = (at + 1) & (a->nlongest - 1);
		l = &a->longest[at];
		if (l->entity == 0 ||
		    s[i].end - s[i].start > s[l->span].end - s[l->span].start)
			*l = (struct longest){ s[i].entity, i };
	}
	return 0;
}

static struct view
fullest(const struct act *a, struct view in, const struct redact_span *s,
    size_t i)
{
	size_t at = mix(s[i].entity) & (a->nlongest - 1);

	if (s[i].cls == REDACT_NAME && s[i].entity != 0) {
		while (a->longest[at].entity != s[i].entity)
			at = (at + 1) & (a->nlongest - 1);
		i = a->longest[at].span;
	}
	return (struct view){ in.p + s[i].start, s[i].end - s[i].start };
}

static int
pseudonym(struct act *a, struct entry *e, enum redact_class cls,
    struct view value, struct fail *f)
{
	static const char digits[] = "abcdefghjkmnpqrstvwxyz23456789";
	unsigned char mac[32];
	struct buf b = { 0 };
	uint64_t n = 0;
	int i, rv = -1;

	buf_printf(&b, "balint pseudonym 1 %s ", redact_class_name(cls));
	actword_bare(&b, value);
	if (buf_bad(&b))
		fail_memory(f);
	else
		rv = a->o.mac(a->o.macarg, buf_all(&b), mac, f);
	buf_release(&b);
	if (rv == -1)
		return -1;
	for (i = 0; i < 8; i++)
		n = n << 8 | mac[i];
	e->at = (uint32_t)a->pool.n;
	label(&a->pool, cls);
	buf_putc(&a->pool, '-');
	for (i = 0; i < 10; i++, n /= 30)
		buf_putc(&a->pool, digits[n % 30]);
	buf_putc(&a->pool, ']');
	e->len = (uint32_t)(a->pool.n - e->at);
	return buf_bad(&a->pool) ? fail_memory(f) : 0;
}

static int
country(const struct act *a, struct view value, struct buf *out)
{
	enum standin_kind kind;
	int group;

	if (a->o.countries == NULL ||
	    !standin_find(a->o.countries, value, -1, &group, &kind))
		return -1;
	buf_view(out, standin_group_name(a->o.countries, group));
	return 0;
}

/* What makes a value coarser; -1: it can't be done. */
static int
generalise(const struct act *a, enum act_verb verb, struct view value,
    struct buf *out)
{
	struct when w;
	int age;

	switch (verb) {
	case ACT_BAND:
		if ((age = when_age(value)) == -1)
			return -1;
		when_band(age, out);
		return 0;
	case ACT_COUNTRY:
		return country(a, value, out);
	case ACT_GROUP:
		return isco_group(value, a->lang, out);
	case ACT_REGION:
		return m49_region(value, a->lang, out);
	case ACT_YEAR:
	case ACT_QUARTER:
	case ACT_SHIFT:
		if (when_read(value, a->o.order, &w) == -1)
			return -1;
		return verb == ACT_YEAR ? when_year(&w, out)
		       : verb == ACT_QUARTER
			   ? when_quarter(&w, out)
			   : when_shift(value, &w, a->o.shift, a->o.year, out);
	default:
		return -1;
	}
}

static int
tag(struct act *a, struct view in, const struct redact_span *s, struct buf *out,
    struct fail *f)
{
	struct entry *e = entry(a, in, s);
	char digit[12];
	size_t n = sizeof(digit);
	uint32_t number;

	if (e == NULL)
		return fail_memory(f);
	label(out, s->cls);
	for (number = e->number; number > 0; number /= 10)
		digit[--n] = (char)('0' + number % 10);
	buf_putc(out, '-');
	buf_add(out, digit + n, sizeof(digit) - n);
	buf_putc(out, ']');
	return 0;
}

/* 0; 1: there is none for this value; or -1. */
static int
surrogate(struct act *a, struct view in, const struct redact_span *s,
    struct buf *out, struct fail *f)
{
	struct view value = { in.p + s->start, s->end - s->start };

	if (s->cls == REDACT_DATE)
		return refill_date(&a->o, value, out, f);
	if (s->cls == REDACT_AGE)
		return refill_age(&a->o, value, out, f);
	if (s->cls != REDACT_NAME && s->cls != REDACT_PLACE &&
	    s->cls != REDACT_ORG)
		return refill_value(&a->o, in, s, out, f);
	if (a->words == NULL && (a->words = actword_new(&a->o, in)) == NULL)
		return fail_memory(f);
	return s->cls == REDACT_ORG
		   ? house_surrogate(&a->o, a->words, in, s, out, f)
		   : actword_surrogate(a->words, in, s, out, f);
}

/* Act on span i; *verb becomes what was really done. */
static int
act_one(struct act *a, struct view in, const struct redact_span *s, size_t n,
    size_t i, enum act_verb *verb, struct buf *out, struct fail *f)
{
	struct view value = { in.p + s[i].start, s[i].end - s[i].start };
	struct entry *e, *alias;
	int done;

	switch (*verb) {
	case ACT_KEEP:
		buf_view(out, value);
		return 0;
	case ACT_REMOVE:
		return 0;
	case ACT_MASK:
		label(out, s[i].cls);
		buf_putc(out, ']');
		return 0;
	case ACT_PSEUDONYM:
		if ((e = entry(a, in, &s[i])) == NULL)
			return fail_memory(f);
		if (e->len == 0) {
			if (!a->fresh && find_longest(a, s, n) == -1)
				return fail_memory(f);
			a->fresh = true;
			if (pseudonym(a, e, s[i].cls, fullest(a, in, s, i),
				f) == -1)
				return -1;
		}
		alias = find(a, key_of_text(a, in, &s[i]));
		if (alias->key != 0) {
			alias->at = e->at;
			alias->len = e->len;
		}
		buf_add(out, a->pool.p + e->at, e->len);
		return 0;
	case ACT_SURROGATE:
		if ((done = surrogate(a, in, &s[i], out, f)) != 1)
			return done;
		*verb = ACT_TAG;
		return tag(a, in, &s[i], out, f);
	default:
		if (*verb != ACT_TAG && generalise(a, *verb, value, out) == 0)
			return 0;
		*verb = ACT_TAG;
		return tag(a, in, &s[i], out, f);
	}
}

int
act_apply(struct act *a, struct view in, const struct redact_span *s, size_t n,
    const enum act_verb *verb, struct buf *out, struct fail *f)
{
	size_t i, at = 0, from;
	enum act_verb done;

	if (a->words != NULL && actword_text(a->words, in) == -1)
		return fail_memory(f);
	a->fresh = false;
	for (i = 0; i < n; i++) {
		done = verb != NULL ? verb[i] : a->o.verb[s[i].cls];
		buf_add(out, in.p + at, s[i].start - at);
		from = out->n;
		if (act_one(a, in, s, n, i, &done, out, f) == -1)
			return -1;
		at = s[i].end;
		if (a->o.told != NULL && !buf_bad(out))
			a->o.told(a->o.toldarg, &s[i], done,
			    (struct view){ in.p + s[i].start,
				s[i].end - s[i].start },
			    (struct view){ out->p + from, out->n - from });
	}
	buf_add(out, in.p + at, in.n - at);
	return buf_bad(out) ? fail_memory(f) : 0;
}
