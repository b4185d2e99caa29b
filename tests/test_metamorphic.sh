#!/bin/sh
# SPDX-License-Identifier: MIT
# A quick share of the relations between reports of random sets
# (tests/oracle/metamorphic.py); `tests/all.sh metamorphic` tries many more.
set -u
. "$(dirname "$0")/library.sh"

PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" \
    "${top_srcdir:?}/tests/oracle/metamorphic.py" --seeds 1:31 --tap
