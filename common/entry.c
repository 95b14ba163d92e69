#include "common/entry.h"

#include "common/utf8.h"

static int
bad(const char *what, struct fail *f)
{
	return fail_set(f, FAIL_SYNTAX, "E_ENTRY", what);
}

static int
check_part(struct view part, struct fail *f)
{
	size_t i, n;
	uint32_t cp;

	if (part.n == 0 || view_is(part, ".") || view_is(part, ".."))
		return bad("a path with an empty part, . or .., expected "
			   "plain names",
		    f);
	if (part.n > 255)
		return bad("a name of more than 255 bytes", f);
	for (i = 0; i < part.n; i += n) {
		n = utf8_decode(part.p + i, part.n - i, &cp);
		if (n == 0)
			return bad("a name that is not UTF-8", f);
		if (cp == '\\' || !utf8_text(cp))
			return bad("a name with a backslash or a control "
				   "character",
			    f);
	}
	return 0;
}

int
entry_check(struct view path, struct fail *f)
{
	size_t depth = 0;

	if (path.n == 0 || path.n > ENTRY_PATH_MAX)
		return bad("a path that is empty or longer than 1024 bytes", f);
	while (path.p != NULL) {
		if (++depth > ENTRY_DEPTH_MAX)
			return bad("a path of more than 16 parts", f);
		if (check_part(view_cut(&path, '/'), f) == -1)
			return -1;
	}
	return 0;
}

int
entry_compare(struct view a, struct view b)
{
	int order;

	while (a.p != NULL && b.p != NULL) {
		order = view_compare(view_cut(&a, '/'), view_cut(&b, '/'));
		if (order != 0)
			return order;
	}
	return (a.p != NULL) - (b.p != NULL);
}

struct view
entry_top(struct view path)
{
	return view_cut(&path, '/');
}
