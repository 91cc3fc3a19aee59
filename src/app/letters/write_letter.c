#include "write_letter.h"

#include "app/books/account_items.h"
#include "app/daily/run_day.h"
#include "app/mail/outbox.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "base/text.h"
#include "courier/page.h"
#include "store/directory_store.h"
#include "store/document_store.h"
#include "store/journal_store.h"
#include "store/object_store.h"
#include "store/user_store.h"

enum { BODY_BYTES_MAX = 1024 };

/* ---- the desk ---- */

bool letter_desk_open(struct app *app, struct arena *a, struct letter_desk *out, struct err *err)
{
    struct user user = {.name = STR("")};
    *out = (struct letter_desk){.app = app};
    if (!decide_ground_load(app, a, &out->decide, err) ||
        !sender_words_load(app->db, a, &out->senders, err) ||
        !creditor_list(app->db, a, &out->creditors, err) ||
        (app->actor_id != ACTOR_COMMAND_LINE && !user_by_id(app->db, a, app->actor_id, &user, err)))
        return false;
    out->person = user.name;
    return page_press_open(&out->press, err);
}

void letter_desk_close(struct letter_desk *desk)
{
    page_press_close(desk->press);
    desk->press = NULL;
}

/* ---- kinds and actions ---- */

static const enum action actions[MAILING_KIND_COUNT] = {
    [MAILING_STATEMENT] = ACTION_NONE,
    [MAILING_REMINDER_1] = ACTION_REMINDER_1,
    [MAILING_REMINDER_2] = ACTION_REMINDER_2,
    [MAILING_FORMAL_NOTICE] = ACTION_FORMAL_NOTICE,
    [MAILING_FIRST_LETTER] = ACTION_FIRST_LETTER,
};

enum action letter_action(enum mailing_kind kind)
{
    ASSERT(kind < MAILING_KIND_COUNT);
    return actions[kind];
}

bool letter_of_action(enum action action, enum mailing_kind *out)
{
    for (int k = 0; k < MAILING_KIND_COUNT; k++) {
        if (action != ACTION_NONE && actions[k] == action) {
            *out = (enum mailing_kind)k;
            return true;
        }
    }
    return false;
}

/* ---- the gate ---- */

static bool first_letter_left(const struct run_account *from)
{
    for (size_t i = 0; i < from->letters.count; i++) {
        if (from->letters.rows[i].account_id == from->account.key.account_id &&
            day_is(mailing_first_letter(&from->letters.rows[i].mail)))
            return true;
    }
    for (size_t i = 0; i < from->fact_count; i++) {
        if (str_is(from->facts[i].kind, "first_letter") &&
            from->facts[i].account_id == from->account.key.account_id)
            return true;
    }
    return false;
}

struct gate_intent letter_intent(enum mailing_kind kind, const struct run_account *from,
                                 struct day today)
{
    bool mandate = str_is(from->account.capacity, "mandate");
    enum gate_purpose purpose = GATE_PURPOSE_DEMAND;
    if (kind == MAILING_STATEMENT)
        purpose = GATE_PURPOSE_STATEMENT;
    else if (kind == MAILING_FIRST_LETTER ||
             (kind == MAILING_FORMAL_NOTICE && mandate && !first_letter_left(from)))
        purpose = GATE_PURPOSE_FIRST_LETTER;
    return (struct gate_intent){.purpose = purpose,
                                .channel = GATE_CHANNEL_LETTER,
                                .number = GATE_ANY_NUMBER,
                                .day = today,
                                .minute = GATE_NO_TIME};
}

/* ---- writing ---- */

struct writing {
    struct letter_desk *desk;
    struct arena *arena;
    const struct letter_request *request;
    struct account_statement s;
    struct run_account from;
    struct stored_letters letters;
    struct decided_work work;
    bool *asked;
    int64_t payee_id;
    bool registered;
    struct letter_view view;
    struct letter_figures figures;
    struct letter *letter;
    struct written_letter *out;
};

static bool text_ok(struct str text, size_t max, const char *option, struct err *err)
{
    if (text.n <= max && !text_has_control(text))
        return true;
    return err_set_field(err, ERR_TOO_LONG, option, str_cut_utf8(text, 60));
}

/* A formal notice and a first letter want a proof that e-mail does not give. */
static bool way_ok(const struct writing *w, struct err *err)
{
    enum mailing_kind kind = w->request->wish.kind;
    bool goes =
        kind == MAILING_STATEMENT || kind == MAILING_REMINDER_1 || kind == MAILING_REMINDER_2;
    return w->request->mail == NULL || goes ||
           err_set_field(err, ERR_BAD_OPTION_VALUE, "KIND", str_of(mailing_kind_code(kind)));
}

static bool wish_ok(struct writing *w, struct err *err)
{
    const struct letter_wish *wish = &w->request->wish;
    struct buf day;
    if (!way_ok(w, err))
        return false;
    if (!text_ok(wish->basis, LIMIT_LABEL_BYTES, "basis", err) ||
        !text_ok(wish->consequence, LIMIT_LABEL_BYTES, "consequence", err))
        return false;
    if (!day_is(wish->deadline) || day_before(w->desk->app->today, wish->deadline))
        return true;
    buf_init(&day, w->arena, 32);
    buf_add_day(&day, wish->deadline);
    return err_set_field(err, ERR_DATE_PAST, "deadline", buf_str(&day));
}

static bool read_account(struct writing *w, struct err *err)
{
    struct app *app = w->desk->app;
    struct account_key key;
    if (!account_find(app, w->arena, &w->request->query, &key, err) ||
        (!w->request->preview && !account_lock(app->db, key, err)) ||
        !show_statement_within(app, w->arena, &w->request->query, &w->s, err) ||
        !letters_of_account(app->db, w->arena, key, &w->letters, err))
        return false;
    struct str seen = w->request->query.seen;
    if (seen.n > 0 && !str_eq(seen, w->s.file.seen))
        return err_set(err, ERR_CHANGED_MEANWHILE, NULL);
    w->from.account = w->s.file.account;
    struct run_account_wanted wanted = {.today = app->today};
    if (!run_account_read(app->db, w->arena, &wanted, &w->from, err))
        return false;
    w->from.limits = &w->s.file.limits;
    w->out->account_number = w->s.file.account_number;
    w->out->debtor_id = key.debtor_id;
    w->out->currency = w->s.file.account.currency;
    w->registered = w->request->wish.registered ||
                    (w->request->wish.kind == MAILING_FORMAL_NOTICE && !w->request->wish.plain);
    return true;
}

/* ---- what it is about ---- */

static bool name_items(struct writing *w, struct str list, struct err *err)
{
    struct str name;
    while (str_split(&list, ',', &name)) {
        const struct walked_item *item = NULL;
        name = str_trim(name);
        if (name.n == 0)
            continue;
        if (!account_item_find(&w->s.file.account, name, 1, &item, err))
            return false;
        w->asked[item - w->s.file.account.items] = true;
    }
    return true;
}

/* Only what is to be paid to one; who is paid normally is paid what was assigned to nobody. */
static bool keep_payee(struct writing *w, struct str code, struct err *err)
{
    const struct file_objects *objects = &w->s.file.objects;
    const struct payee *payee = payee_by_code(&objects->payees, code);
    if (payee == NULL)
        return err_set_field(err, ERR_UNKNOWN_PAYEE, "payee", code);
    bool usual = payee == w->s.file.payees.usual;
    for (size_t i = 0; i < w->s.file.account.item_count; i++) {
        int64_t to = letter_payee(objects, i);
        w->asked[i] = w->asked[i] && (to == payee->id || (usual && to == 0));
    }
    return true;
}

static bool choose_items(struct writing *w, struct err *err)
{
    const struct letter_wish *wish = &w->request->wish;
    size_t n = w->s.file.account.item_count;
    w->asked = ARENA_ARRAY(w->arena, n, bool);
    for (size_t i = 0; i < n; i++)
        w->asked[i] = wish->items.n == 0;
    return name_items(w, wish->items, err) &&
           (wish->payee.n == 0 || keep_payee(w, wish->payee, err));
}

/* What is open and may not be asked for has a reason; else nothing is open. */
static bool nothing_to_ask(struct writing *w, struct err *err)
{
    struct gate_answer *gate = &w->out->gate;
    for (size_t i = 0; i < w->s.file.account.item_count; i++) {
        const struct item_answer *item = &gate->items[i];
        if (!w->asked[i] || w->s.file.account.items[i].open_minor <= 0 || item->block_count == 0)
            continue;
        gate->contact_allowed = false;
        gate->blocks[0] = item->blocks[0];
        gate->block_count = 1;
        return err_set_field(err, ERR_CONTACT_BLOCKED, "gate",
                             str_of(block_code(item->blocks[0].code)));
    }
    return err_set(err, ERR_NOTHING_OPEN, NULL);
}

static bool ask_gate(struct writing *w, struct err *err)
{
    struct gate_answer *gate = &w->out->gate;
    struct decide_question question = {
        &w->from, &w->s.file.objects,
        letter_intent(w->request->wish.kind, &w->from, w->desk->app->today)};
    question.intent.asked = w->asked;
    if (w->request->mail != NULL)
        question.intent.channel = GATE_CHANNEL_EMAIL;
    decide_gate(w->arena, &w->desk->decide, &question, gate);
    if (!gate->contact_allowed)
        return err_set_field(err, ERR_CONTACT_BLOCKED, "gate",
                             str_of(block_code(gate->blocks[0].code)));
    for (size_t i = 0; i < w->s.file.account.item_count; i++) {
        if (w->asked[i] && gate->items[i].raisable) {
            w->payee_id = letter_payee(&w->s.file.objects, i);
            return true;
        }
    }
    return w->request->wish.kind == MAILING_STATEMENT || nothing_to_ask(w, err);
}

static bool copies_only(const struct writing *w)
{
    return w->request->mail != NULL && w->request->mail->copies_only;
}

static struct letter_sought sought(const struct writing *w)
{
    return (struct letter_sought){w->request->wish.kind, w->payee_id};
}

/* What waits forbids another; a preview only tells of what was written before. */
static bool look_back(struct writing *w, struct err *err)
{
    struct stored_mails mails;
    if (w->request->preview && copies_only(w)) {
        if (!mails_of_account(w->desk->app->db, w->arena, w->s.file.account.key, &mails, err))
            return false;
        w->out->earlier = copies_earlier(&mails);
    } else if (w->request->preview) {
        w->out->earlier = letter_earlier(&w->letters, sought(w));
    } else if (!copies_only(w)) {
        const struct stored_letter *l = letter_waiting(&w->letters, sought(w));
        return l == NULL || err_set_field(err, ERR_LETTER_PENDING, "letter",
                                          ref_str(w->arena, REF_DOCUMENT, l->document_number));
    }
    return true;
}

/* ---- the document ---- */

static struct str reference(struct writing *w)
{
    struct buf b;
    buf_init(&b, w->arena, 64);
    buf_add_ref(&b, REF_ACCOUNT, w->s.file.account_number);
    if (copies_only(w))
        return buf_str(&b);
    buf_add_char(&b, '/');
    buf_add_int(&b, (int64_t)w->letters.count + 1);
    return buf_str(&b);
}

static bool compose(struct writing *w, struct err *err)
{
    const struct creditor *creditor =
        creditor_by_id(&w->desk->creditors, w->s.file.account.creditor_id);
    ASSERT(creditor != NULL);
    struct letter_source source = {
        .app = w->desk->app,
        .arena = w->arena,
        .wish = &w->request->wish,
        .statement = &w->s,
        .gate = &w->out->gate,
        .asked = w->asked,
        .senders = &w->desk->senders,
        .creditor = creditor,
        .person = w->desk->person,
        .mandates = &w->desk->decide.mandates,
        .letters = &w->letters,
        .payee_id = w->payee_id,
        .registered = w->registered,
        .reference = reference(w),
    };
    letter_fill(&source, &w->view, &w->figures);
    w->letter = ARENA_NEW(w->arena, struct letter);
    bool built = copies_only(w) || letter_build(&w->view, w->arena, w->letter, err);
    w->out->gaps = w->letter->gaps;
    w->out->gap_count = w->letter->gap_count;
    w->out->asked_minor = w->figures.asked_minor;
    w->out->claimed = w->view.claimed;
    w->out->page = built && !copies_only(w) ? &w->letter->document : NULL;
    return built;
}

static bool print(struct writing *w, struct err *err)
{
    struct buf pdf;
    if (w->request->words)
        return true;
    struct page_book_options options = {.title = w->letter->title,
                                        .author = w->view.sender_name,
                                        .lang = STR("fr"),
                                        .instant_ms = w->desk->app->now_ms};
    if (copies_only(w))
        return true;
    buf_init(&pdf, w->arena, LIMIT_DOCUMENT_BYTES);
    if (!page_print(w->desk->press, &w->letter->document, &options, &pdf, err))
        return false;
    w->out->pdf = buf_str(&pdf);
    return true;
}

/* ---- keeping it ---- */

/* "mise-en-demeure_C-000042-X_2026-11-23_2.pdf" */
static struct str file_name(struct writing *w, const char *ending)
{
    struct buf b;
    buf_init(&b, w->arena, LIMIT_NAME_BYTES);
    buf_add_c(&b, copies_only(w) ? dispatch_kind_code(DISPATCH_COPY)
                                 : mailing_kind_code(w->request->wish.kind));
    buf_add_char(&b, '_');
    buf_add_ref(&b, REF_ACCOUNT, w->s.file.account_number);
    buf_add_char(&b, '_');
    buf_add_day(&b, w->desk->app->today);
    buf_add_char(&b, '_');
    buf_add_int(&b, (int64_t)w->letters.count + 1);
    buf_add_c(&b, ending);
    return buf_str(&b);
}

static bool make_mail(struct writing *w, struct err *err)
{
    struct mail_source source = {
        .app = w->desk->app,
        .arena = w->arena,
        .wish = w->request->mail,
        .file = &w->s.file,
        .asked = w->asked,
        .named = w->request->wish.items.n > 0,
        .view = &w->view,
        .letter = {file_name(w, ".pdf"), STR("application/pdf"), w->out->pdf},
    };
    struct letter *text = ARENA_NEW(w->arena, struct letter);
    if (w->request->mail == NULL)
        return true;
    bool made = mail_letter_make(&source, text, &w->out->mail, err);
    w->out->gaps = text->gaps;
    w->out->gap_count = text->gap_count;
    return made;
}

/* The level of the rules at which this letter is written. */
static int32_t level_of_kind(const struct writing *w)
{
    const struct scenario *rules = decide_rules(&w->desk->decide, &w->from);
    enum action action = letter_action(w->request->wish.kind);
    for (int32_t i = 0; rules != NULL && action != ACTION_NONE && i < rules->level_count; i++) {
        if (rules->levels[i].action == action || rules->levels[i].otherwise == action)
            return i + 1;
    }
    return 0;
}

/* As the scenario wanted it, or, by hand, the level at which its rules write such a letter. */
static int32_t level_of_item(const struct writing *w, size_t i)
{
    const struct scenario_step *step = &w->work.decision.items[i];
    bool by_hand = w->work.decision.action != letter_action(w->request->wish.kind);
    int32_t level = by_hand ? level_of_kind(w) : 0;
    return step->ready && step->level > level ? step->level : level;
}

static struct str approval_of(const struct writing *w)
{
    static const char *const words[] = {[SCENARIO_AUTOMATIC] = "automatic",
                                        [SCENARIO_BY_AGENT] = "agent",
                                        [SCENARIO_BY_MANAGER] = "manager"};
    if (w->work.decision.action == letter_action(w->request->wish.kind) &&
        w->request->wish.kind != MAILING_STATEMENT)
        return str_of(words[w->work.decision.approval]);
    return w->request->wish.kind == MAILING_FORMAL_NOTICE ? STR("manager") : STR("agent");
}

static bool note_letter(struct writing *w, struct err *err)
{
    struct app *app = w->desk->app;
    struct buf body;
    struct json j;
    buf_init(&body, w->arena, BODY_BYTES_MAX);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_id(&j, "account", w->s.file.account.key.account_id);
    json_text(&j, "document", ref_str(w->arena, REF_DOCUMENT, w->out->document_number));
    json_cstr(&j, "kind", mailing_kind_code(w->request->wish.kind));
    json_amount(&j, "asked", (struct money){w->out->asked_minor, w->out->currency});
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct letter_event event = {.letter_id = w->out->id,
                                 .id = id_next(app->ids),
                                 .state = MAILING_IS_TO_PRINT,
                                 .on = app->today,
                                 .tracking = STR(""),
                                 .why = STR(""),
                                 .at_ms = app->now_ms,
                                 .actor_id = app->actor_id};
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = w->s.file.account.key.debtor_id,
                                  .at_ms = app->now_ms,
                                  .actor_id = app->actor_id,
                                  .kind = STR("letter_written"),
                                  .body = buf_str(&body)};
    return letter_event_add(app->db, w->s.file.account.key, &event, err) &&
           journal_append(app->db, &entry, NULL, err);
}

static bool keep_letter(struct writing *w, const struct document_made *made, struct err *err)
{
    struct app *app = w->desk->app;
    size_t n = w->s.file.account.item_count;
    size_t count = 0;
    struct stored_letter_item *items = ARENA_ARRAY(w->arena, n, struct stored_letter_item);
    for (size_t i = 0; i < n && w->request->wish.kind != MAILING_STATEMENT; i++) {
        if (w->figures.item_minor[i] > 0)
            items[count++] =
                (struct stored_letter_item){w->out->id, w->s.file.account.items[i].id,
                                            level_of_item(w, i), w->figures.item_minor[i]};
    }
    struct stored_letter letter = {
        .key = w->s.file.account.key,
        .id = w->out->id,
        .number = w->out->number,
        .creditor_id = w->s.file.account.creditor_id,
        .mail = {.kind = w->request->wish.kind, .state = MAILING_IS_TO_PRINT, .made = app->today},
        .registered = w->registered,
        .approval = approval_of(w),
        .document_id = made->id,
        .document_number = made->number,
        .payee_id = w->payee_id,
        .claim_minor = w->figures.claim_minor,
        .asked_minor = w->figures.asked_minor,
        .made_ms = app->now_ms,
        .actor_id = app->actor_id,
        .by_mail = w->request->mail != NULL};
    return letter_add(app->db, &letter, items, count, err) && note_letter(w, err);
}

/* Its Message-ID leads back to the file: so a notice or an answer finds it. */
static bool keep_mail(struct writing *w, const struct document_made *made, struct err *err)
{
    struct app *app = w->desk->app;
    const struct mail_text *text = &w->out->mail;
    struct account_key key = w->s.file.account.key;
    struct directory_key id = {DIRECTORY_MESSAGE, 0, text->id};
    struct directory_entry entry = {key.debtor_id, {true, key.account_id}};
    bool created = false;
    enum dispatch_kind kind = DISPATCH_COPY;
    if (!copies_only(w) &&
        !dispatch_kind_parse(str_of(mailing_kind_code(w->request->wish.kind)), &kind))
        BUG("a letter that goes on paper only");
    struct stored_mail mail = {
        .key = key,
        .id = id_next(app->ids),
        .creditor_id = w->s.file.account.creditor_id,
        .letter_id = w->out->id,
        .kind = kind,
        .state = DISPATCH_IS_QUEUED,
        .address = text->to,
        .subject = text->subject,
        .message_id = text->id,
        .document_id = made->id,
        .document_number = made->number,
        .made = app->today,
        .made_ms = app->now_ms,
        .actor_id = app->actor_id,
        .next_ms = app->now_ms,
        .reply = STR(""),
    };
    if (!directory_claim(app->db, &id, &entry, &created, err))
        return false;
    if (!created) /* the form was sent twice */
        return err_set(err, ERR_CHANGED_MEANWHILE, NULL);
    return mail_add(app->db, &mail, err) && mail_note(app, w->arena, &mail, err);
}

static bool keep(struct writing *w, struct err *err)
{
    struct app *app = w->desk->app;
    struct document_made made;
    bool by_mail = w->request->mail != NULL;
    decide_work(w->arena, &w->desk->decide, &w->from, &w->s.file.objects, &w->work);
    if (!copies_only(w)) {
        w->out->id = id_next(app->ids);
        w->out->number = (int64_t)w->letters.count + 1;
    }
    if (by_mail && !w->request->mail->manager && !copies_only(w) &&
        str_is(approval_of(w), "manager"))
        return err_set(err, ERR_MAIL_MANAGER, NULL);
    struct new_document doc = {.key = w->s.file.account.key,
                               .kind = DOCUMENT_LETTER,
                               .file = file_name(w, by_mail ? ".eml" : ".pdf"),
                               .mime = by_mail ? STR("message/rfc822") : STR("application/pdf"),
                               .body = by_mail ? w->out->mail.body : w->out->pdf,
                               .made = app->today,
                               .at_ms = app->now_ms,
                               .actor_id = app->actor_id,
                               .as_sent = true};
    if (!document_add(app->db, app->ids, &doc, &made, err))
        return false;
    w->out->document_number = made.number;
    return (copies_only(w) || keep_letter(w, &made, err)) && (!by_mail || keep_mail(w, &made, err));
}

bool letter_write_within(struct letter_desk *desk, struct arena *a,
                         const struct letter_request *request, struct written_letter *out,
                         struct err *err)
{
    struct writing w = {.desk = desk, .arena = a, .request = request, .out = out};
    *out = (struct written_letter){0};
    return wish_ok(&w, err) && read_account(&w, err) && choose_items(&w, err) &&
           ask_gate(&w, err) && look_back(&w, err) && compose(&w, err) && print(&w, err) &&
           make_mail(&w, err) && (request->preview || keep(&w, err));
}

bool write_letter(struct app *app, struct arena *a, const struct letter_request *request,
                  struct written_letter *out, struct err *err)
{
    struct letter_desk desk = {0};
    *out = (struct written_letter){0};
    if (!db_begin(app->db, request->preview ? DB_READ : DB_WRITE, err))
        return false;
    bool ok =
        letter_desk_open(app, a, &desk, err) && letter_write_within(&desk, a, request, out, err) &&
        (request->preview || (run_again(app, out->debtor_id, err) && db_commit(app->db, err)));
    db_rollback(app->db);
    letter_desk_close(&desk);
    return ok;
}
