/* The learned weights: what they add to the rules, and what they take away. */

#include <err.h>
#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/buf.h"
#include "common/file.h"
#include "common/redact-score.h"
#include "common/redact.h"
#include "tests/tap.h"

static void
add_file(struct score *s, const char *path, bool unweighed)
{
	struct redact_options o = { .unweighed = unweighed };
	const struct redact_span *span;
	struct score_gold g = { .cap = 0 };
	struct buf b = { 0 };
	struct redact *r;
	struct fail f;
	size_t n;

	if (file_read(AT_FDCWD, path, SIZE_MAX, &b, &f) == -1)
		errx(1, "%s: %s", path, f.what);
	if (score_parse(&g, buf_all(&b), &f) == -1)
		errx(1, "%s: %s", path, f.what);
	o.lang = redact_lang_parse(view_of(g.lang));
	if ((r = redact_new(&o)) == NULL ||
	    redact_find(r, g.text.p, g.text.n, &span, &n, &f) == -1 ||
	    score_add(s, &g, span, n, &f) == -1)
		errx(1, "%s: no memory", path);
	redact_free(r);
	score_release(&g);
	buf_release(&b);
}

static size_t
touched(const struct score *s)
{
	size_t n = 0, k;

	for (k = 0; k <= SCORE_ID; k++)
		n += s->touched[k];
	return n;
}

/* Both ways over the narratives of one language. */
static void
compare(const char *lang)
{
	struct score rules = { .texts = 0 }, both = { .texts = 0 };
	const char *dir = getenv("SRCDIR");
	char pattern[4096];
	glob_t g;
	size_t i;

	snprintf(pattern, sizeof(pattern),
	    "%s/common/data/narratives/*.%s.gold", dir != NULL ? dir : ".",
	    lang);
	if (glob(pattern, 0, NULL, &g) != 0)
		errx(1, "%s: no narratives", pattern);
	for (i = 0; i < g.gl_pathc; i++) {
		add_file(&rules, g.gl_pathv[i], true);
		add_file(&both, g.gl_pathv[i], false);
	}
	ok(touched(&both) > touched(&rules), "%s: more is found: %zu of %zu",
	    lang, touched(&both), touched(&rules));
	/* of a hundred characters, one more at most is masked that must stay */
	ok(100 * both.masked_right / both.masked + 1 >=
		100 * rules.masked_right / rules.masked,
	    "%s: and hardly more is masked that must stay", lang);
	globfree(&g);
}

/* Spans in a text, by confidence. */
static size_t
spans(const char *text, enum redact_mode mode, bool unweighed)
{
	struct redact_options o = { .lang = REDACT_EN,
		.mode = mode,
		.unweighed = unweighed };
	const struct redact_span *s;
	struct view v = view_of(text);
	struct redact *r = redact_new(&o);
	struct fail f;
	size_t n;

	if (r == NULL || redact_find(r, v.p, v.n, &s, &n, &f) == -1)
		errx(1, "no memory");
	redact_free(r);
	return n;
}

static void
test_words(void)
{
	/* what rules guess at, each in a sentence of its own */
	const char *guess = "Since then: polite. Weighs himself when told.\n\n"
			    "There is a Management Plan. It says so.\n\n"
			    "Found at home. Subdural. GCS 3.\n\n"
			    "He declines Talking Therapies, declines it all.";
	const char *odd = "He was on about the Zzgrx again. The Zzgrx helped.";

	ok(spans(odd, REDACT_STRICT, false) >=
		spans(odd, REDACT_BALANCED, false),
	    "strict never masks less");
	ok(spans(guess, REDACT_BALANCED, true) > 2 &&
		spans(guess, REDACT_BALANCED, false) < 2,
	    "guesses of rules are dropped");
	ok(spans(guess, REDACT_STRICT, false) > 2, "not where it is strict");
	ok(spans("It was late. I was tired. We sat.", REDACT_STRICT, false) ==
		0,
	    "plain words stay, strict as well");
	ok(spans("", REDACT_STRICT, false) == 0, "no text, no find");
	ok(redact_version() != 0, "the weights have a version");
}

int
main(void)
{
	compare("en");
	compare("de");
	compare("fr");
	test_words();
	return tap_end();
}
