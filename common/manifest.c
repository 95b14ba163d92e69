#include "common/manifest.h"

#include <string.h>

#define HEAD	"# balint-manifest/1\n"
#define HASHHEX (2 * CRYPT_HASH)

void
manifest_add(struct manifest *m, const char *path, uint64_t size,
    const unsigned char hash[CRYPT_HASH])
{
	static const char hex[] = "0123456789abcdef";
	char text[HASHHEX + 2];
	size_t i;

	for (i = 0; i < CRYPT_HASH; i++) {
		text[2 * i] = hex[hash[i] >> 4];
		text[2 * i + 1] = hex[hash[i] & 15];
	}
	text[HASHHEX] = text[HASHHEX + 1] = ' ';
	buf_add(&m->lines, text, sizeof(text));
	buf_puts(&m->lines, path);
	buf_putc(&m->lines, '\n');
	m->files++;
	m->bytes += size;
}

static void
format_head(const struct manifest *m, struct buf *b)
{
	buf_printf(b, HEAD "# files %llu\n# bytes %llu\n",
	    (unsigned long long)m->files, (unsigned long long)m->bytes);
}

int
manifest_format(const struct manifest *m, struct buf *b, struct fail *f)
{
	if (m->lines.n > MANIFEST_MAX)
		return fail_set(f, FAIL_LIMIT, "E_LIMIT",
		    "more files in a directory than its list can hold");
	format_head(m, b);
	buf_view(b, buf_all(&m->lines));
	return buf_bad(b) || buf_bad(&m->lines) ? fail_memory(f) : 0;
}

static int
blame(const char *word, const char *what, struct view line, struct fail *f)
{
	char path[256];

	fail_set(f, FAIL_SYNTAX, word, what);
	if (line.p != NULL && line.n > HASHHEX + 2) {
		line.p += HASHHEX + 2;
		line.n -= HASHHEX + 2;
		if (view_string(line, path, sizeof(path)) == 0)
			fail_file(f, path);
	}
	return -1;
}

static struct view
path_of(struct view line)
{
	if (line.p == NULL || line.n < HASHHEX + 2)
		return (struct view){ NULL, 0 };
	line.p += HASHHEX + 2;
	line.n -= HASHHEX + 2;
	return line;
}

/* The next line, empty behind the last one. */
static struct view
next_line(struct view *rest)
{
	return rest->p == NULL ? view_of("") : view_cut(rest, '\n');
}

/* Both are sorted alike, so the first line that differs tells what is wrong. */
static int
explain(struct view found, struct view listed, struct fail *f)
{
	struct view a, b;
	int order;

	while (view_starts(listed, "#"))
		(void)view_cut(&listed, '\n');
	for (;;) {
		a = next_line(&found);
		b = next_line(&listed);
		if (a.n == 0 && b.n == 0)
			return blame("E_INCOMPLETE",
			    "the list's count does not fit its files", a, f);
		if (a.n == 0)
			return blame("E_INCOMPLETE",
			    "a file of the list is missing", b, f);
		if (b.n == 0)
			return blame("E_INCOMPLETE",
			    "a file is not in the list", a, f);
		if (view_equal(a, b))
			continue;
		if (path_of(a).p == NULL || path_of(b).p == NULL)
			return blame("E_INCOMPLETE", "the list is damaged", b,
			    f);
		order = view_compare(path_of(a), path_of(b));
		if (order == 0)
			return blame("E_DIFFERS",
			    "the file is not what the list says", a, f);
		return order < 0 ? blame("E_INCOMPLETE",
				       "a file is not in the list", a, f)
				 : blame("E_INCOMPLETE",
				       "a file of the list is missing", b, f);
	}
}

/* Without putting the whole text together: it may be long. */
int
manifest_compare(const struct manifest *m, struct view text, struct fail *f)
{
	struct view head = { text.p, 0 }, rest = text;
	struct buf want = { 0 };
	int rv = 0;

	format_head(m, &want);
	head.n = want.n < text.n ? want.n : text.n;
	rest.p += head.n;
	rest.n -= head.n;
	if (buf_bad(&want) || buf_bad(&m->lines))
		rv = fail_memory(f);
	else if (!view_equal(buf_all(&want), head) ||
		 !view_equal(buf_all(&m->lines), rest))
		rv = explain(buf_all(&m->lines), text, f);
	buf_release(&want);
	return rv;
}

void
manifest_clear(struct manifest *m)
{
	buf_clear(&m->lines);
	m->files = m->bytes = 0;
}

void
manifest_release(struct manifest *m)
{
	buf_release(&m->lines);
	m->files = m->bytes = 0;
}
