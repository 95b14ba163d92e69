#include "common/vocab.h"

#include <string.h>

#include "common/attend.h"
#include "common/schema.h"

#define WORD_MAX 64

static int
add_line(struct vocab *v, struct view line, size_t no, struct fail *f)
{
	struct view list, word, rest;
	char entry[2 * WORD_MAX + 2];
	struct view e = { entry, 0 };

	rest = line;
	list = view_trim(view_cut(&rest, ':'));
	if (rest.p == NULL || !record_valid_title(list))
		goto wrong;
	for (word = view_word(&rest); word.p != NULL; word = view_word(&rest)) {
		if (!record_valid_title(word))
			goto wrong;
		memcpy(entry, list.p, list.n);
		entry[list.n] = ' ';
		memcpy(entry + list.n + 1, word.p, word.n);
		e.n = list.n + 1 + word.n;
		if (names_add(&v->word, e) == -1)
			return fail_memory(f);
	}
	return 0;
wrong:
	return fail_at(f, FAIL_SYNTAX, "E_VOCABULARY",
	    "not a line of a vocabulary; `list: word word` was expected", no,
	    1);
}

int
vocab_add(struct vocab *v, struct view bytes, struct fail *f)
{
	struct view line, content;
	size_t no = 0;

	while (bytes.n > 0) {
		line = view_cut(&bytes, '\n');
		content = view_trim(view_cut(&line, '#'));
		no++;
		if (content.n > 0 && add_line(v, content, no, f) == -1)
			return -1;
	}
	return 0;
}

void
vocab_ready(struct vocab *v)
{
	names_sort(&v->word);
}

/* Order of the entry `e` against "list word". */
static int
compare(const char *e, const char *list, struct view word)
{
	size_t n = strlen(list);
	int c = strncmp(e, list, n);
	struct view rest;

	if (c != 0)
		return c;
	if (e[n] != ' ')
		return (unsigned char)e[n] - ' ';
	rest = view_of(e + n + 1);
	return view_compare(rest, word);
}

/* The first entry that is not before "list word". */
static size_t
lower(const struct vocab *v, const char *list, struct view word)
{
	size_t lo = 0, hi = v->word.n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (compare(names_get(&v->word, mid), list, word) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

bool
vocab_has(const struct vocab *v, const char *list, struct view word)
{
	size_t i = lower(v, list, word);

	return i < v->word.n &&
	       compare(names_get(&v->word, i), list, word) == 0;
}

static size_t
least(size_t a, size_t b, size_t c)
{
	if (b < a)
		a = b;
	return c < a ? c : a;
}

static size_t
distance(struct view a, struct view b)
{
	size_t row[WORD_MAX + 1], i, k, corner, up;

	if (a.n > WORD_MAX)
		a.n = WORD_MAX;
	for (i = 0; i <= a.n; i++)
		row[i] = i;
	for (k = 1; k <= b.n; k++) {
		corner = row[0];
		row[0] = k;
		for (i = 1; i <= a.n; i++) {
			up = row[i];
			row[i] = least(up + 1, row[i - 1] + 1,
			    corner + (a.p[i - 1] != b.p[k - 1]));
			corner = up;
		}
	}
	return row[a.n];
}

const char *
vocab_nearest(const struct vocab *v, const char *list, struct view word)
{
	size_t i, d, best = (size_t)-1, n = strlen(list);
	const char *e, *near = NULL;

	for (i = lower(v, list, view_of("")); i < v->word.n; i++) {
		e = names_get(&v->word, i);
		if (strncmp(e, list, n) != 0 || e[n] != ' ')
			break;
		d = distance(word, view_of(e + n + 1));
		if (d < best) {
			best = d;
			near = e + n + 1;
		}
	}
	return near;
}

static bool
missing(const struct vocab *v, const char *list, struct view w,
    struct view *word, const char **which)
{
	if (w.p == NULL || w.n == 0 || vocab_has(v, list, w))
		return false;
	*word = w;
	*which = list;
	return true;
}

static bool
unknown_attend(const struct vocab *v, struct view value, struct view *word,
    const char **list)
{
	struct attend a;

	if (attend_parse(&a, value, NULL) == -1)
		return false;
	return missing(v, "mode", a.mode, word, list) ||
	       missing(v, "role", a.role, word, list);
}

/* WORD by=WHO */
static bool
unknown_emotion(const struct vocab *v, const char *list, struct view value,
    struct view *word, const char **which)
{
	struct view w = view_word(&value), by = view_word(&value);

	if (missing(v, list, w, word, which))
		return true;
	if (!view_starts(by, "by="))
		return false;
	by.p += 3;
	by.n -= 3;
	return missing(v, "by", by, word, which);
}

static bool
unknown_outcome(const struct vocab *v, struct view value, struct view *word,
    const char **list)
{
	struct view w;

	for (w = view_word(&value); w.p != NULL; w = view_word(&value))
		if (view_starts(w, "outcome=")) {
			w.p += strlen("outcome=");
			w.n -= strlen("outcome=");
			return missing(v, "outcome", w, word, list);
		}
	return false;
}

bool
vocab_unknown(const struct vocab *v, const struct record *r, size_t i,
    struct view *word, const char **list)
{
	const struct schema_field *d = schema_find(r->kind, r->field[i].name);
	struct view value = r->field[i].value;

	if (d == NULL || value.n == 0)
		return false;
	switch (d->form) {
	case SCHEMA_WORD:
		return missing(v, d->vocabulary, value, word, list);
	case SCHEMA_PHASE: /* HH:MM WORD */
	case SCHEMA_ASSESSED:
		(void)view_word(&value);
		return missing(v, d->vocabulary, view_word(&value), word, list);
	case SCHEMA_EMOTION:
		return unknown_emotion(v, d->vocabulary, value, word, list);
	case SCHEMA_FOLLOWUP:
		return unknown_outcome(v, value, word, list);
	case SCHEMA_ATTEND:
		return unknown_attend(v, value, word, list);
	default:
		return false;
	}
}

void
vocab_release(struct vocab *v)
{
	names_release(&v->word);
}
