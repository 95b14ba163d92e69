/* balint-export archive: a line for a later purge, of what was made. */

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-archive.h"
#include "cmd/export-open.h"
#include "common/date.h"
#include "common/store.h"
#include "common/utf8.h"

/* The group's lasting id.  A group that can't be read is archived, too. */
static void
put_id(const struct archive_top *t, struct buf *out)
{
	struct buf b = { 0 };
	struct record r = { 0 };
	struct store s;
	struct view id = { NULL, 0 };

	if (store_open(&s, t->path, NULL) == 0 &&
	    store_read_group(&s, &b, &r, NULL) == 0)
		id = record_value(&r, "Group");
	if (id.n > 0) {
		buf_view(out, id);
		buf_putc(out, ' ');
	}
	buf_puts(out, t->name);
	record_release(&r);
	buf_release(&b);
	store_close(&s);
}

int
archive_record_open(struct cli *c, struct archiving *a, struct fail *f)
{
	size_t i;
	int rv;

	/* No case in it, nothing that a purge would have to reach. */
	if (a->no_record || a->walk.attendance)
		return 0;
	rv = archivelog_open(&a->log, f);
	if (rv == 1)
		cli_say(c, "there is no library to record the archive in; a "
			   "purge won't know of it");
	for (i = 0; rv == 0 && i < a->ntop; i++)
		if (a->top[i].group) {
			put_id(&a->top[i], &a->ids);
			buf_putc(&a->ids, '\n');
		}
	if (rv != -1 && buf_bad(&a->ids))
		rv = fail_memory(f);
	return rv == -1 ? -1 : 0;
}

static void
put_range(const struct archiving *a, struct buf *b)
{
	char day[DATE_LEN];

	if (a->walk.ranged && a->walk.from != INT_MIN) {
		date_format(a->walk.from, day);
		buf_printf(b, " from=%s", day);
	}
	if (a->walk.ranged && a->walk.to != INT_MAX) {
		date_format(a->walk.to, day);
		buf_printf(b, " to=%s", day);
	}
}

/* Where it is, with the directory's whole path; `-' for standard output. */
static void
put_path(const char *output, struct buf *b)
{
	char here[PATH_MAX];
	struct buf path = { 0 };

	if (strcmp(output, "-") == 0) {
		buf_puts(b, " -");
		return;
	}
	if (output[0] != '/' && getcwd(here, sizeof(here)) != NULL)
		buf_printf(&path, "%s/", here);
	buf_puts(&path, output);
	buf_putc(b, ' ');
	utf8_tame(b, buf_all(&path), false);
	buf_release(&path);
}

int
archive_record(struct cli *c, struct archiving *a, const struct pack_sum *sum,
    struct fail *f)
{
	struct view rest = buf_all(&a->ids), id;
	struct buf b = { 0 };
	char day[DATE_LEN];
	int rv;

	if (a->log.fd == -1)
		return 0;
	date_format(c->date, day);
	while (rest.n > 0) {
		id = view_cut(&rest, '\n');
		buf_printf(&b, "%s ", day);
		buf_view(&b, id);
		buf_puts(&b, a->redact != NULL ? " redacted"
			     : a->walk.share   ? " shared"
					       : " all");
		put_range(a, &b);
		if (a->keys.k[0].kind == AGE_SCRYPT)
			buf_puts(&b, " passphrase");
		else
			buf_printf(&b, " recipients=%zu", a->keys.n);
		buf_puts(&b, " sha256=");
		export_hex(&b, sum->hash, sizeof(sum->hash));
		put_path(c->output, &b);
		buf_putc(&b, '\n');
	}
	rv = buf_bad(&b) ? fail_memory(f)
			 : archivelog_add(&a->log, buf_all(&b), f);
	buf_release(&b);
	return rv;
}
