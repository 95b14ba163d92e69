#ifndef TESTS_TAP_H
#define TESTS_TAP_H

/*
 * Tests in C that speak TAP to prove(1).  A test is a line: ok(condition,
 * "name").  main ends with `return tap_end();`.
 */

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static unsigned tap_count, tap_failed;

__attribute__((format(printf, 2, 3), unused)) static bool
ok(bool good, const char *fmt, ...)
{
	va_list ap;

	tap_count++;
	if (!good)
		tap_failed++;
	printf("%sok %u - ", good ? "" : "not ", tap_count);
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
	putchar('\n');
	return good;
}

__attribute__((unused)) static int
tap_end(void)
{
	printf("1..%u\n", tap_count);
	if (fflush(stdout) != 0)
		return 2;
	return tap_failed == 0 && tap_count > 0 ? 0 : 1;
}

#endif
