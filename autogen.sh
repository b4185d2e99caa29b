#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes configure. libtoolize goes before autoreconf, which calls it too, but
# only after a first trace: where autom4te sees the second one in the same
# second it takes the first for up to date, and Makefile.in would not know of
# m4/*.m4.
set -e
cd "$(dirname "$0")"
libtoolize --copy --force --quiet
autoreconf -fi
