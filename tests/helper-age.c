/*
 * For the outside tests of the age format.
 *
 *	helper-age open KEY... <FILE >PLAIN	KEY: AGE-SECRET-KEY-1..., or
 *						pass:PASSPHRASE
 *	helper-age seal [-a] KEY... <PLAIN >FILE	KEY: a recipient, or
 *						pass:PASSPHRASE
 *
 * Says on standard error the word of the failure, or "success", and the
 * SHA-256 of all plaintext that was released.
 */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "common/age.h"
#include "common/crypt.h"
#include "common/flow.h"

static int
add_key(struct age_keys *keys, const char *arg, bool seal, struct fail *f)
{
	if (strncmp(arg, "pass:", 5) == 0)
		return age_keys_passphrase(keys, view_of(arg + 5),
		    seal ? 10 : AGE_WORK_HIGHEST, f);
	return seal ? age_keys_recipient(keys, view_of(arg), f)
		    : age_keys_identity(keys, view_of(arg), f);
}

static int
copy(struct source from, struct sink to, struct crypt_hash *h, struct fail *f)
{
	static char part[100000];
	ssize_t n;

	while ((n = from.read(from.arg, part, sizeof(part), f)) > 0) {
		crypt_hash_add(h, part, (size_t)n);
		if (to.write(to.arg, part, (size_t)n, f) == -1)
			return -1;
	}
	return n == 0 ? 0 : -1;
}

static int
open_file(const struct age_keys *keys, struct source from, struct sink to,
    struct crypt_hash *h, struct fail *f)
{
	struct age_reader *r = NULL;
	int rv = age_reader_new(&r, keys, NULL, from, f);

	if (rv == 0)
		rv = copy(age_reader_source(r), to, h, f);
	age_reader_free(r);
	return rv;
}

static int
seal_file(const struct age_keys *keys, bool armor, struct source from,
    struct sink to, struct crypt_hash *h, struct fail *f)
{
	struct age_writer *w = NULL;
	int rv = age_writer_new(&w, keys, armor, NULL, to, f);

	if (rv == 0)
		rv = copy(from, age_writer_sink(w), h, f);
	if (rv == 0)
		rv = age_writer_end(w, f);
	age_writer_free(w);
	return rv;
}

int
main(int argc, char *argv[])
{
	struct age_keys keys = { 0 };
	struct crypt_hash *h = NULL;
	struct fail f = { 0 };
	unsigned char sum[CRYPT_HASH];
	int in = STDIN_FILENO, out = STDOUT_FILENO, i, rv = 0;
	bool seal = argc > 1 && strcmp(argv[1], "seal") == 0, armor = false;

	if (crypt_init(NULL, &f) == -1 || crypt_sha256_new(&h, &f) == -1)
		rv = -1;
	for (i = 2; i < argc && rv == 0; i++) {
		if (strcmp(argv[i], "-a") == 0)
			armor = true;
		else
			rv = add_key(&keys, argv[i], seal, &f);
	}
	if (rv == 0)
		rv = seal ? seal_file(&keys, armor, flow_from_fd(&in),
				flow_to_fd(&out), h, &f)
			  : open_file(&keys, flow_from_fd(&in),
				flow_to_fd(&out), h, &f);
	fprintf(stderr, "%s ", rv == 0 ? "success" : f.word);
	if (h != NULL) {
		crypt_hash_end(h, sum);
		for (i = 0; i < CRYPT_HASH; i++)
			fprintf(stderr, "%02x", sum[i]);
	}
	fprintf(stderr, " %s\n", rv == 0 ? "" : f.what);
	crypt_hash_free(h);
	age_keys_release(&keys);
	return rv == 0 ? 0 : 1;
}
