/* ISO 4217: codes in use and their number of decimals. Source: ISO 4217 list one (2024). */
#include "money.h"

/* Three letters each, in order. Two decimals unless listed below. */
static const char two_digits[] =
    "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZDCADCDFCHECHFCHWCNYCOP"
    "COUCRCCUCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGELGHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMD"
    "KESKGSKHRKPWKYDKZTLAKLBPLKRLRDLSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRN"
    "ZD"
    "PABPENPGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHBTJSTMTTOPTRYTTD"
    "TWDTZSUAHUSDUSNUYUUZSVEDVESWSTXCDYERZARZMWZWG";
static const char no_digits[] = "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF";
static const char three_digits[] = "BHDIQDJODKWDLYDOMRTND";
static const char four_digits[] = "CLFUYW";

static uint32_t pack(const char *p)
{
    return (uint32_t)(unsigned char)p[0] << 16 | (uint32_t)(unsigned char)p[1] << 8 |
           (uint32_t)(unsigned char)p[2];
}

static bool listed(const char *list, uint32_t code)
{
    for (const char *p = list; *p != '\0'; p += 3) {
        if (pack(p) == code)
            return true;
    }
    return false;
}

int currency_digits(struct currency c)
{
    if (listed(no_digits, c.code))
        return 0;
    if (listed(three_digits, c.code))
        return 3;
    return listed(four_digits, c.code) ? 4 : 2;
}

bool currency_parse(struct str s, struct currency *out, struct err *err)
{
    char text[3];
    if (str_is(s, "EUR")) { /* nearly always */
        *out = CURRENCY_EUR;
        return true;
    }
    struct str t = str_trim(s);
    if (t.n != sizeof text)
        return err_set_field(err, ERR_BAD_CURRENCY, NULL, s);
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = t.p[i] >= 'a' && t.p[i] <= 'z' ? (char)(t.p[i] - 'a' + 'A') : t.p[i];
    uint32_t code = pack(text);
    if (!listed(two_digits, code) && !listed(no_digits, code) && !listed(three_digits, code) &&
        !listed(four_digits, code))
        return err_set_field(err, ERR_BAD_CURRENCY, NULL, s);
    out->code = code;
    return true;
}

void currency_text(struct currency c, char out[4])
{
    out[0] = (char)(c.code >> 16);
    out[1] = (char)(c.code >> 8);
    out[2] = (char)c.code;
    out[3] = '\0';
}

struct str currency_str(struct arena *a, struct currency c)
{
    char text[4];
    currency_text(c, text);
    return arena_str(a, str_of(text));
}

bool currency_from_code(int64_t code, struct currency *out)
{
    struct err ignored = {0};
    char text[4];
    if (code <= 0 || code > UINT32_MAX)
        return false;
    currency_text((struct currency){(uint32_t)code}, text);
    return currency_parse(str_of(text), out, &ignored) && out->code == (uint32_t)code;
}
