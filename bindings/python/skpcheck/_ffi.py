# SPDX-License-Identifier: MIT
"""The C interface: library, constants, structs, and every function's types.

Nothing else in the package touches ctypes' loader. The tests compare all
that stands here with include/skpcheck_ffi.h.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import os
from ctypes import (
    CFUNCTYPE, POINTER, Structure, c_char, c_char_p, c_int32, c_int64,
    c_uint32, c_uint64, c_void_p,
)
from typing import Dict, Iterator, List, Tuple

#: The binary interface that this package was written for.
ABI = 0

# ---- constants ------------------------------------------------------------

SKP_OK = 0
SKP_E_NOMEM = -1
SKP_E_ARG = -2
SKP_E_TYPE = -3
SKP_E_STATE = -4
SKP_E_BUSY = -5
SKP_E_IO = -6
SKP_E_FORMAT = -7
SKP_E_EMPTY = -8
SKP_E_ENCODING = -9
SKP_E_UNKNOWN = -10
SKP_E_DUPKEY = -11
SKP_E_POLICY = -12
SKP_E_UNSUPPORTED = -13
SKP_E_CANCEL = -14
SKP_E_PROOF = -15
SKP_E_LIMIT_SIZE = -20
SKP_E_LIMIT_DEPTH = -21
SKP_E_LIMIT_EVENTS = -22
SKP_E_LIMIT_SCALAR = -23
SKP_E_LIMIT_RECORDS = -24
SKP_E_LIMIT_FINDINGS = -25
SKP_E_LIMIT_MEM = -26
SKP_E_YAML_ALIAS = -30
SKP_E_YAML_TAG = -31
SKP_E_YAML_MULTIDOC = -32
SKP_E_YAML_DIRECTIVE = -33

(SKP_TABLE_UNOR, SKP_TABLE_PEGAWAI, SKP_TABLE_PENUGASAN, SKP_TABLE_SKP,
 SKP_TABLE_RHK, SKP_TABLE_KEJADIAN, SKP_TABLE_PROFIL, SKP_TABLE_PERIODE,
 SKP_TABLE_INSTANSI) = range(9)
SKP_TABLES = 8

(SKP_COLUMN_TEXT, SKP_COLUMN_FIXED, SKP_COLUMN_NIP, SKP_COLUMN_UUID,
 SKP_COLUMN_SAME, SKP_COLUMN_INT, SKP_COLUMN_UINT, SKP_COLUMN_VIEW) = range(8)

SKP_BATCH_REPORT = 1
SKP_BATCH_IMPLICIT = 2
SKP_BATCH_ATASAN = 4
SKP_BATCH_PARTIAL = 8
SKP_BATCH_DERIVED = 16

SKP_SEVERITY_I = 1
SKP_SEVERITY_W = 2
SKP_SEVERITY_E = 3

(SKP_F_CODE, SKP_F_SEVERITY, SKP_F_TABLE, SKP_F_ID, SKP_F_PEGAWAI,
 SKP_F_UNOR, SKP_F_ACTUAL, SKP_F_EXPECTED, SKP_F_PATH, SKP_F_BLOCKED,
 SKP_F_BLOCKED_TOTAL, SKP_F_ROOT, SKP_F_LEVEL, SKP_F_ACTOR, SKP_F_DETAIL,
 SKP_F_FILE, SKP_F_LINE, SKP_F_MESSAGE, SKP_F_FINGERPRINT) = range(19)
SKP_FIELDS = 19

(SKP_BASELINE_FINGERPRINT, SKP_BASELINE_CODE, SKP_BASELINE_REASON,
 SKP_BASELINE_EXPIRES) = range(4)
SKP_BASELINE_EXPIRED = -1

(SKP_LOST_REJECTED, SKP_LOST_IMPLICIT, SKP_LOST_NAMES, SKP_LOST_POSTS,
 SKP_LOST_PARTIAL, SKP_LOST_NUMBERS, SKP_LOST_CONTROLS,
 SKP_LOST_UNKNOWN) = range(8)

SKP_DIFF_OLD, SKP_DIFF_NEW = range(2)
SKP_DIFF_GONE, SKP_DIFF_ADDED, SKP_DIFF_SAME = range(3)

(SKP_RULE_CODE, SKP_RULE_TITLE, SKP_RULE_MESSAGE, SKP_RULE_EXPLANATION,
 SKP_RULE_ACTOR, SKP_RULE_ACTOR_TEXT, SKP_RULE_STEPS, SKP_RULE_SOURCE,
 SKP_RULE_BASIS, SKP_RULE_NEEDS, SKP_RULE_SEVERITY, SKP_RULE_LEVEL,
 SKP_RULE_TABLE, SKP_RULE_INDICATOR) = range(14)

SKP_OWN_RULES = 64

SKP_PERSON_ACTIVE = 1
SKP_PERSON_OBLIGED = 2
SKP_PERSON_HEAD = 4
SKP_PERSON_MEMBER = 8
SKP_PERSON_BLOCKED = 16

(SKP_ORG_GOOD, SKP_ORG_UNKNOWN, SKP_ORG_BELOW, SKP_ORG_DITOLAK,
 SKP_ORG_ABSENT) = range(5)

SKP_CELL_EMPTY = -1
SKP_CELL_UNKNOWN = -2
SKP_CELL_UNMATCHED = -3
SKP_CELL_DEAD = -4

(SKP_REASON_PEGAWAI, SKP_REASON_EXPECTED, SKP_REASON_CLIMB, SKP_REASON_CHAIN,
 SKP_REASON_RECORDED, SKP_REASON_KEJADIAN, SKP_REASON_STEP) = range(7)
SKP_REASON_PARTS = 7

(SKP_R_PEGAWAI, SKP_R_NAMA, SKP_R_JABATAN, SKP_R_UNOR, SKP_R_UNOR_NAMA,
 SKP_R_STATE, SKP_R_DETAIL, SKP_R_TUGAS, SKP_R_ID, SKP_R_PENILAI_UNOR,
 SKP_R_ROOT, SKP_R_SINCE, SKP_R_TIME, SKP_R_LEVEL, SKP_R_ACTOR, SKP_R_TEXT,
 SKP_R_SYSTEM, SKP_R_AFTER, SKP_R_CONTACT, SKP_R_BLOCKED,
 SKP_R_BLOCKED_TOTAL, SKP_R_OBLIGED, SKP_R_OK, SKP_R_VALID,
 SKP_R_WAIT) = range(25)
SKP_R_FIELDS = 25

(SKP_PLAN_N, SKP_PLAN_LEVEL, SKP_PLAN_ACTOR, SKP_PLAN_PEGAWAI, SKP_PLAN_UNOR,
 SKP_PLAN_ACTION, SKP_PLAN_ACT, SKP_PLAN_SYSTEM, SKP_PLAN_FIXES,
 SKP_PLAN_UNBLOCKS, SKP_PLAN_AFTER, SKP_PLAN_BASIS, SKP_PLAN_WAIT_DAYS,
 SKP_PLAN_CHANNEL, SKP_PLAN_KEPUTUSAN, SKP_PLAN_CODE, SKP_PLAN_ID,
 SKP_PLAN_REASON, SKP_PLAN_REASON_TEXT) = range(19)
SKP_PLAN_FIELDS = 19

(SKP_PHASE_NONE, SKP_PHASE_LOAD, SKP_PHASE_SEAL, SKP_PHASE_CHECK,
 SKP_PHASE_PLAN, SKP_PHASE_WRITE) = range(6)


# ---- structs --------------------------------------------------------------

class skp_model(Structure):
    """Opaque."""


class skp_checker(Structure):
    """Opaque."""


class skp_report(Structure):
    """Opaque."""


class skp_columns(Structure):
    """Opaque."""


class skp_facts(Structure):
    """Opaque."""


class skp_reason(Structure):
    """Opaque."""


class skp_plan(Structure):
    """Opaque."""


class skp_baseline(Structure):
    """Opaque."""


class skp_boundary(Structure):
    """Opaque."""


class skp_diff(Structure):
    """Opaque."""


class skp_progress(Structure):
    """Opaque."""


class Sized(Structure):
    """A struct that begins with its own size, which it fills in itself."""

    def __init__(self, **fields: object) -> None:
        super().__init__(size=ctypes.sizeof(self), **fields)


skp_progress_fn = CFUNCTYPE(c_int32, c_void_p, c_uint64, c_uint64)
skp_write_fn = CFUNCTYPE(c_int32, c_void_p, POINTER(c_char), c_uint64)
skp_rule_fn = CFUNCTYPE(c_int32, c_void_p, POINTER(skp_facts), c_int64)
ALLOC = CFUNCTYPE(c_void_p, c_void_p, c_uint64)
RESIZE = CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_uint64)
RELEASE = CFUNCTYPE(None, c_void_p, c_void_p)


class skp_error(Sized):
    _fields_ = [
        ("size", c_uint32), ("code", c_int32),
        ("line", c_uint32), ("column", c_uint32),
        ("file", c_char * 256), ("text", c_char * 512),
    ]


class skp_allocator(Sized):
    _fields_ = [
        ("size", c_uint32), ("alloc", ALLOC), ("resize", RESIZE),
        ("release", RELEASE), ("ctx", c_void_p),
    ]


class skp_limits(Sized):
    _fields_ = [
        ("size", c_uint32), ("depth", c_uint32), ("scalar", c_uint32),
        ("id", c_uint32), ("bytes", c_uint64), ("csv_bytes", c_uint64),
        ("events", c_uint64), ("records", c_uint64), ("findings", c_uint64),
        ("memory", c_uint64),
    ]


class skp_model_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("fixed_seed", c_uint32), ("seed", c_uint64),
        ("allocator", POINTER(skp_allocator)), ("limits", POINTER(skp_limits)),
        ("progress", POINTER(skp_progress)),
    ]


class skp_view(Structure):
    _fields_ = [("p", c_void_p), ("n", c_uint32), ("pad", c_uint32)]


class skp_load_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("jobs", c_uint32),
        ("progress", skp_progress_fn), ("ctx", c_void_p),
    ]


# Pointers to cells are plain addresses: they come from bytes, array.array
# and numpy alike.
class skp_column(Sized):
    _fields_ = [
        ("size", c_uint32), ("field", c_int32), ("kind", c_int32),
        ("width", c_uint32), ("bytes", c_void_p), ("offset", c_void_p),
        ("packed", c_void_p), ("valid", c_void_p), ("known", c_void_p),
        ("numeric", c_uint32), ("stride", c_uint32),
        ("number", c_void_p),
        ("view", c_void_p),
    ]


class skp_batch(Sized):
    _fields_ = [
        ("size", c_uint32), ("table", c_int32), ("rows", c_uint32),
        ("columns", c_uint32), ("column", POINTER(skp_column)),
        ("file", c_int32), ("flags", c_uint32), ("first_line", c_uint32),
        ("pad", c_uint32), ("line", c_void_p),
    ]


class skp_account(Sized):
    _fields_ = [
        ("size", c_uint32), ("given", c_uint32), ("read", c_uint64),
        ("loaded", c_uint64), ("merged", c_uint64), ("repeated", c_uint64),
        ("empty", c_uint64), ("rejected", c_uint64),
        ("ignored_columns", c_uint64),
    ]


class skp_checker_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("pad", c_uint32),
        ("allocator", POINTER(skp_allocator)), ("limits", POINTER(skp_limits)),
    ]


class skp_rule(Sized):
    _fields_ = [
        ("size", c_uint32), ("table", c_int32), ("severity", c_int32),
        ("level", c_int32), ("code", c_char_p), ("title", c_char_p),
        ("title_en", c_char_p), ("message", c_char_p),
        ("message_en", c_char_p), ("explanation", c_char_p),
        ("explanation_en", c_char_p), ("steps", c_char_p),
        ("steps_en", c_char_p), ("actor", c_char_p),
        ("actor_text", c_char_p), ("actor_text_en", c_char_p),
        ("source", c_char_p), ("basis", c_char_p), ("check", skp_rule_fn),
        ("ctx", c_void_p),
    ]


class skp_found(Sized):
    _fields_ = [
        ("size", c_uint32), ("severity", c_int32), ("actual", c_char_p),
        ("actual_row", POINTER(c_int64)), ("expected", POINTER(c_int64)),
        ("path", POINTER(c_int64)), ("detail", c_char_p),
        ("actual_table", c_int32), ("expected_table", c_int32),
        ("path_table", c_int32), ("expected_count", c_int32),
        ("path_count", c_int32), ("pad", c_uint32),
    ]


class skp_check_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("jobs", c_uint32),
        ("progress", POINTER(skp_progress)),
    ]


class skp_write_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("min_severity", c_int32), ("lang", c_char_p),
        ("mask", c_int32), ("color", c_int32), ("statistics", c_int32),
        ("quiet", c_int32), ("fingerprints", c_int32), ("same", c_int32),
        ("jobs", c_uint32), ("progress", POINTER(skp_progress)),
    ]


class skp_plan_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("try_all", c_uint32),
        ("progress", POINTER(skp_progress)),
    ]


class skp_plan_write_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("mask", c_int32), ("lang", c_char_p),
        ("actor", c_char_p), ("unor", c_char_p), ("color", c_int32),
        ("pad", c_int32),
    ]


class skp_graph_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("limit", c_int32), ("unor", c_char_p),
        ("pegawai", c_char_p), ("format", c_char_p), ("lang", c_char_p),
        ("mask", c_int32), ("pad", c_uint32),
    ]


# ---- Arrow ----------------------------------------------------------------

class ArrowSchema(Structure):
    """Of the Arrow specification; functions as addresses."""


ArrowSchema._fields_ = [
    ("format", c_char_p), ("name", c_char_p), ("metadata", c_void_p),
    ("flags", c_int64), ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))),
    ("dictionary", POINTER(ArrowSchema)),
    ("release", c_void_p), ("private_data", c_void_p),
]


class ArrowArray(Structure):
    """Of the Arrow specification; functions as addresses."""


ArrowArray._fields_ = [
    ("length", c_int64), ("null_count", c_int64), ("offset", c_int64),
    ("n_buffers", c_int64), ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(ArrowArray))),
    ("dictionary", POINTER(ArrowArray)),
    ("release", c_void_p), ("private_data", c_void_p),
]


class ArrowArrayStream(Structure):
    """Of the Arrow specification; functions as addresses."""

    _fields_ = [
        ("get_schema", c_void_p), ("get_next", c_void_p),
        ("get_last_error", c_void_p), ("release", c_void_p),
        ("private_data", c_void_p),
    ]


class skp_arrow_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("flags", c_uint32), ("source", c_char_p),
        ("first_line", c_uint32), ("pad", c_uint32),
        ("progress", skp_progress_fn), ("ctx", c_void_p),
        ("said", POINTER(c_char)), ("said_cap", c_uint64),
    ]


class skp_arrow_write_options(Sized):
    _fields_ = [
        ("size", c_uint32), ("min_severity", c_int32), ("lang", c_char_p),
        ("mask", c_int32), ("fingerprints", c_int32), ("copy", c_int32),
        ("rows", c_uint32),
    ]


# ---- functions ------------------------------------------------------------

_model = POINTER(skp_model)
_checker = POINTER(skp_checker)
_report = POINTER(skp_report)
_columns = POINTER(skp_columns)
_facts = POINTER(skp_facts)
_reason = POINTER(skp_reason)
_plan = POINTER(skp_plan)
_baseline = POINTER(skp_baseline)
_boundary = POINTER(skp_boundary)
_diff = POINTER(skp_diff)
_progress = POINTER(skp_progress)
_err = POINTER(skp_error)
_load = POINTER(skp_load_options)
_check = [_checker, _model, POINTER(skp_check_options), POINTER(_report),
          _err]  # type: List[object]

#: name -> (type of the result, types of the arguments), as in the header.
FUNCTIONS = {
    "skp_version": (c_char_p, []),
    "skp_abi_version": (c_int32, []),
    "skp_error_name": (c_char_p, [c_int32]),
    "skp_table_find": (c_int32, [c_char_p, c_int64]),
    "skp_table_name": (c_char_p, [c_int32]),
    "skp_field_count": (c_int32, [c_int32]),
    "skp_field_find": (c_int32, [c_int32, c_char_p, c_int64]),
    "skp_field_name": (c_char_p, [c_int32, c_int32]),
    "skp_field_required": (c_int32, [c_int32, c_int32]),
    "skp_heading_count": (c_int32, []),
    "skp_heading_profile": (c_char_p, [c_int32]),
    "skp_heading_text": (c_char_p, [c_int32]),
    "skp_heading_table": (c_int32, [c_int32]),
    "skp_heading_field": (c_int32, [c_int32]),
    "skp_progress_new": (
        c_int32, [POINTER(skp_allocator), POINTER(_progress), _err]),
    "skp_progress_free": (None, [_progress]),
    "skp_progress_cancel": (None, [_progress]),
    "skp_progress_reset": (None, [_progress]),
    "skp_progress_phase": (c_int32, [_progress]),
    "skp_progress_done": (c_int64, [_progress]),
    "skp_progress_total": (c_int64, [_progress]),
    "skp_progress_rows": (c_int64, [_progress]),
    "skp_model_new": (
        c_int32, [POINTER(skp_model_options), POINTER(_model), _err]),
    "skp_model_free": (None, [_model]),
    "skp_model_load": (c_int32, [_model, c_char_p, _load, _err]),
    "skp_model_load_fd": (
        c_int32, [_model, c_int32, c_char_p, _load, _err]),
    "skp_model_load_bytes": (
        c_int32, [_model, c_char_p, c_void_p, c_uint64, _load, _err]),
    "skp_model_source": (
        c_int32, [_model, c_char_p, c_int64, POINTER(c_int32), _err]),
    "skp_model_add": (
        c_int32, [_model, c_int32, c_int32, POINTER(c_int32),
                  POINTER(c_char_p), POINTER(c_int64), POINTER(c_int64),
                  _err]),
    "skp_model_set": (
        c_int32, [_model, c_int32, c_int64, c_int32, c_char_p, c_int64,
                  _err]),
    "skp_model_remove": (c_int32, [_model, c_int32, c_int64, _err]),
    "skp_model_add_batch": (c_int32, [_model, POINTER(skp_batch), _err]),
    "skp_model_add_arrow": (
        c_int32, [_model, c_int32, POINTER(ArrowSchema), POINTER(ArrowArray),
                  POINTER(skp_arrow_options), _err]),
    "skp_model_add_arrow_stream": (
        c_int32, [_model, c_int32, POINTER(ArrowArrayStream),
                  POINTER(skp_arrow_options), _err]),
    "skp_model_seal": (c_int32, [_model, _err]),
    "skp_model_sealed": (c_int32, [_model]),
    "skp_model_edit": (c_int32, [_model, _err]),
    "skp_model_mark": (c_int64, [_model]),
    "skp_model_undo": (c_int32, [_model, c_int64, _err]),
    "skp_model_copy": (c_int32, [_model, POINTER(_model), _err]),
    "skp_model_save": (c_int32, [_model, skp_write_fn, c_void_p, _err]),
    "skp_model_lost": (c_int64, [_model, c_int32]),
    "skp_model_sources": (c_int32, [_model]),
    "skp_model_gives": (c_int32, [_model, c_int32, c_int32]),
    "skp_model_write": (
        c_int32, [_model, c_char_p, c_int32, c_int32, skp_write_fn, c_void_p,
                  _err]),
    "skp_model_rows": (c_int64, [_model, c_int32]),
    "skp_model_find": (c_int64, [_model, c_int32, c_char_p, c_int64]),
    "skp_model_text": (
        c_int64, [_model, c_int32, c_int64, c_int32, c_char_p, c_int64]),
    "skp_model_cells": (
        c_int64, [_model, c_int32, c_int32, c_int64, c_int64,
                  POINTER(c_int64)]),
    "skp_model_appoint": (c_int32, [_model] + [c_char_p] * 4 + [_err]),
    "skp_model_publish": (c_int32, [_model] + [c_char_p] * 5 + [_err]),
    "skp_model_event": (c_int32, [_model] + [c_char_p] * 3 + [_err]),
    "skp_model_set_atasan": (c_int32, [_model] + [c_char_p] * 2 + [_err]),
    "skp_model_account": (
        c_int32, [_model, c_int32, POINTER(skp_account), _err]),
    "skp_model_ignored": (c_int32, [_model, c_int32, c_uint64, _err]),
    "skp_checker_new": (
        c_int32, [POINTER(skp_checker_options), POINTER(_checker), _err]),
    "skp_checker_free": (None, [_checker]),
    "skp_checker_policy": (
        c_int32, [_checker, c_char_p, c_char_p, c_int64, _err]),
    "skp_checker_policy_file": (c_int32, [_checker, c_char_p, _err]),
    "skp_policy_default": (c_char_p, []),
    "skp_policy_count": (c_int32, []),
    "skp_policy_name": (c_char_p, [c_int32]),
    "skp_policy_text": (c_char_p, [c_int32]),
    "skp_checker_policy_write": (
        c_int32, [_checker, skp_write_fn, c_void_p, _err]),
    "skp_checker_set": (c_int32, [_checker, c_char_p, c_char_p, _err]),
    "skp_checker_add_rule": (
        c_int32, [_checker, POINTER(skp_rule), _err]),
    "skp_checker_rule_count": (c_int32, [_checker]),
    "skp_checker_rule_find": (c_int32, [_checker, c_char_p]),
    "skp_checker_rule_text": (
        c_char_p, [_checker, c_int32, c_int32, c_char_p]),
    "skp_facts_rows": (c_int64, [_facts, c_int32]),
    "skp_facts_live": (c_int32, [_facts, c_int32, c_int64]),
    "skp_facts_text": (
        c_int64, [_facts, c_int32, c_int64, c_int32, POINTER(c_char),
                  c_int64]),
    "skp_facts_given": (c_int32, [_facts, c_int32, c_int64, c_int32]),
    "skp_facts_ref": (c_int64, [_facts, c_int32, c_int64, c_int32]),
    "skp_facts_referring": (c_int64, [_facts, c_int32, c_int32, c_int64]),
    "skp_facts_referring_at": (
        c_int64, [_facts, c_int32, c_int32, c_int64, c_int64]),
    "skp_facts_person": (c_int32, [_facts, c_int64]),
    "skp_facts_heads": (c_int32, [_facts, c_int64]),
    "skp_facts_head": (c_int64, [_facts, c_int64, c_int32]),
    "skp_facts_expected": (c_int32, [_facts, c_int64]),
    "skp_facts_expected_at": (c_int64, [_facts, c_int64, c_int32]),
    "skp_facts_appraiser": (c_int64, [_facts, c_int64]),
    "skp_facts_org": (c_int32, [_facts, c_int64]),
    "skp_facts_active": (c_int32, [_facts, c_int64]),
    "skp_facts_kind": (c_char_p, [_facts, c_int64]),
    "skp_facts_covers": (c_int32, [_facts, c_int32, c_int64]),
    "skp_facts_meets": (c_int32, [_facts, c_int32, c_int64]),
    "skp_facts_find": (c_int32, [_facts, POINTER(skp_found), _err]),
    "skp_check": (c_int32, _check),
    "skp_check_atasan": (c_int32, _check),
    "skp_check_organisasi": (c_int32, _check),
    "skp_check_urutan": (c_int32, _check),
    "skp_recheck": (c_int32, [_report, _err]),
    "skp_report_free": (None, [_report]),
    "skp_report_count": (c_int64, [_report]),
    "skp_report_text": (
        c_int64, [_report, c_int64, c_int32, c_int32, c_char_p,
                  POINTER(c_char), c_int64]),
    "skp_report_int": (c_int64, [_report, c_int64, c_int32]),
    "skp_report_columns": (
        c_int32, [_report, c_char_p, POINTER(_columns), _err]),
    "skp_columns_offsets": (POINTER(c_uint64), [_columns, c_int32]),
    "skp_columns_bytes": (POINTER(c_char), [_columns, c_int32]),
    "skp_columns_ints": (POINTER(c_int64), [_columns, c_int32]),
    "skp_columns_free": (None, [_columns]),
    "skp_report_arrow": (
        c_int32, [_report, POINTER(skp_arrow_write_options),
                  POINTER(ArrowArrayStream), _err]),
    "skp_report_skips": (c_int32, [_report]),
    "skp_report_skip_code": (c_char_p, [_report, c_int32]),
    "skp_report_skip_reason": (c_char_p, [_report, c_int32]),
    "skp_report_skip_count": (c_int64, [_report, c_int32]),
    "skp_report_write": (
        c_int32, [_report, c_char_p, POINTER(skp_write_options),
                  skp_write_fn, c_void_p, _err]),
    "skp_explain": (
        c_int32, [_checker, _model, c_char_p, c_int64, POINTER(_reason),
                  _err]),
    "skp_reason_free": (None, [_reason]),
    "skp_plan_make": (
        c_int32, [_checker, _model, POINTER(skp_plan_options), POINTER(_plan),
                  _err]),
    "skp_plan_free": (None, [_plan]),
    "skp_plan_steps": (c_int64, [_plan]),
    "skp_plan_unplanned": (c_int64, [_plan]),
    "skp_plan_text": (
        c_int64, [_plan, c_int64, c_int32, c_int32, c_char_p,
                  POINTER(c_char), c_int64]),
    "skp_plan_int": (c_int64, [_plan, c_int64, c_int32]),
    "skp_plan_rings": (c_int64, [_plan]),
    "skp_plan_ring": (c_int64, [_plan, c_int64, c_int64]),
    "skp_plan_apply": (c_int32, [_plan, _model, c_int64, _err]),
    "skp_plan_verify": (c_int32, [_plan, _err]),
    "skp_plan_write": (
        c_int32, [_plan, c_char_p, POINTER(skp_plan_write_options),
                  skp_write_fn, c_void_p, _err]),
    "skp_reason_clear": (c_int32, [_reason]),
    "skp_reason_report": (_report, [_reason]),
    "skp_reason_count": (c_int64, [_reason, c_int32]),
    "skp_reason_text": (
        c_int64, [_reason, c_int32, c_int64, c_int32, c_int32, c_char_p,
                  POINTER(c_char), c_int64]),
    "skp_reason_int": (c_int64, [_reason, c_int32, c_int64, c_int32]),
    "skp_reason_write": (
        c_int32, [_reason, c_char_p, POINTER(skp_write_options),
                  skp_write_fn, c_void_p, _err]),
    "skp_model_near": (c_int64, [_model, c_char_p, c_int64]),
    "skp_graph_write": (
        c_int32, [_checker, _model, POINTER(skp_graph_options),
                  skp_write_fn, c_void_p, _err]),
    "skp_baseline_new": (
        c_int32, [_checker, c_char_p, c_char_p, c_int64, POINTER(_baseline),
                  _err]),
    "skp_baseline_load": (
        c_int32, [_checker, c_char_p, POINTER(_baseline), _err]),
    "skp_baseline_free": (None, [_baseline]),
    "skp_baseline_count": (c_int64, [_baseline]),
    "skp_baseline_text": (c_char_p, [_baseline, c_int64, c_int32]),
    "skp_baseline_line": (c_int64, [_baseline, c_int64]),
    "skp_report_hide": (c_int32, [_report, _baseline, _err]),
    "skp_report_hidden": (c_int64, [_report, c_int64]),
    "skp_diff_new": (
        c_int32, [_checker, POINTER(skp_write_options), POINTER(_diff),
                  _err]),
    "skp_diff_free": (None, [_diff]),
    "skp_diff_report": (c_int32, [_diff, c_int32, _report, _err]),
    "skp_diff_jsonl": (
        c_int32, [_diff, c_int32, c_char_p, c_void_p, c_uint64, _err]),
    "skp_diff_recognise": (c_int32, [c_void_p, c_uint64]),
    "skp_diff_hide": (c_int32, [_diff, _baseline, _err]),
    "skp_diff_count": (c_int64, [_diff, c_int32, c_int32]),
    "skp_diff_write": (
        c_int32, [_diff, c_char_p, skp_write_fn, c_void_p, _err]),
    "skp_boundary_new": (
        c_int32, [c_char_p, c_char_p, POINTER(_boundary), _err]),
    "skp_boundary_free": (None, [_boundary]),
    "skp_boundary_read": (
        c_int32, [_boundary, c_char_p, c_void_p, c_uint64, _err]),
    "skp_boundary_round": (c_int32, [_boundary]),
    "skp_boundary_begin": (c_int32, [_boundary, _checker, _model, _err]),
    "skp_boundary_end": (c_int32, [_boundary, _model, _err]),
    "skp_boundary_write": (
        c_int32, [_boundary, _checker, _model, skp_write_fn, c_void_p,
                  _err]),
    "skp_boundary_add": (
        c_int32, [_boundary, c_char_p, c_void_p, c_uint64, _err]),
    "skp_boundary_merge": (
        c_int32, [_boundary, skp_write_fn, c_void_p, _err]),
    "skp_events_write": (
        c_int32, [_checker, _model, c_char_p, _model, c_char_p, c_char_p,
                  skp_write_fn, c_void_p, _err]),
    "skp_rule_count": (c_int32, []),
    "skp_rule_find": (c_int32, [c_char_p]),
    "skp_rule_text": (c_char_p, [c_int32, c_int32, c_char_p]),
    "skp_word": (c_char_p, [c_char_p, c_char_p]),
}  # type: Dict[str, Tuple[object, List[object]]]


# ---- library --------------------------------------------------------------

def _candidates() -> Iterator[str]:
    """Where the library may be, best first."""
    here = os.path.dirname(os.path.abspath(__file__))
    for name in ("libskpcheck.so.0", "libskpcheck.so", "libskpcheck.0.dylib",
                 "skpcheck.dll"):
        path = os.path.join(here, name)
        if os.path.exists(path):
            yield path
    found = ctypes.util.find_library("skpcheck")
    if found:
        yield found
    yield "libskpcheck.so.0"


def _open() -> ctypes.CDLL:
    """The first library that loads; what $SKPCHECK_LIBRARY names is the only
    one tried."""
    named = os.environ.get("SKPCHECK_LIBRARY")
    failures = []
    for path in [named] if named else _candidates():
        try:
            return ctypes.CDLL(path)
        except OSError as error:
            failures.append("%s: %s" % (path, error))
    raise ImportError(
        "libskpcheck could not be loaded; install it or let the environment "
        "variable SKPCHECK_LIBRARY name its file. Tried:\n  "
        + "\n  ".join(failures))


def _declare(library: ctypes.CDLL) -> None:
    for name, (result, arguments) in FUNCTIONS.items():
        try:
            function = getattr(library, name)
        except AttributeError:
            raise ImportError("%s has no %s: it is too old for this package"
                              % (library._name, name)) from None
        function.restype = result
        function.argtypes = arguments


def _load_library() -> ctypes.CDLL:
    library = _open()
    try:
        library.skp_abi_version.restype = c_int32
        library.skp_abi_version.argtypes = []
        abi = library.skp_abi_version()
    except AttributeError:
        raise ImportError("%s is not libskpcheck" % library._name) from None
    if abi != ABI:
        raise ImportError(
            "%s has binary interface %d, this package needs %d: install the "
            "package of the same release" % (library._name, abi, ABI))
    _declare(library)
    return library


lib = _load_library()
