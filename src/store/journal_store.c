#include "journal_store.h"

#include "base/buf.h"
#include "gen/journal_sql.h"

#include <sodium.h>

static const char *const subjects[] = {[JOURNAL_DEBTOR] = "debtor",
                                       [JOURNAL_CREDITOR] = "creditor",
                                       [JOURNAL_STATEMENT] = "statement",
                                       [JOURNAL_TRAINING] = "training",
                                       [JOURNAL_SYSTEM] = "system"};

static const uint8_t no_hash[JOURNAL_HASH_BYTES];

struct link {
    struct str subject_kind;
    int64_t subject_id, seq, at_ms, actor_id;
    struct str kind;
    struct str digest;
};

const char *journal_subject_text(enum journal_subject subject)
{
    ASSERT((size_t)subject < COUNT_OF(subjects));
    return subjects[subject];
}

static struct str bytes_of(const uint8_t *p, size_t n) { return (struct str){(const char *)p, n}; }

static const uint8_t *raw(struct str s) { return (const uint8_t *)s.p; }

static void hash_number(crypto_generichash_state *h, int64_t v)
{
    uint8_t b[8];
    for (int i = 0; i < 8; i++) {
        b[i] = (uint8_t)((uint64_t)v >> (56 - 8 * i));
    }
    crypto_generichash_update(h, b, sizeof b);
}

static void hash_text(crypto_generichash_state *h, struct str s)
{
    hash_number(h, (int64_t)s.n);
    crypto_generichash_update(h, raw(s), s.n);
}

static void link_hash(struct str before, const struct link *l, uint8_t out[JOURNAL_HASH_BYTES])
{
    crypto_generichash_state h;
    crypto_generichash_init(&h, NULL, 0, JOURNAL_HASH_BYTES);
    hash_text(&h, before);
    hash_text(&h, l->subject_kind);
    hash_number(&h, l->subject_id);
    hash_number(&h, l->seq);
    hash_number(&h, l->at_ms);
    hash_number(&h, l->actor_id);
    hash_text(&h, l->kind);
    hash_text(&h, l->digest);
    crypto_generichash_final(&h, out, JOURNAL_HASH_BYTES);
}

static void body_digest(struct str salt, struct str body, uint8_t out[JOURNAL_HASH_BYTES])
{
    crypto_generichash(out, JOURNAL_HASH_BYTES, raw(body), body.n, raw(salt), salt.n);
}

/* ---- writing ---- */

struct head {
    int64_t seq; /* the place taken */
    uint8_t hash[JOURNAL_HASH_BYTES];
};

static bool try_head(struct db *db, const struct journal_entry *e, struct head *out, bool *found,
                     struct err *err)
{
    struct q_journal_head_lock_in in = {.subject_id = e->subject_id,
                                        .subject_kind = str_of(journal_subject_text(e->subject))};
    struct q_journal_head_lock_row row;
    struct arena a;
    arena_init(&a, 0);
    bool ok = q_journal_head_lock(db, &in, &a, &row, found, err);
    if (ok && *found && row.hash.n != sizeof out->hash) {
        ok = err_set(err, ERR_DB_DAMAGED, "journal head");
    } else if (ok && *found) {
        out->seq = row.seq;
        memcpy(out->hash, row.hash.p, sizeof out->hash);
    }
    arena_release(&a);
    return ok;
}

/* The first writer of a subject makes its head; a second one at the same moment waits for it. */
static bool lock_head(struct db *db, const struct journal_entry *e, struct head *out,
                      struct err *err)
{
    bool found = false;
    if (!try_head(db, e, out, &found, err) || found) {
        return found;
    }
    struct q_journal_head_add_in in = {.subject_id = e->subject_id,
                                       .subject_kind = str_of(journal_subject_text(e->subject)),
                                       .hash = bytes_of(no_hash, sizeof no_hash)};
    if (!q_journal_head_add(db, &in, NULL, err) || !try_head(db, e, out, &found, err)) {
        return false;
    }
    return found || err_set(err, ERR_DB_FAILED, "journal head");
}

static bool insert_body(struct db *db, const struct link *l, struct str salt, struct str body,
                        struct err *err)
{
    struct q_journal_body_insert_in in = {.subject_id = l->subject_id,
                                          .subject_kind = l->subject_kind,
                                          .seq = l->seq,
                                          .salt = salt,
                                          .body = body};
    return q_journal_body_insert(db, &in, NULL, err);
}

static bool insert_entry(struct db *db, const struct link *l, const uint8_t *hash, struct err *err)
{
    struct q_journal_insert_in in = {.subject_id = l->subject_id,
                                     .subject_kind = l->subject_kind,
                                     .seq = l->seq,
                                     .at_ms = l->at_ms,
                                     .actor_id = l->actor_id,
                                     .kind = l->kind,
                                     .digest = l->digest,
                                     .hash = bytes_of(hash, JOURNAL_HASH_BYTES)};
    return q_journal_insert(db, &in, NULL, err);
}

static bool set_head(struct db *db, const struct link *l, const uint8_t *hash, struct err *err)
{
    struct q_journal_head_set_in in = {.hash = bytes_of(hash, JOURNAL_HASH_BYTES),
                                       .subject_id = l->subject_id,
                                       .subject_kind = l->subject_kind};
    return q_journal_head_set(db, &in, NULL, err);
}

bool journal_append(struct db *db, const struct journal_entry *entry, int64_t *seq, struct err *err)
{
    ASSERT(db_in_transaction(db));
    ASSERT(entry->kind.n > 0);
    struct head head;
    if (!lock_head(db, entry, &head, err)) {
        return false;
    }
    uint8_t salt[JOURNAL_SALT_BYTES];
    uint8_t digest[JOURNAL_HASH_BYTES];
    uint8_t hash[JOURNAL_HASH_BYTES];
    randombytes_buf(salt, sizeof salt);
    struct str salt_bytes = bytes_of(salt, sizeof salt);
    body_digest(salt_bytes, entry->body, digest);
    struct link l = {.subject_kind = str_of(journal_subject_text(entry->subject)),
                     .subject_id = entry->subject_id,
                     .seq = head.seq,
                     .at_ms = entry->at_ms,
                     .actor_id = entry->actor_id,
                     .kind = entry->kind,
                     .digest = bytes_of(digest, sizeof digest)};
    link_hash(bytes_of(head.hash, sizeof head.hash), &l, hash);
    if (!insert_entry(db, &l, hash, err) || !insert_body(db, &l, salt_bytes, entry->body, err) ||
        !set_head(db, &l, hash, err)) {
        return false;
    }
    if (seq != NULL) {
        *seq = head.seq;
    }
    return true;
}

bool journal_erase(struct db *db, struct journal_place place, struct str why, struct err *err)
{
    ASSERT(db_in_transaction(db));
    ASSERT(why.n > 0);
    struct q_journal_body_erase_in in = {.erased_why = why,
                                         .subject_id = place.subject_id,
                                         .subject_kind =
                                             str_of(journal_subject_text(place.subject)),
                                         .seq = place.seq};
    int64_t changed = 0;
    if (!q_journal_body_erase(db, &in, &changed, err)) {
        return false;
    }
    return changed == 1 || err_set(err, ERR_UNKNOWN_REF, "journal entry");
}

/* ---- reading ---- */

bool journal_open(struct db *db, struct journal_place after, struct db_rows *rows, struct err *err)
{
    struct q_journal_by_subject_in in = {.subject_id = after.subject_id,
                                         .subject_kind =
                                             str_of(journal_subject_text(after.subject)),
                                         .after_seq = after.seq};
    return q_journal_by_subject_open(db, &in, rows, err);
}

bool journal_next(struct db_rows *rows, struct journal_row *row, bool *have, struct err *err)
{
    struct q_journal_by_subject_row r;
    if (!q_journal_by_subject_next(rows, &r, have, err)) {
        return false;
    }
    if (*have) {
        *row = (struct journal_row){.seq = r.seq,
                                    .at_ms = r.at_ms,
                                    .actor_id = r.actor_id,
                                    .kind = r.kind,
                                    .body = r.body,
                                    .erased_why = r.erased_why};
    }
    return true;
}

bool journal_open_back(struct db *db, const struct journal_span *span, struct db_rows *rows,
                       struct err *err)
{
    struct q_journal_page_in in = {.subject_id = span->subject_id,
                                   .subject_kind = str_of(journal_subject_text(span->subject)),
                                   .before_seq = span->before_seq,
                                   .how_many = span->limit};
    return q_journal_page_open(db, &in, rows, err);
}

bool journal_next_back(struct db_rows *rows, struct journal_row *row, bool *have, struct err *err)
{
    struct q_journal_page_row r;
    if (!q_journal_page_next(rows, &r, have, err))
        return false;
    if (*have)
        *row = (struct journal_row){.seq = r.seq,
                                    .at_ms = r.at_ms,
                                    .actor_id = r.actor_id,
                                    .kind = r.kind,
                                    .body = r.body,
                                    .erased_why = r.erased_why};
    return true;
}

/* `{"account":"VALUE"%`, as every entry about an account begins. */
static struct str begins_with(struct arena *a, struct str value)
{
    struct buf b;
    buf_init(&b, a, 128);
    buf_add_c(&b, "{\"account\":\"");
    buf_add(&b, value);
    buf_add_c(&b, "\"%");
    return buf_str(&b);
}

bool journal_open_about(struct db *db, struct arena *a, const struct journal_account *of,
                        struct db_rows *rows, struct err *err)
{
    struct buf id;
    buf_init(&id, a, 32);
    buf_add_int(&id, of->account_id);
    struct q_journal_about_in in = {.subject_id = of->debtor_id,
                                    .by_ref = begins_with(a, of->ref),
                                    .by_id = begins_with(a, buf_str(&id)),
                                    .how_many = of->limit};
    return q_journal_about_open(db, &in, rows, err);
}

bool journal_next_about(struct db_rows *rows, struct journal_about *row, bool *have,
                        struct err *err)
{
    struct q_journal_about_row r;
    if (!q_journal_about_next(rows, &r, have, err))
        return false;
    if (*have)
        *row = (struct journal_about){r.at_ms, r.actor_id, r.kind, r.hash, r.body};
    return true;
}

bool journal_open_of(struct db *db, const struct journal_of *of, struct db_rows *rows,
                     struct err *err)
{
    struct str kinds[JOURNAL_OF_KINDS_MAX];
    ASSERT(of->kind_count > 0 && of->kind_count <= JOURNAL_OF_KINDS_MAX);
    for (size_t i = 0; i < JOURNAL_OF_KINDS_MAX; i++)
        kinds[i] = str_of(of->kinds[i < of->kind_count ? i : 0]);
    struct q_journal_of_kinds_in in = {.subject_id = of->subject_id,
                                       .subject_kind = str_of(journal_subject_text(of->subject)),
                                       .kind1 = kinds[0],
                                       .kind2 = kinds[1],
                                       .kind3 = kinds[2],
                                       .kind4 = kinds[3],
                                       .kind5 = kinds[4],
                                       .kind6 = kinds[5],
                                       .kind7 = kinds[6],
                                       .kind8 = kinds[7],
                                       .how_many = of->limit};
    return q_journal_of_kinds_open(db, &in, rows, err);
}

bool journal_next_of(struct db_rows *rows, struct journal_about *row, bool *have, struct err *err)
{
    struct q_journal_of_kinds_row r;
    if (!q_journal_of_kinds_next(rows, &r, have, err))
        return false;
    if (*have)
        *row = (struct journal_about){r.at_ms, r.actor_id, r.kind, r.hash, STR("")};
    return true;
}

/* `outcome_%`; what is not wanted is a pattern that no kind has. */
static struct str kind_pattern(struct arena *a, const struct journal_story *of, size_t i)
{
    struct buf b;
    buf_init(&b, a, 64);
    if (i < of->kind_count)
        buf_add_c(&b, of->kinds[i]);
    if (i < of->kind_count || of->kind_count == 0)
        buf_add_char(&b, '%');
    return buf_str(&b);
}

bool journal_open_story(struct db *db, struct arena *a, const struct journal_story *of,
                        struct db_rows *rows, struct err *err)
{
    struct buf id;
    ASSERT(of->kind_count <= JOURNAL_KINDS_MAX);
    buf_init(&id, a, 32);
    buf_add_int(&id, of->of.account_id);
    struct q_journal_story_in in = {.subject_id = of->of.debtor_id,
                                    .by_ref = begins_with(a, of->of.ref),
                                    .by_id = begins_with(a, buf_str(&id)),
                                    .before_seq = of->before_seq != 0 ? of->before_seq : INT64_MAX,
                                    .kind1 = kind_pattern(a, of, 0),
                                    .kind2 = kind_pattern(a, of, 1),
                                    .kind3 = kind_pattern(a, of, 2),
                                    .kind4 = kind_pattern(a, of, 3),
                                    .kind5 = kind_pattern(a, of, 4),
                                    .kind6 = kind_pattern(a, of, 5),
                                    .how_many = of->of.limit};
    return q_journal_story_open(db, &in, rows, err);
}

bool journal_next_story(struct db_rows *rows, struct journal_told *row, bool *have, struct err *err)
{
    struct q_journal_story_row r;
    if (!q_journal_story_next(rows, &r, have, err))
        return false;
    if (*have)
        *row = (struct journal_told){r.seq, r.at_ms, r.actor_id, r.kind, r.body};
    return true;
}

/* ---- verifying ---- */

/* One pass over the entries beside one pass over the heads, both in key order. */
struct walk {
    struct db_rows entries, heads;
    struct q_journal_scan_row entry;
    struct q_journal_head_scan_row head;
    bool have_entry, have_head;
    uint8_t hash[JOURNAL_HASH_BYTES]; /* of the entry before */
    int64_t seq;                      /* of the entry before */
    struct journal_report *report;
};

static enum journal_subject subject_of(struct str text)
{
    size_t i = str_index(text, subjects, COUNT_OF(subjects));
    return i < COUNT_OF(subjects) ? (enum journal_subject)i : JOURNAL_SYSTEM;
}

static void fault(struct walk *w, struct str subject, int64_t subject_id, int64_t seq)
{
    if (w->report->bad++ == 0) {
        w->report->bad_subject = subject_of(subject);
        w->report->bad_subject_id = subject_id;
        w->report->bad_seq = seq;
    }
}

static bool body_holds(const struct q_journal_scan_row *e)
{
    if (!e->body_seq.has) {
        return false;
    }
    if (e->erased_why.p != NULL) {
        return e->body.p == NULL && e->salt.p == NULL && e->erased_why.n > 0;
    }
    if (e->body.p == NULL || e->salt.p == NULL || e->salt.n != JOURNAL_SALT_BYTES) {
        return false;
    }
    uint8_t digest[JOURNAL_HASH_BYTES];
    body_digest(e->salt, e->body, digest);
    return str_eq(e->digest, bytes_of(digest, sizeof digest));
}

static void check_entry(struct walk *w)
{
    const struct q_journal_scan_row *e = &w->entry;
    struct link l = {.subject_kind = e->subject_kind,
                     .subject_id = e->subject_id,
                     .seq = e->seq,
                     .at_ms = e->at_ms,
                     .actor_id = e->actor_id,
                     .kind = e->kind,
                     .digest = e->digest};
    uint8_t hash[JOURNAL_HASH_BYTES];
    link_hash(bytes_of(w->hash, sizeof w->hash), &l, hash);
    bool in_order = e->seq == w->seq + 1;
    bool sealed = str_eq(e->hash, bytes_of(hash, sizeof hash));
    if (!in_order || !sealed || !body_holds(e)) {
        fault(w, e->subject_kind, e->subject_id, e->seq);
    }
    w->report->entries++;
    w->report->erased += e->erased_why.p != NULL;
    w->seq = e->seq;
    /* Goes on from what is stored, so that one bad entry is one fault. */
    size_t n = e->hash.n < sizeof w->hash ? e->hash.n : sizeof w->hash;
    memset(w->hash, 0, sizeof w->hash);
    memcpy(w->hash, e->hash.p, n);
}

static bool entry_of_head(const struct walk *w)
{
    return w->have_entry && w->entry.subject_id == w->head.subject_id &&
           str_eq(w->entry.subject_kind, w->head.subject_kind);
}

static bool next_entry(struct walk *w, struct err *err)
{
    return q_journal_scan_next(&w->entries, &w->entry, &w->have_entry, err);
}

static bool entry_before_head(const struct walk *w)
{
    if (!w->have_entry || !w->have_head) {
        return w->have_entry;
    }
    if (w->entry.subject_id != w->head.subject_id) {
        return w->entry.subject_id < w->head.subject_id;
    }
    return str_cmp(w->entry.subject_kind, w->head.subject_kind) < 0;
}

static bool walk_chain(struct walk *w, struct err *err)
{
    memset(w->hash, 0, sizeof w->hash);
    w->seq = 0;
    w->report->chains++;
    while (entry_of_head(w)) {
        check_entry(w);
        if (!next_entry(w, err)) {
            return false;
        }
    }
    bool closed = w->head.seq == w->seq && w->seq > 0 &&
                  str_eq(w->head.hash, bytes_of(w->hash, sizeof w->hash));
    if (!closed) {
        fault(w, w->head.subject_kind, w->head.subject_id, w->seq);
    }
    return true;
}

static bool walk_all(struct walk *w, struct err *err)
{
    if (!next_entry(w, err)) {
        return false;
    }
    for (;;) {
        if (!q_journal_head_scan_next(&w->heads, &w->head, &w->have_head, err)) {
            return false;
        }
        while (entry_before_head(w)) { /* entries of a chain that has no head */
            fault(w, w->entry.subject_kind, w->entry.subject_id, w->entry.seq);
            w->report->entries++;
            if (!next_entry(w, err)) {
                return false;
            }
        }
        if (!w->have_head) {
            return true;
        }
        if (!walk_chain(w, err)) {
            return false;
        }
    }
}

static bool verify_in_transaction(struct db *db, struct journal_report *out, struct err *err)
{
    struct walk w = {.report = out};
    if (!q_journal_scan_open(db, &w.entries, err)) {
        return false;
    }
    bool ok = q_journal_head_scan_open(db, &w.heads, err);
    if (ok) {
        ok = walk_all(&w, err);
        db_done(&w.heads);
    }
    db_done(&w.entries);
    return ok;
}

bool journal_verify(struct db *db, struct journal_report *out, struct err *err)
{
    *out = (struct journal_report){0};
    bool own = !db_in_transaction(db);
    if (own && !db_begin(db, DB_READ, err)) {
        return false;
    }
    bool ok = verify_in_transaction(db, out, err);
    if (own) {
        db_rollback(db);
    }
    return ok;
}
