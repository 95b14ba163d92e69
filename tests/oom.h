#ifndef TESTS_OOM_H
#define TESTS_OOM_H

/*
 * The nth allocation from now on fails: oom_at = n; 0: none.  oom_hit says
 * whether it came to that.  To be included by one file of a test.  With a
 * sanitizer, which has a malloc(3) of its own, nothing ever fails.
 */

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

static long oom_at;
static bool oom_hit;

#if defined(__SANITIZE_ADDRESS__)
#define OOM_WORKS 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OOM_WORKS 0
#endif
#endif
#if !defined(OOM_WORKS) && defined(__GLIBC__)
#define OOM_WORKS 1

void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t n);

static bool
oom_now(void)
{
	if (oom_at == 0 || --oom_at > 0)
		return false;
	oom_hit = true;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t n)
{
	return oom_now() ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return oom_now() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t n)
{
	return oom_now() ? NULL : __libc_realloc(p, n);
}

void *
reallocarray(void *p, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size) {
		errno = ENOMEM;
		return NULL;
	}
	return oom_now() ? NULL : __libc_realloc(p, n * size);
}
#elif !defined(OOM_WORKS)
#define OOM_WORKS 0
#endif

#endif
