#include "common/lists.h"

uint32_t
lists_version(void)
{
	return lists_head()->version;
}
