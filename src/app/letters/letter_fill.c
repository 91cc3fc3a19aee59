#include "letter_fill.h"

#include "base/limits.h"
#include "base/ref.h"
#include "letter_sums.h"
#include "letter_words.h"
#include "party/creditor_ref.h"
#include "party/epc.h"

_Static_assert((int)MAILING_STATEMENT == (int)LETTER_STATEMENT &&
                   (int)MAILING_REMINDER_1 == (int)LETTER_REMINDER_1 &&
                   (int)MAILING_REMINDER_2 == (int)LETTER_REMINDER_2 &&
                   (int)MAILING_FORMAL_NOTICE == (int)LETTER_FORMAL_NOTICE &&
                   (int)MAILING_FIRST_LETTER == (int)LETTER_FIRST &&
                   (int)MAILING_KIND_COUNT == (int)LETTER_KIND_COUNT,
               "kinds of letters");

enum { NOTICE_DAYS = 15, REMINDER_DAYS = 8, IBAN_NEWS_DAYS = 90 };

/* ---- who ---- */

static struct str fact_of(const struct file_view *file, const char *kind)
{
    for (size_t i = 0; i < file->fact_count; i++) {
        if (str_is(file->facts[i].kind, kind))
            return file->facts[i].value;
    }
    return STR("");
}

static struct str joined(struct arena *a, struct str left, const char *between, struct str right)
{
    struct buf b;
    if (left.n == 0 || right.n == 0)
        return left.n == 0 ? right : left;
    buf_init(&b, a, LIMIT_FIELD_BYTES);
    buf_add(&b, left);
    buf_add_c(&b, between);
    buf_add(&b, right);
    return buf_str(&b);
}

/* Whole or not at all: a street without a town reaches nobody. */
static void fill_address(const struct letter_source *from, struct letter_view *v)
{
    const struct file_view *file = &from->statement->file;
    struct arena *a = from->arena;
    struct str *lines = ARENA_ARRAY(a, 5, struct str);
    struct str street = fact_of(file, "street");
    struct str town = joined(a, fact_of(file, "postcode"), " ", fact_of(file, "city"));
    struct str person = fact_of(file, "person");
    struct str country = fact_of(file, "country");
    if (street.n == 0 || fact_of(file, "postcode").n == 0 || fact_of(file, "city").n == 0)
        return;
    lines[v->address_count++] = file->account.name;
    if (person.n > 0 && !str_eq(person, file->account.name))
        lines[v->address_count++] = joined(a, STR("À l’attention de"), " ", person);
    lines[v->address_count++] = street;
    lines[v->address_count++] = town;
    if (country.n > 0 && !str_is(country, "FR") && !str_is_nocase(country, "france"))
        lines[v->address_count++] = country;
    v->address = lines;
}

static enum letter_capacity capacity_of(const struct letter_source *from)
{
    const struct file_view *file = &from->statement->file;
    struct str capacity = file->account.capacity;
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct assignment *by = file->payees.rows[i].by.assignment;
        if (from->asked[i] && by != NULL && letter_payee(&file->objects, i) == from->payee_id)
            capacity = str_of(capacity_code(by->capacity));
    }
    return str_is(capacity, "mandate")  ? LETTER_MANDATE
           : str_is(capacity, "factor") ? LETTER_FACTOR
                                        : LETTER_OWN;
}

/* Of one who is not known nothing is said that only the law on one kind of debtor grants. */
static enum letter_debtor debtor_of(struct str kind)
{
    if (str_is(kind, "consumer"))
        return LETTER_CONSUMER;
    return str_is(kind, "public") ? LETTER_PUBLIC : LETTER_BUSINESS;
}

/* A creditor who names nobody is answered for by the house, as a whole: never his name beside its
 * telephone. What is said in a person's own name is nobody else's. */
static struct str said(const struct letter_source *from, const struct letter_view *v,
                       enum sender_field field)
{
    int64_t own = from->creditor->id;
    struct str text =
        sender_text(from->senders, v->capacity == LETTER_OWN ? own : SENDER_HOUSE, field);
    bool contact = field >= SENDER_CONTACT && field <= SENDER_EMAIL;
    bool own_contact = sender_text(from->senders, own, SENDER_CONTACT).n > 0 ||
                       sender_text(from->senders, own, SENDER_PHONE).n > 0;
    if (text.n == 0 && contact && !own_contact)
        text = sender_text(from->senders, SENDER_HOUSE, field);
    return text;
}

/* Without the full stop that the letter itself sets behind it. */
static struct str unstopped(struct str text)
{
    while (text.n > 0 && (text.p[text.n - 1] == '.' || text.p[text.n - 1] == ' '))
        text.n--;
    return text;
}

static void fill_sender(const struct letter_source *from, struct letter_view *v)
{
    v->sender_name = said(from, v, SENDER_NAME);
    if (v->sender_name.n == 0 && v->capacity == LETTER_OWN)
        v->sender_name = from->creditor->name;
    v->sender_activity = said(from, v, SENDER_ACTIVITY);
    v->sender_address = said(from, v, SENDER_ADDRESS);
    v->sender_legal = unstopped(said(from, v, SENDER_LEGAL));
    v->sender_notice = unstopped(said(from, v, SENDER_NOTICE));
    v->privacy_contact = said(from, v, SENDER_PRIVACY);
    v->contact_name = said(from, v, SENDER_CONTACT);
    if (v->contact_name.n == 0)
        v->contact_name = from->person;
    v->contact_title = said(from, v, SENDER_TITLE);
    v->contact_phone = said(from, v, SENDER_PHONE);
    v->contact_hours = said(from, v, SENDER_HOURS);
    v->contact_email = said(from, v, SENDER_EMAIL);
    if (v->debtor == LETTER_CONSUMER) {
        v->mediator = sender_text(from->senders, from->creditor->id, SENDER_MEDIATOR);
        v->mediator = v->mediator.n > 0 ? v->mediator : said(from, v, SENDER_MEDIATOR);
    }
}

static void fill_creditor(const struct letter_source *from, struct letter_view *v)
{
    int64_t id = from->creditor->id;
    v->basis =
        from->wish->basis.n > 0 ? from->wish->basis : sender_text(from->senders, id, SENDER_BASIS);
    if (v->capacity == LETTER_OWN)
        return;
    v->creditor_name = sender_text(from->senders, id, SENDER_NAME);
    v->creditor_name = v->creditor_name.n > 0 ? v->creditor_name : from->creditor->name;
    v->creditor_address = sender_text(from->senders, id, SENDER_ADDRESS);
    for (size_t i = 0; i < from->mandates->count && v->capacity == LETTER_MANDATE; i++) {
        if (from->mandates->rows[i].creditor_id == id)
            v->mandate_date = letter_day(from->arena, from->mandates->rows[i].from);
    }
}

/* ---- the letter ---- */

static void fill_place(const struct letter_source *from, struct letter_view *v)
{
    struct buf b;
    struct str place = said(from, v, SENDER_PLACE);
    if (place.n == 0)
        place = letter_town(v->sender_address);
    buf_init(&b, from->arena, LIMIT_NAME_BYTES);
    buf_add(&b, place);
    buf_add_c(&b, place.n > 0 ? ", le " : "Le ");
    buf_add(&b, v->as_of);
    v->place_date = buf_str(&b);
}

/* "C-000042-X/2": the second letter of that file. */
static struct str reference_of(const struct letter_source *from, int64_t number)
{
    struct buf b;
    buf_init(&b, from->arena, 64);
    buf_add_ref(&b, REF_ACCOUNT, from->statement->file.account_number);
    buf_add_char(&b, '/');
    buf_add_int(&b, number);
    return buf_str(&b);
}

/* What was sent before, as later letters must name it. */
static void fill_history(const struct letter_source *from, struct letter_view *v)
{
    struct day first = DAY_NONE;
    struct day reminded = DAY_NONE;
    struct arena *a = from->arena;
    for (size_t i = 0; i < from->letters->count; i++) {
        const struct stored_letter *l = &from->letters->rows[i];
        struct day on = mailing_first_letter(&l->mail);
        bool reminder = l->mail.kind == MAILING_REMINDER_1 || l->mail.kind == MAILING_REMINDER_2;
        if (reminder && mailing_reached(&l->mail))
            reminded = day_max(reminded, l->mail.sent);
        if (!day_is(on) || (day_is(first) && !day_before(on, first)))
            continue;
        first = on;
        v->first_letter_reference = reference_of(from, l->number);
    }
    struct str told = fact_of(&from->statement->file, "first_letter");
    struct day told_on = DAY_NONE;
    if (!day_is(first) && told.n > 0 && day_parse_iso(told, &told_on, NULL)) {
        first = told_on; /* sent before this program kept letters: under the file's own reference */
        v->first_letter_reference = reference_of(from, 0);
        v->first_letter_reference.n -= 2;
    }
    if (v->capacity != LETTER_MANDATE || v->kind == LETTER_FIRST)
        v->first_letter_reference = STR("");
    else
        v->first_letter_date = letter_day(a, first);
    v->reminder_date = letter_day(a, reminded);
    v->formal_notice_date = letter_day(a, from->statement->terms.formal_notice);
}

static struct day deadline_of(const struct letter_source *from)
{
    struct day day = from->wish->deadline;
    bool notice =
        from->wish->kind == MAILING_FORMAL_NOTICE || from->wish->kind == MAILING_FIRST_LETTER;
    if (day_is(day) || from->wish->kind == MAILING_STATEMENT)
        return day;
    day = day_add(from->app->today, notice ? NOTICE_DAYS : REMINDER_DAYS);
    while (day_weekday(day) > 5) /* banks are closed */
        day = day_add(day, 1);
    return day;
}

static void fill_letter(const struct letter_source *from, struct letter_view *v)
{
    v->as_of = letter_day(from->arena, from->app->today);
    v->reference = from->reference;
    v->customer_number = from->statement->file.account.ledger_number;
    v->salutation = STR("Madame, Monsieur");
    v->delivery = from->registered ? STR("Lettre recommandée avec avis de réception") : STR("");
    v->deadline = letter_weekday(from->arena, deadline_of(from));
    v->consequence = from->wish->consequence;
    fill_place(from, v);
    fill_history(from, v);
}

/* ---- how to pay ---- */

static void fill_payload(const struct letter_source *from, struct letter_view *v, int64_t asked,
                         const struct payee_word *account)
{
    struct buf text;
    struct err refused = {0};
    char rf[RF_CHARACTERS_MAX + 1];
    struct str plain = ref_str(from->arena, REF_ACCOUNT, from->statement->file.account_number);
    buf_init(&text, from->arena, 64);
    for (size_t i = 0; i < plain.n; i++) {
        if (plain.p[i] != '-')
            buf_add_char(&text, plain.p[i]);
    }
    if (rf_make(buf_str(&text), rf) != ID_OK)
        return;
    struct epc_transfer t = {.name = account->name,
                             .iban = account->iban,
                             .amount_minor = asked,
                             .reference = arena_str(from->arena, str_of(rf))};
    v->payment_reference = letter_iban(from->arena, t.reference);
    if (!currency_eq(from->statement->file.account.currency, CURRENCY_EUR) ||
        asked < EPC_AMOUNT_MINOR_MIN)
        return;
    buf_init(&text, from->arena, EPC_PAYLOAD_BYTES_MAX);
    if (epc_payload(&t, &text, &refused)) /* without a code the letter is whole all the same */
        v->payment_payload = buf_str(&text);
}

/* A change of account is announced for a while (craft: twice). */
static void announce_change(const struct letter_source *from, struct letter_view *v,
                            const struct payee_word *account)
{
    const struct payees *payees = &from->statement->file.objects.payees;
    const struct payee_word *before = payee_account_before(payees, account);
    if (before != NULL && from->app->today.n - account->from.n <= IBAN_NEWS_DAYS)
        v->iban_before = letter_iban(from->arena, before->iban);
}

static void fill_payment(const struct letter_source *from, struct letter_view *v, int64_t asked)
{
    const struct file_view *file = &from->statement->file;
    const struct payee_word *account = file->payees.account;
    struct day told = DAY_NONE;
    for (size_t i = 0; i < file->account.item_count; i++) {
        const struct shown_payee *p = &file->payees.rows[i];
        if (!from->asked[i] || letter_payee(&file->objects, i) != from->payee_id)
            continue;
        if (from->payee_id != 0)
            account = p->account;
        if (p->by.assignment != NULL)
            told = day_max(told, p->by.assignment->notified);
    }
    v->assignment_date = letter_day(from->arena, told);
    if (account == NULL)
        return;
    v->payee_name = account->name;
    v->payee_iban = letter_iban(from->arena, account->iban);
    if (str_is(said(from, v, SENDER_CHEQUE), "yes") && v->capacity != LETTER_FACTOR)
        v->cheque_payee = account->name;
    announce_change(from, v, account);
    fill_payload(from, v, asked, account);
}

void letter_fill_sender(const struct letter_source *from, const struct payee_word *account,
                        struct letter_view *out)
{
    fill_sender(from, out);
    fill_creditor(from, out);
    if (account == NULL)
        return;
    out->payee_name = account->name;
    out->payee_iban = letter_iban(from->arena, account->iban);
}

void letter_fill(const struct letter_source *from, struct letter_view *out,
                 struct letter_figures *figures)
{
    *out = (struct letter_view){.kind = (enum letter_kind)from->wish->kind,
                                .capacity = capacity_of(from),
                                .debtor = debtor_of(from->statement->file.account.debtor_kind)};
    fill_sender(from, out);
    fill_creditor(from, out);
    fill_address(from, out);
    fill_letter(from, out);
    letter_sums(from, out, figures);
    fill_payment(from, out, figures->asked_minor);
}
