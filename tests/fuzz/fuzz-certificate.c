/* Certificates: any file holds facts or not; none is genuine; its facts make
   a page, whatever they say. */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/certificate.h"
#include "common/crypt.h"
#include "common/fill.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char template[] =
    "<html>{name} {number}\n{dates}{date} {mode} {session_group}\n{/dates}\n"
    "{facts}";

static void
ignore(void *arg, struct view name, struct view a, struct view b)
{
	*(size_t *)arg += name.n + a.n + b.n;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct view page = { (const char *)data, size };
	struct view key = { "0123456789abcdef0123456789abcdef", CRYPT_KEY };
	struct buf facts = { 0 }, out = { 0 }, back = { 0 };
	struct fail f;
	size_t n = 0;

	if (crypt_init(NULL, &f) == -1)
		abort();
	/* As a template: it is filled or refused. */
	(void)certificate_page(&out, view_of("\nName: x\n"), page, true, page,
	    &f);
	buf_clear(&out);
	fill_escape(&out, page);
	fill_unescape(&back, buf_all(&out));
	if (!view_equal(buf_all(&back), page))
		abort();
	buf_clear(&out);
	if (certificate_find(&facts, page, &f) == 0) {
		if (certificate_check(buf_all(&facts), key, &f) == 0)
			abort();
		(void)certificate_page(&out, buf_all(&facts), view_of(template),
		    true, view_of("online: o\n"), &f);
		certificate_compare(buf_all(&facts), page, ignore, &n);
	}
	buf_release(&facts);
	buf_release(&out);
	buf_release(&back);
	return 0;
}
