#!/bin/sh
# SPDX-License-Identifier: MIT
# The public headers compile alone and clean as C99 and as C++11.
set -u
# The compiler is not what the locale stages try.
unset LD_PRELOAD
cc=${CC:-cc}
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT
cat >"$dir/use.c" <<'END'
#include <skpcheck.h>
#include <skpcheck-arrow.h>
int main(void)
{
	skp_error err = SKP_INIT(skp_error);
	struct ArrowArrayStream stream;
	stream.release = 0;
	return (int)err.code + (stream.release != 0);
}
END
cp "$dir/use.c" "$dir/use.cc"
flags="-Wall -Wextra -Wpedantic -pedantic-errors -Werror -fsyntax-only
    -I$top_srcdir/include -I$top_builddir/include"

# shellcheck disable=SC2086 # $cc and $flags are lists of words
c99() {
    $cc -std=c99 $flags "$1"
}

# shellcheck disable=SC2086
cxx11() {
    if command -v clang >/dev/null; then
        clang -x c++ -std=c++11 $flags "$1"
    else
        g++ -std=c++11 $flags "$1"
    fi
}

n=0
# is WANTED NAME COMMAND...
is() {
    wanted=$1 name=$2
    shift 2
    n=$((n + 1))
    if "$@" >"$dir/out" 2>&1; then got=good; else got=bad; fi
    if [ $got = "$wanted" ]; then
        echo "ok $n - $name"
    else
        sed 's/^/# /' "$dir/out"
        echo "not ok $n - $name"
    fi
}

echo 1..4
is good 'C99' c99 "$dir/use.c"
if command -v clang >/dev/null || command -v g++ >/dev/null; then
    is good 'C++11' cxx11 "$dir/use.cc"
else
    n=$((n + 1))
    echo "ok $n - C++11 # SKIP needs clang or g++"
fi
echo 'int f(void) { return ({ 1; }); }' >>"$dir/use.c"
is bad 'notices what is not C99' c99 "$dir/use.c"
echo 'struct s { int n; } s = { .n = 1 };' >>"$dir/use.cc"
if command -v clang >/dev/null || command -v g++ >/dev/null; then
    is bad 'notices what is not C++11' cxx11 "$dir/use.cc"
else
    n=$((n + 1))
    echo "ok $n - C++11 # SKIP needs clang or g++"
fi
