#include "form_words.h"

#include "app/words/err_text.h"
#include "base/limits.h"
#include "format.h"

static const struct {
    enum err_code code;
    const char *sentence, *advice;
} sayings[] = {
    {ERR_BAD_DATE, N_("« %1 » n’est pas une date."),
     N_("Choisissez un jour du calendrier, entre 1950 et 2150.")},
    {ERR_BAD_AMOUNT, N_("« %1 » n’est pas un montant."),
     N_("Écrivez des chiffres et une virgule, par exemple 12 000,50.")},
    {ERR_TOO_MANY_DECIMALS, N_("« %1 » a plus de décimales que la monnaie."),
     N_("L’euro a deux décimales.")},
    {ERR_BAD_RATE, N_("« %1 » n’est pas un taux."),
     N_("Écrivez un pourcentage par an, par exemple 12,15.")},
    {ERR_OPTION_MISSING, N_("Ce champ est nécessaire dans ce cas."), ""},
    {ERR_OPTION_CONFLICT, N_("Ce champ ne va pas avec le cas choisi : videz-le."), ""},
    {ERR_BAD_OPTION_VALUE, N_("Cette valeur n’est pas possible ici."), ""},
    {ERR_UNKNOWN_KIND, N_("Cette valeur n’est pas possible ici."), ""},
    {ERR_DUE_WITH_PUBLIC, N_("Pour un acheteur public, l’échéance ne s’emploie pas."),
     N_("Videz-la : le terme court de la réception (CCP R2192-10 à -12).")},
    {ERR_RATE_FIXED_BY_DECREE, N_("Le taux d’un acheteur public est fixé par décret."),
     N_("Videz le taux convenu (CCP R2192-31).")},
    {ERR_RATE_BELOW_MINIMUM, N_("Le taux convenu est inférieur au minimum légal de %1."),
     N_("C. com. L441-10 II : une clause ne peut pas fixer moins de trois fois l’intérêt légal.")},
    {ERR_PAYMENT_TOO_LATE, N_("Un paiement est daté après la fin du calcul."),
     N_("Retirez-le, ou repoussez le dernier jour compté.")},
    {ERR_RATE_MISSING, N_("Aucun taux n’est connu pour %1."),
     N_("L’onglet Tables dit jusqu’à quand chaque table va.")},
    {ERR_UNKNOWN_CLAIM, N_("« %1 » n’est pas une créance de la table des prescriptions."), ""},
    {ERR_CONFIRM_NEEDED, N_("Les effets dépassent un cinquième de ce qui était ouvert."),
     N_("Lisez-les, puis cochez la case qui les confirme.")},
    {ERR_AS_OF_FUTURE, N_("La liste ne peut pas décrire un jour qui n’est pas encore venu."),
     N_("Donnez le jour où elle a été tirée, au plus tard aujourd’hui.")},
    {ERR_MODE_OF_KIND, N_("Cette façon de lire ne convient pas à ce fichier."),
     N_("« Une période refaite » vaut pour un grand livre, « la liste complète » pour des postes "
        "ouverts : choisissez-en une autre sous « Le lire autrement ».")},
    {ERR_FILE_UNKNOWN_FORMAT, N_("Le format du fichier n’est pas reconnu."),
     N_("Si c’est une liste, dites ce que sont ses colonnes ; sinon exportez un FEC, un CSV ou un "
        "XLSX.")},
    {ERR_IMPOSSIBLE_VALUE, N_("« %1 » ne peut pas servir ici."), ""},
};

/* A day is typed as the browser sends it, and said as people read it. */
static struct str read_as_day(const struct request *r, struct str arg)
{
    struct day day;
    return day_parse_iso(arg, &day, NULL) ? format_day(r->arena, day, r->lang) : arg;
}

void form_words(const struct request *r, const struct err *failure, struct str arg,
                struct str *sentence, struct str *advice)
{
    arg = read_as_day(r, arg);
    for (size_t i = 0; i < COUNT_OF(sayings); i++) {
        if (sayings[i].code != failure->code)
            continue;
        const char *more = sayings[i].advice;
        *sentence = format_text(r->arena, tr(r->lang, sayings[i].sentence), &arg, 1);
        *advice = more[0] == '\0' ? STR("") : str_of(tr(r->lang, more));
        return;
    }
    struct err bare = {0};
    struct buf text;
    err_set_field(&bare, failure->code, "", arg);
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    err_sentence(&bare, STR(""), r->lang, &text);
    *sentence = arena_str(r->arena, buf_str(&text));
    buf_clear(&text);
    err_advice(&bare, r->lang, &text);
    *advice = buf_str(&text);
}

struct str failure_words(const struct request *r, const struct err *failure)
{
    struct buf text;
    buf_init(&text, r->arena, LIMIT_FIELD_BYTES);
    err_sentence(failure, STR(""), r->lang, &text);
    buf_add_char(&text, ' ');
    err_advice(failure, r->lang, &text);
    return buf_str(&text);
}
