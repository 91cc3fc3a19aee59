#include "open_item_words.h"

#include "base/buf.h"
#include "base/limits.h"

enum { BAND_NUMBERS_MAX = 2, BAND_DAYS_DIGITS_MAX = 4 };

static const struct column_word {
    enum item_column column;
    bool french;
    const char *folded;
} column_words[] = {
#define FR true
#define ANY false
#define COLUMN(field, language, text) {ITEM_##field, language, text},
#define KIND(kind, text)
#define SIDE(side, text)
#include "open_item_columns.def"
#undef COLUMN
#undef KIND
#undef SIDE
#undef FR
#undef ANY
};

static const struct value_word {
    int value;
    const char *folded;
} kind_words[] =
    {
#define COLUMN(field, language, text)
#define KIND(kind, text) {OPEN_##kind, text},
#define SIDE(side, text)
#include "open_item_columns.def"
#undef KIND
#undef SIDE
},
  side_words[] = {
#define KIND(kind, text)
#define SIDE(side, text) {side, text},
#include "open_item_columns.def"
#undef COLUMN
#undef KIND
#undef SIDE
};

const char *open_kind_code(enum open_kind kind)
{
    static const char *const codes[OPEN_KIND_COUNT] = {"",     "invoice", "credit_note", "payment",
                                                       "bill", "opening", "other",       "aged"};
    ASSERT(kind >= 0 && kind < OPEN_KIND_COUNT);
    return codes[kind];
}

/* Letters and digits alone, upper case, without accents. */
static struct str compact(struct arena *scratch, struct str text)
{
    struct str folded = text_fold(scratch, text);
    char *out = arena_alloc(scratch, folded.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < folded.n; i++) {
        char c = folded.p[i];
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out[n++] = c;
    }
    return (struct str){out, n};
}

/* ---- age bands ---- */

/* The numbers of a band's name, and its letters without them. */
static int band_numbers(struct str name, int32_t numbers[BAND_NUMBERS_MAX], struct buf *letters)
{
    int count = 0, digits = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.p[i];
        if (c < '0' || c > '9') {
            digits = 0;
            buf_add_char(letters, c);
            continue;
        }
        if (digits++ == 0 && count++ < BAND_NUMBERS_MAX)
            numbers[count - 1] = 0;
        if (count > BAND_NUMBERS_MAX || digits > BAND_DAYS_DIGITS_MAX)
            return 0;
        numbers[count - 1] = numbers[count - 1] * 10 + (c - '0');
    }
    return count;
}

static bool is_one_of(struct str text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (str_is(text, words[i]))
            return true;
    }
    return false;
}

static bool band_of(struct arena *scratch, struct str name, struct open_band *out)
{
    static const char *const not_due[] = {"NON ECHU", "NONECHU", "A ECHOIR", "NOT DUE", "CURRENT"};
    static const char *const range[] = {"",           "J",      "A J",      "JOURS",
                                        "A JOURS",    "DE A J", "DAYS",     "TO DAYS",
                                        "DE A JOURS", "D",      "ECHU A J", "ECHU DE A J"};
    static const char *const above[] = {"",
                                        "J",
                                        "JOURS",
                                        "PLUS DE J",
                                        "DAYS",
                                        "OVER",
                                        "PLUS DE JOURS",
                                        "OVER DAYS",
                                        "ECHU PLUS DE J"};
    int32_t n[BAND_NUMBERS_MAX];
    struct str folded = text_fold(scratch, name);
    struct buf letters;
    buf_init(&letters, scratch, folded.n + 1);
    int count = band_numbers(folded, n, &letters);
    if (count == 0) {
        *out = (struct open_band){-1, 0};
        return is_one_of(folded, not_due, COUNT_OF(not_due));
    }
    struct str words = compact(scratch, buf_str(&letters));
    for (size_t i = 0; i < COUNT_OF(range) && count == 2; i++) {
        if (str_eq(words, compact(scratch, str_of(range[i])))) {
            *out = (struct open_band){n[0], n[1]};
            return n[0] < n[1];
        }
    }
    bool open_ended = str_contains(name, STR(">")) || str_contains(name, STR("+")) ||
                      str_starts(folded, STR("PLUS DE")) || str_starts(folded, STR("OVER")) ||
                      str_contains(folded, STR("ECHU PLUS DE"));
    for (size_t i = 0; i < COUNT_OF(above) && count == 1 && open_ended; i++) {
        if (str_eq(words, compact(scratch, str_of(above[i])))) {
            *out = (struct open_band){n[0] + 1, INT32_MAX};
            return true;
        }
    }
    return false;
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

struct item_word item_word_of(struct arena *scratch, struct str name)
{
    struct item_word out = {.column = ITEM_UNKNOWN};
    if (name.n == 0 || name.n > LIMIT_NAME_BYTES)
        return out;
    struct str folded = compact(scratch, name);
    if (look_up_column(folded, &out) || look_up_with_currency(scratch, folded, &out))
        return out;
    out = (struct item_word){.column = ITEM_UNKNOWN};
    if (band_of(scratch, name, &out.band))
        out.column = ITEM_BAND;
    return out;
}

/* ---- values ---- */

enum open_kind open_kind_of(struct arena *scratch, struct str text)
{
    struct str folded = compact(scratch, text);
    for (size_t i = 0; i < COUNT_OF(kind_words); i++) {
        if (str_is(folded, kind_words[i].folded))
            return (enum open_kind)kind_words[i].value;
    }
    return folded.n == 0 ? OPEN_UNKNOWN : OPEN_OTHER;
}

int item_side_of(struct arena *scratch, struct str text)
{
    if (str_is(text, "-1") || str_is(text, "-"))
        return -1;
    struct str folded = compact(scratch, text);
    for (size_t i = 0; i < COUNT_OF(side_words); i++) {
        if (str_is(folded, side_words[i].folded))
            return side_words[i].value;
    }
    return str_is(text, "+") ? 1 : 0;
}

static bool take_word(struct str *text, struct str word)
{
    if (!str_starts(*text, word) || (text->n > word.n && text->p[word.n] != ' '))
        return false;
    *text = str_trim(str_slice(*text, word.n, text->n));
    return true;
}

bool item_is_total(struct arena *scratch, struct str text, struct str *rest)
{
    static const char *const first[] = {"GRAND TOTAL", "SOUS TOTAL",    "SUB TOTAL",
                                        "SUBTOTAL",    "TOTAL GENERAL", "TOTAUX GENERAUX",
                                        "TOTAUX",      "TOTAL",         "SOLDE"};
    static const char *const filler[] = {"GENERAL",  "DU",      "DE",     "CLIENTS",
                                         "CLIENT",   "TIERS",   "COMPTE", "COLLECTIF",
                                         "CUSTOMER", "ACCOUNT", "FOR"};
    bool total = false;
    *rest = text_fold(scratch, text);
    for (size_t i = 0; i < COUNT_OF(first) && !total; i++)
        total = take_word(rest, str_of(first[i]));
    for (size_t i = 0; total && i < COUNT_OF(filler); i++)
        (void)take_word(rest, str_of(filler[i]));
    return total;
}

bool item_is_footer(struct arena *scratch, struct str text)
{
    static const char *const words[] = {"EDITE",   "EDITION", "IMPRIME", "PAGE",          "PRINTED",
                                        "EXPORTE", "FIN",     "GENERE",  "DATE D EDITION"};
    struct str folded = text_fold(scratch, text);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (take_word(&folded, str_of(words[i])))
            return true;
    }
    return false;
}

struct str item_heading(struct str text)
{
    static const char *const words[] = {"client", "compte tiers", "compte",
                                        "tiers",  "customer",     "account"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        size_t n = strlen(words[i]);
        if (text.n <= n || !str_is_nocase(str_slice(text, 0, n), words[i]))
            continue;
        struct str rest = str_trim(str_slice(text, n, text.n));
        if (rest.n > 0 && rest.p[0] == ':')
            return str_trim(str_slice(rest, 1, rest.n));
    }
    return text;
}
