#include "letter.h"

#define K(kind) (1U << LETTER_##kind)
#define ALL_KINDS (K(STATEMENT) | DEMANDS)
#define DEMANDS (K(REMINDER_1) | K(REMINDER_2) | K(FORMAL_NOTICE) | K(FIRST))
#define NOTICES (K(FORMAL_NOTICE) | K(FIRST))
#define ANYBODY (K(OWN) | K(MANDATE) | K(FACTOR))
#define ANY_DEBTOR (K(BUSINESS) | K(PUBLIC) | K(CONSUMER))

#define HOUSE "" /* no article: a letter of ours says so */
#define PAPERS "C. com. R123-237"
#define FIRST_LETTER "C. proc. civ. exéc. R124-4"

#define NEED(kinds, capacities, field, article)                                                    \
    {                                                                                              \
        kinds, capacities, ANY_DEBTOR, LETTER_FIELD_NONE, LETTER_FIELD_##field,                    \
            LETTER_GAP_MISSING, article                                                            \
    }
#define NEED_WHEN(when, debtors, field, article)                                                   \
    {                                                                                              \
        ALL_KINDS, ANYBODY, debtors, LETTER_FIELD_##when, LETTER_FIELD_##field,                    \
            LETTER_GAP_MISSING, article                                                            \
    }
#define FORBID(kinds, capacities, debtors, field, article)                                         \
    {                                                                                              \
        kinds, capacities, debtors, LETTER_FIELD_NONE, LETTER_FIELD_##field, LETTER_GAP_FORBIDDEN, \
            article                                                                                \
    }

/* Articles as read in the law's folder (R124-3 to R124-7, L111-8, L441-10, D441-5, 1231-6, 1324,
 * 1344) or, for those below, from general knowledge: the product says so. A field that the text of
 * a letter uses without a condition is needed by that text and need not stand here. */
const struct letter_rule letter_rules[] = {
    /* an agency under mandate: before what every letter shows, for a field is told once, with the
     * first article that asks for it */
    NEED(NOTICES, K(MANDATE), sender_name, FIRST_LETTER ", 1°"),
    NEED(NOTICES, K(MANDATE), sender_address, FIRST_LETTER ", 1°"),
    NEED(ALL_KINDS, K(MANDATE), sender_activity, FIRST_LETTER ", 1°"),
    NEED(ALL_KINDS, K(MANDATE), creditor_name, FIRST_LETTER ", 2°"),
    NEED(ALL_KINDS, K(MANDATE), creditor_address, FIRST_LETTER ", 2°"),
    NEED(NOTICES, K(MANDATE), basis, FIRST_LETTER ", 3°"),
    NEED(NOTICES, K(MANDATE), principal, FIRST_LETTER ", 3°"),
    NEED(NOTICES, K(MANDATE), payee_name, FIRST_LETTER ", 4°"),
    NEED(NOTICES, K(MANDATE), payee_iban, FIRST_LETTER ", 4°"),
    NEED(ALL_KINDS, K(MANDATE), mandate_date, "C. proc. civ. exéc. R124-3"),
    NEED(K(REMINDER_1) | K(REMINDER_2) | K(STATEMENT), K(MANDATE), first_letter_reference,
         FIRST_LETTER),
    NEED(K(REMINDER_1) | K(REMINDER_2) | K(STATEMENT), K(MANDATE), first_letter_date, FIRST_LETTER),
    NEED(NOTICES, K(MANDATE), privacy_contact, "RGPD 14"),
    FORBID(K(FIRST), K(OWN) | K(FACTOR), ANY_DEBTOR, capacity, FIRST_LETTER),

    /* what every letter shows */
    NEED(ALL_KINDS, ANYBODY, sender_name, PAPERS),
    NEED(ALL_KINDS, ANYBODY, sender_address, PAPERS),
    NEED(ALL_KINDS, ANYBODY, sender_legal, PAPERS),
    NEED(ALL_KINDS, ANYBODY, address, HOUSE),
    NEED(ALL_KINDS, ANYBODY, place_date, HOUSE),
    NEED(ALL_KINDS, ANYBODY, salutation, HOUSE),
    NEED(ALL_KINDS, ANYBODY, reference, HOUSE),
    NEED(ALL_KINDS, ANYBODY, contact_name, HOUSE),
    NEED(ALL_KINDS, ANYBODY, contact_phone, HOUSE),
    NEED(ALL_KINDS, ANYBODY, as_of, HOUSE),
    NEED(ALL_KINDS, ANYBODY, asked, HOUSE),
    NEED(DEMANDS, ANYBODY, items, HOUSE),
    NEED(DEMANDS, ANYBODY, payee_name, HOUSE),
    NEED(DEMANDS, ANYBODY, payee_iban, HOUSE),
    NEED(K(REMINDER_2), ANYBODY, reminder_date, HOUSE),
    /* without a day by which to pay there is no sufficient demand */
    NEED(NOTICES, ANYBODY, deadline, "C. civ. 1344"),

    /* a factor: the debtor must have been told whom to pay */
    NEED(ALL_KINDS, K(FACTOR), creditor_name, "C. civ. 1346-5"),
    NEED(ALL_KINDS, K(FACTOR), assignment_date, "C. civ. 1346-5"),

    /* what may be asked beside the principal */
    NEED_WHEN(interest, ANY_DEBTOR, interest_terms, FIRST_LETTER ", 3°"),
    NEED_WHEN(interest, ANY_DEBTOR, total, FIRST_LETTER ", 3°"),
    NEED_WHEN(indemnity, ANY_DEBTOR, total, FIRST_LETTER ", 3°"),
    NEED_WHEN(interest, K(CONSUMER), formal_notice_date, "C. civ. 1231-6"),
    FORBID(ALL_KINDS, ANYBODY, K(CONSUMER), indemnity, "C. proc. civ. exéc. L111-8"),
};
const size_t letter_rule_count = COUNT_OF(letter_rules);

static const char *const unread[] = {PAPERS, "C. civ. 1346-5", "RGPD 14"};

bool letter_article_verified(const char *article)
{
    for (size_t i = 0; i < COUNT_OF(unread); i++) {
        if (strcmp(article, unread[i]) == 0)
            return false;
    }
    return true;
}

static const struct {
    const char *code;
    size_t offset;
} fields[] = {
    [LETTER_FIELD_NONE] = {"", 0},
#define LETTER_FIELD(name) [LETTER_FIELD_##name] = {#name, offsetof(struct letter_view, name)},
#define LETTER_ROW_FIELD(name)
#include "letter_fields.def"
#undef LETTER_FIELD
#undef LETTER_ROW_FIELD
    [LETTER_FIELD_address] = {"address", 0},
    [LETTER_FIELD_items] = {"items", 0},
    [LETTER_FIELD_capacity] = {"capacity", 0},
};

const char *letter_field_code(enum letter_field field) { return fields[field].code; }

struct str letter_field_text(const struct letter_view *view, enum letter_field field)
{
    struct str text = {0};
    if (field > LETTER_FIELD_NONE && field < LETTER_FIELD_address) {
        memcpy(&text, (const char *)view + fields[field].offset, sizeof text);
    }
    return text;
}

static const char *const kinds[LETTER_KIND_COUNT] = {
    [LETTER_STATEMENT] = "releve",      [LETTER_REMINDER_1] = "relance-1",
    [LETTER_REMINDER_2] = "relance-2",  [LETTER_FORMAL_NOTICE] = "mise-en-demeure",
    [LETTER_FIRST] = "premiere-lettre",
};

const char *letter_kind_code(enum letter_kind kind) { return kinds[kind]; }

bool letter_kind_parse(struct str code, enum letter_kind *out)
{
    size_t i = str_index(code, kinds, LETTER_KIND_COUNT);
    if (i == LETTER_KIND_COUNT)
        return false;
    *out = (enum letter_kind)i;
    return true;
}

static bool there(const struct letter_view *view, enum letter_field field)
{
    switch ((int)field) {
    case LETTER_FIELD_address:
        return view->address_count >= 2;
    case LETTER_FIELD_items:
        return view->item_count > 0;
    case LETTER_FIELD_NONE:
    case LETTER_FIELD_capacity:
        return true;
    default:
        return letter_field_text(view, field).n > 0;
    }
}

static bool applies(const struct letter_rule *rule, const struct letter_view *view)
{
    return (rule->kinds & 1U << view->kind) != 0 &&
           (rule->capacities & 1U << view->capacity) != 0 &&
           (rule->debtors & 1U << view->debtor) != 0 && there(view, rule->when);
}

size_t letter_check(const struct letter_view *view, struct letter_gap gaps[LETTER_GAPS_MAX])
{
    bool named[LETTER_FIELD_COUNT] = {false};
    size_t count = 0;
    for (size_t i = 0; i < letter_rule_count; i++) {
        const struct letter_rule *rule = &letter_rules[i];
        bool wanted = rule->gap == LETTER_GAP_MISSING;
        if (applies(rule, view) && there(view, rule->field) != wanted && !named[rule->field]) {
            named[rule->field] = true;
            gaps[count++] = (struct letter_gap){rule->field, rule->gap, rule->article};
        }
    }
    return count;
}
