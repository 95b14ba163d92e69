/* The rules of the redactor: the cases of tests/redact/rules.txt. */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/buf.h"
#include "common/redact.h"
#include "tests/tap.h"

/* The text without its brackets, and with brackets where we find something. */
static void
bracket(struct buf *b, struct view text, const struct redact_span *s, size_t n)
{
	size_t i, at = 0;

	for (i = 0; i < n; i++) {
		buf_add(b, text.p + at, s[i].start - at);
		buf_putc(b, '[');
		buf_add(b, text.p + s[i].start, s[i].end - s[i].start);
		buf_putc(b, ']');
		at = s[i].end;
	}
	buf_add(b, text.p + at, text.n - at);
}

/* \n becomes the end of a line. */
static void
unescape(struct buf *b, struct view v)
{
	size_t i;

	for (i = 0; i < v.n; i++)
		if (v.p[i] == '\\' && i + 1 < v.n && v.p[i + 1] == 'n') {
			buf_putc(b, '\n');
			i++;
		} else
			buf_putc(b, v.p[i]);
}

static void
check(struct redact_options *o, struct view name, struct view want)
{
	struct redact *r = redact_new(o);
	const struct redact_span *s = NULL;
	struct buf text = { 0 }, got = { 0 };
	struct fail f;
	size_t i, n = 0;

	for (i = 0; i < want.n; i++)
		if (want.p[i] != '[' && want.p[i] != ']')
			buf_putc(&text, want.p[i]);
	if (r == NULL || redact_find(r, text.p, text.n, &s, &n, &f) == -1)
		errx(1, "no memory");
	bracket(&got, buf_all(&text), s, n);
	if (!ok(view_equal(buf_all(&got), want), "%.*s", (int)name.n, name.p))
		printf("# want %.*s\n# got  %.*s\n", (int)want.n, want.p,
		    (int)got.n, got.p);
	buf_release(&text);
	buf_release(&got);
	redact_free(r);
}

static void
read_case(struct view line, size_t number)
{
	struct view lang = view_cut(&line, '\t'), name = view_cut(&line, '\t');
	struct redact_options o = { .quasi = lang.n == 3 };
	struct buf text = { 0 };

	if (line.p == NULL)
		errx(1, "rules.txt:%zu: three columns were expected", number);
	o.lang = redact_lang_parse((struct view){ lang.p, 2 });
	unescape(&text, line);
	check(&o, name, buf_all(&text));
	buf_release(&text);
}

int
main(void)
{
	const char *dir = getenv("SRCDIR");
	char path[4096], *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t n;
	FILE *fp;

	snprintf(path, sizeof(path), "%s/tests/redact/rules.txt",
	    dir != NULL ? dir : ".");
	if ((fp = fopen(path, "r")) == NULL)
		err(1, "%s", path);
	while ((n = getline(&line, &cap, fp)) != -1) {
		number++;
		if (n > 1 && line[0] != '#')
			read_case((struct view){ line, (size_t)n - 1 }, number);
	}
	free(line);
	fclose(fp);
	return tap_end();
}
