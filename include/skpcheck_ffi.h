typedef struct skp_model skp_model;
typedef struct skp_checker skp_checker;
typedef struct skp_report skp_report;
typedef struct skp_columns skp_columns;
typedef struct skp_plan skp_plan;
typedef struct skp_reason skp_reason;
typedef struct skp_baseline skp_baseline;
typedef struct skp_boundary skp_boundary;
typedef struct skp_diff skp_diff;
typedef struct skp_progress skp_progress;
const char *skp_version(void);
int32_t skp_abi_version(void);
enum {
    SKP_OK = 0,
    SKP_E_NOMEM = -1,
    SKP_E_ARG = -2,
    SKP_E_TYPE = -3,
    SKP_E_STATE = -4,
    SKP_E_BUSY = -5,
    SKP_E_IO = -6,
    SKP_E_FORMAT = -7,
    SKP_E_EMPTY = -8,
    SKP_E_ENCODING = -9,
    SKP_E_UNKNOWN = -10,
    SKP_E_DUPKEY = -11,
    SKP_E_POLICY = -12,
    SKP_E_UNSUPPORTED = -13,
    SKP_E_CANCEL = -14,
    SKP_E_PROOF = -15,
    SKP_E_LIMIT_SIZE = -20,
    SKP_E_LIMIT_DEPTH = -21,
    SKP_E_LIMIT_EVENTS = -22,
    SKP_E_LIMIT_SCALAR = -23,
    SKP_E_LIMIT_RECORDS = -24,
    SKP_E_LIMIT_FINDINGS = -25,
    SKP_E_LIMIT_MEM = -26,
    SKP_E_YAML_ALIAS = -30,
    SKP_E_YAML_TAG = -31,
    SKP_E_YAML_MULTIDOC = -32,
    SKP_E_YAML_DIRECTIVE = -33
};
typedef struct skp_error {
    uint32_t size;
    int32_t code;
    uint32_t line, column;
    char file[256];
    char text[512];
} skp_error;
const char *skp_error_name(int32_t code);
typedef struct skp_allocator {
    uint32_t size;
    void *(*alloc)(void *ctx, uint64_t bytes);
    void *(*resize)(void *ctx, void *p, uint64_t bytes);
    void (*release)(void *ctx, void *p);
    void *ctx;
} skp_allocator;
typedef struct skp_limits {
    uint32_t size;
    uint32_t depth;
    uint32_t scalar;
    uint32_t id;
    uint64_t bytes;
    uint64_t csv_bytes;
    uint64_t events;
    uint64_t records;
    uint64_t findings;
    uint64_t memory;
} skp_limits;
enum {
    SKP_TABLE_UNOR = 0,
    SKP_TABLE_PEGAWAI = 1,
    SKP_TABLE_PENUGASAN = 2,
    SKP_TABLE_SKP = 3,
    SKP_TABLE_RHK = 4,
    SKP_TABLE_KEJADIAN = 5,
    SKP_TABLE_PROFIL = 6,
    SKP_TABLE_PERIODE = 7,
    SKP_TABLE_INSTANSI = 8,
    SKP_TABLES = 8
};
int32_t skp_table_find(const char *name, int64_t len);
const char *skp_table_name(int32_t table);
int32_t skp_field_count(int32_t table);
int32_t skp_field_find(int32_t table, const char *name, int64_t len);
const char *skp_field_name(int32_t table, int32_t field);
int32_t skp_field_required(int32_t table, int32_t field);
int32_t skp_heading_count(void);
const char *skp_heading_profile(int32_t i);
const char *skp_heading_text(int32_t i);
int32_t skp_heading_table(int32_t i);
int32_t skp_heading_field(int32_t i);
typedef int32_t (*skp_write_fn)(void *ctx, const char *bytes, uint64_t len);
enum {
    SKP_PHASE_NONE = 0,
    SKP_PHASE_LOAD = 1,
    SKP_PHASE_SEAL = 2,
    SKP_PHASE_CHECK = 3,
    SKP_PHASE_PLAN = 4,
    SKP_PHASE_WRITE = 5
};
int32_t skp_progress_new(const skp_allocator *allocator, skp_progress **ret, skp_error *err);
void skp_progress_free(skp_progress *p);
void skp_progress_cancel(skp_progress *p);
void skp_progress_reset(skp_progress *p);
int32_t skp_progress_phase(const skp_progress *p);
int64_t skp_progress_done(const skp_progress *p);
int64_t skp_progress_total(const skp_progress *p);
int64_t skp_progress_rows(const skp_progress *p);
typedef struct skp_model_options {
    uint32_t size;
    uint32_t fixed_seed;
    uint64_t seed;
    const skp_allocator *allocator;
    const skp_limits *limits;
    skp_progress *progress;
} skp_model_options;
int32_t skp_model_new(const skp_model_options *options, skp_model **ret, skp_error *err);
void skp_model_free(skp_model *m);
typedef int32_t (*skp_progress_fn)(void *ctx, uint64_t bytes, uint64_t rows);
typedef struct skp_load_options {
    uint32_t size;
    uint32_t jobs;
    skp_progress_fn progress;
    void *ctx;
} skp_load_options;
int32_t skp_model_load(skp_model *m, const char *path, const skp_load_options *options, skp_error *err);
int32_t skp_model_load_fd(skp_model *m, int32_t fd, const char *name, const skp_load_options *options, skp_error *err);
int32_t skp_model_load_bytes(skp_model *m, const char *name, const void *data, uint64_t len, const skp_load_options *options, skp_error *err);
int32_t skp_model_source(skp_model *m, const char *name, int64_t len, int32_t *ret, skp_error *err);
int32_t skp_model_add(skp_model *m, int32_t table, int32_t n, const int32_t *fields, const char *const *values, const int64_t *lengths, int64_t *ret, skp_error *err);
int32_t skp_model_set(skp_model *m, int32_t table, int64_t row, int32_t field, const char *value, int64_t len, skp_error *err);
int32_t skp_model_remove(skp_model *m, int32_t table, int64_t row, skp_error *err);
enum {
    SKP_COLUMN_TEXT = 0,
    SKP_COLUMN_FIXED = 1,
    SKP_COLUMN_NIP = 2,
    SKP_COLUMN_UUID = 3,
    SKP_COLUMN_SAME = 4,
    SKP_COLUMN_INT = 5,
    SKP_COLUMN_UINT = 6,
    SKP_COLUMN_VIEW = 7
};
typedef struct skp_view {
    const char *p;
    uint32_t n;
    uint32_t pad;
} skp_view;
typedef struct skp_column {
    uint32_t size;
    int32_t field;
    int32_t kind;
    uint32_t width;
    const char *bytes;
    const uint32_t *offset;
    const uint64_t *packed;
    const uint8_t *valid;
    const uint8_t *known;
    uint32_t numeric;
    uint32_t stride;
    const uint8_t *number;
    const skp_view *view;
} skp_column;
enum {
    SKP_BATCH_REPORT = 1,
    SKP_BATCH_IMPLICIT = 2,
    SKP_BATCH_ATASAN = 4,
    SKP_BATCH_PARTIAL = 8,
    SKP_BATCH_DERIVED = 16
};
typedef struct skp_batch {
    uint32_t size;
    int32_t table;
    uint32_t rows;
    uint32_t columns;
    const skp_column *column;
    int32_t file;
    uint32_t flags;
    uint32_t first_line;
    uint32_t pad;
    const uint32_t *line;
} skp_batch;
int32_t skp_model_add_batch(skp_model *m, const skp_batch *batch, skp_error *err);
int32_t skp_model_seal(skp_model *m, skp_error *err);
int32_t skp_model_edit(skp_model *m, skp_error *err);
int32_t skp_model_sealed(const skp_model *m);
int64_t skp_model_mark(const skp_model *m);
int32_t skp_model_undo(skp_model *m, int64_t mark, skp_error *err);
int32_t skp_model_copy(const skp_model *m, skp_model **ret, skp_error *err);
int32_t skp_model_save(const skp_model *m, skp_write_fn write, void *ctx, skp_error *err);
enum {
    SKP_LOST_REJECTED = 0,
    SKP_LOST_IMPLICIT = 1,
    SKP_LOST_NAMES = 2,
    SKP_LOST_POSTS = 3,
    SKP_LOST_PARTIAL = 4,
    SKP_LOST_NUMBERS = 5,
    SKP_LOST_CONTROLS = 6,
    SKP_LOST_UNKNOWN = 7
};
int64_t skp_model_lost(const skp_model *m, int32_t what);
int32_t skp_model_sources(const skp_model *m);
int32_t skp_model_gives(const skp_model *m, int32_t table, int32_t source);
int32_t skp_model_write(const skp_model *m, const char *format, int32_t table, int32_t source, skp_write_fn write, void *ctx, skp_error *err);
int64_t skp_model_rows(const skp_model *m, int32_t table);
int64_t skp_model_find(const skp_model *m, int32_t table, const char *id, int64_t len);
int64_t skp_model_text(const skp_model *m, int32_t table, int64_t row, int32_t field, char *buf, int64_t cap);
enum {
    SKP_CELL_EMPTY = -1,
    SKP_CELL_UNKNOWN = -2,
    SKP_CELL_UNMATCHED = -3,
    SKP_CELL_DEAD = -4
};
int64_t skp_model_cells(const skp_model *m, int32_t table, int32_t field, int64_t first, int64_t n, int64_t *ret);
int32_t skp_model_appoint(skp_model *m, const char *unor, const char *pegawai, const char *jenis, const char *mulai, skp_error *err);
int32_t skp_model_publish(skp_model *m, const char *unor, const char *pegawai, const char *status, const char *mulai, const char *selesai, skp_error *err);
int32_t skp_model_event(skp_model *m, const char *pegawai, const char *aksi, const char *waktu, skp_error *err);
int32_t skp_model_set_atasan(skp_model *m, const char *pegawai, const char *atasan, skp_error *err);
typedef struct skp_account {
    uint32_t size;
    uint32_t given;
    uint64_t read, loaded, merged, repeated, empty, rejected;
    uint64_t ignored_columns;
} skp_account;
int32_t skp_model_account(const skp_model *m, int32_t table, skp_account *ret, skp_error *err);
int32_t skp_model_ignored(skp_model *m, int32_t table, uint64_t n, skp_error *err);
typedef struct skp_checker_options {
    uint32_t size;
    uint32_t pad;
    const skp_allocator *allocator;
    const skp_limits *limits;
} skp_checker_options;
int32_t skp_checker_new(const skp_checker_options *options, skp_checker **ret, skp_error *err);
void skp_checker_free(skp_checker *c);
int32_t skp_checker_policy(skp_checker *c, const char *name, const char *yaml, int64_t len, skp_error *err);
int32_t skp_checker_policy_file(skp_checker *c, const char *path, skp_error *err);
int32_t skp_checker_policy_write(const skp_checker *c, skp_write_fn write, void *ctx, skp_error *err);
const char *skp_policy_default(void);
int32_t skp_policy_count(void);
const char *skp_policy_name(int32_t i);
const char *skp_policy_text(int32_t i);
int32_t skp_checker_set(skp_checker *c, const char *key, const char *value, skp_error *err);
typedef struct skp_facts skp_facts;
typedef int32_t (*skp_rule_fn)(void *ctx, skp_facts *facts, int64_t row);
typedef struct skp_rule {
    uint32_t size;
    int32_t table;
    int32_t severity;
    int32_t level;
    const char *code;
    const char *title, *title_en;
    const char *message, *message_en;
    const char *explanation, *explanation_en;
    const char *steps, *steps_en;
    const char *actor;
    const char *actor_text, *actor_text_en;
    const char *source;
    const char *basis;
    skp_rule_fn check;
    void *ctx;
} skp_rule;
enum {
    SKP_OWN_RULES = 64
};
int32_t skp_checker_add_rule(skp_checker *c, const skp_rule *rule, skp_error *err);
int32_t skp_checker_rule_count(const skp_checker *c);
int32_t skp_checker_rule_find(const skp_checker *c, const char *code);
const char *skp_checker_rule_text(const skp_checker *c, int32_t rule, int32_t field, const char *lang);
int64_t skp_facts_rows(const skp_facts *f, int32_t table);
int32_t skp_facts_live(const skp_facts *f, int32_t table, int64_t row);
int64_t skp_facts_text(const skp_facts *f, int32_t table, int64_t row, int32_t field, char *buf, int64_t cap);
int32_t skp_facts_given(const skp_facts *f, int32_t table, int64_t row, int32_t field);
int64_t skp_facts_ref(const skp_facts *f, int32_t table, int64_t row, int32_t field);
int64_t skp_facts_referring(const skp_facts *f, int32_t table, int32_t field, int64_t to);
int64_t skp_facts_referring_at(const skp_facts *f, int32_t table, int32_t field, int64_t to, int64_t k);
enum {
    SKP_PERSON_ACTIVE = 1,
    SKP_PERSON_OBLIGED = 2,
    SKP_PERSON_HEAD = 4,
    SKP_PERSON_MEMBER = 8,
    SKP_PERSON_BLOCKED = 16
};
int32_t skp_facts_person(const skp_facts *f, int64_t pegawai);
int32_t skp_facts_heads(const skp_facts *f, int64_t unor);
int64_t skp_facts_head(const skp_facts *f, int64_t unor, int32_t k);
int32_t skp_facts_expected(const skp_facts *f, int64_t pegawai);
int64_t skp_facts_expected_at(const skp_facts *f, int64_t pegawai, int32_t k);
int64_t skp_facts_appraiser(const skp_facts *f, int64_t pegawai);
enum {
    SKP_ORG_GOOD = 0,
    SKP_ORG_UNKNOWN = 1,
    SKP_ORG_BELOW = 2,
    SKP_ORG_DITOLAK = 3,
    SKP_ORG_ABSENT = 4
};
int32_t skp_facts_org(const skp_facts *f, int64_t unor);
int32_t skp_facts_active(const skp_facts *f, int64_t unor);
const char *skp_facts_kind(const skp_facts *f, int64_t unor);
int32_t skp_facts_covers(const skp_facts *f, int32_t table, int64_t row);
int32_t skp_facts_meets(const skp_facts *f, int32_t table, int64_t row);
typedef struct skp_found {
    uint32_t size;
    int32_t severity;
    const char *actual;
    const int64_t *actual_row;
    const int64_t *expected;
    const int64_t *path;
    const char *detail;
    int32_t actual_table, expected_table, path_table;
    int32_t expected_count, path_count;
    uint32_t pad;
} skp_found;
int32_t skp_facts_find(skp_facts *f, const skp_found *found, skp_error *err);
typedef struct skp_check_options {
    uint32_t size;
    uint32_t jobs;
    skp_progress *progress;
} skp_check_options;
int32_t skp_check(const skp_checker *c, const skp_model *m, const skp_check_options *options, skp_report **ret, skp_error *err);
int32_t skp_check_atasan(const skp_checker *c, const skp_model *m, const skp_check_options *options, skp_report **ret, skp_error *err);
int32_t skp_check_organisasi(const skp_checker *c, const skp_model *m, const skp_check_options *options, skp_report **ret, skp_error *err);
int32_t skp_check_urutan(const skp_checker *c, const skp_model *m, const skp_check_options *options, skp_report **ret, skp_error *err);
int32_t skp_recheck(skp_report *r, skp_error *err);
void skp_report_free(skp_report *r);
enum {
    SKP_SEVERITY_I = 1,
    SKP_SEVERITY_W = 2,
    SKP_SEVERITY_E = 3
};
enum {
    SKP_F_CODE = 0,
    SKP_F_SEVERITY = 1,
    SKP_F_TABLE = 2,
    SKP_F_ID = 3,
    SKP_F_PEGAWAI = 4,
    SKP_F_UNOR = 5,
    SKP_F_ACTUAL = 6,
    SKP_F_EXPECTED = 7,
    SKP_F_PATH = 8,
    SKP_F_BLOCKED = 9,
    SKP_F_BLOCKED_TOTAL = 10,
    SKP_F_ROOT = 11,
    SKP_F_LEVEL = 12,
    SKP_F_ACTOR = 13,
    SKP_F_DETAIL = 14,
    SKP_F_FILE = 15,
    SKP_F_LINE = 16,
    SKP_F_MESSAGE = 17,
    SKP_F_FINGERPRINT = 18,
    SKP_FIELDS = 19
};
int64_t skp_report_count(const skp_report *r);
int64_t skp_report_text(const skp_report *r, int64_t finding, int32_t field, int32_t k, const char *lang, char *buf, int64_t cap);
int64_t skp_report_int(const skp_report *r, int64_t finding, int32_t field);
int32_t skp_report_columns(const skp_report *r, const char *lang, skp_columns **ret, skp_error *err);
const uint64_t *skp_columns_offsets(const skp_columns *c, int32_t field);
const char *skp_columns_bytes(const skp_columns *c, int32_t field);
const int64_t *skp_columns_ints(const skp_columns *c, int32_t field);
void skp_columns_free(skp_columns *c);
int32_t skp_report_skips(const skp_report *r);
const char *skp_report_skip_code(const skp_report *r, int32_t i);
const char *skp_report_skip_reason(const skp_report *r, int32_t i);
int64_t skp_report_skip_count(const skp_report *r, int32_t i);
typedef struct skp_write_options {
    uint32_t size;
    int32_t min_severity;
    const char *lang;
    int32_t mask;
    int32_t color;
    int32_t statistics;
    int32_t quiet;
    int32_t fingerprints;
    int32_t same;
    uint32_t jobs;
    skp_progress *progress;
} skp_write_options;
int32_t skp_report_write(const skp_report *r, const char *format, const skp_write_options *options, skp_write_fn write, void *ctx, skp_error *err);
typedef struct skp_plan_options {
    uint32_t size;
    uint32_t try_all;
    skp_progress *progress;
} skp_plan_options;
int32_t skp_plan_make(const skp_checker *c, const skp_model *m, const skp_plan_options *options, skp_plan **ret, skp_error *err);
void skp_plan_free(skp_plan *p);
enum {
    SKP_PLAN_N = 0,
    SKP_PLAN_LEVEL = 1,
    SKP_PLAN_ACTOR = 2,
    SKP_PLAN_PEGAWAI = 3,
    SKP_PLAN_UNOR = 4,
    SKP_PLAN_ACTION = 5,
    SKP_PLAN_ACT = 6,
    SKP_PLAN_SYSTEM = 7,
    SKP_PLAN_FIXES = 8,
    SKP_PLAN_UNBLOCKS = 9,
    SKP_PLAN_AFTER = 10,
    SKP_PLAN_BASIS = 11,
    SKP_PLAN_WAIT_DAYS = 12,
    SKP_PLAN_CHANNEL = 13,
    SKP_PLAN_KEPUTUSAN = 14,
    SKP_PLAN_CODE = 15,
    SKP_PLAN_ID = 16,
    SKP_PLAN_REASON = 17,
    SKP_PLAN_REASON_TEXT = 18,
    SKP_PLAN_FIELDS = 19
};
int64_t skp_plan_steps(const skp_plan *p);
int64_t skp_plan_unplanned(const skp_plan *p);
int64_t skp_plan_text(const skp_plan *p, int64_t i, int32_t field, int32_t k, const char *lang, char *buf, int64_t cap);
int64_t skp_plan_int(const skp_plan *p, int64_t i, int32_t field);
int64_t skp_plan_rings(const skp_plan *p);
int64_t skp_plan_ring(const skp_plan *p, int64_t i, int64_t k);
int32_t skp_plan_apply(const skp_plan *p, skp_model *m, int64_t steps, skp_error *err);
int32_t skp_plan_verify(const skp_plan *p, skp_error *err);
typedef struct skp_plan_write_options {
    uint32_t size;
    int32_t mask;
    const char *lang;
    const char *actor;
    const char *unor;
    int32_t color;
    int32_t pad;
} skp_plan_write_options;
int32_t skp_plan_write(const skp_plan *p, const char *format, const skp_plan_write_options *options, skp_write_fn write, void *ctx, skp_error *err);
int32_t skp_explain(const skp_checker *c, const skp_model *m, const char *pegawai, int64_t len, skp_reason **ret, skp_error *err);
void skp_reason_free(skp_reason *r);
int32_t skp_reason_clear(const skp_reason *r);
const skp_report *skp_reason_report(const skp_reason *r);
enum {
    SKP_REASON_PEGAWAI = 0,
    SKP_REASON_EXPECTED = 1,
    SKP_REASON_CLIMB = 2,
    SKP_REASON_CHAIN = 3,
    SKP_REASON_RECORDED = 4,
    SKP_REASON_KEJADIAN = 5,
    SKP_REASON_STEP = 6,
    SKP_REASON_PARTS = 7
};
enum {
    SKP_R_PEGAWAI = 0,
    SKP_R_NAMA = 1,
    SKP_R_JABATAN = 2,
    SKP_R_UNOR = 3,
    SKP_R_UNOR_NAMA = 4,
    SKP_R_STATE = 5,
    SKP_R_DETAIL = 6,
    SKP_R_TUGAS = 7,
    SKP_R_ID = 8,
    SKP_R_PENILAI_UNOR = 9,
    SKP_R_ROOT = 10,
    SKP_R_SINCE = 11,
    SKP_R_TIME = 12,
    SKP_R_LEVEL = 13,
    SKP_R_ACTOR = 14,
    SKP_R_TEXT = 15,
    SKP_R_SYSTEM = 16,
    SKP_R_AFTER = 17,
    SKP_R_CONTACT = 18,
    SKP_R_BLOCKED = 19,
    SKP_R_BLOCKED_TOTAL = 20,
    SKP_R_OBLIGED = 21,
    SKP_R_OK = 22,
    SKP_R_VALID = 23,
    SKP_R_WAIT = 24,
    SKP_R_FIELDS = 25
};
int64_t skp_reason_count(const skp_reason *r, int32_t part);
int64_t skp_reason_text(const skp_reason *r, int32_t part, int64_t i, int32_t field, int32_t k, const char *lang, char *buf, int64_t cap);
int64_t skp_reason_int(const skp_reason *r, int32_t part, int64_t i, int32_t field);
int32_t skp_reason_write(const skp_reason *r, const char *format, const skp_write_options *options, skp_write_fn write, void *ctx, skp_error *err);
int64_t skp_model_near(const skp_model *m, const char *nip, int64_t len);
typedef struct skp_graph_options {
    uint32_t size;
    int32_t limit;
    const char *unor;
    const char *pegawai;
    const char *format;
    const char *lang;
    int32_t mask;
    uint32_t pad;
} skp_graph_options;
int32_t skp_graph_write(const skp_checker *c, const skp_model *m, const skp_graph_options *options, skp_write_fn write, void *ctx, skp_error *err);
enum {
    SKP_BASELINE_FINGERPRINT = 0,
    SKP_BASELINE_CODE = 1,
    SKP_BASELINE_REASON = 2,
    SKP_BASELINE_EXPIRES = 3
};
int32_t skp_baseline_new(const skp_checker *c, const char *name, const char *yaml, int64_t len, skp_baseline **ret, skp_error *err);
int32_t skp_baseline_load(const skp_checker *c, const char *path, skp_baseline **ret, skp_error *err);
void skp_baseline_free(skp_baseline *b);
int64_t skp_baseline_count(const skp_baseline *b);
const char *skp_baseline_text(const skp_baseline *b, int64_t entry, int32_t field);
int64_t skp_baseline_line(const skp_baseline *b, int64_t entry);
enum {
    SKP_BASELINE_EXPIRED = -1
};
int32_t skp_report_hide(skp_report *r, const skp_baseline *b, skp_error *err);
int64_t skp_report_hidden(const skp_report *r, int64_t entry);
enum {
    SKP_DIFF_OLD = 0,
    SKP_DIFF_NEW = 1
};
enum {
    SKP_DIFF_GONE = 0,
    SKP_DIFF_ADDED = 1,
    SKP_DIFF_SAME = 2
};
int32_t skp_diff_new(const skp_checker *c, const skp_write_options *options, skp_diff **ret, skp_error *err);
void skp_diff_free(skp_diff *d);
int32_t skp_diff_report(skp_diff *d, int32_t side, const skp_report *r, skp_error *err);
int32_t skp_diff_jsonl(skp_diff *d, int32_t side, const char *name, const void *data, uint64_t len, skp_error *err);
int32_t skp_diff_recognise(const void *data, uint64_t len);
int32_t skp_diff_hide(skp_diff *d, const skp_baseline *b, skp_error *err);
int64_t skp_diff_count(const skp_diff *d, int32_t what, int32_t min_severity);
int32_t skp_diff_write(const skp_diff *d, const char *format, skp_write_fn write, void *ctx, skp_error *err);
int32_t skp_boundary_new(const char *name, const char *key, skp_boundary **ret, skp_error *err);
void skp_boundary_free(skp_boundary *b);
int32_t skp_boundary_read(skp_boundary *b, const char *name, const void *data, uint64_t len, skp_error *err);
int32_t skp_boundary_round(const skp_boundary *b);
int32_t skp_boundary_begin(skp_boundary *b, const skp_checker *c, skp_model *m, skp_error *err);
int32_t skp_boundary_end(skp_boundary *b, skp_model *m, skp_error *err);
int32_t skp_boundary_write(skp_boundary *b, const skp_checker *c, skp_model *m, skp_write_fn write, void *ctx, skp_error *err);
int32_t skp_boundary_add(skp_boundary *b, const char *name, const void *data, uint64_t len, skp_error *err);
int32_t skp_boundary_merge(skp_boundary *b, skp_write_fn write, void *ctx, skp_error *err);
int32_t skp_events_write(const skp_checker *c, const skp_model *older, const char *older_date, const skp_model *newer, const char *newer_date, const char *format, skp_write_fn write, void *ctx, skp_error *err);
enum {
    SKP_RULE_CODE = 0,
    SKP_RULE_TITLE = 1,
    SKP_RULE_MESSAGE = 2,
    SKP_RULE_EXPLANATION = 3,
    SKP_RULE_ACTOR = 4,
    SKP_RULE_ACTOR_TEXT = 5,
    SKP_RULE_STEPS = 6,
    SKP_RULE_SOURCE = 7,
    SKP_RULE_BASIS = 8,
    SKP_RULE_NEEDS = 9,
    SKP_RULE_SEVERITY = 10,
    SKP_RULE_LEVEL = 11,
    SKP_RULE_TABLE = 12,
    SKP_RULE_INDICATOR = 13
};
int32_t skp_rule_count(void);
int32_t skp_rule_find(const char *code);
const char *skp_rule_text(int32_t rule, int32_t field, const char *lang);
const char *skp_word(const char *token, const char *lang);
struct ArrowSchema {
    const char *format;
    const char *name;
    const char *metadata;
    int64_t flags;
    int64_t n_children;
    struct ArrowSchema **children;
    struct ArrowSchema *dictionary;
    void (*release)(struct ArrowSchema *);
    void *private_data;
};
struct ArrowArray {
    int64_t length;
    int64_t null_count;
    int64_t offset;
    int64_t n_buffers;
    int64_t n_children;
    const void **buffers;
    struct ArrowArray **children;
    struct ArrowArray *dictionary;
    void (*release)(struct ArrowArray *);
    void *private_data;
};
struct ArrowArrayStream {
    int (*get_schema)(struct ArrowArrayStream *, struct ArrowSchema *out);
    int (*get_next)(struct ArrowArrayStream *, struct ArrowArray *out);
    const char *(*get_last_error)(struct ArrowArrayStream *);
    void (*release)(struct ArrowArrayStream *);
    void *private_data;
};
typedef struct skp_arrow_options {
    uint32_t size;
    uint32_t flags;
    const char *source;
    uint32_t first_line;
    uint32_t pad;
    skp_progress_fn progress;
    void *ctx;
    char *said;
    uint64_t said_cap;
} skp_arrow_options;
int32_t skp_model_add_arrow(skp_model *m, int32_t table, struct ArrowSchema *schema, struct ArrowArray *array, const skp_arrow_options *options, skp_error *err);
int32_t skp_model_add_arrow_stream(skp_model *m, int32_t table, struct ArrowArrayStream *stream, const skp_arrow_options *options, skp_error *err);
typedef struct skp_arrow_write_options {
    uint32_t size;
    int32_t min_severity;
    const char *lang;
    int32_t mask;
    int32_t fingerprints;
    int32_t copy;
    uint32_t rows;
} skp_arrow_write_options;
int32_t skp_report_arrow(const skp_report *r, const skp_arrow_write_options *options, struct ArrowArrayStream *out, skp_error *err);
