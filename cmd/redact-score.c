/* balint-redact --score: the spans beside those that a person marked. */

#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/emit.h"
#include "common/file.h"
#include "common/redact-score.h"

static int
add_file(struct job *j, const char *path, struct score *s, struct fail *f)
{
	struct score_gold g = { 0 };
	struct buf b = { 0 };
	const struct text_span *span;
	struct redact_span *plain = NULL;
	size_t i, n;
	int rv;

	rv = file_read(AT_FDCWD, path, RECORD_SIZE_MAX, &b, f);
	if (rv == 0)
		rv = score_parse(&g, buf_all(&b), f);
	if (rv == 0) {
		text_forget(j->text);
		rv = text_find(j->text, buf_all(&g.text), NULL, f);
	}
	if (rv == 0) {
		span = text_spans(j->text, &n);
		plain = reallocarray(NULL, n + 1, sizeof(*plain));
		for (i = 0; plain != NULL && i < n; i++)
			plain[i] = span[i].s;
		rv = plain == NULL ? fail_memory(f)
				   : score_add(s, &g, plain, n, f);
		free(plain);
	}
	score_release(&g);
	buf_release(&b);
	return rv == -1 ? fail_file(f, path) : 0;
}

static void
figure(struct emit *e, const char *name, size_t n, size_t of)
{
	emit_string(e, view_of(name));
	emit_integer(e, (long)n);
	emit_integer(e, (long)of);
	emit_number(e, of == 0 ? NAN : (double)n / (double)of, 3);
}

static void
figures(struct emit *e, const struct score *s)
{
	char name[48];
	size_t t, touched = 0, covered = 0, marks = 0;

	for (t = 0; t < SCORE_TRAP; t++) {
		(void)snprintf(name, sizeof(name), "touched %s",
		    score_type_name((enum score_type)t));
		figure(e, name, s->touched[t], s->marks[t]);
		(void)snprintf(name, sizeof(name), "covered %s",
		    score_type_name((enum score_type)t));
		figure(e, name, s->covered[t], s->marks[t]);
		if (t < SCORE_DIRECT) {
			marks += s->marks[t];
			touched += s->touched[t];
			covered += s->covered[t];
		}
	}
	figure(e, "touched direct", touched, marks);
	figure(e, "covered direct", covered, marks);
	figure(e, "character recall", s->direct_masked, s->direct_chars);
	figure(e, "character precision", s->masked_right, s->masked);
	figure(e, "texts with one not covered", s->leaky, s->with_direct);
	figure(e, "texts with one missed", s->missed, s->with_direct);
	figure(e, "traps kept", s->marks[SCORE_TRAP] - s->touched[SCORE_TRAP],
	    s->marks[SCORE_TRAP]);
	figure(e, "other words kept", s->words_kept, s->words);
}

int
job_score(struct job *j)
{
	static const struct emit_column columns[] = { { "figure", EMIT_STRING },
		{ "n", EMIT_INTEGER }, { "of", EMIT_INTEGER },
		{ "share", EMIT_NUMBER } };
	struct score s = { 0 };
	struct emit e = { 0 };
	struct fail f;
	int i, status;

	memset(&f, 0, sizeof(f));
	j->store.dir = -1;
	if ((status = job_enter(j)) != 0)
		return status;
	for (i = 0; i < j->c->argc; i++)
		if (add_file(j, j->c->argv[i], &s, &f) == -1)
			status = cli_worse(status, cli_fail(j->c, &f));
	emit_begin(&e, j->c->format, NULL, "score", columns, 4);
	figures(&e, &s);
	if (status == 0 && !emit_end(&e))
		status = cli_fail(j->c, (fail_memory(&f), &f));
	if (status == 0)
		status = cli_print(j->c, buf_all(&e.out));
	emit_release(&e);
	return status;
}
