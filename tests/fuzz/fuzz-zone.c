/* Time zones: any bytes parse or don't; a zone that does has an offset for
   each day, and its parts of a calendar can be written. */

#include <stdint.h>
#include <stdlib.h>

#include "common/ical.h"
#include "common/zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct view src = { (const char *)data, size };
	struct buf b = { 0 };
	struct zone z;
	struct fail f;
	int day, d, m;

	if (zone_parse(&z, src, &f) == 0) {
		for (day = -20000; day < 80000; day += 997) {
			zone_utc(&z, day, 1080, &d, &m);
			if (m < 0 || m > 1439 || d < day - 3 || d > day + 3)
				abort();
		}
		ical_zone(&b, view_of("X/Y"), &z, 20000, 20400);
	}
	buf_release(&b);
	zone_release(&z);
	return 0;
}
