#!/bin/sh
# SPDX-License-Identifier: MIT
# A quick share of the property that parts find what the whole does
# (tests/oracle/parts.py); `tests/all.sh parts` tries many more.
set -u
. "$(dirname "$0")/library.sh"

PYTHONDONTWRITEBYTECODE=1 "${PYTHON:-python3}" \
    "${top_srcdir:?}/tests/oracle/parts.py" --seeds 1:16 --tap
