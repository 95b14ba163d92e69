#include "cmd/complete.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#include "common/names.h"
#include "common/where.h"

static void
offer(struct buf *out, const char *word, const char *prefix)
{
	if (strncmp(word, prefix, strlen(prefix)) == 0)
		buf_printf(out, "%s\n", word);
}

static void
each_option(struct buf *out, const struct cli_verb *v,
    void (*show)(struct buf *, const struct cli_option *, const char *),
    const char *prefix)
{
	const struct cli_option *o;
	size_t i;

	for (i = 0; i < v->noption; i++)
		show(out, &v->option[i], prefix);
	for (i = 0; (o = cli_common_option(v, i)) != NULL; i++)
		show(out, o, prefix);
}

static void
show_option(struct buf *out, const struct cli_option *o, const char *prefix)
{
	struct buf b = { 0 };

	buf_printf(&b, "--%s", o->name);
	if (!buf_bad(&b))
		offer(out, b.p, prefix);
	buf_release(&b);
}

static void
show_row(struct buf *out, const struct cli_option *o, const char *prefix)
{
	(void)prefix;
	if (o->key < 128)
		buf_putc(out, (char)o->key);
	buf_printf(out, "\t%s\t%s\t%s\n", o->name, o->arg == NULL ? "" : o->arg,
	    o->help);
}

static const struct cli_verb *
find_verb(const struct cli_verb *const *verbs, const char *name)
{
	for (; *verbs != NULL; verbs++)
		if ((*verbs)->name == NULL || strcmp((*verbs)->name, name) == 0)
			break;
	return *verbs;
}

static void
offer_all(struct buf *out, const struct names *l, const char *prefix)
{
	size_t i;

	for (i = 0; i < l->n; i++)
		offer(out, names_get(l, i), prefix);
}

static void
complete_part(struct buf *out, enum store_part part, const char *prefix)
{
	struct buf path = { 0 };
	struct names ids = { 0 };
	struct store s = { .dir = -1, .lock = LOCK_NONE };

	if (store_find(&path, getenv("BALINT_GROUP"), NULL) == 0 &&
	    store_open(&s, path.p, NULL) == 0 &&
	    store_list(&s, part, &ids, NULL) == 0)
		offer_all(out, &ids, prefix);
	if (s.dir != -1)
		store_close(&s);
	names_release(&ids);
	buf_release(&path);
}

static void
complete_groups(struct buf *out, const char *prefix)
{
	struct names l = { 0 };

	if (store_groups(&l, NULL) == 0)
		offer_all(out, &l, prefix);
	names_release(&l);
}

static void
complete_leaders(struct buf *out, const char *prefix)
{
	struct buf path = { 0 };
	struct dirent *e;
	char *dot;
	DIR *d;

	if (where_library(&path, NULL) == -1)
		return;
	buf_puts(&path, "/leaders");
	d = buf_bad(&path) ? NULL : opendir(path.p);
	while (d != NULL && (e = readdir(d)) != NULL) {
		dot = strstr(e->d_name, ".txt");
		if (e->d_name[0] == '.' || dot == NULL || dot[4] != '\0')
			continue;
		*dot = '\0';
		offer(out, e->d_name, prefix);
	}
	if (d != NULL)
		closedir(d);
	buf_release(&path);
}

static void
complete_ids(struct buf *out, const char *kind, const char *prefix)
{
	if (strcmp(kind, "groups") == 0)
		complete_groups(out, prefix);
	else if (strcmp(kind, "members") == 0)
		complete_part(out, STORE_MEMBERS, prefix);
	else if (strcmp(kind, "sessions") == 0)
		complete_part(out, STORE_SESSIONS, prefix);
	else if (strcmp(kind, "cases") == 0)
		complete_part(out, STORE_CASES, prefix);
	else if (strcmp(kind, "leaders") == 0)
		complete_leaders(out, prefix);
}

void
complete(struct buf *out, const struct cli_verb *const *verbs, int argc,
    char **argv)
{
	const char *kind = argc > 0 ? argv[0] : "";
	const char *last = argc > 1 ? argv[argc - 1] : "";
	const struct cli_verb *v;

	if (strcmp(kind, "verbs") == 0) {
		for (; *verbs != NULL; verbs++)
			if ((*verbs)->name != NULL)
				offer(out, (*verbs)->name, last);
	} else if (strcmp(kind, "options") == 0 && argc > 1) {
		v = find_verb(verbs, argv[1]);
		if (v != NULL)
			each_option(out, v, show_option, argc > 2 ? last : "");
	} else if (strcmp(kind, "table") == 0) {
		v = find_verb(verbs, argc > 1 ? argv[1] : "");
		if (v != NULL)
			each_option(out, v, show_row, "");
	} else if (strcmp(kind, "operands") == 0) {
		v = find_verb(verbs, argc > 1 ? argv[1] : "");
		if (v != NULL)
			buf_printf(out, "%s\n", v->operands);
	} else
		complete_ids(out, kind, last);
}
