/* balint-new member: one member, or a roster from a spreadsheet. */

#include <stdio.h>
#include <string.h>

#include "cmd/desk.h"
#include "cmd/new-roster.h"
#include "cmd/new.h"
#include "common/names.h"
#include "common/schema.h"

enum { OPT_IMPORT = 256, OPT_NOUNDO, OPT_FIELD };

/* OPT_FIELD + i is the field of member_fields[i]. */
static const char *const member_fields[] = { "Name", "Given", "Surname",
	"Nickname", "Registration", "Profession", "Grade", "Employer", "Email",
	"Phone", "Role", "Scheme", "Joined" };

static const struct cli_option options[] = {
	{ OPT_IMPORT, "import", "FILE", "a roster as CSV; - is stdin" },
	{ OPT_FIELD + 0, "name", "TEXT", "as the member is called" },
	{ OPT_FIELD + 1, "given", "TEXT", "given name" },
	{ OPT_FIELD + 2, "surname", "TEXT", "surname" },
	{ OPT_FIELD + 3, "nickname", "TEXT", "a nickname; repeatable" },
	{ OPT_FIELD + 4, "registration", "TEXT", "registration number" },
	{ OPT_FIELD + 5, "profession", "WORD", "gp, nurse, student, ..." },
	{ OPT_FIELD + 6, "grade", "TEXT", "grade or year" },
	{ OPT_FIELD + 7, "employer", "TEXT", "employer" },
	{ OPT_FIELD + 8, "email", "TEXT", "e-mail address" },
	{ OPT_FIELD + 9, "phone", "TEXT", "telephone" },
	{ OPT_FIELD + 10, "role", "WORD", "member, leader, observer, ..." },
	{ OPT_FIELD + 11, "scheme", "NAME", "attendance counts for" },
	{ OPT_FIELD + 12, "joined", "DATE", "first day in the group" },
	{ OPT_NOUNDO, "no-undo", NULL, "keep nothing for undo" },
};

static int run(struct cli *c);

const struct cli_verb new_member = { "member", "[ID]",
	"Put a member, or a whole roster, into the group",
	CLI_GROUP | CLI_DRY | CLI_DATE | CLI_WAIT | CLI_NUL, options,
	sizeof(options) / sizeof(options[0]), run };

static int
make_one(struct desk *d, const char *id, const struct buf *fields)
{
	struct buf text = { 0 }, path = { 0 };
	struct names ids = { 0 };
	char free_id[16];
	struct fail f;
	int rv;

	if (store_list(&d->s, STORE_MEMBERS, &ids, &f) == -1) {
		rv = cli_fail(d->c, &f);
		goto out;
	}
	if (id == NULL) {
		roster_free_id(&ids, free_id);
		id = free_id;
	}
	buf_printf(&text, "Format: balint-member/1\nMember: %s\n", id);
	buf_view(&text, buf_all(fields));
	buf_putc(&text, '\n');
	if ((rv = desk_check(d, buf_all(&text), id)) != 0)
		goto out;
	if (change_new(&d->change, STORE_MEMBERS, id, buf_all(&text), &f) ==
	    -1) {
		rv = cli_fail(d->c, &f);
		goto out;
	}
	store_path(&d->s, STORE_MEMBERS, id, &path);
	buf_putc(&path, d->c->nul ? '\0' : '\n');
	if ((rv = desk_commit(d)) == 0)
		rv = cli_print(d->c, buf_all(&path));
out:
	names_release(&ids);
	buf_release(&text);
	buf_release(&path);
	return rv;
}

static int
run(struct cli *c)
{
	const char *import = NULL;
	struct buf fields = { 0 }, csv = { 0 };
	struct desk d;
	bool keep = true;
	int key, rv = 0;

	while ((key = cli_getopt(c)) != -1)
		if (key == OPT_IMPORT)
			import = c->arg;
		else if (key == OPT_NOUNDO)
			keep = false;
		else
			buf_printf(&fields, "%s: %s\n",
			    member_fields[key - OPT_FIELD], c->arg);
	if (import != NULL && (c->argc > 0 || fields.n > 0))
		cli_usage(c, "--import stands alone, without a member");
	if (import == NULL && c->argc > 1)
		cli_usage(c, "the id of one member was expected");
	if (import == NULL && c->argc == 0 && fields.n == 0)
		cli_usage(c, "an id or a name was expected");
	/* Opened before the sandbox closes: it may lie anywhere. */
	if (import != NULL && (rv = roster_load(c, import, &csv)) != 0)
		return rv;
	if ((rv = desk_open(c, &d, DESK_WRITE, keep)) == 0)
		rv = import != NULL
			 ? roster_import(&d, import, buf_all(&csv))
			 : make_one(&d, c->argc > 0 ? c->argv[0] : NULL,
			       &fields);
	desk_close(&d);
	buf_release(&fields);
	buf_release(&csv);
	return rv;
}
