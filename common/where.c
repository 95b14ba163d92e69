#include "common/where.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *
set(const char *name)
{
	const char *s = getenv(name);

	return s != NULL && s[0] != '\0' ? s : NULL;
}

static int
beneath(struct buf *b, const char *dir, const char *tail, struct fail *f)
{
	buf_puts(b, dir);
	buf_puts(b, tail);
	return buf_bad(b) ? fail_memory(f) : 0;
}

static int
under_home(struct buf *b, const char *tail, const char *what, struct fail *f)
{
	const char *home = set("HOME");

	if (home == NULL)
		return fail_set(f, FAIL_REFERENCE, "E_HOME", what);
	return beneath(b, home, tail, f);
}

int
where_library(struct buf *b, struct fail *f)
{
	const char *s = set("BALINT_HOME");

	if (s != NULL)
		return beneath(b, s, "", f);
	return under_home(b, "/balint",
	    "no library; BALINT_HOME or HOME must be set", f);
}

int
where_config(struct buf *b, struct fail *f)
{
	const char *s = set("XDG_CONFIG_HOME");

	if (s != NULL)
		return beneath(b, s, "/balint", f);
	return under_home(b, "/.config/balint",
	    "no place for keys; XDG_CONFIG_HOME or HOME must be set", f);
}

/* The folder that this program lies in, where the system tells. */
static int
own_folder(char *out, size_t outlen)
{
	ssize_t n = readlink("/proc/self/exe", out, outlen - 1);
	char *slash;

	if (n <= 0 || (size_t)n >= outlen - 1)
		return -1;
	out[n] = '\0';
	slash = strrchr(out, '/');
	if (slash == NULL || slash == out)
		return -1;
	*slash = '\0';
	return 0;
}

int
where_data(struct buf *b, struct fail *f)
{
	static const char beside[] = "/share/balint";
	char dir[4096], *slash;
	const char *s = set("BALINT_DATA");

	if (s != NULL)
		return beneath(b, s, "", f);
	if (own_folder(dir, sizeof(dir)) == 0) {
		slash = strrchr(dir, '/');
		if (slash != NULL &&
		    (size_t)(slash - dir) + sizeof(beside) <= sizeof(dir)) {
			memcpy(slash, beside, sizeof(beside));
			if (access(dir, R_OK | X_OK) == 0)
				return beneath(b, dir, "", f);
		}
	}
	return beneath(b, DATADIR, "", f);
}
