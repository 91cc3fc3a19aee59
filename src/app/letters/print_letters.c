#include "print_letters.h"

#include "base/limits.h"
#include "base/ref.h"
#include "courier/page.h"
#include "recheck_letter.h"
#include "store/directory_store.h"
#include "store/document_store.h"
#include "store/object_store.h"

enum { PIECE = 50 };

/* ---- lists ---- */

bool list_letters(struct app *app, struct arena *a, const struct letters_wanted *wanted,
                  struct listed_letters *out, struct err *err)
{
    return letter_list(app->db, a, wanted, out, err);
}

/* ---- what may still leave ---- */

struct printing {
    struct app *app;
    struct arena *arena; /* of the result */
    const struct print_request *request;
    struct decide_ground ground;
    struct printed_batch *out;
    struct arena scratch; /* of one letter */
};

static void stop(struct printing *p, const struct stopped_letter *why)
{
    struct printed_batch *out = p->out;
    size_t n = out->stopped_count++;
    if ((n & (n - 1)) == 0)
        out->stopped =
            arena_grow(p->arena, out->stopped, n, n == 0 ? 1 : n * 2, sizeof *out->stopped);
    out->stopped[n] = *why;
}

/* One letter is claimed, or taken out of the queue; under the lock of its account, as it is now. */
static bool take(struct printing *p, const struct listed_letter *listed, struct err *err)
{
    struct stored_letters letters;
    struct stopped_letter why = {.listed = *listed, .code = ERR_LETTER_STATE, .block = BLOCK_COUNT};
    struct stored_letter *l = NULL;
    arena_clear(&p->scratch);
    if (!account_lock(p->app->db, listed->letter.key, err) ||
        !letters_of_account(p->app->db, &p->scratch, listed->letter.key, &letters, err))
        return false;
    for (size_t i = 0; i < letters.count; i++)
        l = letters.rows[i].id == listed->letter.id ? &letters.rows[i] : l;
    if (l == NULL || l->mail.state != MAILING_IS_TO_PRINT) {
        stop(p, &why);
        return true;
    }
    struct recheck check = {p->app, &p->scratch, &p->ground, STR("")};
    struct recheck_answer answer;
    if (!recheck_letter(&check, l, &answer, err) ||
        (answer.code == ERR_NONE && p->out->batch == 0 &&
         !counter_take(p->app->db, "letter_batch", 1, &p->out->batch, err)))
        return false;
    why.code = answer.code;
    why.block = answer.block;
    struct letter_moved moved = {
        l, {MAILING_IS_PRINTED, p->app->today, MAILING_RETURN_COUNT}, STR("")};
    if (why.code != ERR_NONE) {
        moved.step.to = MAILING_IS_CANCELLED;
        moved.why =
            str_of(why.block != BLOCK_COUNT ? block_code(why.block) : err_code_text(why.code));
        stop(p, &why);
    } else {
        l->batch = p->out->batch;
    }
    if (!letter_move(p->app, &p->scratch, &moved, err))
        return false;
    if (why.code == ERR_NONE) {
        struct listed_letter *kept = &p->out->letters.rows[p->out->letters.count++];
        *kept = *listed;
        kept->letter.mail = l->mail;
        kept->letter.batch = l->batch;
    }
    return true;
}

static bool take_piece(struct printing *p, const struct listed_letter *rows, size_t count,
                       struct err *err)
{
    size_t letters = p->out->letters.count;
    size_t stopped = p->out->stopped_count;
    int64_t batch = p->out->batch;
    if (!db_begin(p->app->db, DB_WRITE, err))
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < count; i++)
        ok = take(p, &rows[i], err);
    ok = ok && db_commit(p->app->db, err);
    db_rollback(p->app->db);
    if (!ok) {
        p->out->letters.count = letters;
        p->out->stopped_count = stopped;
        p->out->batch = batch;
    }
    return ok;
}

/* ---- the PDF ---- */

struct bodies {
    struct app *app;
    const struct listed_letters *letters;
};

static bool read_body(void *with, struct arena *a, size_t i, struct str *body, struct err *err)
{
    const struct bodies *b = with;
    const struct stored_letter *l = &b->letters->rows[i].letter;
    struct document doc = {.debtor_id = l->key.debtor_id, .id = l->document_id};
    return document_read_body(b->app->db, a, &doc, body, err);
}

static bool merge(struct app *app, struct arena *a, struct printed_batch *out, struct err *err)
{
    struct buf pdf;
    struct buf title;
    struct bodies bodies = {app, &out->letters};
    struct page_parts parts = {out->letters.count, read_body, &bodies};
    if (out->letters.count == 0)
        return true;
    buf_init(&title, a, 64);
    buf_add_c(&title, "Lettres, lot ");
    buf_add_int(&title, out->batch);
    buf_init(&pdf, a, LIMIT_EXPORT_BYTES);
    struct page_book_options options = {.title = buf_str(&title),
                                        .author = STR("Relance"),
                                        .lang = STR("fr"),
                                        .instant_ms = app->now_ms};
    if (!page_merge(&parts, &options, &pdf, err))
        return false;
    out->pdf = buf_str(&pdf);
    return true;
}

/* ---- choosing ---- */

static bool choose(struct printing *p, struct listed_letters *out, struct err *err)
{
    const struct print_request *r = p->request;
    struct letters_wanted wanted = {.state = MAILING_IS_TO_PRINT,
                                    .most = r->count == 0 ? PRINT_MAX : INT32_MAX,
                                    .scope = r->scope};
    struct listed_letters all;
    *out = (struct listed_letters){0};
    if (r->count > PRINT_MAX)
        return err_set_field(err, ERR_TOO_LONG, "letters", STR(""));
    if (!letter_list(p->app->db, p->arena, &wanted, &all, err))
        return false;
    if (r->count == 0) {
        *out = all;
        return all.count > 0 || err_set(err, ERR_NOTHING_OPEN, NULL);
    }
    out->rows = ARENA_ARRAY(p->arena, r->count, struct listed_letter);
    for (size_t i = 0; i < r->count; i++) {
        enum ref_kind kind;
        int64_t number = 0;
        const struct listed_letter *found = NULL;
        if (!ref_parse(r->letters[i], &kind, &number, err))
            return false;
        for (size_t k = 0; k < all.count; k++)
            found = all.rows[k].letter.document_number == number ? &all.rows[k] : found;
        if (found == NULL || kind != REF_DOCUMENT)
            return err_set_field(err, ERR_UNKNOWN_LETTER, "letter", r->letters[i]);
        out->rows[out->count++] = *found;
    }
    return true;
}

/* What a manager has to approve stays in the queue for him. */
static void leave_for_manager(struct printing *p, struct listed_letters *chosen)
{
    size_t kept = 0;
    for (size_t i = 0; i < chosen->count; i++) {
        if (p->request->manager || !str_is(chosen->rows[i].letter.approval, "manager"))
            chosen->rows[kept++] = chosen->rows[i];
        else
            p->out->for_manager++;
    }
    chosen->count = kept;
}

bool print_letters(struct app *app, struct arena *a, const struct print_request *request,
                   struct printed_batch *out, struct err *err)
{
    struct printing p = {.app = app, .arena = a, .request = request, .out = out};
    struct listed_letters chosen;
    *out = (struct printed_batch){0};
    if (!decide_ground_load(app, a, &p.ground, err) || !choose(&p, &chosen, err))
        return false;
    leave_for_manager(&p, &chosen);
    arena_init(&p.scratch, 0);
    out->letters.rows = ARENA_ARRAY(a, chosen.count, struct listed_letter);
    bool ok = true;
    for (size_t i = 0; ok && i < chosen.count; i += PIECE) {
        size_t left = chosen.count - i;
        ok = take_piece(&p, &chosen.rows[i], left < PIECE ? left : PIECE, err);
    }
    arena_release(&p.scratch);
    return ok && merge(app, a, out, err);
}

bool print_again(struct app *app, struct arena *a, const struct letters_wanted *wanted,
                 struct printed_batch *out, struct err *err)
{
    int64_t batch = wanted->batch;
    struct buf number;
    *out = (struct printed_batch){.batch = batch};
    if (batch != 0 && !letter_list(app->db, a, wanted, &out->letters, err))
        return false;
    buf_init(&number, a, 32);
    buf_add_int(&number, batch);
    if (out->letters.count == 0)
        return err_set_field(err, ERR_UNKNOWN_LETTER, "batch", buf_str(&number));
    return merge(app, a, out, err);
}
