#include "common/fail.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int
fail_at(struct fail *f, enum fail_kind kind, const char *word, const char *what,
    size_t line, size_t col)
{
	int err = errno;

	if (f == NULL)
		return -1;
	memset(f, 0, sizeof(*f));
	f->kind = kind;
	f->err = kind == FAIL_SYSTEM ? err : 0;
	f->word = word;
	f->what = what;
	f->line = line;
	f->col = col;
	return -1;
}

int
fail_set(struct fail *f, enum fail_kind kind, const char *word,
    const char *what)
{
	return fail_at(f, kind, word, what, 0, 0);
}

int
fail_memory(struct fail *f)
{
	return fail_set(f, FAIL_MEMORY, "E_MEMORY", "out of memory");
}

int
fail_file(struct fail *f, const char *file)
{
	if (f != NULL && f->file[0] == '\0')
		(void)snprintf(f->file, sizeof(f->file), "%s", file);
	return -1;
}

int
fail_detail(struct fail *f, const char *fmt, ...)
{
	va_list ap;

	if (f == NULL)
		return -1;
	va_start(ap, fmt);
	(void)vsnprintf(f->detail, sizeof(f->detail), fmt, ap);
	va_end(ap);
	return -1;
}
