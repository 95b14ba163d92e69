#ifndef CMD_EXPORT_OPEN_H
#define CMD_EXPORT_OPEN_H

#include <stdbool.h>

#include "cmd/cli.h"
#include "common/inspect.h"
#include "common/minisig.h"
#include "common/passphrase.h"

/*
 * What list, verify and extract share: the keys, the signature, the limits,
 * and the one opening of the archive.
 */
struct opening {
	struct age_keys keys;
	struct zst_limits limits;
	unsigned work;	    /* highest work factor taken */
	int fd;		    /* of the archive */
	const char *path;   /* as given */
	const char *signer; /* --signer: key or file, or NULL */
	bool checked;	    /* signature verified: before is its hash */
	unsigned char before[MINISIG_HASH];
	struct crypt_hash *again; /* of what is read now */

	/* Options, until opening_begin(). */
	const char *identity[16];
	size_t nidentity;
	bool ask;
	int pass_fd; /* -1: none */
};

enum {
	OPENING_PASS_FD = 400,
	OPENING_SIGNER,
	OPENING_WORK = CLI_RARE + 8,
	OPENING_SIZE,
	OPENING_RATIO
};

#define OPENING_OPTIONS                                                        \
	{ 'i', "identity", "FILE", "a key that opens it; may be repeated" },   \
	    { 'p', "passphrase", NULL, "ask for the passphrase" },             \
	    { OPENING_PASS_FD, "passphrase-fd", "N",                           \
		    "read the passphrase from there" },                        \
	    { OPENING_SIGNER, "signer", "KEY",                                 \
		    "refuse unless signed with this minisign key" },           \
	    { OPENING_WORK, "max-work", "N",                                   \
		    "highest work factor taken, 1 to 22 (20)" },               \
	    { OPENING_SIZE, "max-size", "MIB",                                 \
		    "unpack no more than that (1048576)" },                    \
	{                                                                      \
		OPENING_RATIO, "max-ratio", "N",                               \
		    "unpack at most that many times the size (1000)"           \
	}

void opening_init(struct opening *o);

/* Take the option `key`, whose value is c->arg; false if it is none of ours. */
bool opening_option(struct cli *c, struct opening *o, int key);

/*
 * After the options: take the archive from the operands, open it, gather the
 * keys.  Must come before the sandbox.  Returns 0, or the exit status.
 */
int opening_begin(struct cli *c, struct opening *o);

/*
 * Shut the sandbox: of the file system only the signature and the signer's
 * key stay readable, and in the directory around `target` (or NULL) something
 * may be made.  Returns 0 or the exit status.
 */
int opening_shut(struct cli *c, const struct opening *o, const char *target);

/* Check the signature, if one is asked for; then read the archive.  Returns
   0 and fills *sum, or -1. */
int opening_read(struct opening *o, const struct inspect_visitor *v,
    struct inspect_sum *sum, struct fail *f);

void opening_release(struct opening *o);

/* Tell about memory that cannot be locked.  Returns 0 or the exit status. */
int export_crypt(struct cli *c);

/* Give these rights in the directory around path.  0, or -1. */
int export_allow_around(struct sandbox *box, const char *path, unsigned rights,
    struct fail *f);

/* Append the hash in hexadecimal. */
void export_hex(struct buf *b, const unsigned char *hash, size_t n);

#endif
