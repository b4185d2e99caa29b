#!/bin/sh
# SPDX-License-Identifier: MIT
# A program outside the tree, built with nothing but pkg-config against an
# installed copy, writes the same report as the installed tool. TAP.
set -u
srcdir=$(cd "${srcdir:-.}" && pwd)
builddir=$(cd "${builddir:-build}" && pwd)
data=$srcdir/examples/data/sekolah.yaml
pada=2026-01-20
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
prefix=$work/prefix

n=0
# is NAME COMMAND...
is() {
    name=$1
    shift
    n=$((n + 1))
    if "$@" >out 2>&1; then
        echo "ok $n - $name"
    else
        sed 's/^/# /' out
        echo "not ok $n - $name"
    fi
}

# `make install prefix=` would leave the configured one in libskpcheck.pc
install_copy() {
    mkdir build && (cd build && "$srcdir/configure" -q --prefix="$prefix") &&
        make -C build -s -j2 install
}

has_all() {
    for f in lib/libskpcheck.so.0 lib/libskpcheck.a lib/libskpcheck.la \
        lib/pkgconfig/libskpcheck.pc include/skpcheck.h \
        include/skpcheck-version.h bin/skpcheck bin/skp-atasan \
        bin/skp-organisasi bin/skp-urutan share/man/man1/skpcheck.1 \
        share/man/man3/libskpcheck.3; do
        [ -e "$prefix/$f" ] || { echo "$f was not installed" && return 1; }
    done
}

# build NAME PKG_CONFIG_OPTION...
build() {
    program=$1
    shift
    # shellcheck disable=SC2046 # lists of flags
    ${CC:-cc} -Wall -Wextra -Werror -std=c11 -o "$program" embed.c \
        $(pkg-config "$@" --cflags --libs libskpcheck)
}

# 1 says that there are findings
report() {
    "$@" >"$report_of"
    [ $? -le 1 ] && [ -s "$report_of" ]
}

same() {
    report_of=tool.txt report "$prefix/bin/skpcheck" check --color=never \
        --lang=id --pada $pada "$data" &&
        report_of=embed.txt report "$1" $pada "$data" &&
        diff -u tool.txt embed.txt
}

unload() {
    make -C build -s uninstall && [ -z "$(find "$prefix" -type f)" ]
}

echo 1..8
export PKG_CONFIG_PATH="$prefix/lib/pkgconfig"
export LD_LIBRARY_PATH="$prefix/lib"
cp "$srcdir/examples/embed.c" .
is 'an installed copy' install_copy
is 'everything is installed' has_all
is 'built with pkg-config' build shared
is 'the same report as the tool' same ./shared
is 'the version of pkg-config is the tool'"'"'s' sh -c "
    '$prefix/bin/skpcheck' --version |
        grep -F \"\$(pkg-config --modversion libskpcheck)\""
rm -f "$prefix"/lib/libskpcheck.so*
is 'built with pkg-config --static' build static --static
is 'the same report without the shared library' ./static $pada "$data"
is 'make uninstall leaves nothing' unload
