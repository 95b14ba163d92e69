#!/bin/sh
# The attacker of outside/suppress.t, at length: 10,000 tables.
exec sh "${SRCDIR:-.}/tests/outside/suppress.t"
