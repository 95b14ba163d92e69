/*
 * learn LANG FILE...: learn the weights of common/redact-weigh.c from marked
 * narratives and write them to standard output.  Run seldom (`make learn`);
 * the tables are committed.  The same files give the same table.
 *
 * learn -x K LANG FILE...: learn K times, each time without one part in K of
 * the files, and say what the weights do on that part: the words that the
 * rules left in clear, by the odds, right and wrong.  -t N: once, without the
 * last N files.  -s: every word of it besides.
 */

#include <err.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/file.h"
#include "common/redact-score.h"
#include "common/redact-weigh.h"

#define ROUNDS 6
#define RATE   0.15
#define DECAY  1e-5 /* weights that nothing asks for fade */
#define LEAST  0.08 /* a weight below is none */

struct example {
	uint32_t *f;
	size_t n;
	size_t part;	/* from 1 */
	int confidence; /* of the rules' span, or 0 */
	bool yes, trap, quasi, held;
	char *text;
};

static struct example *all;
static size_t nall, capall;
static double weight[WEIGH_SLOTS], seen[WEIGH_SLOTS];

static void *
grown(void *p, size_t n, size_t size)
{
	p = reallocarray(p, n, size);
	if (p == NULL)
		err(1, "reallocarray");
	return p;
}

static void
take(const struct redact *r, const struct score_gold *g, size_t i, size_t part,
    const struct redact_span *s, size_t n)
{
	const struct token *t = &r->t[i];
	uint32_t f[WEIGH_FEATURES];
	struct example *e;
	size_t k, from, to;

	if (nall == capall)
		all = grown(all, capall = capall == 0 ? 4096 : capall * 2,
		    sizeof(*all));
	e = &all[nall++];
	memset(e, 0, sizeof(*e));
	e->n = weigh_features(r, i, f);
	e->f = grown(NULL, e->n, sizeof(*f));
	memcpy(e->f, f, e->n * sizeof(*f));
	e->part = part;
	for (k = 0; k < n; k++)
		if (s[k].start < t->end && t->start < s[k].end)
			e->confidence = s[k].confidence;
	from = t->start > 40 ? t->start - 40 : 0;
	to = t->end + 20 < r->np ? t->end + 20 : r->np;
	e->text = grown(NULL, to - from + 5, 1);
	snprintf(e->text, to - from + 5, "%.*s<%.*s>%.*s",
	    (int)(t->start - from), r->p + from, (int)(t->end - t->start),
	    r->p + t->start, (int)(to - t->end), r->p + t->end);
	for (k = 0; e->text[k] != '\0'; k++)
		if (e->text[k] == '\n')
			e->text[k] = '/';
	for (k = 0; k < g->n; k++) {
		const struct score_mark *m = &g->mark[k];

		if (m->start >= t->end || t->start >= m->end)
			continue;
		if (m->type == SCORE_TRAP)
			e->trap = true;
		else if (m->type <= SCORE_ID)
			e->yes = true;
		else
			e->quasi = true;
	}
}

/* The words of one text that are worth it. */
static void
read_text(const struct score_gold *g, const char *lang, size_t part)
{
	struct redact_options o = { .unweighed = true,
		.lang = redact_lang_parse(view_of(lang)) };
	const struct redact_span *s;
	struct redact *r = redact_new(&o);
	struct fail f;
	size_t i, n;

	if (r == NULL || redact_find(r, g->text.p, g->text.n, &s, &n, &f) == -1)
		errx(1, "no memory");
	for (i = 0; i < r->n; i++)
		if (weigh_worth(r, i))
			take(r, g, i, part, s, n);
	redact_free(r);
}

/* A line of tests/redact/rules.txt: [brackets] mark, \\n ends a line. */
static void
read_case(struct view line, const char *lang, size_t part)
{
	struct score_gold g = { .cap = 0 };
	struct buf b = { 0 };
	struct view its = view_cut(&line, '\t');
	struct fail f;
	size_t i;

	if (its.n == 0 || its.p[0] == '#' || its.p[0] != *lang)
		return;
	(void)view_cut(&line, '\t');
	buf_printf(&b, "Lang: %s\n\n", lang);
	for (i = 0; i < line.n; i++)
		if (line.p[i] == '[')
			buf_puts(&b, "[[NAME|");
		else if (line.p[i] == ']')
			buf_puts(&b, "]]");
		else if (line.p[i] == '\\' && i + 1 < line.n) {
			buf_putc(&b, '\n');
			i++;
		} else
			buf_putc(&b, line.p[i]);
	if (score_parse(&g, buf_all(&b), &f) == -1)
		errx(1, "a case: %s", f.what);
	read_text(&g, lang, part);
	score_release(&g);
	buf_release(&b);
}

static void
read_file(const char *path, const char *lang, size_t part)
{
	size_t n = strlen(path);
	bool cases = n > 4 && strcmp(path + n - 4, ".txt") == 0;
	struct score_gold g = { .cap = 0 };
	struct buf b = { 0 };
	struct view rest;
	struct fail f;

	if (file_read(AT_FDCWD, path, SIZE_MAX, &b, &f) == -1)
		errx(1, "%s: %s", path, f.what);
	rest = buf_all(&b);
	while (cases && rest.p != NULL)
		read_case(view_cut(&rest, '\n'), lang, part);
	if (!cases) {
		if (score_parse(&g, rest, &f) == -1)
			errx(1, "%s: %s", path, f.what);
		read_text(&g, lang, part);
		score_release(&g);
	}
	buf_release(&b);
}

static uint64_t
chance(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static double
score(const struct example *e)
{
	double sum = 0;
	size_t k;

	for (k = 0; k < e->n; k++)
		sum += weight[e->f[k]];
	return sum;
}

/* Adaptive gradient steps (Duchi et al., JMLR 2011) on the logistic loss. */
static void
step(const struct example *e)
{
	double p = 1 / (1 + exp(-score(e))), off = p - (e->yes ? 1 : 0), d;
	size_t k;

	if (fabs(off) < .01)
		return;
	for (k = 0; k < e->n; k++) {
		d = off + DECAY * weight[e->f[k]];
		seen[e->f[k]] += d * d;
		weight[e->f[k]] -= RATE * d / sqrt(seen[e->f[k]] + 1e-8);
	}
}

static void
learn(size_t without)
{
	size_t *order = grown(NULL, nall, sizeof(*order)), n = 0, i, k, round;
	uint64_t state = UINT64_C(0x9e3779b97f4a7c15);

	memset(weight, 0, sizeof(weight));
	memset(seen, 0, sizeof(seen));
	for (i = 0; i < nall; i++)
		if (all[i].part != without)
			order[n++] = i;
	for (round = 0; round < ROUNDS; round++) {
		for (i = n; i > 1; i--) {
			size_t j = chance(&state) % i, x = order[i - 1];

			order[i - 1] = order[j];
			order[j] = x;
		}
		for (i = 0; i < n; i++)
			step(&all[order[i]]);
	}
	/* as the table will hold it */
	for (k = 0; k < WEIGH_SLOTS; k++) {
		double w =
		    fabs(weight[k]) < LEAST ? 0 : weight[k] * WEIGH_SCALE;

		w = w > 127 ? 127 : w < -127 ? -127 : w;
		weight[k] = nearbyint(w) / WEIGH_SCALE;
	}
	free(order);
}

static void
write_table(const char *lang, int files)
{
	size_t k, n = 0;

	printf("/* Weights of common/redact-weigh.c, language %s, learned by\n"
	       " * common/data/learn.c from %d narratives under "
	       "common/data/narratives\n"
	       " * (our own; the licence of the toolkit). */\n",
	    lang, files);
	for (k = 0; k < WEIGH_SLOTS; k++)
		if (weight[k] != 0)
			printf("[%zu]=%d,%s", k,
			    (int)nearbyint(weight[k] * WEIGH_SCALE),
			    ++n % 6 == 0 ? "\n" : "");
	printf("\n");
	fprintf(stderr, "%zu weights\n", n);
}

static const char *
kind(const struct example *e)
{
	return e->yes	  ? "identifier"
	       : e->trap  ? "trap"
	       : e->quasi ? "quasi"
			  : "word";
}

/* By the sum: how many words there are above, and what they are. */
static void
report(const char *title, const double *sum, bool (*in)(const struct example *))
{
	static const double least[] = { 3, 2, 1.5, 1, .7, .4, 0, -.5, -1, -1.5,
		-2, -3, -4, -5, -99 };
	size_t i, k, right, wrong, trap;

	printf("%s\n  sum  right  wrong  of which traps\n", title);
	for (k = 0; k < sizeof(least) / sizeof(least[0]); k++) {
		right = wrong = trap = 0;
		for (i = 0; i < nall; i++)
			if (in(&all[i]) && sum[i] >= least[k]) {
				right += all[i].yes;
				wrong += !all[i].yes && !all[i].quasi;
				trap += all[i].trap;
			}
		printf("%5.1f %6zu %6zu %6zu\n", least[k], right, wrong, trap);
	}
}

static bool
held(const struct example *e)
{
	return e->held;
}
static bool
left(const struct example *e)
{
	return held(e) && e->confidence == 0;
}
static bool
guessed(const struct example *e)
{
	return held(e) && e->confidence > 0 && e->confidence < 6;
}
static bool
taken(const struct example *e)
{
	return held(e) && e->confidence > 5;
}

static void
cross(size_t parts, bool show)
{
	double *sum = grown(NULL, nall, sizeof(*sum)), loss = 0;
	size_t part, i;

	for (part = 1; part <= parts; part++) {
		learn(part);
		for (i = 0; i < nall; i++) {
			if (all[i].part != part)
				continue;
			all[i].held = true;
			sum[i] = score(&all[i]);
			loss += log(1 + exp(all[i].yes ? -sum[i] : sum[i]));
			if (show)
				printf("%.2f\t%d\t%s\t%s\n", sum[i],
				    all[i].confidence, kind(&all[i]),
				    all[i].text);
		}
	}
	printf("loss %.1f\n", loss);
	report("left in clear by the rules", sum, left);
	report("masked on a guess, confidence below 6", sum, guessed);
	report("masked, confidence from 6", sum, taken);
	free(sum);
}

int
main(int argc, char *argv[])
{
	size_t parts = 0, last = 0, n;
	bool show = false;
	int c, i;

	while ((c = getopt(argc, argv, "st:x:")) != -1)
		if (c == 'x')
			parts = strtoul(optarg, NULL, 10);
		else if (c == 't')
			last = strtoul(optarg, NULL, 10);
		else if (c == 's')
			show = true;
		else
			return 2;
	argc -= optind;
	argv += optind;
	if (argc < 2)
		errx(2, "usage: learn [-s] [-t N | -x K] LANG FILE...");
	n = (size_t)argc - 1;
	if (last > 0)
		parts = 1;
	for (i = 1; i < argc; i++)
		read_file(argv[i], argv[0],
		    last > 0	? (size_t)i + last > n ? 1 : 2
		    : parts > 0 ? (size_t)i % parts + 1
				: 1);
	if (parts > 0) {
		cross(parts, show);
		return 0;
	}
	learn(0);
	write_table(argv[0], argc - 1);
	return 0;
}
