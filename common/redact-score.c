#include "common/redact-score.h"

#include <stdlib.h>
#include <string.h>

#include "common/utf8.h"

static const char *const types[] = { "NAME", "DATE", "AGE90", "PLACE", "ORG",
	"PHONE", "EMAIL", "URL", "ID", "AGE", "PROFESSION", "NATIONALITY",
	"OTHER", "TRAP" };

_Static_assert(sizeof(types) / sizeof(types[0]) == SCORE_TYPES, "a name each");

const char *
score_type_name(enum score_type t)
{
	return types[t];
}

void
score_release(struct score_gold *g)
{
	buf_release(&g->text);
	free(g->mark);
	memset(g, 0, sizeof(*g));
}

static int
add_mark(struct score_gold *g, size_t start, enum score_type type)
{
	struct score_mark *m;
	size_t cap = g->cap == 0 ? 64 : g->cap * 2;

	if (g->n == g->cap) {
		if ((m = reallocarray(g->mark, cap, sizeof(*m))) == NULL)
			return -1;
		g->mark = m;
		g->cap = cap;
	}
	g->mark[g->n++] = (struct score_mark){ start, g->text.n, type };
	return 0;
}

static int
bad(struct view file, const char *at, const char *what, struct fail *f)
{
	size_t line = 1;
	const char *p;

	for (p = file.p; p < at; p++)
		line += *p == '\n';
	return fail_at(f, FAIL_SYNTAX, "E_GOLD", what, line, 1);
}

/* The head: only the language is of use. */
static int
head(struct score_gold *g, struct view *rest)
{
	struct view v, name;
	bool lang = false;

	while (rest->p != NULL && (v = view_cut(rest, '\n')).n > 0) {
		name = view_cut(&v, ':');
		if (view_is(name, "Lang") && v.p != NULL)
			lang = view_string(view_trim(v), g->lang,
				   sizeof(g->lang)) == 0;
	}
	return lang && rest->p != NULL ? 0 : -1;
}

/* What stands between [[ and ]], or (( and )), which end at `close'. */
static int
mark(struct score_gold *g, struct view *rest, bool trap)
{
	struct view in = { rest->p + 2, 0 }, type;
	size_t i, start = g->text.n;
	const char *close = trap ? "))" : "]]";

	for (i = 2; i + 1 < rest->n; i++)
		if (memcmp(rest->p + i, close, 2) == 0)
			break;
	if (i + 1 >= rest->n)
		return -1;
	in.n = i - 2;
	rest->p += i + 2;
	rest->n -= i + 2;
	if (trap) {
		buf_view(&g->text, in);
		return add_mark(g, start, SCORE_TRAP);
	}
	type = view_cut(&in, '|');
	for (i = 0; i < SCORE_TRAP; i++)
		if (view_is(type, types[i]))
			break;
	if (i == SCORE_TRAP || in.p == NULL || in.n == 0)
		return -1;
	buf_view(&g->text, in);
	return add_mark(g, start, (enum score_type)i);
}

int
score_parse(struct score_gold *g, struct view file, struct fail *f)
{
	struct view rest = file;

	memset(g, 0, sizeof(*g));
	if (!utf8_valid(file, NULL) || head(g, &rest) == -1)
		return fail_at(f, FAIL_SYNTAX, "E_GOLD",
		    "UTF-8 with `Lang:' and an empty line was expected", 1, 1);
	while (rest.n > 0) {
		bool open = rest.n > 1 && rest.p[0] == rest.p[1];

		if (open && (rest.p[0] == '[' || rest.p[0] == '(')) {
			if (mark(g, &rest, rest.p[0] == '(') == -1)
				return bad(file, rest.p,
				    "a mark was expected: [[TYPE|words]] or "
				    "((words))",
				    f);
			continue;
		}
		if (open && (rest.p[0] == ']' || rest.p[0] == ')'))
			return bad(file, rest.p,
			    "a mark ends that was not "
			    "begun",
			    f);
		buf_putc(&g->text, *rest.p);
		rest.p++;
		rest.n--;
	}
	return buf_bad(&g->text) ? fail_memory(f) : 0;
}

/* Bits of a byte. */
enum { MASKED = 1, DIRECT = 2, ANY = 4 };

static bool
blank(unsigned char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static void
paint(unsigned char *map, size_t start, size_t end, unsigned bit)
{
	for (; start < end; start++)
		map[start] = (unsigned char)(map[start] | bit);
}

static void
add_marks(struct score *s, const struct score_gold *g, const unsigned char *map)
{
	bool direct = false, leaky = false, missed = false;
	size_t i, k;

	for (i = 0; i < g->n; i++) {
		const struct score_mark *m = &g->mark[i];
		bool some = false, full = true;

		for (k = m->start; k < m->end; k++) {
			some = some || (map[k] & MASKED);
			if (!blank((unsigned char)g->text.p[k]))
				full = full && (map[k] & MASKED);
		}
		s->marks[m->type]++;
		s->touched[m->type] += some;
		s->covered[m->type] += full;
		if (m->type < SCORE_DIRECT) {
			direct = true;
			leaky = leaky || !full;
			missed = missed || !some;
		}
	}
	s->with_direct += direct;
	s->leaky += leaky;
	s->missed += missed;
}

static void
add_chars(struct score *s, const struct score_gold *g, const unsigned char *map)
{
	size_t i;
	unsigned in = 0; /* bits of the word we are in */
	bool word = false;

	for (i = 0; i <= g->text.n; i++) {
		unsigned char c =
		    i < g->text.n ? (unsigned char)g->text.p[i] : ' ';
		bool letter = c >= 0x80 || (c >= '0' && c <= '9') ||
			      ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
			      c == '\'' || c == '-';

		if (!blank(c) && (c & 0xc0) != 0x80) {
			s->direct_chars += (map[i] & DIRECT) != 0;
			s->direct_masked +=
			    (map[i] & DIRECT) != 0 && (map[i] & MASKED) != 0;
			s->masked += (map[i] & MASKED) != 0;
			s->masked_right +=
			    (map[i] & MASKED) != 0 && (map[i] & ANY) != 0;
		}
		if (letter) {
			in = word ? in | map[i] : map[i];
			word = true;
		} else if (word) {
			s->words += (in & ANY) == 0;
			s->words_kept += (in & (ANY | MASKED)) == 0;
			word = false;
		}
	}
}

int
score_add(struct score *s, const struct score_gold *g,
    const struct redact_span *span, size_t n, struct fail *f)
{
	unsigned char *map = calloc(g->text.n + 1, 1);
	size_t i;

	if (map == NULL)
		return fail_memory(f);
	for (i = 0; i < n; i++)
		paint(map, span[i].start, span[i].end, MASKED);
	for (i = 0; i < g->n; i++)
		if (g->mark[i].type != SCORE_TRAP)
			paint(map, g->mark[i].start, g->mark[i].end,
			    g->mark[i].type < SCORE_DIRECT ? ANY | DIRECT
							   : ANY);
	s->texts++;
	add_marks(s, g, map);
	add_chars(s, g, map);
	free(map);
	return 0;
}
