#include "manage_payees.h"

#include "app/people/people.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/text.h"
#include "party/iban.h"
#include "setting_changes.h"
#include "store/account_store.h"
#include "store/journal_store.h"

enum { BIC_SHORT = 8, BIC_LONG = 11, CODE_BYTES_MAX = 40 };

struct editing {
    struct app *app;
    struct arena *arena;
    const struct payee_request *request;
    struct creditor creditor;
    struct user user; /* who says it */
    struct payee_book book;
    struct payees payees; /* of the creditor */
};

static bool find_person(struct editing *e, struct err *err)
{
    struct named_person named = {e->request->by, "by"};
    if (!people_find(e->app, e->arena, &named, &e->user, err))
        return false;
    return (people_see(&e->user, e->creditor.id) && right_given(e->user.roles, RIGHT_SET_PAYEES)) ||
           err_set_field(err, ERR_NOT_ALLOWED, "by", e->request->by);
}

static bool load(struct editing *e, struct err *err)
{
    if (!creditor_find(e->app->db, e->arena, e->request->creditor, &e->creditor, err))
        return false;
    if (e->creditor.id == 0)
        return err_set_field(err, ERR_UNKNOWN_CREDITOR, "creditor", e->request->creditor);
    struct setting_of of = {SETTINGS_CREDITOR, e->creditor.id};
    if (!find_person(e, err) || !setting_unchanged(e->app, e->arena, &of, e->request->seen, err) ||
        !payee_book_load(e->app->db, e->arena, &e->book, err))
        return false;
    e->payees = payees_of(&e->book, e->creditor.id);
    return true;
}

static bool begin(struct editing *e, struct err *err)
{
    if (!db_begin(e->app->db, DB_WRITE, err))
        return false;
    if (load(e, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

static bool end(struct editing *e, bool ok, struct err *err)
{
    if (ok && db_commit(e->app->db, err))
        return true;
    db_rollback(e->app->db);
    return false;
}

static bool note(struct editing *e, const char *kind, const struct payee_word *word,
                 struct err *err)
{
    struct buf body;
    struct json j;
    buf_init(&body, e->arena, LIMIT_LINE_BYTES);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "payee", e->request->code);
    json_id(&j, "word", word->id);
    json_cstr(&j, "kind", payee_word_code(word->kind));
    json_day(&j, "from", word->from);
    if (word->kind == PAYEE_WORD_ACCOUNT) {
        json_text(&j, "name", word->name);
        json_text(&j, "iban", word->iban);
    }
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_CREDITOR,
                                  .subject_id = e->creditor.id,
                                  .at_ms = e->app->now_ms,
                                  .actor_id = e->user.id,
                                  .kind = str_of(kind),
                                  .body = buf_str(&body)};
    return journal_append(e->app->db, &entry, NULL, err);
}

/* ---- what is said ---- */

static bool check_text(struct str *text, size_t max, const char *option, struct err *err)
{
    size_t bad = 0;
    *text = str_trim(*text);
    if (text->n > max)
        return err_set_field(err, ERR_TOO_LONG, option, str_cut_utf8(*text, 60));
    return (utf8_valid(*text, &bad) && !text_has_control(*text)) ||
           err_set_field(err, ERR_IMPOSSIBLE_VALUE, option, STR("…"));
}

/* Bank, country and place in capitals, then digits too (ISO 9362). */
static bool check_bic(struct str bic, struct err *err)
{
    bool good = bic.n == 0 || bic.n == BIC_SHORT || bic.n == BIC_LONG;
    for (size_t i = 0; i < bic.n; i++) {
        bool letter = bic.p[i] >= 'A' && bic.p[i] <= 'Z';
        bool digit = bic.p[i] >= '0' && bic.p[i] <= '9';
        good = good && (letter || (digit && i >= 6));
    }
    return good || err_set_field(err, ERR_IMPOSSIBLE_VALUE, "bic", bic);
}

static bool check_account(struct editing *e, struct payee_word *word, struct err *err)
{
    char compact[IBAN_CHARACTERS_MAX + 1];
    if (!check_text(&word->name, LIMIT_NAME_BYTES, "name", err) ||
        !check_text(&word->bic, BIC_LONG, "bic", err))
        return false;
    if (word->name.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "name", STR("name"));
    if (word->iban.n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "iban", STR("iban"));
    if (iban_check(word->iban, compact) != ID_OK)
        return err_set_field(err, ERR_IMPOSSIBLE_VALUE, "iban", str_cut_utf8(word->iban, 60));
    word->iban = arena_str(e->arena, str_of(compact));
    return check_bic(word->bic, err);
}

static bool say(struct editing *e, const struct payee *payee, struct payee_word word,
                struct err *err)
{
    word.id = id_next(e->app->ids);
    word.payee_id = payee->id;
    word.said = e->app->today;
    word.by_id = e->user.id;
    if (!day_is(word.from))
        word.from = e->app->today;
    return payee_word_add(e->app->db, &word, e->app->now_ms, err) &&
           note(e, "payee_said", &word, err);
}

static struct payee_word account_said(const struct payee_said *said)
{
    return (struct payee_word){.kind = PAYEE_WORD_ACCOUNT,
                               .name = said->name,
                               .iban = said->iban,
                               .bic = said->bic,
                               .from = said->from};
}

static bool check_code(struct str code, struct err *err)
{
    bool good = code.n > 0 && code.n <= CODE_BYTES_MAX;
    for (size_t i = 0; i < code.n; i++) {
        char c = code.p[i];
        good = good && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                        (c >= '0' && c <= '9') || c == '-' || c == '_');
    }
    return good || err_set_field(err, ERR_IMPOSSIBLE_VALUE, "CODE", str_cut_utf8(code, 60));
}

static bool create(struct editing *e, const struct payee_said *said, struct err *err)
{
    struct str code = e->request->code;
    struct payee_word account = account_said(said);
    struct payee_word is_default = {.kind = PAYEE_WORD_DEFAULT, .from = said->from};
    if (!check_code(code, err) || !check_account(e, &account, err))
        return false;
    if (payee_by_code(&e->payees, code) != NULL)
        return err_set_field(err, ERR_PAYEE_TAKEN, "CODE", code);
    struct payee payee = {id_next(e->app->ids), e->creditor.id, code, said->kind};
    return payee_add(e->app->db, &payee, err) && say(e, &payee, account, err) &&
           ((e->payees.count > 0 && !said->is_default) || say(e, &payee, is_default, err));
}

bool payee_create(struct app *app, struct arena *a, const struct payee_request *request,
                  const struct payee_said *said, struct err *err)
{
    struct editing e = {.app = app, .arena = a, .request = request};
    return begin(&e, err) && end(&e, create(&e, said, err), err);
}

static bool find_payee(struct editing *e, const struct payee **out, struct err *err)
{
    *out = payee_by_code(&e->payees, e->request->code);
    return *out != NULL || err_set_field(err, ERR_UNKNOWN_PAYEE, "CODE", e->request->code);
}

/* The last account said of him, whether it counts yet or not. */
static const struct payee_word *account_known(const struct editing *e, int64_t payee_id)
{
    const struct payee_word *last = NULL;
    for (size_t i = 0; i < e->payees.word_count; i++) {
        const struct payee_word *w = &e->payees.words[i];
        if (w->payee_id == payee_id && w->kind == PAYEE_WORD_ACCOUNT)
            last = w;
    }
    return last;
}

static bool change(struct editing *e, const struct payee_said *said, struct err *err)
{
    const struct payee *payee = NULL;
    bool another = said->name.n > 0 || said->iban.n > 0 || said->bic.n > 0;
    if (!find_payee(e, &payee, err))
        return false;
    if (!another && !said->is_default && !said->closes)
        return err_set(err, ERR_NOTHING_NEW, NULL);
    const struct payee_word *known = account_known(e, payee->id);
    struct payee_word account = account_said(said);
    if (another && known != NULL) {
        account.name = account.name.n > 0 ? account.name : known->name;
        account.bic = account.bic.n > 0 || account.iban.n > 0 ? account.bic : known->bic;
        account.iban = account.iban.n > 0 ? account.iban : known->iban;
    }
    if (another && (!check_account(e, &account, err) || !say(e, payee, account, err)))
        return false;
    struct payee_word is_default = {.kind = PAYEE_WORD_DEFAULT, .from = said->from};
    struct payee_word closed = {.kind = PAYEE_WORD_CLOSED, .from = said->from};
    return (!said->is_default || say(e, payee, is_default, err)) &&
           (!said->closes || say(e, payee, closed, err));
}

bool payee_change(struct app *app, struct arena *a, const struct payee_request *request,
                  const struct payee_said *said, struct err *err)
{
    struct editing e = {.app = app, .arena = a, .request = request};
    return begin(&e, err) && end(&e, change(&e, said, err), err);
}

static bool confirm(struct editing *e, struct err *err)
{
    const struct payee *payee = NULL;
    size_t waiting = 0;
    size_t confirmed = 0;
    if (!find_payee(e, &payee, err))
        return false;
    for (size_t i = 0; i < e->payees.word_count; i++) {
        struct payee_word word = e->payees.words[i];
        if (word.payee_id != payee->id || payee_word_stands(&e->payees, &word))
            continue;
        waiting++;
        if (word.by_id == e->user.id)
            continue;
        word.second_id = e->user.id;
        word.confirmed_on = e->app->today;
        if (!payee_word_confirm(e->app->db, &word, e->app->now_ms, err) ||
            !note(e, "payee_confirmed", &word, err))
            return false;
        confirmed++;
    }
    if (waiting == 0)
        return err_set_field(err, ERR_NOTHING_TO_CONFIRM, "CODE", e->request->code);
    return confirmed > 0 || err_set_field(err, ERR_SECOND_PERSON, "by", e->request->by);
}

bool payee_confirm(struct app *app, struct arena *a, const struct payee_request *request,
                   struct err *err)
{
    struct editing e = {.app = app, .arena = a, .request = request};
    return begin(&e, err) && end(&e, confirm(&e, err), err);
}

/* ---- listing ---- */

static void add_lines(struct payee_lines *out, const struct creditor *creditor,
                      const struct payees *payees, struct day today)
{
    const struct payee *paid = payee_default(payees, today);
    for (size_t i = 0; i < payees->count; i++) {
        const struct payee *payee = &payees->rows[i];
        const struct payee_word *account = payee_account(payees, payee->id, today);
        out->rows[out->count++] = (struct payee_line){
            .creditor = creditor->code,
            .payees = payees,
            .payee = payee,
            .account = account,
            .before = account != NULL ? payee_account_before(payees, account) : NULL,
            .is_default = paid == payee,
            .closed = payee_closed(payees, payee->id, today),
        };
    }
}

static bool read_lines(struct app *app, struct arena *a, struct str code, struct payee_lines *out,
                       struct err *err)
{
    struct payee_book *book = ARENA_NEW(a, struct payee_book);
    struct creditors creditors;
    size_t room = 0;
    if (!creditor_list(app->db, a, &creditors, err) || !creditor_known(&creditors, code, err) ||
        !payee_book_load(app->db, a, book, err))
        return false;
    for (size_t i = 0; i < book->count; i++)
        room += book->rows[i].payees.count;
    *out = (struct payee_lines){ARENA_ARRAY(a, room, struct payee_line), 0};
    for (size_t c = 0; c < creditors.count; c++) { /* by code */
        const struct creditor *creditor = &creditors.rows[c];
        for (size_t i = 0; i < book->count; i++) {
            if (book->rows[i].creditor_id == creditor->id &&
                (code.n == 0 || str_eq(code, creditor->code)))
                add_lines(out, creditor, &book->rows[i].payees, app->today);
        }
    }
    return true;
}

bool payee_lines_read(struct app *app, struct arena *a, struct str creditor,
                      struct payee_lines *out, struct err *err)
{
    if (!db_begin(app->db, DB_READ, err))
        return false;
    bool ok = read_lines(app, a, creditor, out, err);
    db_rollback(app->db); /* nothing was written */
    return ok;
}

bool payee_person(struct app *app, struct arena *a, int64_t user_id, struct str *login,
                  struct err *err)
{
    struct user user;
    if (!user_by_id(app->db, a, user_id, &user, err))
        return false;
    *login = user.id != 0 ? user.login : STR("");
    return true;
}
