#include "common/redact-surrogate.h"

#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

/* Words that occur or that were given away, and what stands for which. */
struct slot {
	uint64_t hash;	/* of the folded word; 0: free */
	struct view to; /* its stand-in, if it has one */
};

struct actword {
	const struct act_options *o;
	struct slot *s;
	size_t n, mask;
};

/*
 * Letters and figures, and a blank for what is between.  What was folded has
 * no capitals any more; of ASCII they are made small here.
 */
static void
squeeze(struct buf *b, struct view v, bool capitals)
{
	bool gap = false, any = false;
	unsigned char c;
	size_t i;

	for (i = 0; i < v.n; i++) {
		c = (unsigned char)v.p[i];
		if (capitals && c >= 'A' && c <= 'Z')
			c |= 0x20;
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c >= 0x80) {
			if (gap && any)
				buf_putc(b, ' ');
			buf_putc(b, (char)c);
			gap = false;
			any = true;
		} else {
			gap = true;
		}
	}
}

static bool
ascii(struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		if ((unsigned char)v.p[i] >= 0x80)
			return false;
	return true;
}

void
actword_bare(struct buf *b, struct view v)
{
	struct buf fold = { 0 };

	/* Most names are ASCII, and folding it needs no tables. */
	if (ascii(v)) {
		squeeze(b, v, true);
		return;
	}
	if (utf8_fold(&fold, v) == -1)
		buf_view(&fold, v);
	squeeze(b, buf_all(&fold), false);
	buf_release(&fold);
}

static uint64_t
hash_bytes(const void *p, size_t n)
{
	const unsigned char *c = p;
	uint64_t h = UINT64_C(14695981039346656037);

	while (n-- > 0)
		h = (h ^ *c++) * UINT64_C(1099511628211);
	h ^= h >> 32;
	return (h * UINT64_C(0x9e3779b97f4a7c15)) | 1;
}

static uint64_t
hash_word(struct view v)
{
	struct buf b = { 0 };
	uint64_t h;

	if (utf8_fold(&b, v) == -1)
		buf_view(&b, v);
	h = hash_bytes(b.p != NULL ? b.p : "", b.n);
	buf_release(&b);
	return h;
}

static struct slot *
find(struct actword *w, uint64_t hash)
{
	size_t at;

	for (at = hash & w->mask; w->s[at].hash != 0; at = (at + 1) & w->mask)
		if (w->s[at].hash == hash)
			break;
	return &w->s[at];
}

static struct slot *
insert(struct actword *w, uint64_t hash)
{
	struct slot *s = find(w, hash), *old = w->s;
	size_t i, size = (w->mask + 1) * 2;

	if (s->hash != 0)
		return s;
	if (w->n * 2 > w->mask) {
		if ((w->s = calloc(size, sizeof(*w->s))) == NULL) {
			w->s = old;
			return NULL;
		}
		w->mask = size - 1;
		for (i = 0; i < size / 2; i++)
			if (old[i].hash != 0)
				*find(w, old[i].hash) = old[i];
		free(old);
		s = find(w, hash);
	}
	s->hash = hash;
	w->n++;
	return s;
}

/* The next word of v from *at on: letters, and - or ' between letters. */
static struct view
next_word(struct view v, size_t *at)
{
	struct view word = { NULL, 0 };
	uint32_t cp;
	size_t n, i = *at;

	while (i < v.n) {
		n = utf8_decode(v.p + i, v.n - i, &cp);
		if (n > 0 && (utf8_letter(cp) || utf8_mark(cp))) {
			if (word.p == NULL)
				word.p = v.p + i;
			i += n;
			word.n = (size_t)(v.p + i - word.p);
		} else if (word.p == NULL) {
			i += n > 0 ? n : 1;
		} else if (n > 0 && (cp == '-' || cp == '\'' || cp == 0x2019) &&
			   (size_t)(v.p + i - word.p) == word.n) {
			i += n;
		} else {
			break;
		}
	}
	*at = word.p != NULL ? (size_t)(word.p + word.n - v.p) : i;
	return word;
}

int
actword_text(struct actword *w, struct view in)
{
	struct view v;
	size_t at = 0;

	while ((v = next_word(in, &at)).p != NULL)
		if (insert(w, hash_word(v)) == NULL)
			return -1;
	return 0;
}

struct actword *
actword_new(const struct act_options *o, struct view in)
{
	struct actword *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->o = o;
	w->mask = 1023;
	w->s = calloc(w->mask + 1, sizeof(*w->s));
	if (w->s == NULL || actword_text(w, in) == -1) {
		actword_free(w);
		return NULL;
	}
	return w;
}

void
actword_free(struct actword *w)
{
	if (w == NULL)
		return;
	free(w->s);
	free(w);
}

/* What stands before the span: a title that tells the sex, or not. */
static int
title_before(struct view in, size_t start)
{
	static const struct {
		const char *word;
		int kind;
	} titles[] = { { "mrs", STANDIN_FEMALE }, { "ms", STANDIN_FEMALE },
		{ "miss", STANDIN_FEMALE }, { "frau", STANDIN_FEMALE },
		{ "mme", STANDIN_FEMALE }, { "madame", STANDIN_FEMALE },
		{ "mlle", STANDIN_FEMALE }, { "mr", STANDIN_MALE },
		{ "herr", STANDIN_MALE }, { "herrn", STANDIN_MALE },
		{ "m", STANDIN_MALE }, { "monsieur", STANDIN_MALE },
		{ "dr", STANDIN_KINDS }, { "doctor", STANDIN_KINDS },
		{ "professor", STANDIN_KINDS }, { "prof", STANDIN_KINDS } };
	struct view w;
	size_t end = start, i;

	while (end > 0 && (in.p[end - 1] == ' ' || in.p[end - 1] == '.'))
		end--;
	for (i = end; i > 0 && ((in.p[i - 1] | 0x20) >= 'a' &&
				   (in.p[i - 1] | 0x20) <= 'z');)
		i--;
	w = (struct view){ in.p + i, end - i };
	for (i = 0; i < sizeof(titles) / sizeof(titles[0]); i++)
		if (view_same(w, titles[i].word))
			return titles[i].kind;
	return -1;
}

static bool
particle(struct view v)
{
	static const char *const words[] = { "van", "von", "der", "den", "de",
		"du", "la", "le", "des", "zu", "zur", "vom", "bin", "al", "el",
		"ten", "ter", "di", "da", "dos", "del", "mac", "mc" };
	size_t i;

	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (view_same(v, words[i]))
			return true;
	return false;
}

/* Write `to` in the case of `from`: LIKE THIS, like this, Like this. */
static void
copy_case(struct buf *out, struct view from, struct view to)
{
	uint32_t cp, first = 0;
	bool upper = true, lower = true;
	size_t i, n, letters = 0;

	for (i = 0; i < from.n; i += n) {
		if ((n = utf8_decode(from.p + i, from.n - i, &cp)) == 0)
			break;
		if (utf8_letter(cp) && letters++ == 0)
			first = cp;
		upper = upper && !utf8_lower(cp);
		lower = lower && !utf8_upper(cp);
	}
	for (i = 0; i < to.n; i += n) {
		if ((n = utf8_decode(to.p + i, to.n - i, &cp)) == 0)
			break;
		if (lower && first != 0)
			cp = utf8_tolower(cp);
		else if (upper && letters > 1)
			cp = utf8_toupper(cp);
		utf8_encode(out, cp);
	}
}

/* A number for this word and kind, the same wherever the key is the same. */
static int
draw(const struct actword *w, struct view word, int kind, uint64_t *n,
    struct fail *f)
{
	unsigned char mac[32];
	struct buf b = { 0 };
	int i, rv = -1;

	buf_printf(&b, "balint surrogate 1 %d ", kind);
	actword_bare(&b, word);
	if (buf_bad(&b))
		fail_memory(f);
	else
		rv = w->o->mac(w->o->macarg, buf_all(&b), mac, f);
	buf_release(&b);
	for (*n = 0, i = 0; rv == 0 && i < 8; i++)
		*n = *n << 8 | mac[i];
	return rv;
}

/* How often the lists are tried: the group's, the English, the last resort. */
#define TRIES 1000

/*
 * A stand-in that neither occurs nor was given to another word.  There are few
 * towns; when all are taken, some bear the name of a family.
 */
static int
choose(struct actword *w, struct view word, int group, int kind,
    struct view *to, struct fail *f)
{
	struct slot *mine;
	uint64_t n, hash;
	int tries, english = standin_group(w->o->names, "english");
	int most = kind == STANDIN_PLACE ? 3 * TRIES : 2 * TRIES;

	if (draw(w, word, kind, &n, f) == -1)
		return -1;
	for (tries = 0; tries < most; tries++, n++) {
		*to = standin_pick(w->o->names, tries < TRIES ? group : english,
		    tries < 2 * TRIES ? (enum standin_kind)kind
				      : STANDIN_SURNAME,
		    n);
		if (to->p == NULL)
			continue;
		hash = hash_word(*to);
		if (find(w, hash)->hash != 0)
			continue;
		if (insert(w, hash) == NULL ||
		    (mine = insert(w, hash_word(word))) == NULL)
			return fail_memory(f);
		mine->to = *to;
		return 0;
	}
	return fail_set(f, FAIL_LIMIT, "E_SURROGATE",
	    "no name of this kind is left that does not occur in the text");
}

/* What kind of name a word of a span is; the lists know best. */
static int
kind_of(const struct actword *w, struct view word, const struct redact_span *s,
    struct view in, bool only, bool last, int *group)
{
	enum standin_kind kind;
	int title = title_before(in, s->start), g;

	if (s->cls == REDACT_PLACE)
		return STANDIN_PLACE;
	if (standin_find(w->o->names, word, *group, &g, &kind) &&
	    kind != STANDIN_PLACE) {
		*group = g;
		if (only && title != -1)
			return STANDIN_SURNAME;
		if (kind == STANDIN_SURNAME && !last)
			return title == STANDIN_MALE ? STANDIN_MALE
						     : STANDIN_FEMALE;
		return (int)kind;
	}
	if ((only && title != -1) || (!only && last))
		return STANDIN_SURNAME;
	return title == STANDIN_MALE ? STANDIN_MALE : STANDIN_FEMALE;
}

/* The language of the lists in which names of unknown origin are looked for. */
static int
usual_group(const struct actword *w, struct view value)
{
	size_t at = 0;
	struct view word;
	enum standin_kind kind;
	int group;

	while ((word = next_word(value, &at)).p != NULL)
		if (!particle(word) &&
		    standin_find(w->o->names, word, -1, &group, &kind))
			return group;
	return standin_group(w->o->names, "english");
}

int
actword_put(struct actword *w, struct view word, int group, int kind,
    struct buf *out, struct fail *f)
{
	struct view to = find(w, hash_word(word))->to;

	if (to.p == NULL && choose(w, word, group, kind, &to, f) == -1)
		return -1;
	/* an initial becomes an initial */
	if (utf8_length(word) == 1)
		to.n = (unsigned char)to.p[0] < 0x80 ? 1 : 2;
	copy_case(out, word, to);
	return 0;
}

int
actword_surrogate(struct actword *w, struct view in,
    const struct redact_span *s, struct buf *out, struct fail *f)
{
	struct view value = { in.p + s->start, s->end - s->start };
	struct view word, rest;
	size_t at = 0, done = 0, behind;
	int kind, group = usual_group(w, value);
	bool first = true, last;

	while ((word = next_word(value, &at)).p != NULL) {
		buf_add(out, value.p + done, (size_t)(word.p - value.p) - done);
		done = at;
		behind = at;
		rest = next_word(value, &behind);
		last = rest.p == NULL;
		if (particle(word) && !last) {
			buf_view(out, word);
			continue;
		}
		kind = kind_of(w, word, s, in, first && last, last, &group);
		if (actword_put(w, word, group, kind, out, f) == -1)
			return -1;
		first = false;
	}
	buf_add(out, value.p + done, value.n - done);
	return 0;
}
