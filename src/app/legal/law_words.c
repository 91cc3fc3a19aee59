#include "law_words.h"

#include "base/money.h"
#include "law/coverage.h"

static const char *const rules[LAW_RULE_COUNT] = {
    [LAW_RULE_B2B_START] = N_("Départ de plein droit, le lendemain de l’échéance"),
    [LAW_RULE_B2B_MARGIN] = N_("Points ajoutés au taux de la BCE, entre professionnels"),
    [LAW_RULE_B2B_MINIMUM] = N_("Minimum d’un taux convenu, en fois l’intérêt légal"),
    [LAW_RULE_INDEMNITY] = N_("Indemnité forfaitaire de recouvrement"),
    [LAW_RULE_INDEMNITY_INSOLVENCY] =
        N_("Pas d’indemnité quand la procédure interdit le paiement à l’échéance"),
    [LAW_RULE_PUBLIC_TERM_STATE] = N_("Délai de paiement de l’État"),
    [LAW_RULE_PUBLIC_TERM_LOCAL] = N_("Délai de paiement des collectivités"),
    [LAW_RULE_PUBLIC_TERM_HEALTH] = N_("Délai de paiement des établissements de santé"),
    [LAW_RULE_PUBLIC_TERM_UNDERTAKING] = N_("Délai de paiement des entreprises publiques"),
    [LAW_RULE_PUBLIC_START] = N_("Départ de plein droit, le lendemain du terme public"),
    [LAW_RULE_PUBLIC_MARGIN] = N_("Points ajoutés au taux de la BCE, acheteur public"),
    [LAW_RULE_PUBLIC_INDEMNITY] = N_("Indemnité forfaitaire, acheteur public"),
    [LAW_RULE_FORMAL_NOTICE] = N_("Intérêt dû à partir de la mise en demeure"),
    [LAW_RULE_FORMAL_NOTICE_RUNS] = N_("La mise en demeure fait courir l’intérêt légal"),
    [LAW_RULE_LEGAL_RATE] = N_("Taux de l’intérêt légal, selon le créancier"),
    [LAW_RULE_PENALTY_CLAUSE] = N_("Le juge peut réduire une clause"),
    [LAW_RULE_COSTS_FORBIDDEN] = N_("Frais de recouvrement à la charge du créancier"),
    [LAW_RULE_JUDGMENT_POINTS] = N_("Majoration après jugement"),
    [LAW_RULE_JUDGMENT_MONTHS] = N_("Délai avant majoration, depuis la signification"),
    [LAW_RULE_PAYMENT_ORDER] = N_("Un paiement va d’abord aux intérêts"),
    [LAW_RULE_PAYMENT_INDEMNITY] = N_("Place de l’indemnité dans l’imputation"),
    [LAW_RULE_IMPUTATION] = N_("Imputation entre plusieurs dettes"),
    [LAW_RULE_INSOLVENCY_STOP] = N_("Arrêt des intérêts au jugement d’ouverture"),
    [LAW_RULE_INSOLVENCY_EVE] = N_("Le jugement prend effet à la première heure de son jour"),
    [LAW_RULE_OVER_INDEBTEDNESS_STOP] = N_("Arrêt des intérêts en surendettement"),
    [LAW_RULE_DECLARATION_MONTHS] = N_("Déclaration, créancier en métropole"),
    [LAW_RULE_DECLARATION_OUTSIDE_MONTHS] = N_("Déclaration, créancier hors métropole"),
    [LAW_RULE_RELIEF_MONTHS] = N_("Relevé de forclusion"),
    [LAW_RULE_DECLARATION_RAW_DATE] = N_("Report au jour ouvrable : non compté"),
    [LAW_RULE_SALE_OPPOSITION_DAYS] = N_("Opposition au prix d’un fonds vendu"),
    [LAW_RULE_RETENTION_MONTHS] = N_("Revendication (réserve de propriété)"),
    [LAW_RULE_LIMITATION_COUNT] = N_("Le délai s’achève avec son dernier jour"),
    [LAW_RULE_RECOGNITION] = N_("La reconnaissance interrompt"),
    [LAW_RULE_RECOGNITION_OWN_ACT] = N_("La reconnaissance est un acte du débiteur"),
    [LAW_RULE_SUMMONS] = N_("La demande en justice interrompt"),
    [LAW_RULE_PROCEEDINGS_END] = N_("L’interruption dure jusqu’à la fin de l’instance"),
    [LAW_RULE_ENFORCEMENT] = N_("L’exécution forcée interrompt"),
    [LAW_RULE_MEDIATION_MONTHS] = N_("Médiation : suspension, puis six mois au moins"),
    [LAW_RULE_EXPERTISE_MONTHS] = N_("Expertise : suspension, puis six mois au moins"),
    [LAW_RULE_LETTER_NO_EFFECT] = N_("Une lettre n’interrompt pas"),
    [LAW_RULE_INSURANCE_LETTER] = N_("Prime d’assurance : la lettre recommandée interrompt"),
    [LAW_RULE_TELECOM_CLAIM] = N_("Communications : la réclamation fixe la créance"),
    [LAW_RULE_FORECLOSURE] = N_("Forclusion : ni reconnaissance ni médiation"),
    [LAW_RULE_PAID_AFTER] = N_("Ce qui est payé après le délai reste acquis"),
    [LAW_RULE_PUBLIC_DEBT_CLAIM] = N_("Réclamation écrite à l’administration"),
    [LAW_RULE_REFORM_2008] = N_("Réforme de la prescription de 2008"),
    [LAW_RULE_VAT_LOST] = N_("Récupération de la TVA d’une créance perdue"),
    [LAW_RULE_VAT_LOST_YEARS] = N_("Délai pour récupérer cette TVA"),
    [LAW_RULE_COLD_CALL_ATTEMPTS] = N_("Démarchage : appels au plus, repris par prudence"),
    [LAW_RULE_COLD_CALL_WINDOW_DAYS] = N_("Démarchage : période où ils se comptent"),
    [LAW_RULE_COLD_CALL_SILENCE_DAYS] = N_("Démarchage : silence après un refus"),
};

static const char *const tables[LAW_TABLE_COUNT] = {
    [LAW_TABLE_ECB] = N_("Taux de refinancement de la BCE"),
    [LAW_TABLE_LEGAL] = N_("Intérêt légal"),
    [LAW_TABLE_RULES] = N_("Règles et montants"),
    [LAW_TABLE_LIMITATION] = N_("Délais de prescription"),
    [LAW_TABLE_TERMS] = N_("Délais de paiement"),
    [LAW_TABLE_HOLIDAYS] = N_("Jours fériés"),
    [LAW_TABLE_HOURS] = N_("Heures de contact"),
};

static const char *const terms[LAW_TERM_COUNT] = {
    [LAW_TERM_NONE] = N_("rien de connu"),
    [LAW_TERM_NET30] = N_("30 jours après la réception (rien de convenu)"),
    [LAW_TERM_NET60] = N_("60 jours après la facture"),
    [LAW_TERM_EOM45A] = N_("45 jours, puis fin de mois"),
    [LAW_TERM_EOM45B] = N_("fin de mois, puis 45 jours"),
    [LAW_TERM_PERIODIC45] = N_("facture périodique : 45 jours"),
    [LAW_TERM_FRESH_FOOD] = N_("denrées périssables : 30 jours après la livraison"),
    [LAW_TERM_FRESH_FOOD_PERIODIC] =
        N_("denrées périssables, facture périodique : 30 jours après la décade de livraison"),
    [LAW_TERM_EOM60] = N_("60 jours, puis fin de mois"),
};

static const char *const regions[LAW_REGION_COUNT] = {
    [LAW_REGION_MAINLAND] = N_("Métropole"),    [LAW_REGION_ALSACE_MOSELLE] = "Alsace-Moselle",
    [LAW_REGION_GUADELOUPE] = "Guadeloupe",     [LAW_REGION_GUYANE] = N_("Guyane"),
    [LAW_REGION_MARTINIQUE] = "Martinique",     [LAW_REGION_MAYOTTE] = "Mayotte",
    [LAW_REGION_LA_REUNION] = N_("La Réunion"),
};

static const char *const weekdays[] = {N_("lundi"),    N_("mardi"),  N_("mercredi"), N_("jeudi"),
                                       N_("vendredi"), N_("samedi"), N_("dimanche")};

const char *law_rule_label(enum law_rule rule, enum lang lang)
{
    ASSERT(rule < LAW_RULE_COUNT);
    return tr(lang, rules[rule]);
}

const char *law_table_label(enum law_table table, enum lang lang)
{
    ASSERT(table < LAW_TABLE_COUNT);
    return tr(lang, tables[table]);
}

const char *law_term_label(enum law_term term, enum lang lang)
{
    ASSERT(term < LAW_TERM_COUNT);
    return tr(lang, terms[term]);
}

const char *law_region_label(enum law_region region, enum lang lang)
{
    ASSERT(region < LAW_REGION_COUNT);
    return tr(lang, regions[region]);
}

void buf_add_rate_lang(struct buf *out, struct rate rate, enum lang lang)
{
    if (lang == LANG_FR) {
        buf_add_rate_fr(out, rate);
        buf_add_c(out, "\xe2\x80\xaf%");
    } else {
        buf_add_rate(out, rate);
        buf_add_c(out, "%");
    }
}

void buf_add_money_lang(struct buf *out, struct money money, enum lang lang)
{
    if (lang == LANG_FR)
        buf_add_money_fr(out, money);
    else
        buf_add_money_en(out, money);
}

void buf_add_count_lang(struct buf *out, int64_t n, enum lang lang)
{
    uint64_t size = n < 0 ? ~(uint64_t)n + 1 : (uint64_t)n;
    if (n < 0)
        buf_add_c(out, "\xe2\x88\x92");
    buf_add_grouped(out, size, lang == LANG_EN ? "," : "\xe2\x80\xaf");
}

/* "3 ans" */
static void add_counted(struct buf *out, int64_t n, const char *unit)
{
    buf_add_int(out, n);
    buf_add_c(out, "\xc2\xa0");
    buf_add_c(out, unit);
}

void law_months_text(int32_t months, enum lang lang, struct buf *out)
{
    if (months % 12 == 0)
        add_counted(out, months / 12, tr(lang, months == 12 ? N_("an") : N_("ans")));
    else
        add_counted(out, months, tr(lang, N_("mois")));
}

void law_rule_value(const struct law_rule_row *row, enum lang lang, struct buf *out)
{
    switch (row->unit) {
    case LAW_UNIT_EUR:
        buf_add_c(out, lang == LANG_FR ? "" : "\xe2\x82\xac");
        if (lang == LANG_FR)
            buf_add_money_fr(out, eur(row->value));
        else
            buf_add_amount(out, eur(row->value));
        return;
    case LAW_UNIT_POINTS:
        add_counted(out, row->value / 100, tr(lang, N_("points")));
        return;
    case LAW_UNIT_TIMES:
        add_counted(out, row->value, tr(lang, N_("fois")));
        return;
    case LAW_UNIT_DAYS:
        add_counted(out, row->value, tr(lang, N_("jours")));
        return;
    case LAW_UNIT_MONTHS:
        add_counted(out, row->value, tr(lang, N_("mois")));
        return;
    case LAW_UNIT_YEARS:
        add_counted(out, row->value, tr(lang, N_("ans")));
        return;
    case LAW_UNIT_NONE:
    case LAW_UNIT_COUNT:
        return;
    }
}

static void add_time(struct buf *out, int minute)
{
    buf_add_int(out, minute / 60);
    buf_add_c(out, "\xc2\xa0h");
    if (minute % 60 != 0) {
        buf_add_c(out, "\xc2\xa0");
        buf_add_int_padded(out, minute % 60, 2);
    }
}

/* "lundi–vendredi, 10 h–13 h" */
static void add_hours(const struct law_hours_row *row, enum lang lang, struct buf *out)
{
    buf_add_c(out, tr(lang, weekdays[row->weekday_first - 1]));
    buf_add_c(out, "–");
    buf_add_c(out, tr(lang, weekdays[row->weekday_last - 1]));
    buf_add_c(out, ", ");
    add_time(out, row->start_minute);
    buf_add_c(out, "–");
    add_time(out, row->end_minute);
}

static void add_holiday(const struct law_holiday_row *row, enum lang lang, struct buf *out)
{
    if (row->month == 0) {
        buf_add_c(out, tr(lang, N_("Pâques")));
        buf_add_c(out, row->easter_offset_days < 0 ? " \xe2\x88\x92" : " +");
        buf_add_c(out, " ");
        add_counted(
            out, row->easter_offset_days < 0 ? -row->easter_offset_days : row->easter_offset_days,
            tr(lang, row->easter_offset_days == 1 ? N_("jour") : N_("jours")));
    } else {
        buf_add_int_padded(out, lang == LANG_FR ? row->day_of_month : row->month, 2);
        buf_add_c(out, lang == LANG_FR ? "/" : "-");
        buf_add_int_padded(out, lang == LANG_FR ? row->month : row->day_of_month, 2);
    }
    if (row->region != LAW_REGION_MAINLAND) {
        buf_add_c(out, ", ");
        buf_add_c(out, law_region_label(row->region, lang));
    }
}

void law_row_value(const struct law_tables *t, enum law_table table, size_t i, enum lang lang,
                   struct buf *out)
{
    switch (table) {
    case LAW_TABLE_ECB:
        buf_add_rate_lang(out, t->ecb[i].rate, lang);
        return;
    case LAW_TABLE_LEGAL:
        buf_add_rate_lang(out, t->legal[i].other_rate, lang);
        buf_add_c(out, " · ");
        buf_add_rate_lang(out, t->legal[i].private_rate, lang);
        return;
    case LAW_TABLE_RULES:
        law_rule_value(&t->rules[i], lang, out);
        return;
    case LAW_TABLE_LIMITATION:
        law_months_text(t->limitations[i].months, lang, out);
        return;
    case LAW_TABLE_TERMS:
        buf_add_c(out, tr(lang, t->terms[i].allowed ? N_("licite") : N_("illicite")));
        return;
    case LAW_TABLE_HOLIDAYS:
        add_holiday(&t->holidays[i], lang, out);
        return;
    case LAW_TABLE_HOURS:
        add_hours(&t->hours[i], lang, out);
        return;
    case LAW_TABLE_COUNT:
        break;
    }
    BUG("no such table");
}

const char *law_row_label(const struct law_tables *t, enum law_table table, size_t i,
                          enum lang lang)
{
    switch (table) {
    case LAW_TABLE_ECB:
    case LAW_TABLE_LEGAL:
        return "";
    case LAW_TABLE_RULES:
        return law_rule_label(t->rules[i].rule, lang);
    case LAW_TABLE_LIMITATION:
        return tr(lang, t->limitations[i].what);
    case LAW_TABLE_TERMS:
        return law_term_label(t->terms[i].term, lang);
    case LAW_TABLE_HOLIDAYS:
        return tr(lang, t->holidays[i].name);
    case LAW_TABLE_HOURS:
        return tr(lang, str_is(str_of(t->hours[i].preset), "prudent") ? N_("heures prudentes")
                                                                      : N_("heures extrêmes"));
    case LAW_TABLE_COUNT:
        break;
    }
    BUG("no such table");
}
