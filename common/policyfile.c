#include "common/policyfile.h"

#include <fcntl.h>
#include <string.h>

#include "common/datafile.h"
#include "common/file.h"

#define POLICY_MAX (1u << 20)

static int
read_text(const char *name, struct buf *text, struct fail *f)
{
	struct buf path = { 0 };
	int rv;

	if (strchr(name, '/') != NULL)
		return file_read(AT_FDCWD, name, POLICY_MAX, text, f);
	buf_printf(&path, "policies/%s.txt", name);
	rv = buf_bad(&path) ? fail_memory(f)
			    : datafile_read(path.p,
				  DATAFILE_SHIPPED | DATAFILE_OWN, text, f);
	buf_release(&path);
	if (rv == 1)
		return fail_set(f, FAIL_REFERENCE, "E_POLICY",
		    "no such policy; balint, hipaa, gdpr, one of your "
		    "library's policies/ or a path was expected");
	return rv;
}

int
policyfile_read(struct policy *p, const char *name, struct fail *f)
{
	struct buf text = { 0 };
	int rv = read_text(name, &text, f);

	if (rv == 0)
		rv = policy_parse(p, buf_all(&text), f);
	buf_release(&text);
	return rv == -1 ? fail_file(f, name) : 0;
}
