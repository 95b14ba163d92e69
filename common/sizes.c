#include "common/sizes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "common/kanon-blank.h"

#define PARTS 3

static const char *
band(size_t members)
{
	if (members <= 5)
		return "1-5";
	if (members <= 8)
		return "6-8";
	return members <= 12 ? "9-12" : "13+";
}

static int
code(struct sizes *s, struct view word, uint32_t *out, struct fail *f)
{
	return dict_code(s->word, word, out, f);
}

int
sizes_add(struct sizes *s, const struct vocab *v, struct view kind,
    struct view frequency, size_t members, struct fail *f)
{
	static const struct view nothing = { "", 0 };
	size_t cap = s->cap == 0 ? 64 : s->cap * 2;
	uint32_t *p;

	if (s->word == NULL && (s->word = dict_new()) == NULL)
		return fail_memory(f);
	if (s->n == s->cap) {
		p = reallocarray(s->code, cap, PARTS * sizeof(*p));
		if (p == NULL)
			return fail_memory(f);
		s->code = p;
		s->cap = cap;
	}
	if (kind.p == NULL || !vocab_has(v, "kind", kind))
		kind = nothing;
	if (frequency.p == NULL || !vocab_has(v, "frequency", frequency))
		frequency = nothing;
	p = s->code + PARTS * s->n;
	if (code(s, kind, &p[0], f) == -1 ||
	    code(s, view_of(band(members)), &p[1], f) == -1 ||
	    code(s, frequency, &p[2], f) == -1)
		return -1;
	s->n++;
	return 0;
}

/* Rows in an order that doesn't depend on the order of the groups. */
static int
by_words(const struct sizes *s, const uint32_t *a, const uint32_t *b)
{
	static const struct view nothing = { "", 0 };
	struct view v, w;
	size_t i;
	int d;

	for (i = 0; i < PARTS; i++) {
		v = a[i] == 0 ? nothing : dict_word(s->word, a[i]);
		w = b[i] == 0 ? nothing : dict_word(s->word, b[i]);
		if ((d = view_compare(v, w)) != 0)
			return d;
	}
	return 0;
}

/* A few hundred groups at most differ: insertion will do. */
static void
sort(struct sizes *s)
{
	uint32_t row[PARTS], *p = s->code;
	size_t i, k;

	for (i = 1; i < s->n; i++) {
		memcpy(row, p + PARTS * i, sizeof(row));
		for (k = i; k > 0 && by_words(s, p + PARTS * (k - 1), row) > 0;
		     k--)
			memcpy(p + PARTS * k, p + PARTS * (k - 1), sizeof(row));
		memcpy(p + PARTS * k, row, sizeof(row));
	}
}

int
sizes_protect(struct sizes *s, size_t least, struct fail *f)
{
	/* The order of blanking: the last column first. */
	uint32_t *p = calloc(s->n + 1, PARTS * sizeof(*p));
	bool *drop = calloc(s->n + 1, sizeof(*drop));
	struct kanon_loss loss;
	size_t i, kept = 0;
	int rv = -1;

	if (p == NULL || drop == NULL)
		fail_memory(f);
	else {
		if (s->n > 0)
			memcpy(p, s->code, s->n * PARTS * sizeof(*p));
		rv = kanon_blank(p, s->n, PARTS, least, drop, &loss, f);
	}
	for (i = 0; rv == 0 && i < s->n; i++)
		if (!drop[i])
			memcpy(s->code + PARTS * kept++, p + PARTS * i,
			    PARTS * sizeof(*p));
	if (rv == 0) {
		s->n = kept;
		sort(s);
	}
	free(p);
	free(drop);
	return rv;
}

void
sizes_emit(const struct sizes *s, struct emit *e)
{
	const uint32_t *p;
	size_t i, k, c;

	for (i = 0; i < s->n; i = k) {
		p = s->code + PARTS * i;
		for (k = i + 1;
		     k < s->n && by_words(s, p, s->code + PARTS * k) == 0; k++)
			continue;
		for (c = 0; c < PARTS; c++)
			if (p[c] == 0)
				emit_missing(e);
			else
				emit_string(e, dict_word(s->word, p[c]));
		emit_integer(e, (long)(k - i));
	}
}

void
sizes_release(struct sizes *s)
{
	dict_free(s->word);
	free(s->code);
	memset(s, 0, sizeof(*s));
}
