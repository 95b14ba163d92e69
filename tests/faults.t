#!/bin/sh
# The short form of tests/crash/faults.t: every thirteenth fault.
unset BALINT_LONG
exec sh "${SRCDIR:-.}/tests/crash/faults.t"
