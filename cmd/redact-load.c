/* What balint-redact works with: policy, key, lists. */

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/redact.h"
#include "common/crypt.h"
#include "common/date.h"
#include "common/datafile.h"
#include "common/file.h"
#include "common/keyfile.h"
#include "common/policyfile.h"

/* A list that ships with us. */
static int
load_list(const char *name, struct buf *b, struct standin **out, struct fail *f)
{
	int rv = datafile_read(name, DATAFILE_SHIPPED, b, f);

	if (rv == 1) {
		fail_set(f, FAIL_REFERENCE, "E_LIST",
		    "a list that ships with balint is not there");
		return fail_file(f, name);
	}
	return rv == -1 ? -1 : standin_new(out, buf_all(b), f);
}

static int
mac(void *arg, struct view v, unsigned char out[32], struct fail *f)
{
	struct job *j = arg;

	return crypt_hmac_sha256(
	    (struct view){ (const char *)j->secret, CRYPT_KEY }, v, out, f);
}

/*
 * Pseudonyms need the user's key, so that they are the same elsewhere.
 * Stand-ins do without one: then they differ from run to run.
 */
static int
load_key(struct job *j, struct fail *f)
{
	if (!policy_uses(&j->policy, ACT_PSEUDONYM) &&
	    !policy_uses(&j->policy, ACT_SURROGATE))
		return 0;
	if (crypt_init(NULL, f) == -1)
		return -1;
	if (j->key != NULL)
		return keyfile_study(j->key, &j->secret, f);
	if (policy_uses(&j->policy, ACT_PSEUDONYM))
		return fail_set(f, FAIL_REFERENCE, "E_KEY",
		    "pseudonyms need --key FILE, made by balint-new key");
	if ((j->secret = crypt_alloc(CRYPT_KEY)) == NULL)
		return fail_memory(f);
	return crypt_random(j->secret, CRYPT_KEY, f);
}

/* The policy, with what the command line says before it. */
static int
settle(struct job *j, struct fail *f)
{
	struct text_options *o = &j->options;

	if (j->shift != 0)
		j->policy.verb[REDACT_DATE] = ACT_SHIFT;
	if (j->as != NULL && act_parse(j->policy.verb, view_of(j->as), f) == -1)
		return -1;
	if (j->shift != 0 || j->policy.verb[REDACT_DATE] == ACT_SURROGATE)
		cli_say(j->c, "warning: dates are all moved by the same number "
			      "of days; who knows one of them knows all of "
			      "them");
	if (policy_uses(&j->policy, ACT_SHIFT) && j->shift == 0)
		return fail_set(f, FAIL_SYNTAX, "E_AS",
		    "date=shift needs --shift DAYS");
	if (j->mode != NULL)
		j->policy.mode = strcmp(j->mode, "strict") == 0
				     ? REDACT_STRICT
				     : REDACT_BALANCED;
	o->find.mode = j->policy.mode;
	o->find.quasi =
	    j->policy.quasi ||
	    (j->as != NULL && (strstr(j->as, "profession=") != NULL ||
				  strstr(j->as, "nationality=") != NULL ||
				  strstr(j->as, "age=") != NULL));
	memcpy(o->act.verb, j->policy.verb, sizeof(o->act.verb));
	o->act.mac = mac;
	o->act.macarg = j;
	o->act.shift = j->shift;
	o->act.year = date_split(j->c->date).year;
	o->act.order = j->order;
	if (j->map != NULL || j->report != NULL) {
		o->act.told = job_told;
		o->act.toldarg = j;
	}
	return 0;
}

static int
load_decisions(struct job *j, struct fail *f)
{
	struct buf b = { 0 };
	int rv;

	if (j->decisions == NULL)
		return 0;
	rv = file_read(AT_FDCWD, j->decisions, RECORD_SIZE_MAX, &b, f);
	if (rv == 0 && decide_parse(&j->decide, buf_all(&b), f) == -1)
		rv = fail_file(f, j->decisions);
	buf_release(&b);
	j->options.decide = &j->decide;
	return rv;
}

int
job_load(struct job *j)
{
	struct fail f;
	bool list;

	memset(&f, 0, sizeof(f));
	if (policyfile_read(&j->policy,
		j->policy_name != NULL ? j->policy_name : "balint", &f) == -1 ||
	    settle(j, &f) == -1 || load_key(j, &f) == -1)
		return cli_fail(j->c, &f);
	list = policy_uses(&j->policy, ACT_SURROGATE);
	if (list &&
	    load_list("surrogates.txt", &j->names_text, &j->names, &f) == -1)
		return cli_fail(j->c, &f);
	list = policy_uses(&j->policy, ACT_COUNTRY);
	if (list && load_list("countries.txt", &j->countries_text,
			&j->countries, &f) == -1)
		return cli_fail(j->c, &f);
	j->options.act.names = j->names;
	j->options.act.countries = j->countries;
	if (job_words(j, &f) == -1 || load_decisions(j, &f) == -1 ||
	    job_decided(j, &f) == -1)
		return cli_fail(j->c, &f);
	return 0;
}

void
job_release(struct job *j)
{
	text_free(j->text);
	standin_free(j->names);
	standin_free(j->countries);
	policy_release(&j->policy);
	decide_release(&j->decide);
	names_release(&j->recipients);
	crypt_free(j->secret);
	free(j->knowns);
	free(j->denies);
	free(j->allows);
	text_patterns_free(j->patterns, j->npattern);
	buf_release(&j->names_text);
	buf_release(&j->countries_text);
	buf_release(&j->bytes[0]);
	buf_release(&j->bytes[1]);
	buf_release(&j->bytes[2]);
	names_release(&j->roster);
	names_release(&j->mapped);
	buf_release(&j->told);
}
