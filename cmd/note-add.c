/* balint-note add: standard input goes to the end of a section. */

#include <string.h>
#include <unistd.h>

#include "cmd/desk.h"
#include "cmd/note-identify.h"
#include "cmd/note.h"
#include "common/edit.h"
#include "common/file.h"
#include "common/refs.h"

#define TEXT_MAX (16u << 20)

enum { OPT_NOUNDO = 256 };

static const struct cli_option options[] = {
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb note_add = { "add", "CASE|DEBRIEF|... [SECTION]",
	"Add standard input to a section of a record (telling, or notes)",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT, options,
	sizeof(options) / sizeof(options[0]), run };

static const char *
default_section(enum store_part part)
{
	return part == STORE_CASES ? "telling" : "notes";
}

static int
add(struct desk *d, const char *arg, const char *title, struct view text)
{
	struct buf b = { 0 }, next = { 0 };
	struct record r = { 0 };
	enum store_part part;
	char id[REFS_LEN];
	struct fail f;
	int rv = -1;

	if (refs_any(&d->s, arg, &part, id, &f) == -1)
		goto out;
	if (part == STORE_GROUP
		? store_read_group(&d->s, &b, &r, &f) == -1
		: store_read(&d->s, part, id, RECORD_ALL, &b, &r, &f) == -1)
		goto out;
	if (title == NULL)
		title = default_section(part);
	if (!record_valid_title(view_of(title))) {
		fail_set(&f, FAIL_SYNTAX, "E_SECTION",
		    "not a section's title; small letters, digits and hyphens "
		    "were expected");
		goto out;
	}
	if (edit_append(&next, &r, title, text, &f) == -1) {
		fail_file(&f, "standard input");
		goto out;
	}
	if (change_put(&d->change, part, id, buf_all(&next), &f) == -1)
		goto out;
	identify_warn(d, part, text);
	rv = 0;
out:
	record_release(&r);
	buf_release(&b);
	buf_release(&next);
	return rv == -1 ? cli_fail(d->c, &f) : desk_commit(d);
}

static int
read_text(struct cli *c, struct buf *text)
{
	struct fail f;

	if (file_read_fd(STDIN_FILENO, TEXT_MAX, text, &f) == -1) {
		fail_file(&f, "standard input");
		return cli_fail(c, &f);
	}
	if (text->n == 0) {
		fail_set(&f, FAIL_SYNTAX, "E_EMPTY",
		    "standard input is empty; text was expected");
		return cli_fail(c, &f);
	}
	return 0;
}

static int
run(struct cli *c)
{
	struct buf text = { 0 };
	struct desk d;
	bool keep = true;
	int rv;

	while (cli_getopt(c) != -1)
		keep = false;
	if (c->argc < 1 || c->argc > 2)
		cli_usage(c, "a record and perhaps a section were expected");
	/* Read first: the group is not held while somebody types. */
	if ((rv = read_text(c, &text)) != 0)
		goto out;
	if ((rv = desk_open(c, &d, DESK_WRITE, keep)) == 0)
		rv = add(&d, c->argv[0], c->argc > 1 ? c->argv[1] : NULL,
		    buf_all(&text));
	desk_close(&d);
out:
	buf_release(&text);
	return rv;
}
