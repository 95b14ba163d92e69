#include "cmd/new-roster.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/csvtable.h"
#include "common/date.h"
#include "common/file.h"
#include "common/schema.h"
#include "common/utf8.h"

#define ROSTER_MAX (8u << 20)

/* What spreadsheets call the columns, folded, without blanks, - and _. */
static const struct {
	const char *column, *field;
} columns[] = {
	{ "member", "Member" },
	{ "memberid", "Member" },
	{ "id", "Member" },
	{ "name", "Name" },
	{ "fullname", "Name" },
	{ "given", "Given" },
	{ "givenname", "Given" },
	{ "firstname", "Given" },
	{ "forename", "Given" },
	{ "surname", "Surname" },
	{ "lastname", "Surname" },
	{ "familyname", "Surname" },
	{ "nickname", "Nickname" },
	{ "registration", "Registration" },
	{ "registrationno", "Registration" },
	{ "registrationnumber", "Registration" },
	{ "regno", "Registration" },
	{ "profession", "Profession" },
	{ "grade", "Grade" },
	{ "employer", "Employer" },
	{ "email", "Email" },
	{ "mail", "Email" },
	{ "phone", "Phone" },
	{ "telephone", "Phone" },
	{ "role", "Role" },
	{ "scheme", "Scheme" },
	{ "schemes", "Scheme" },
	{ "joined", "Joined" },
	{ "left", "Left" },
	{ "away", "Away" },
	{ "research", "Research" },
	{ "code", "Code" },
};

struct roster {
	struct desk *d;
	struct csvtable *t;
	const char *file;
	const char **field;  /* of each column; NULL: not taken in */
	struct names ids;    /* members that are there, and those to come */
	size_t before;	     /* how many of ids were there */
	struct names bodies; /* of those there: the record without its id */
	struct buf paths;
	size_t wrong, skipped;
};

int
roster_load(struct cli *c, const char *path, struct buf *b)
{
	struct fail f;
	int fd = STDIN_FILENO, rv;

	if (strcmp(path, "-") != 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		fail_set(&f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		fail_file(&f, path);
		return cli_fail(c, &f);
	}
	rv = file_read_fd(fd, ROSTER_MAX, b, &f);
	if (rv == -1) {
		fail_file(&f, path);
		rv = cli_fail(c, &f);
	}
	if (fd != STDIN_FILENO)
		close(fd);
	return rv;
}

void
roster_free_id(const struct names *ids, char out[16])
{
	unsigned n;

	for (n = 1;; n++) {
		(void)snprintf(out, 16, "m%02u", n);
		if (names_find(ids, view_of(out)) == ids->n)
			return;
	}
}

static const char *
field_of(struct view name)
{
	struct buf folded = { 0 }, b = { 0 };
	const char *field = NULL;
	size_t i;

	if (utf8_fold(&folded, name) == 0)
		for (i = 0; i < folded.n; i++)
			if (strchr(" _-.", folded.p[i]) == NULL)
				buf_putc(&b, folded.p[i]);
	for (i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (b.n > 0 && view_is(buf_all(&b), columns[i].column))
			field = columns[i].field;
	buf_release(&folded);
	buf_release(&b);
	return field;
}

static int
blame(struct roster *r, struct fail *f, size_t line)
{
	fail_file(f, r->file);
	f->line = line;
	f->col = 0;
	r->wrong++;
	return cli_fail(r->d->c, f);
}

static int
match_columns(struct roster *r)
{
	size_t i, k, n = csvtable_cols(r->t), taken = 0;
	struct fail f;

	for (i = 0; i < n; i++) {
		r->field[i] = field_of(csvtable_name(r->t, i));
		taken += r->field[i] != NULL;
		if (r->field[i] == NULL)
			cli_say(r->d->c,
			    "W_COLUMN: column %zu has no name that is known; "
			    "it is not taken in",
			    i + 1);
		for (k = 0; k < i && r->field[i] != NULL; k++)
			if (r->field[k] == r->field[i]) {
				fail_set(&f, FAIL_SYNTAX, "E_COLUMN",
				    "two columns are the same field; one was "
				    "expected");
				fail_detail(&f, "%s", r->field[i]);
				return blame(r, &f, 1);
			}
	}
	if (taken > 0)
		return 0;
	fail_set(&f, FAIL_SYNTAX, "E_COLUMN",
	    "no column is known; member, name, surname, given, registration, "
	    "profession, ... were expected");
	return blame(r, &f, 1);
}

/* The record behind its Member line: what makes two rows the same. */
static void
add_body(struct names *l, struct view bytes)
{
	(void)view_cut(&bytes, '\n');
	(void)view_cut(&bytes, '\n');
	(void)names_add(l, bytes);
}

static int
load_members(struct roster *r)
{
	struct buf b = { 0 };
	struct fail f;
	size_t i;
	int rv = 0;

	if (store_list(&r->d->s, STORE_MEMBERS, &r->ids, &f) == -1)
		return cli_fail(r->d->c, &f);
	r->before = r->ids.n;
	for (i = 0; i < r->before && rv == 0; i++) {
		buf_clear(&b);
		if (store_bytes(&r->d->s, STORE_MEMBERS, names_get(&r->ids, i),
			&b, &f) == -1)
			rv = cli_fail(r->d->c, &f);
		add_body(&r->bodies, buf_all(&b));
	}
	buf_release(&b);
	return rv;
}

/* A cell as fields: one line, or one a word where the field is a list. */
static void
put_cell(struct buf *text, const struct schema_field *d, struct view cell)
{
	struct view word;

	if (!(d->flags & SCHEMA_LIST) || d->form == SCHEMA_TEXT) {
		buf_printf(text, "%s: ", d->name);
		buf_view(text, cell);
		buf_putc(text, '\n');
		return;
	}
	for (word = view_word(&cell); word.p != NULL; word = view_word(&cell)) {
		buf_printf(text, "%s: ", d->name);
		buf_view(text, word);
		buf_putc(text, '\n');
	}
}

/* The fields of a row behind the id.  0; or -1 and *f, without the line. */
static int
row_fields(struct roster *r, size_t row, struct buf *text, struct view *id,
    struct fail *f)
{
	const struct schema_field *d;
	struct view cell;
	size_t i;

	id->p = NULL;
	id->n = 0;
	for (i = 0; i < csvtable_cols(r->t); i++) {
		cell = view_trim(csvtable_cell(r->t, row, i));
		if (r->field[i] == NULL || cell.n == 0)
			continue;
		d = schema_find(RECORD_MEMBER, view_of(r->field[i]));
		if (record_check_value(cell, f) == -1)
			return fail_detail(f, "%s", d->name);
		if (strcmp(r->field[i], "Member") == 0) {
			if (schema_check_value(d, cell, f) == -1)
				return fail_detail(f, "%s", d->name);
			*id = cell;
			continue;
		}
		if ((d->flags & SCHEMA_LIST) == 0 &&
		    schema_check_value(d, cell, f) == -1)
			return fail_detail(f, "%s", d->name);
		put_cell(text, d, cell);
	}
	if (text->n == 0 && id->n == 0)
		return fail_set(f, FAIL_SYNTAX, "E_EMPTY",
		    "an empty row; a member was expected");
	return buf_bad(text) ? fail_memory(f) : 0;
}

/* True if a member that was there already is this row; *at is which. */
static bool
there_already(struct roster *r, struct view body, struct view id, size_t *at)
{
	for (*at = 0; *at < r->before; ++*at)
		if (id.n > 0) {
			if (view_is(id, names_get(&r->ids, *at)))
				return view_is(body,
				    names_get(&r->bodies, *at));
		} else if (view_is(body, names_get(&r->bodies, *at)))
			return true;
	return false;
}

static int
take(struct roster *r, struct view id, const struct buf *text, struct fail *f)
{
	struct buf bytes = { 0 };
	char name[64];
	size_t at;
	int rv = -1;

	if (there_already(r, buf_all(text), id, &at)) {
		r->skipped++;
		return 0;
	}
	if (id.n == 0) {
		roster_free_id(&r->ids, name);
		id = view_of(name);
	} else if (names_find(&r->ids, id) < r->ids.n)
		return fail_set(f, FAIL_EXISTS, "E_EXISTS",
		    "this member is there already, or in the file twice");
	else
		(void)view_string(id, name, sizeof(name));
	buf_printf(&bytes, "Format: balint-member/1\nMember: %s\n", name);
	buf_view(&bytes, buf_all(text));
	if (buf_bad(&bytes) || names_add(&r->ids, id) == -1) {
		fail_memory(f);
		goto out;
	}
	if (change_new(&r->d->change, STORE_MEMBERS, name, buf_all(&bytes),
		f) == -1)
		goto out;
	store_path(&r->d->s, STORE_MEMBERS, name, &r->paths);
	buf_putc(&r->paths, r->d->c->nul ? '\0' : '\n');
	rv = 0;
out:
	buf_release(&bytes);
	return rv;
}

static int
first_problem(void *arg, const struct fail *f)
{
	*(struct fail *)arg = *f;
	return 1;
}

/* Lists are checked here, value by value, and words are warned of. */
static int
check_row(struct roster *r, const struct buf *text, struct fail *f)
{
	struct buf b = { 0 };
	struct record rec = { 0 };
	size_t i;
	int rv;

	buf_puts(&b, "Format: balint-member/1\nMember: m\n");
	buf_view(&b, buf_all(text));
	rv = record_parse(&rec, buf_all(&b), RECORD_ALL, f);
	if (rv == 0 && schema_check(&rec, first_problem, f) != 0)
		rv = -1;
	for (i = 1; rv == 0 && i < rec.nfield; i++)
		desk_warn(r->d, &rec, i);
	record_release(&rec);
	buf_release(&b);
	return rv;
}

static void
take_row(struct roster *r, size_t row)
{
	struct buf text = { 0 };
	struct view id;
	struct fail f;
	int rv;

	rv = row_fields(r, row, &text, &id, &f);
	if (rv == 0) {
		buf_putc(&text, '\n');
		rv = check_row(r, &text, &f);
	}
	if (rv == 0)
		rv = take(r, id, &text, &f);
	if (rv == -1)
		(void)blame(r, &f, csvtable_line(r->t, row));
	buf_release(&text);
}

static int
import(struct roster *r, struct view csv)
{
	struct fail f;
	size_t i;
	int rv;

	if (csvtable_parse(&r->t, NULL, csv, &f) == -1)
		return blame(r, &f, f.line);
	r->field = calloc(csvtable_cols(r->t) + 1, sizeof(*r->field));
	if (r->field == NULL) {
		fail_memory(&f);
		return cli_fail(r->d->c, &f);
	}
	if ((rv = match_columns(r)) != 0 || (rv = load_members(r)) != 0)
		return rv;
	for (i = 0; i < csvtable_rows(r->t); i++)
		take_row(r, i);
	if (r->wrong > 0) {
		cli_say(r->d->c,
		    "E_ROWS: %zu of %zu rows are wrong; nothing was taken in",
		    r->wrong, csvtable_rows(r->t));
		return CLI_TROUBLE;
	}
	if ((rv = desk_commit(r->d)) != 0)
		return rv;
	if (r->skipped > 0)
		cli_say(r->d->c, "%zu members were there already", r->skipped);
	return cli_print(r->d->c, buf_all(&r->paths));
}

int
roster_import(struct desk *d, const char *file, struct view csv)
{
	struct roster r = { .d = d, .file = file };
	int rv = import(&r, csv);

	csvtable_free(r.t);
	free(r.field);
	names_release(&r.ids);
	names_release(&r.bodies);
	buf_release(&r.paths);
	return rv;
}
