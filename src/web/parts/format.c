#include "format.h"

#include "app/legal/law_words.h"
#include "base/html.h"
#include "base/limits.h"
#include "base/zone.h"

static const char *const weekdays[] = {N_("Lundi"),    N_("Mardi"),  N_("Mercredi"), N_("Jeudi"),
                                       N_("Vendredi"), N_("Samedi"), N_("Dimanche")};
static const char *const months[] = {
    N_("janvier"), N_("février"), N_("mars"),      N_("avril"),   N_("mai"),      N_("juin"),
    N_("juillet"), N_("août"),    N_("septembre"), N_("octobre"), N_("novembre"), N_("décembre")};

static struct buf start(struct arena *a)
{
    struct buf b;
    buf_init(&b, a, LIMIT_FIELD_BYTES);
    return b;
}

struct str format_money(struct arena *a, struct money m, enum lang lang)
{
    struct buf b = start(a);
    buf_add_money_lang(&b, m, lang);
    return buf_str(&b);
}

struct str format_count(struct arena *a, int64_t n, enum lang lang)
{
    struct buf b = start(a);
    buf_add_count_lang(&b, n, lang);
    return buf_str(&b);
}

struct str format_iso_day(struct arena *a, struct day d)
{
    struct buf b = start(a);
    buf_add_day(&b, d);
    return buf_str(&b);
}

struct str format_day(struct arena *a, struct day d, enum lang lang)
{
    struct buf b = start(a);
    if (!day_is(d))
        return STR("");
    if (lang == LANG_FR) {
        buf_add_day_fr(&b, d);
        return buf_str(&b);
    }
    struct ymd v = day_to(d);
    buf_add_int(&b, v.day);
    buf_add_char(&b, ' ');
    buf_add(&b, str_slice(str_of(tr(lang, months[v.month - 1])), 0, 3));
    buf_add_char(&b, ' ');
    buf_add_int(&b, v.year);
    return buf_str(&b);
}

struct str format_day_long(struct arena *a, struct day d, enum lang lang)
{
    struct buf b = start(a);
    struct ymd v = day_to(d);
    buf_add_c(&b, tr(lang, weekdays[day_weekday(d) - 1]));
    buf_add_char(&b, ' ');
    buf_add_int(&b, v.day);
    buf_add_c(&b, lang == LANG_FR && v.day == 1 ? "er " : " ");
    buf_add_c(&b, tr(lang, months[v.month - 1]));
    buf_add_char(&b, ' ');
    buf_add_int(&b, v.year);
    return buf_str(&b);
}

struct str format_moment(struct arena *a, int64_t at_ms, enum lang lang)
{
    struct civil at = zone_paris(at_ms);
    struct buf text;
    buf_init(&text, a, LIMIT_FIELD_BYTES);
    buf_add(&text, format_day(a, at.day, lang));
    buf_add_char(&text, ' ');
    buf_add_int(&text, at.minute / 60);
    buf_add_c(&text, lang == LANG_FR ? "\xc2\xa0h\xc2\xa0" : ":");
    buf_add_c(&text, at.minute % 60 < 10 ? "0" : "");
    buf_add_int(&text, at.minute % 60);
    return buf_str(&text);
}

struct str format_days(struct arena *a, int64_t days, enum lang lang)
{
    struct buf b = start(a);
    if (days == 0)
        return STR("");
    buf_add_count_lang(&b, days, lang);
    buf_add_c(&b, lang == LANG_EN ? "\xc2\xa0"
                                    "d"
                                  : "\xc2\xa0j");
    return buf_str(&b);
}

struct str format_ref(struct arena *a, enum ref_kind kind, int64_t number)
{
    return ref_str(a, kind, number);
}

/* "+33 6 39…", "0033…" and "06…" all become "0639982014"; other countries "+44…". */
static bool dial(struct arena *a, struct str phone, struct buf *out)
{
    *out = start(a);
    for (size_t i = 0; i < phone.n; i++) {
        char c = phone.p[i];
        if ((c >= '0' && c <= '9') || (c == '+' && out->n == 0))
            buf_add_char(out, c);
        else if (strchr(" .-/()\xc2\xa0\xe2\x80\xaf", c) == NULL)
            return false;
    }
    struct str digits = buf_str(out);
    struct str national = {0};
    if (str_starts(digits, STR("+33")))
        national = str_slice(digits, 3, digits.n);
    else if (str_starts(digits, STR("0033")))
        national = str_slice(digits, 4, digits.n);
    if (national.n == 9) {
        struct buf whole = start(a);
        buf_add_char(&whole, '0');
        buf_add(&whole, national);
        *out = whole;
    }
    return out->n >= 3 && out->n <= 16;
}

static bool french(struct str digits) { return digits.n == 10 && digits.p[0] == '0'; }

struct str format_phone(struct arena *a, struct str phone)
{
    struct buf digits;
    if (!dial(a, phone, &digits) || !french(buf_str(&digits)))
        return phone;
    struct buf b = start(a);
    for (size_t i = 0; i < digits.n; i++) {
        if (i > 0 && i % 2 == 0)
            buf_add_c(&b, "\xc2\xa0");
        buf_add_char(&b, digits.p[i]);
    }
    return buf_str(&b);
}

struct str format_phone_href(struct arena *a, struct str phone)
{
    struct buf digits;
    if (!dial(a, phone, &digits))
        return (struct str){0};
    struct buf b = start(a);
    buf_add_c(&b, "tel:");
    if (french(buf_str(&digits))) {
        buf_add_c(&b, "+33");
        buf_add(&b, str_slice(buf_str(&digits), 1, digits.n));
    } else {
        buf_add(&b, buf_str(&digits));
    }
    return buf_str(&b);
}

struct str format_text(struct arena *a, const char *text, const struct str *args, size_t count)
{
    struct buf b = start(a);
    for (const char *p = text; *p != '\0'; p++) {
        if (p[0] == '%' && p[1] >= '1' && p[1] <= '9') {
            size_t which = (size_t)(p[1] - '1');
            ASSERT(which < count);
            buf_add(&b, args[which]);
            p++;
        } else {
            buf_add_char(&b, *p);
        }
    }
    return buf_str(&b);
}

const char *format_plural(enum lang lang, int64_t n, const char *one, const char *many)
{
    return tr(lang, n == 1 || (n == 0 && lang == LANG_FR) ? one : many);
}

void link_begin(struct link *l, struct arena *a, const char *path)
{
    *l = (struct link){.text = start(a)};
    buf_add_c(&l->text, path);
}

void link_text(struct link *l, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    buf_add_char(&l->text, l->asked ? '&' : '?');
    buf_add_c(&l->text, name);
    buf_add_char(&l->text, '=');
    buf_add_url_part(&l->text, value);
    l->asked = true;
}

void link_int(struct link *l, const char *name, int64_t value)
{
    struct buf text = start(l->text.arena);
    buf_add_int(&text, value);
    if (value != 0)
        link_text(l, name, buf_str(&text));
}

struct str link_end(struct link *l)
{
    ASSERT(!l->text.full);
    return buf_str(&l->text);
}
