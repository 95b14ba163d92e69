/* balint-export archive: groups as one encrypted file. */

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/export-archive.h"
#include "cmd/export-open.h"
#include "cmd/export.h"
#include "common/keyfile.h"
#include "common/policyfile.h"
#include "common/utf8.h"

static const struct cli_option options[] = {
	{ 'r', "recipient", "KEY", "who can open it: age1... or ssh-ed25519" },
	{ 'R', "recipients-file", "FILE", "the same, one a line" },
	{ 'i', "identity", "FILE", "the owner of this key can open it" },
	{ 'p', "passphrase", NULL, "who knows the passphrase can open it" },
	{ OPT_PASS_FD, "passphrase-fd", "N", "read the passphrase from there" },
	{ 'a', "armor", NULL, "as text, for mail" },
	{ OPT_ATTENDANCE, "attendance", NULL,
	    "group, members and sessions only: for trainers" },
	{ OPT_SHARE, "share", NULL,
	    "no debriefs, no private sections, no kept revisions" },
	{ OPT_POLICY, "policy", "NAME",
	    "--share: its sections may leave (balint)" },
	{ OPT_REDACT, "redact", "POLICY",
	    "reviewed cases only, redacted under it" },
	{ OPT_KEY, "key", "FILE", "--redact: for its pseudonyms (study.key)" },
	{ OPT_SIGN, "sign", "KEY", "sign it as minisign does, beside it" },
	{ OPT_NO_VERIFY, "no-verify", NULL, "do not read it back" },
	{ OPT_NO_RECORD, "no-record", NULL,
	    "leave no line in the library's archives.txt" },
	{ OPT_LEVEL, "level", "N", "of compression, 1 to 19 (3)" },
	{ OPT_READERS, "readers", "N", "threads that read files (4)" },
	{ OPT_WORKERS, "workers", "N", "threads that compress (2)" },
};

static int run(struct cli *c);

const struct cli_verb export_archive = { "archive", "[GROUP...]",
	"Groups as one encrypted file that any age opens",
	CLI_GROUP | CLI_OUTPUT | CLI_DRY | CLI_NUL | CLI_RANGE, options,
	sizeof(options) / sizeof(options[0]), run };

static int
pass_in_environment(void)
{
	const char *s = getenv("AGE_PASSPHRASE_FD");
	unsigned long n;

	return s != NULL && view_number(view_of(s), 0, 1 << 20, &n) == 0
		   ? (int)n
		   : -1;
}

static int
add_file(struct archiving *a, const char *path, struct fail *f)
{
	struct buf b = { 0 };
	int rv = file_read(AT_FDCWD, path, 1U << 20, &b, f);

	if (rv == 0)
		rv = age_keys_recipients(&a->keys, buf_all(&b), f);
	buf_release(&b);
	return rv == -1 ? fail_file(f, path) : 0;
}

static int
ask_identity(void *arg, struct passphrase *p, struct fail *f)
{
	const struct archiving *a = arg;

	if (a->pass_fd != -1)
		return passphrase_from_fd(p, a->pass_fd, f);
	return passphrase_ask(p, "Passphrase of the key file: ", f);
}

static int
add_passphrase(struct archiving *a, struct fail *f)
{
	struct passphrase p = { 0 };
	struct view v;
	int rv = a->pass_fd != -1 ? passphrase_from_fd(&p, a->pass_fd, f)
				  : passphrase_ask_new(&p, f);

	v.p = p.p;
	v.n = p.n;
	if (rv == 0)
		rv = age_keys_passphrase(&a->keys, v, AGE_WORK, f);
	passphrase_release(&p);
	return rv;
}

/* A recipient given twice is a slip that is worth a word. */
static void
check_doubled(struct cli *c, const struct archiving *a)
{
	if (age_keys_doubled(&a->keys))
		cli_say(c, "a recipient was given twice");
}

static int
take_option(struct cli *c, struct archiving *a, int key, struct fail *f)
{
	switch (key) {
	case 'r':
		if (age_keys_recipient(&a->keys, view_of(c->arg), f) == -1)
			return -1;
		check_doubled(c, a);
		break;
	case 'R':
		return add_file(a, c->arg, f);
	case 'i':
		return keyfile_identities(&a->keys, c->arg, ask_identity, a,
		    AGE_WORK_MAX, f);
	case 'p':
		a->ask = true;
		break;
	case OPT_PASS_FD:
		a->pass_fd = (int)cli_number(c, c->arg, 0, 1 << 20);
		break;
	case 'a':
		a->pack.armor = true;
		break;
	case OPT_ATTENDANCE:
		a->walk.attendance = true;
		break;
	case OPT_SHARE:
		a->walk.share = true;
		break;
	case OPT_POLICY:
		a->policy_name = c->arg;
		break;
	case OPT_REDACT:
		a->redact = c->arg;
		break;
	case OPT_KEY:
		a->keyfile = c->arg;
		break;
	case OPT_SIGN:
		a->sign = c->arg;
		break;
	case OPT_NO_VERIFY:
		a->no_verify = true;
		break;
	case OPT_NO_RECORD:
		a->no_record = true;
		break;
	case OPT_LEVEL:
		a->pack.level = (int)cli_number(c, c->arg, 1, 19);
		break;
	case OPT_READERS:
		a->pack.readers = (unsigned)cli_number(c, c->arg, 1, 16);
		break;
	case OPT_WORKERS:
		a->pack.workers = (unsigned)cli_number(c, c->arg, 1, 64);
		break;
	default:
		break;
	}
	return 0;
}

static int
add_group(struct archiving *a, const char *arg, struct fail *f)
{
	struct buf path = { 0 };
	char real[PATH_MAX];
	const char *slash;
	int rv = store_find(&path, arg, f);

	if (rv == 0 && realpath(path.p, real) == NULL) {
		rv = fail_set(f, FAIL_SYSTEM, "E_GROUP", "no such group");
		fail_file(f, path.p);
	}
	buf_release(&path);
	if (rv == -1)
		return -1;
	slash = strrchr(real, '/');
	return archive_add(a, real, slash == NULL ? real : slash + 1, f);
}

static int
add_groups(struct cli *c, struct archiving *a, struct fail *f)
{
	int i;

	if (c->argc == 0)
		return add_group(a, c->group, f);
	for (i = 0; i < c->argc; i++)
		if (add_group(a, c->argv[i], f) == -1)
			return -1;
	return 0;
}

/* All that touches the terminal, the keys and the environment. */
static int
prepare(struct cli *c, struct archiving *a, struct fail *f)
{
	if (!c->dry && !a->ask && a->keys.n == 0 && a->pass_fd == -1)
		a->pass_fd = pass_in_environment();
	if (!c->dry && (a->ask || a->pass_fd != -1) && a->keys.n == 0 &&
	    add_passphrase(a, f) == -1)
		return -1;
	if (!c->dry && a->ask && a->keys.n > 0 &&
	    a->keys.k[0].kind != AGE_SCRYPT)
		return fail_set(f, FAIL_RANGE, "E_RECIPIENT",
		    "a passphrase must be alone, expected no other recipient");
	if (!c->dry && a->keys.n == 0)
		return fail_set(f, FAIL_RANGE, "E_RECIPIENT",
		    "nobody could open it; -r, -R, -i or -p was expected");
	if (a->redact != NULL && archive_redact_open(a, f) == -1)
		return -1;
	if (a->redact == NULL && a->walk.share &&
	    policyfile_read(&a->policy,
		a->policy_name != NULL ? a->policy_name : "balint", f) == -1)
		return -1;
	if (a->sign != NULL && archive_read_signer(a, f) == -1)
		return -1;
	if (add_groups(c, a, f) == -1 || archive_add_library(a, f) == -1)
		return -1;
	return archive_sort(a, f);
}

static void
check_usage(struct cli *c, const struct archiving *a)
{
	if (a->walk.attendance + a->walk.share + (a->redact != NULL) > 1)
		cli_usage(c, "one of --attendance, --share and --redact was "
			     "expected");
	if (a->policy_name != NULL && !a->walk.share)
		cli_usage(c, "--policy goes with --share");
	if (c->dry)
		return;
	if (c->output == NULL)
		cli_usage(c, "-o FILE was expected");
	if (strcmp(c->output, "-") != 0)
		return;
	if (isatty(STDOUT_FILENO) && !a->pack.armor)
		cli_usage(c, "an archive would confuse the terminal; -a or a "
			     "file was expected");
	if (a->sign != NULL)
		cli_usage(c, "--sign wants a file, not standard output");
}

/* An old signature stays where it is, but is of another archive. */
static void
check_stale(struct cli *c, const struct archiving *a)
{
	struct buf name = { 0 };

	buf_printf(&name, "%s.minisig", c->output);
	if (a->sign == NULL && !buf_bad(&name) && access(name.p, F_OK) == 0)
		cli_say(c, "the signature beside it is of an older archive");
	buf_release(&name);
}

static int
report(struct cli *c, const struct pack_sum *sum)
{
	struct buf b = { 0 };
	int rv = 0;

	buf_printf(&b, "files\t%llu\nbytes\t%llu\npacked\t%llu\nsha256\t",
	    (unsigned long long)sum->files, (unsigned long long)sum->bytes,
	    (unsigned long long)sum->packed);
	export_hex(&b, sum->hash, sizeof(sum->hash));
	buf_putc(&b, '\n');
	if (!c->quiet && strcmp(c->output, "-") != 0) {
		c->output = NULL; /* which names the archive here */
		rv = cli_print(c, buf_all(&b));
	}
	buf_release(&b);
	return rv;
}

static int
run(struct cli *c)
{
	struct archiving a;
	struct pack_sum sum = { 0 };
	struct fail f;
	int key, rv;

	archive_init(&a);
	if ((rv = export_crypt(c)) != 0)
		return rv;
	while (rv == 0 && (key = cli_getopt(c)) != -1)
		rv = take_option(c, &a, key, &f);
	if (rv == 0) {
		check_usage(c, &a);
		a.walk.ranged = c->from != INT_MIN || c->to != INT_MAX;
		a.walk.from = c->from;
		a.walk.to = c->to;
		if (a.redact != NULL) /* at most that is looked at */
			a.walk.share = true;
		rv = prepare(c, &a, &f);
	}
	if (rv == 0)
		rv = c->dry ? archive_list(c, &a, &f)
			    : archive_write(c, &a, &sum, &f);
	if (rv == -1)
		rv = cli_fail(c, &f);
	else if (rv == 0 && !c->dry) {
		check_stale(c, &a);
		rv = cli_worse(report(c, &sum), a.unrecorded ? CLI_TROUBLE : 0);
	}
	archive_release(&a);
	return rv;
}
