/*
 * The study ids of cases, for a test that has to know which row is which:
 *
 *	helper-studyid KEYFILE <lines
 *
 * A line is GROUP CASE SESSION MEMBER, GROUP being gNNN of
 * tests/study-library.sh; printed is ID GROUP SESSION MEMBER.
 */

#include <stdio.h>
#include <stdlib.h>

#include "common/crypt.h"
#include "common/keyfile.h"
#include "common/studyid.h"

int
main(int argc, char **argv)
{
	char group[8], id[16], session[32], member[8], lasting[16];
	char out[STUDYID_LEN];
	unsigned char *key;
	struct view k;
	struct fail f;

	if (argc != 2 || crypt_init(NULL, &f) == -1 ||
	    keyfile_study(argv[1], &key, &f) == -1)
		return 2;
	k.p = (const char *)key;
	k.n = CRYPT_KEY;
	while (scanf("%7s %15s %31s %7s", group, id, session, member) == 4) {
		(void)snprintf(lasting, sizeof(lasting), "g-%05d",
		    (int)strtol(group + 1, NULL, 10));
		if (studyid_make(out, k, 'c', view_of(lasting), view_of(id),
			&f) == -1)
			return 2;
		printf("%s %s %s %s\n", out, group, session, member);
	}
	crypt_free(key);
	return 0;
}
