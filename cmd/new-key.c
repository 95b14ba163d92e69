/* balint-new key: keys, made once and never overwritten. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/new.h"
#include "common/age.h"
#include "common/date.h"
#include "common/keyfile.h"
#include "common/minisig.h"
#include "common/schema.h"

enum { OPT_STUDY = 256, OPT_SIGNING, OPT_PASS_FD };

static const struct cli_option options[] = {
	{ OPT_STUDY, "study", NULL, "for the pseudonyms of a study" },
	{ OPT_SIGNING, "signing", NULL, "to sign archives, as minisign does" },
	{ 'p', "passphrase", NULL, "put the identity under a passphrase" },
	{ OPT_PASS_FD, "passphrase-fd", "N", "read the passphrase from there" },
};

static int run(struct cli *c);

const struct cli_verb new_key = { "key", "[NAME]",
	"Make a key: to open archives, for a study, or to sign", CLI_DATE,
	options, sizeof(options) / sizeof(options[0]), run };

struct making {
	struct buf path, secret, public, recipient;
	bool study, signing, protect;
	int pass_fd;
};

/* An identity file as age-keygen(1) writes it. */
static int
make_identity(struct cli *c, struct making *m, struct fail *f)
{
	struct age_keys keys = { 0 };
	char date[DATE_LEN];

	if (age_keys_generate(&keys, f) == -1)
		return -1;
	date_format(c->date, date);
	age_key_format_public(&m->recipient, &keys.k[0]);
	buf_printf(&m->public, "# created: %s\n%s\n", date, m->recipient.p);
	buf_printf(&m->secret, "# created: %s\n# public key: %s\n", date,
	    m->recipient.p);
	age_key_format_secret(&m->secret, &keys.k[0]);
	buf_putc(&m->secret, '\n');
	age_keys_release(&keys);
	return 0;
}

/* The identity file becomes an age file for that passphrase. */
static int
protect(struct making *m, struct fail *f)
{
	struct age_keys keys = { 0 };
	struct age_writer *w = NULL;
	struct passphrase p = { 0 };
	struct buf file = { 0 };
	struct sink s;
	int rv = m->pass_fd != -1 ? passphrase_from_fd(&p, m->pass_fd, f)
				  : passphrase_ask_new(&p, f);

	if (rv == 0)
		rv = age_keys_passphrase(&keys, (struct view){ p.p, p.n },
		    AGE_WORK, f);
	if (rv == 0)
		rv = age_writer_new(&w, &keys, true, NULL, flow_to_buf(&file),
		    f);
	if (rv == 0) {
		s = age_writer_sink(w);
		rv = s.write(s.arg, m->secret.p, m->secret.n, f);
	}
	if (rv == 0)
		rv = age_writer_end(w, f);
	age_writer_free(w);
	age_keys_release(&keys);
	passphrase_release(&p);
	buf_release(&m->secret);
	m->secret = file;
	return rv;
}

static int
make_study(struct making *m, struct fail *f)
{
	unsigned char *key = crypt_alloc(CRYPT_KEY);
	int rv;

	if (key == NULL)
		return fail_memory(f);
	rv = crypt_random(key, CRYPT_KEY, f);
	if (rv == 0)
		keyfile_format_study(&m->secret, key);
	crypt_free(key);
	return rv;
}

static int
make_signing(struct making *m, struct fail *f)
{
	struct minisig_key k;
	int rv = minisig_key_generate(&k, f);

	if (rv == 0)
		rv = minisig_format_secret(&m->secret, &k, f);
	minisig_format_public(&m->public, &k);
	minisig_key_release(&k);
	return rv;
}

/* The public part is for others, so it stands in a file of its own. */
static int
write_public(const struct making *m, struct fail *f)
{
	struct buf path = { 0 };
	int rv = 0;

	if (m->public.n == 0)
		return 0;
	buf_printf(&path, "%s.pub", m->path.p);
	rv = buf_bad(&path) || buf_bad(&m->public)
		 ? fail_memory(f)
		 : keyfile_create(path.p, buf_all(&m->public), f);
	buf_release(&path);
	return rv;
}

static int
make(struct cli *c, struct making *m, struct fail *f)
{
	int rv = m->study     ? make_study(m, f)
		 : m->signing ? make_signing(m, f)
			      : make_identity(c, m, f);

	if (rv == 0 && m->protect)
		rv = protect(m, f);
	if (rv == 0 && (buf_bad(&m->secret) || buf_bad(&m->path)))
		rv = fail_memory(f);
	if (rv == 0)
		rv = keyfile_create(m->path.p, buf_all(&m->secret), f);
	return rv == 0 ? write_public(m, f) : -1;
}

static const char *
default_name(const struct making *m)
{
	return m->study	    ? KEYFILE_STUDY
	       : m->signing ? KEYFILE_SIGNING
			    : KEYFILE_IDENTITY;
}

/* NAME is completed to what the kind of key is called. */
static int
choose_path(struct cli *c, struct making *m, struct fail *f)
{
	char name[128];

	if (c->argc == 0)
		return keyfile_path(&m->path, default_name(m), true, f);
	if (!schema_valid_id(view_of(c->argv[0])))
		cli_usage(c, "not a name for a key; a small letter, then small "
			     "letters, digits and hyphens were expected");
	(void)snprintf(name, sizeof(name), "%s.%s", c->argv[0],
	    m->study || m->signing ? "key" : "txt");
	return keyfile_path(&m->path, name, true, f);
}

static void
take_options(struct cli *c, struct making *m)
{
	int key;

	while ((key = cli_getopt(c)) != -1)
		switch (key) {
		case OPT_STUDY:
			m->study = true;
			break;
		case OPT_SIGNING:
			m->signing = true;
			break;
		case 'p':
			m->protect = true;
			break;
		default:
			m->protect = true;
			m->pass_fd = (int)cli_number(c, c->arg, 0, 1 << 20);
		}
	if (m->study && m->signing)
		cli_usage(c, "--study or --signing was expected, not both");
	if (m->protect && (m->study || m->signing))
		cli_usage(c, "-p goes with an identity only");
	if (c->argc > 1)
		cli_usage(c, "one name was expected");
}

static int
run(struct cli *c)
{
	struct making m = { .pass_fd = -1 };
	struct fail f;
	int rv;

	take_options(c, &m);
	if ((rv = cli_probe(c)) != 0)
		return rv;
	rv = crypt_init(NULL, &f);
	if (rv == 0)
		rv = choose_path(c, &m, &f);
	if (rv == 0)
		rv = make(c, &m, &f);
	if (rv == -1) {
		rv = cli_fail(c, &f);
	} else {
		if (m.recipient.n > 0)
			cli_say(c, "public key: %s", m.recipient.p);
		buf_putc(&m.path, '\n');
		rv = cli_print(c, buf_all(&m.path));
	}
	buf_release(&m.path);
	buf_release(&m.secret);
	buf_release(&m.public);
	buf_release(&m.recipient);
	return rv;
}
