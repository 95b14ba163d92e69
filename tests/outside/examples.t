#!/bin/sh
# The EXAMPLES of the manual pages again, with every program they name.
SRCDIR=${SRCDIR:-$(pwd)}
BALINT_NOSKIP=1
export SRCDIR BALINT_NOSKIP
exec sh "$SRCDIR/tests/examples.t"
