/* The office's key, the template of a page, and the check of one. */

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-certificate.h"
#include "common/crypt.h"
#include "common/datafile.h"
#include "common/date.h"
#include "common/file.h"
#include "common/keyfile.h"
#include "common/schemedir.h"

#define KEY_NAME "office.key"
#define PAGE_MAX (16u << 20)

static int
key_path(const struct certify *j, struct buf *path, bool make, struct fail *f)
{
	if (j->key_name == NULL)
		return keyfile_path(path, KEY_NAME, make, f);
	buf_puts(path, j->key_name);
	return buf_bad(path) ? fail_memory(f) : 0;
}

static void
hex(struct buf *b, const unsigned char *p, size_t n)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;

	for (i = 0; i < n; i++) {
		buf_putc(b, digits[p[i] >> 4]);
		buf_putc(b, digits[p[i] & 15]);
	}
}

/* Of the form of a study key, but a key of its own: another purpose. */
int
certify_make_key(struct certify *j)
{
	unsigned char *key = NULL;
	struct buf path = { 0 }, text = { 0 };
	struct fail f;
	int rv = -1;

	if (crypt_init(NULL, &f) == -1 || key_path(j, &path, true, &f) == -1)
		goto out;
	key = crypt_alloc(CRYPT_KEY);
	if (key == NULL) {
		fail_memory(&f);
		goto out;
	}
	if (crypt_random(key, CRYPT_KEY, &f) == -1)
		goto out;
	keyfile_format_study(&text, key);
	if (buf_bad(&text)) {
		fail_memory(&f);
		goto out;
	}
	if (keyfile_create(path.p, buf_all(&text), &f) == -1)
		goto out;
	buf_putc(&path, '\n');
	j->c->output = NULL;
	rv = cli_print(j->c, buf_all(&path));
out:
	crypt_free(key);
	buf_release(&text);
	buf_release(&path);
	return rv == -1 ? cli_fail(j->c, &f) : rv;
}

static int
read_key(struct certify *j, struct fail *f)
{
	struct buf path = { 0 };
	int rv = -1;

	if (key_path(j, &path, false, f) == 0)
		rv = keyfile_study(path.p, &j->key, f);
	if (rv == -1 && f->kind == FAIL_SYSTEM && f->err == ENOENT) {
		fail_set(f, FAIL_REFERENCE, "E_KEY",
		    "no key; `balint-export certificate --make-key` makes the "
		    "office's");
		fail_file(f, path.p);
	}
	buf_release(&path);
	return rv;
}

struct view
certify_key(const struct certify *j)
{
	struct view v = { (const char *)j->key, CRYPT_KEY };

	return v;
}

static int
read_data(struct buf *b, const char *name, struct fail *f)
{
	int rv;

	buf_clear(b);
	rv = datafile_read(name, DATAFILE_SHIPPED | DATAFILE_OWN, b, f);
	if (rv != 1)
		return rv;
	fail_set(f, FAIL_REFERENCE, "E_TEMPLATE",
	    "no such page; --lang takes en, de or fr");
	return fail_file(f, name);
}

/* The template's name and the beginning of its hash, for the facts. */
static int
identify(struct certify *j, const char *name, struct fail *f)
{
	const char *slash = strrchr(name, '/');
	unsigned char hash[CRYPT_HASH];

	if (crypt_sha256(buf_all(&j->template), hash, f) == -1)
		return -1;
	buf_clear(&j->template_id);
	buf_puts(&j->template_id, slash == NULL ? name : slash + 1);
	buf_putc(&j->template_id, ' ');
	hex(&j->template_id, hash, 8);
	j->office.template = buf_all(&j->template_id);
	j->office.lang = view_of(j->lang);
	return buf_bad(&j->template_id) ? fail_memory(f) : 0;
}

static int
read_template(struct certify *j, struct fail *f)
{
	struct buf name = { 0 };
	size_t n;
	int fd, rv = -1;

	if (j->template_name != NULL) {
		n = strlen(j->template_name);
		j->html =
		    n > 5 && strcmp(j->template_name + n - 5, ".html") == 0;
		fd = open(j->template_name, O_RDONLY | O_CLOEXEC);
		if (fd == -1) {
			fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
			return fail_file(f, j->template_name);
		}
		rv = file_read_fd(fd, 1u << 20, &j->template, f);
		close(fd);
		if (rv == 0)
			rv = identify(j, j->template_name, f);
	} else {
		buf_printf(&name, "certificates/%s.%s", j->lang,
		    j->html ? "html" : "txt");
		if (!buf_bad(&name) && read_data(&j->template, name.p, f) == 0)
			rv = identify(j, name.p, f);
	}
	buf_clear(&name);
	buf_printf(&name, "certificates/%s.words", j->lang);
	if (rv == 0)
		rv = read_data(&j->words, name.p, f);
	buf_release(&name);
	return rv;
}

/* The page of --check; its facts say in what language and form it is. */
static int
read_page(struct certify *j, struct fail *f)
{
	static char lang[3];
	struct view v;
	int fd, rv;

	fd = open(j->check, O_RDONLY | O_CLOEXEC);
	if (fd == -1) {
		fail_set(f, FAIL_SYSTEM, "E_READ", "cannot be opened");
		return fail_file(f, j->check);
	}
	rv = file_read_fd(fd, PAGE_MAX, &j->page, f);
	close(fd);
	if (rv == -1 || certificate_find(&j->found, buf_all(&j->page), f) == -1)
		return fail_file(f, j->check);
	v = certificate_value(buf_all(&j->found), "Lang");
	if (view_string(v, lang, sizeof(lang)) == 0 && lang[0] >= 'a')
		j->lang = lang;
	v = certificate_value(buf_all(&j->found), "Template");
	v = view_word(&v);
	j->html = v.n > 5 && memcmp(v.p + v.n - 5, ".html", 5) == 0;
	return 0;
}

int
certify_prepare(struct certify *j)
{
	struct fail f;

	if (crypt_init(NULL, &f) == -1)
		return cli_fail(j->c, &f);
	if (j->check != NULL && read_page(j, &f) == -1)
		return cli_fail(j->c, &f);
	/* -n shows who qualifies and seals nothing. */
	if (!j->c->dry && read_key(j, &f) == -1)
		return cli_fail(j->c, &f);
	if (read_template(j, &f) == -1)
		return cli_fail(j->c, &f);
	return CLI_DONE;
}

/* The person of the certificate: the same registration, or the same ids. */
static size_t
find_person(struct certify *j)
{
	struct view facts = buf_all(&j->found), members, who;
	struct buf own = { 0 };
	const struct owed_entry *e;
	size_t p = j->owed.nperson, i;

	who = certificate_value(facts, "Registration");
	if (who.n > 0)
		p = owed_find(&j->owed, who, 0);
	members = certificate_value(facts, "Member");
	members = view_word(&members);
	for (i = 0; i < j->owed.nentry && p == j->owed.nperson; i++) {
		e = &j->owed.entry[i];
		buf_clear(&own);
		buf_printf(&own, "%s@%s", owed_text(&j->owed, e->id),
		    names_get(&j->groupid, e->group));
		if (view_equal(buf_all(&own), members))
			p = e->person;
	}
	buf_release(&own);
	return p;
}

static const struct emit_column columns[] = { { "field", EMIT_STRING },
	{ "certificate", EMIT_STRING }, { "records", EMIT_STRING } };

struct differences {
	struct emit e;
	size_t n;
};

static void
differs(void *arg, struct view name, struct view a, struct view b)
{
	struct differences *d = arg;

	emit_string(&d->e, name);
	emit_string(&d->e, a);
	emit_string(&d->e, b);
	d->n++;
}

static int
no(struct certify *j, const char *word, const char *what)
{
	struct fail f;

	fail_set(&f, FAIL_NO, word, what);
	fail_file(&f, j->check);
	return cli_fail(j->c, &f);
}

/* Against the records as they are today, up to the day it was issued. */
static int
check_records(struct certify *j)
{
	struct differences d = { .n = 0 };
	struct buf facts = { 0 };
	struct owed_result r;
	struct fail f;
	size_t p;
	int rv;

	p = find_person(j);
	if (p == j->owed.nperson)
		return no(j, "E_MEMBER",
		    "the person is not in the records of these groups");
	owed_look(&j->owed, p, &j->scheme, j->office.issued, &r);
	certificate_facts(&facts, &j->owed, p, &j->scheme, &r, &j->office);
	emit_begin(&d.e, j->c->format, NULL, "differences", columns, 3);
	certificate_compare(buf_all(&j->found), buf_all(&facts), differs, &d);
	rv = buf_bad(&facts) || !emit_end(&d.e)
		 ? cli_fail(j->c, (fail_memory(&f), &f))
	     : d.n == 0 ? CLI_DONE
			: cli_print(j->c, buf_all(&d.e.out));
	if (rv == CLI_DONE && d.n > 0)
		rv = no(j, "E_RECORDS",
		    "genuine, but the records say otherwise today");
	emit_release(&d.e);
	buf_release(&facts);
	return rv;
}

static int
read_records(struct certify *j)
{
	struct view facts = buf_all(&j->found);
	char name[40];
	struct fail f;
	int rv;

	if (view_string(certificate_value(facts, "Scheme"), name,
		sizeof(name)) == -1 ||
	    date_parse(certificate_value(facts, "Issued"), &j->office.issued) ==
		-1) {
		fail_set(&f, FAIL_SYNTAX, "E_CERTIFICATE",
		    "the facts have no Scheme or no Issued");
		return cli_fail(j->c, &f);
	}
	if (j->scheme_name == NULL)
		j->scheme_name = name;
	if (schemedir_read(&j->scheme, &j->scheme_text, j->scheme_name, &f) ==
	    -1)
		return cli_fail(j->c, &f);
	if (j->office.issuer.p == NULL)
		j->office.issuer = certificate_value(facts, "Issuer");
	groups_collect(j->c, &j->g, j->files0);
	rv = groups_enter(j->c, &j->g, NULL);
	if (rv == CLI_DONE)
		rv = certify_walk(j, j->office.issued);
	if (rv == CLI_DONE)
		rv = j->g.status;
	return rv == CLI_DONE ? check_records(j) : rv;
}

/* Made again of its facts, is it the page that lies there? */
static int
check_page(struct certify *j)
{
	struct view wanted = certificate_value(buf_all(&j->found), "Template");
	struct buf again = { 0 };
	struct fail f;
	int rv;

	if (!view_equal(wanted, j->office.template)) {
		cli_say(j->c,
		    "the code fits; the page was made with another template, "
		    "so only its facts were checked");
		return CLI_DONE;
	}
	if (certificate_page(&again, buf_all(&j->found), buf_all(&j->template),
		j->html, buf_all(&j->words), &f) == -1)
		rv = cli_fail(j->c, &f);
	else if (!view_equal(buf_all(&again), buf_all(&j->page)))
		rv = no(j, "E_PAGE",
		    "the page does not say what its sealed facts say");
	else
		rv = CLI_DONE;
	buf_release(&again);
	return rv;
}

int
certify_check(struct certify *j)
{
	struct fail f;
	int rv;

	rv = certificate_check(buf_all(&j->found), certify_key(j), &f);
	if (rv == -1) {
		fail_file(&f, j->check);
		return cli_fail(j->c, &f);
	}
	if (rv == 1)
		return no(j, "E_CODE",
		    "not genuine: the check code does not fit these facts and "
		    "this key");
	rv = check_page(j);
	if (rv == CLI_DONE &&
	    (j->c->argc > 0 || j->files0 != NULL || j->c->group != NULL))
		rv = read_records(j);
	if (rv == CLI_DONE)
		cli_say(j->c, "genuine");
	return rv;
}
