#include "add_facts.h"

#include "app/file/file_changes.h"
#include "base/json.h"
#include "base/limits.h"
#include "base/ref.h"
#include "base/text.h"
#include "claim/item_limit.h"
#include "hand_entry.h"
#include "law/term.h"
#include "party/siren.h"
#include "store/journal_store.h"

const char *const told_fact_kinds[] = {
    "name", "type", "siren", "siret", "vat", "street", "postcode", "city", "country", "phone",
    "mobile", "email", "person", "person_role", "body", "terms", "first_letter", "formal_notice",
    "judgment_served", "insolvency",
/* what interrupts a limitation */
#define LIMIT_FACT(id, kind) kind,
#include "claim/limit_fact.def"
    /* what forbids or hinders a contact (work_person.h) */
    "over_indebtedness", "imposed_plan", "debts_wiped", "court_grace", "deceased", "vulnerable",
    "protected", "counsel", "opposition", "wrong_number", "strategic", "handed_over", NULL};

/* ---- what may be said ---- */

static bool check_siren(struct arena *a, struct str v, struct str *out)
{
    char digits[SIREN_DIGITS + 1];
    bool ok = siren_check(v, digits) == ID_OK;
    *out = ok ? arena_str(a, str_of(digits)) : v;
    return ok;
}

static bool check_siret(struct arena *a, struct str v, struct str *out)
{
    char digits[SIRET_DIGITS + 1];
    bool ok = siret_check(v, digits) == ID_OK;
    *out = ok ? arena_str(a, str_of(digits)) : v;
    return ok;
}

static bool is_one_of(struct str v, const char *const *choices)
{
    for (; *choices != NULL; choices++) {
        if (str_is(v, *choices))
            return true;
    }
    return false;
}

static bool check_type(struct arena *a, struct str v, struct str *out)
{
    static const char *const types[] = {"company", "trader", "public", "consumer", NULL};
    (void)a;
    *out = v;
    return is_one_of(v, types);
}

static bool check_body(struct arena *a, struct str v, struct str *out)
{
    static const char *const bodies[] = {"state", "local", "health", "undertaking", NULL};
    (void)a;
    *out = v;
    return is_one_of(v, bodies);
}

static bool check_terms(struct arena *a, struct str v, struct str *out)
{
    enum law_term rule;
    (void)a;
    *out = v;
    return law_term_parse(v, &rule) && rule != LAW_TERM_NONE;
}

/* Nine digits at least, and nothing but what people write between digits. */
static bool check_phone(struct arena *a, struct str v, struct str *out)
{
    size_t digits = 0;
    (void)a;
    *out = str_trim(v);
    for (size_t i = 0; i < v.n; i++) {
        bool digit = v.p[i] >= '0' && v.p[i] <= '9';
        if (!digit && !str_contains(STR(" .-()/+"), str_slice(v, i, i + 1)))
            return false;
        digits += digit;
    }
    return digits >= 9 && digits <= 15;
}

static bool check_email(struct arena *a, struct str v, struct str *out)
{
    ptrdiff_t at = str_find(v, '@');
    (void)a;
    *out = v;
    return at > 0 && (size_t)at + 1 < v.n && str_find(v, ' ') < 0;
}

static bool check_day(struct arena *a, struct str v, struct str *out)
{
    struct day day;
    (void)a;
    *out = v;
    return day_parse_iso(v, &day, NULL);
}

/* "no" takes it back. */
static bool check_day_or_no(struct arena *a, struct str v, struct str *out)
{
    *out = v;
    return str_is(v, "no") || check_day(a, v, out);
}

static bool check_yes_or_no(struct arena *a, struct str v, struct str *out)
{
    static const char *const answers[] = {"yes", "no", NULL};
    (void)a;
    *out = v;
    return is_one_of(v, answers);
}

/* Ways with commas between them, or one word for all or none of them. */
static bool check_ways(struct arena *a, struct str v, struct str *out)
{
    static const char *const ways[] = {"phone", "sms", "email", "letter", "all", "no", NULL};
    struct str rest = v;
    struct str way;
    (void)a;
    *out = v;
    while (str_split(&rest, ',', &way)) {
        if (!is_one_of(way, ways))
            return false;
    }
    return v.n > 0;
}

/* Kinds that are more than a text, and whether they hold for the account alone. */
static const struct fact_rule {
    const char *kind;
    bool (*check)(struct arena *a, struct str v, struct str *out);
    bool of_account;
} rules[] = {
    {"siren", check_siren, false},
    {"siret", check_siret, false},
    {"type", check_type, false},
    {"body", check_body, false},
    {"terms", check_terms, true},
    {"phone", check_phone, false},
    {"mobile", check_phone, false},
    {"email", check_email, false},
    {"first_letter", check_day, true},
    {"formal_notice", check_day, true},
    {"judgment_served", check_day, true},
#define LIMIT_FACT(id, kind) {kind, check_day, true},
#include "claim/limit_fact.def"
    {"insolvency", check_day, false},
    {"over_indebtedness", check_day_or_no, false},
    {"imposed_plan", check_day_or_no, false},
    {"debts_wiped", check_day_or_no, false},
    {"court_grace", check_day_or_no, true},
    {"deceased", check_yes_or_no, false},
    {"vulnerable", check_yes_or_no, false},
    {"protected", check_yes_or_no, false},
    {"opposition", check_ways, false},
    {"wrong_number", check_phone, false},
    {"strategic", check_yes_or_no, true},
    {"handed_over", check_yes_or_no, true},
};

/* Of the account, and as many as there are pieces: received:NUMBER, the day a public buyer received
 * the payment request for that piece; recognition:NUMBER and the like, when the limitation of that
 * piece was interrupted. */
static const struct fact_rule day_of_piece = {"received", check_day, true};

static bool is_of_piece(struct str kind, struct str *piece)
{
    struct str prefix = STR("received:");
    enum law_event_kind event;
    if (limit_fact_parse(kind, &event, piece))
        return piece->n > 0;
    *piece = str_starts(kind, prefix) ? str_slice(kind, prefix.n, kind.n) : (struct str){0};
    return piece->n > 0;
}

static const struct fact_rule *rule_of(const char *kind)
{
    struct str piece;
    if (is_of_piece(str_of(kind), &piece))
        return &day_of_piece;
    for (size_t i = 0; i < COUNT_OF(rules); i++) {
        if (strcmp(rules[i].kind, kind) == 0)
            return &rules[i];
    }
    return NULL;
}

static bool kind_known(struct str kind)
{
    struct str piece;
    if (is_of_piece(kind, &piece))
        return piece.n <= LIMIT_REF_BYTES && !text_has_control(kind);
    for (size_t i = 0; told_fact_kinds[i] != NULL; i++) {
        if (str_is(kind, told_fact_kinds[i]))
            return true;
    }
    return false;
}

static bool read_fact(struct arena *a, const struct told_fact *told, struct new_fact *out,
                      struct err *err)
{
    struct str value = str_trim(told->value);
    const struct fact_rule *rule = rule_of(told->kind);
    if (!kind_known(str_of(told->kind)))
        return err_set_field(err, ERR_UNKNOWN_KIND, "kind", str_of(told->kind));
    if (value.n == 0 || value.n > LIMIT_NAME_BYTES || text_has_control(value))
        return err_set_field(err, value.n == 0 ? ERR_FIELD_EMPTY : ERR_FIELD_TOO_LONG, told->kind,
                             value);
    *out = (struct new_fact){.kind = told->kind, .value = value};
    if (rule == NULL)
        return true;
    out->of_account = rule->of_account;
    return rule->check(a, value, &out->value) ||
           err_set_field(err, ERR_BAD_OPTION_VALUE, told->kind, value);
}

static bool read_facts(struct arena *a, const struct told_fact *told, size_t count,
                       struct new_fact **out, struct err *err)
{
    *out = ARENA_ARRAY(a, count, struct new_fact);
    for (size_t i = 0; i < count; i++) {
        if (!read_fact(a, &told[i], &(*out)[i], err))
            return false;
    }
    return true;
}

/* What interrupts a limitation has happened. */
static bool in_time(const struct app *app, const struct new_fact *facts, size_t count,
                    struct err *err)
{
    for (size_t i = 0; i < count; i++) {
        enum law_event_kind event;
        struct str piece;
        struct day on;
        if (limit_fact_parse(str_of(facts[i].kind), &event, &piece) &&
            day_parse_iso(facts[i].value, &on, NULL) && day_before(app->today, on))
            return err_set_field(err, ERR_DATE_FUTURE, facts[i].kind, facts[i].value);
    }
    return true;
}

/* ---- noting it ---- */

static bool note(struct hand_entry *e, struct new_fact *facts, size_t count,
                 struct added_facts *out, struct err *err)
{
    struct account_origin origin = hand_entry_origin(e);
    bool terms_changed = false; /* the account is folded again in any case */
    struct fact_news news = {0};
    for (size_t i = 0; i < count; i++)
        facts[i].key = e->key;
    out->account_number = e->account_number;
    out->debtor_number = e->debtor_number;
    out->import_number = e->import_number;
    if (!facts_count_news(e->app->db, facts, count, &news, err))
        return false;
    out->facts = news.count;
    return facts_add(e->app->db, &origin, facts, count, err) &&
           facts_settle(e->app->db, e->key.debtor_id, &terms_changed, err);
}

/* What was learnt is also told in the journal of him whom it is about, by kind: the values are the
 * facts' own. */
static bool tell(struct hand_entry *e, const struct new_fact *facts, size_t count, struct err *err)
{
    struct buf body;
    struct buf ref;
    struct json j;
    buf_init(&body, e->arena, LIMIT_LINE_BYTES);
    buf_init(&ref, e->arena, 64);
    buf_add_ref(&ref, REF_ACCOUNT, e->account_number);
    json_begin(&j, &body);
    json_object(&j, NULL);
    json_text(&j, "account", buf_str(&ref));
    buf_clear(&ref);
    buf_add_ref(&ref, REF_IMPORT, e->import_number);
    json_text(&j, "import", buf_str(&ref));
    json_array(&j, "kinds");
    for (size_t i = 0; i < count; i++)
        json_cstr(&j, NULL, facts[i].kind);
    json_array_end(&j);
    json_object_end(&j);
    json_end(&j);
    ASSERT(!body.full);
    struct journal_entry entry = {.subject = JOURNAL_DEBTOR,
                                  .subject_id = e->key.debtor_id,
                                  .at_ms = e->app->now_ms,
                                  .actor_id = e->app->actor_id,
                                  .kind = STR("facts_told"),
                                  .body = buf_str(&body)};
    return journal_append(e->app->db, &entry, NULL, err);
}

bool add_facts(struct app *app, struct arena *a, const struct add_facts_request *r,
               struct added_facts *out, struct err *err)
{
    struct hand_entry e = {.app = app, .arena = a, .kind = "add_fact"};
    struct new_fact *facts = NULL;
    *out = (struct added_facts){0};
    if (!read_facts(a, r->facts, r->fact_count, &facts, err) ||
        !in_time(app, facts, r->fact_count, err) || !hand_entry_begin(&e, &r->query, err))
        return false;
    struct file_account of = {e.key, e.account_number};
    bool ok = file_unchanged(app, a, &r->query, &of, err) &&
              note(&e, facts, r->fact_count, out, err) &&
              (out->facts > 0 || err_set(err, ERR_NOTHING_NEW, NULL)) &&
              tell(&e, facts, r->fact_count, err);
    return hand_entry_end(&e, ok, err);
}

static struct str name_of(const struct told_fact *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(facts[i].kind, "name") == 0)
            return str_trim(facts[i].value);
    }
    return (struct str){0};
}

static bool make_account(struct hand_entry *e, const struct add_debtor_request *r, struct err *err)
{
    struct str name = name_of(r->facts, r->fact_count);
    struct account_wanted wanted = {
        .ledger_number = r->number.n > 0 ? r->number : name,
        .name = name,
        .currency = e->creditor.currency,
    };
    struct accounts_wanted all = {&wanted, 1};
    struct account_origin origin = hand_entry_origin(e);
    if (r->currency.n > 0 && !currency_parse(r->currency, &wanted.currency, err))
        return false;
    if (!accounts_resolve(e->app->db, &origin, &all, err))
        return false;
    if (!wanted.created)
        return err_set_field(err, ERR_ALREADY_KNOWN, "number", wanted.ledger_number);
    e->key = wanted.key;
    return hand_entry_numbers(e, err);
}

bool add_debtor(struct app *app, struct arena *a, const struct add_debtor_request *r,
                struct added_facts *out, struct err *err)
{
    struct hand_entry e = {.app = app, .arena = a, .kind = "add_debtor"};
    struct new_fact *facts = NULL;
    *out = (struct added_facts){0};
    if (name_of(r->facts, r->fact_count).n == 0)
        return err_set_field(err, ERR_OPTION_MISSING, "name", (struct str){0});
    if (r->number.n > LIMIT_REF_BYTES || text_has_control(r->number))
        return err_set_field(err, ERR_TOO_LONG, "number", r->number);
    if (!read_facts(a, r->facts, r->fact_count, &facts, err) ||
        !hand_entry_begin_creditor(&e, r->creditor, err))
        return false;
    bool ok = make_account(&e, r, err) && note(&e, facts, r->fact_count, out, err);
    return hand_entry_end(&e, ok, err);
}
