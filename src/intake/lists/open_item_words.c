#include "open_item_words.h"

#include "base/limits.h"
#include "open_item_lists.h"

static const struct column_word {
    enum item_column column;
    bool french;
    const char *folded;
} column_words[] =
    {
#define FR true
#define ANY false
#define COLUMN(field, language, text) {ITEM_##field, language, text},
#include "open_item_words.def"
},
  holding_words[] = {
#define HOLDS(field, language, text) {ITEM_##field, language, text},
#include "open_item_words.def"
#undef FR
#undef ANY
};

static const struct value_word {
    int value;
    const char *folded;
} kind_words[] =
    {
#define KIND(kind, text) {OPEN_##kind, text},
#include "open_item_words.def"
},
  side_words[] = {
#define SIDE(side, text) {side, text},
#include "open_item_words.def"
};

const char *open_kind_code(enum open_kind kind)
{
    static const char *const codes[OPEN_KIND_COUNT] = {
        "",        "invoice", "credit_note", "payment", "bill",
        "opening", "other",   "retention",   "deposit", "aged"};
    ASSERT(kind >= 0 && kind < OPEN_KIND_COUNT);
    return codes[kind];
}

/* ---- columns ---- */

static bool look_up_column(struct str folded, struct item_word *out)
{
    for (size_t i = 0; i < COUNT_OF(column_words); i++) {
        if (str_is(folded, column_words[i].folded)) {
            out->column = column_words[i].column;
            out->rank = (int)i;
            out->french = column_words[i].french;
            return true;
        }
    }
    return false;
}

/* A word somewhere in the name, behind all names that are known. */
static bool look_up_within(struct str folded, struct item_word *out)
{
    for (size_t i = 0; i < COUNT_OF(holding_words); i++) {
        if (!str_contains(folded, str_of(holding_words[i].folded)) ||
            item_list_within(LIST_NO_AMOUNT, folded))
            continue;
        out->column = holding_words[i].column;
        int taxes = str_ends(folded, STR("TTC")) ? 0 : str_ends(folded, STR("HT")) ? 2 : 1;
        out->rank = (int)(COUNT_OF(column_words) + 3 * i) + taxes;
        out->french = holding_words[i].french;
        return true;
    }
    return false;
}

static bool is_money(enum item_column column)
{
    return column >= ITEM_AMOUNT && column <= ITEM_CREDIT;
}

/* "Solde EUR", "Montant (USD)": the name without its currency. */
static bool look_up_with_currency(struct arena *scratch, struct str folded, struct item_word *out)
{
    struct err ignored = {0};
    if (folded.n > 5 && str_ends(folded, STR("EUROS")))
        folded = str_slice(folded, 0, folded.n - 2);
    if (folded.n <= 3)
        return false;
    struct str code = str_slice(folded, folded.n - 3, folded.n);
    struct str name = str_slice(folded, 0, folded.n - 3);
    if (!currency_parse(arena_str(scratch, code), &out->currency, &ignored)) {
        out->currency = (struct currency){0};
        return false;
    }
    bool known = look_up_column(name, out) ||
                 (str_ends(name, STR("EN")) && look_up_column(str_slice(name, 0, name.n - 2), out));
    return known && is_money(out->column);
}

/* "amount_cents", "Montant en centimes": what programmers export. */
static bool look_up_in_minor(struct str folded, struct item_word *out)
{
    static const char *const endings[] = {"ENCENTIMES", "INCENTS", "CENTIMES", "CENTS"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct str ending = str_of(endings[i]);
        if (!str_ends(folded, ending) ||
            !look_up_column(str_slice(folded, 0, folded.n - ending.n), out))
            continue;
        out->in_minor = is_money(out->column);
        return out->in_minor;
    }
    return false;
}

struct item_word item_word_of(struct arena *scratch, struct str name)
{
    struct item_word out = {.column = ITEM_UNKNOWN};
    if (name.n == 0 || name.n > LIMIT_NAME_BYTES)
        return out;
    struct str folded = text_fold_tight(scratch, name);
    if (look_up_column(folded, &out) || look_up_with_currency(scratch, folded, &out) ||
        look_up_in_minor(folded, &out))
        return out;
    out = (struct item_word){.column = ITEM_UNKNOWN};
    if (item_band_of(scratch, name, &out.band))
        out.column = ITEM_BAND;
    else
        (void)look_up_within(folded, &out);
    return out;
}

/* ---- values ---- */

enum open_kind open_kind_of(struct arena *scratch, struct str text)
{
    if (text.n == 0)
        return OPEN_UNKNOWN;
    struct str folded = text_fold_tight(scratch, text);
    for (size_t i = 0; i < COUNT_OF(kind_words); i++) {
        if (str_is(folded, kind_words[i].folded))
            return (enum open_kind)kind_words[i].value;
    }
    return folded.n == 0 ? OPEN_UNKNOWN : OPEN_OTHER;
}

enum open_kind open_kind_of_label(struct arena *scratch, struct str label)
{
    static const struct {
        const char *begins;
        enum open_kind kind;
    } labels[] = {
        {"RETENUEDEGARANTIE", OPEN_RETENTION},
        {"RETENUEGARANTIE", OPEN_RETENTION},
        {"ACOMPTE", OPEN_DEPOSIT},
        {"AVANCERECUE", OPEN_DEPOSIT},
        {"AVANCESURCOMMANDE", OPEN_DEPOSIT},
    };
    if (label.n == 0)
        return OPEN_UNKNOWN;
    struct str folded = text_fold_tight(scratch, label);
    for (size_t i = 0; i < COUNT_OF(labels); i++) {
        if (str_starts(folded, str_of(labels[i].begins)))
            return labels[i].kind;
    }
    return OPEN_UNKNOWN;
}

int item_side_of(struct arena *scratch, struct str text)
{
    if (str_is(text, "-1") || str_is(text, "-"))
        return -1;
    struct str folded = text_fold_tight(scratch, text);
    for (size_t i = 0; i < COUNT_OF(side_words); i++) {
        if (str_is(folded, side_words[i].folded))
            return side_words[i].value;
    }
    return str_is(text, "+") ? 1 : 0;
}

bool item_is_total(struct arena *scratch, struct str text, struct str *rest)
{
    bool stars = text.n > 0;
    for (size_t i = 0; i < text.n; i++)
        stars &= text.p[i] == '*';
    *rest = text_fold(scratch, text);
    if (!item_list_take(LIST_TOTAL, rest))
        return stars;
    while (item_list_take(LIST_FILLER, rest))
        ;
    return true;
}

bool item_is_footer(struct arena *scratch, struct str text)
{
    struct str folded = text_fold(scratch, text);
    return item_list_take(LIST_FOOTER, &folded);
}

bool item_is_carried(struct arena *scratch, struct str text)
{
    return item_list_has(LIST_CARRIED, text_fold(scratch, text));
}

bool item_is_share(struct arena *scratch, struct str text)
{
    struct str folded = text_fold(scratch, text);
    return item_list_take(LIST_SHARE, &folded);
}

enum item_label item_label_of(struct arena *scratch, struct str text, struct str *rest)
{
    size_t end = 0;
    while (end < text.n && text.p[end] != ':' &&
           !str_starts(str_slice(text, end, text.n), STR("  ")))
        end++;
    *rest = (struct str){"", 0};
    if (end == text.n)
        return LABEL_NONE;
    struct str label = text_fold(scratch, str_slice(text, 0, end));
    *rest = str_trim(str_slice(text, end, text.n));
    if (rest->n > 0 && rest->p[0] == ':')
        *rest = str_trim(str_slice(*rest, 1, rest->n));
    if (item_list_has(LIST_HEAD_ACCOUNT, label))
        return LABEL_ACCOUNT;
    if (item_list_has(LIST_HEAD_NAME, label))
        return LABEL_NAME;
    return item_list_has(LIST_HEAD_OTHER, label) ? LABEL_OTHER : LABEL_NONE;
}
