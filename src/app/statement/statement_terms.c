#include "statement_terms.h"

#include "intake/lists/customer.h"

enum statement_debtor statement_debtor_of(struct str kind)
{
    if (str_is(kind, "company") || str_is(kind, "trader"))
        return STATEMENT_BUSINESS;
    if (str_is(kind, "public"))
        return STATEMENT_PUBLIC;
    return str_is(kind, "consumer") ? STATEMENT_CONSUMER : STATEMENT_UNKNOWN;
}

/* The standing fact of a kind. */
static struct str told(const struct file_view *file, const char *kind)
{
    for (size_t i = 0; i < file->fact_count; i++) {
        if (str_is(file->facts[i].kind, kind))
            return file->facts[i].value;
    }
    return (struct str){0};
}

/* What is no day says nothing. */
static struct day day_of(struct str value)
{
    struct day day = DAY_NONE;
    return value.n > 0 && day_parse_iso(value, &day, NULL) ? day : DAY_NONE;
}

struct day statement_received(const struct file_view *file, struct str piece)
{
    struct str prefix = STR("received:");
    for (size_t i = 0; piece.n > 0 && i < file->fact_count; i++) {
        struct str kind = file->facts[i].kind;
        if (str_starts(kind, prefix) && str_eq(str_slice(kind, prefix.n, kind.n), piece))
            return day_of(file->facts[i].value);
    }
    return DAY_NONE;
}

/* The codes of customer lists, which come in the order of the law's bodies. */
_Static_assert((int)BODY_STATE == (int)LAW_BODY_STATE && (int)BODY_LOCAL == (int)LAW_BODY_LOCAL &&
                   (int)BODY_HEALTH == (int)LAW_BODY_HEALTH &&
                   (int)BODY_UNDERTAKING == (int)LAW_BODY_UNDERTAKING,
               "public bodies");

static enum law_public_body body_of(struct str code)
{
    for (int i = LAW_BODY_NONE + 1; code.n > 0 && i < LAW_BODY_COUNT; i++) {
        if (str_is(code, customer_body_code((enum customer_body)i)))
            return (enum law_public_body)i;
    }
    return LAW_BODY_NONE;
}

static void fill_objects(const struct file_objects *objects, struct account_terms *out)
{
    for (size_t i = 0; i < objects->stored.dispute_count; i++) {
        enum dispute_status status = objects->stored.disputes[i].terms.status;
        out->disputed = out->disputed || status == DISPUTE_IS_OPEN || status == DISPUTE_IS_ANSWERED;
    }
    for (size_t i = 0; i < objects->stored.plan_count; i++) {
        enum instalments_status status = objects->plans[i].status;
        out->on_plan =
            out->on_plan || status == INSTALMENTS_IS_AGREED || status == INSTALMENTS_IS_RUNNING;
    }
}

struct day statement_notice(const struct account_terms *terms, int64_t item_id)
{
    struct day first = DAY_NONE;
    for (size_t i = 0; i < terms->notice_count; i++) {
        const struct item_notice *n = &terms->notices[i];
        if (n->item_id == item_id && (!day_is(first) || day_before(n->on, first)))
            first = n->on;
    }
    return first;
}

/* Formal notices of ours, up to the day of the statement. */
static bool read_notices(struct app *app, struct arena *a, struct account_key key,
                         struct account_terms *out, struct err *err)
{
    struct stored_letters letters;
    struct stored_letter_items items = {0};
    if (!letters_of_account(app->db, a, key, &letters, err))
        return false;
    if (letters.count == 0)
        return true;
    if (!letter_items_of_account(app->db, a, key, &items, err))
        return false;
    out->notices = ARENA_ARRAY(a, items.count, struct item_notice);
    for (size_t i = 0; i < items.count; i++) {
        const struct stored_letter *l = letters.rows;
        while (l->id != items.rows[i].letter_id)
            l++;
        struct day on = mailing_notice(&l->mail);
        if (!day_is(on) || day_before(app->today, on))
            continue;
        out->notices[out->notice_count++] = (struct item_notice){items.rows[i].item_id, on};
        if (!day_is(out->formal_notice) || day_before(on, out->formal_notice))
            out->formal_notice = on;
    }
    return true;
}

bool statement_terms_load(struct app *app, struct arena *a, const struct file_view *file,
                          struct account_terms *out, struct err *err)
{
    *out = (struct account_terms){
        .formal_notice = day_of(told(file, "formal_notice")),
        .judgment_served = day_of(told(file, "judgment_served")),
        .insolvency = day_of(told(file, "insolvency")),
        .body = body_of(told(file, "body")),
    };
    out->told_notice = out->formal_notice;
    fill_objects(&file->objects, out);
    return read_notices(app, a, file->account.key, out, err) &&
           policies_of_creditor(app->db, a, file->account.creditor_id, &out->creditor, err) &&
           policies_of_account(app->db, a, file->account.key, &out->account, err) &&
           stages_of_account(app->db, a, file->account.key, &out->stages, err);
}
