#include "law_text.h"

static const char *const regimes[] = {
    [LAW_REGIME_BUSINESS] =
        N_("Entre professionnels : l’intérêt court de plein droit dès le lendemain de l’échéance."),
    [LAW_REGIME_PUBLIC] =
        N_("Acheteur public : l’intérêt court de plein droit, à un taux figé au premier jour."),
    [LAW_REGIME_COMMON] = N_("Droit commun : l’intérêt légal court de la mise en demeure."),
    [LAW_REGIME_JUDGMENT] =
        N_("Après jugement : intérêt légal, majoré deux mois après la signification."),
};

/* %s stands for the semester, %a for the article. */
static const char *const warnings[LAW_WARN_COUNT] = {
    [LAW_WARN_RATE_BELOW_LATER_MINIMUM] =
        N_("Au semestre %s, le taux convenu est inférieur à trois fois l’intérêt légal ; il est "
           "appliqué tel quel, la question n’est pas tranchée."),
    [LAW_WARN_NO_FORMAL_NOTICE] =
        N_("Sans mise en demeure, aucun intérêt ne court : donnez-en le jour s’il y en a eu une."),
    [LAW_WARN_NOTICE_BEFORE_DUE] =
        N_("La mise en demeure précède l’échéance : l’intérêt ne court que de l’échéance."),
    [LAW_WARN_SEMESTER_UNTESTED] =
        N_("À partir du semestre %s, le taux convenu n’a pas pu être comparé au minimum légal : "
           "taux non publié dans nos tables."),
    [LAW_WARN_MINIMUM_ABOVE_DEFAULT] =
        N_("Au semestre %s, trois fois l’intérêt légal dépassent le taux supplétif : le minimum ne "
           "vise que les clauses, le taux BCE + 10 points reste appliqué."),
    [LAW_WARN_CLAUSE_REDUCIBLE] =
        N_("Le taux vient d’une clause : le juge peut la réduire, et elle peut être abusive envers "
           "un consommateur."),
    [LAW_WARN_RATE_UNVERIFIED] =
        N_("Le taux du semestre %s ne repose que sur une source : à vérifier."),
    [LAW_WARN_RULE_UNVERIFIED] = N_("Règle non vérifiée à la source : %a."),
    [LAW_WARN_LONG_CONTRACT] =
        N_("L’arrêt des intérêts ne vise pas les prêts d’un an ou plus ni les paiements différés "
           "d’un an ou plus (C. com. L622-28)."),
    [LAW_WARN_INDEMNITY_ORDER] =
        N_("Place de l’indemnité dans l’imputation : après le principal. Choix, non une règle de "
           "droit (aucun texte)."),
};

static const char *const confidences[] = {
    [LAW_UNVERIFIED] = N_("non vérifié"),
    [LAW_SECONDARY] = N_("sources secondaires"),
    [LAW_READ] = N_("texte lu"),
};

static const char *const events[LAW_EVENT_COUNT] = {
    [LAW_EVENT_RECOGNITION] = N_("reconnaissance par le débiteur"),
    [LAW_EVENT_RECOGNITION_ALLEGED] = N_("reconnaissance seulement alléguée"),
    [LAW_EVENT_SUMMONS] = N_("demande en justice"),
    [LAW_EVENT_PROCEEDINGS_END] = N_("fin de l’instance"),
    [LAW_EVENT_MEDIATION_START] = N_("médiation ou conciliation, début"),
    [LAW_EVENT_MEDIATION_END] = N_("médiation ou conciliation, fin"),
    [LAW_EVENT_EXPERTISE_START] = N_("expertise avant procès, début"),
    [LAW_EVENT_EXPERTISE_END] = N_("expertise avant procès, fin"),
    [LAW_EVENT_ENFORCEMENT] = N_("mesure conservatoire ou d’exécution"),
    [LAW_EVENT_FORMAL_NOTICE] = N_("mise en demeure"),
    [LAW_EVENT_DEMAND] = N_("réclamation du créancier"),
};

static const char *const effects[LAW_EFFECT_COUNT] = {
    [LAW_EFFECT_NEW_PERIOD] = N_("un nouveau délai entier commence"),
    [LAW_EFFECT_STOPPED] = N_("le délai s’arrête"),
    [LAW_EFFECT_RESUMED] = N_("le délai reprend, pour six mois au moins"),
    [LAW_EFFECT_NONE_ALLEGED] =
        N_("sans effet, il faut un acte du débiteur et notre note ne prouve rien"),
    [LAW_EFFECT_NONE_LETTER] = N_("sans effet, une lettre même recommandée n’interrompt pas"),
    [LAW_EFFECT_NONE_DEMAND] = N_("sans effet, une facture ou une relance n’interrompt pas"),
    [LAW_EFFECT_NONE_FORECLOSURE] =
        N_("sans effet, la forclusion ne connaît ni reconnaissance ni médiation"),
    [LAW_EFFECT_NONE_EXPIRED] = N_("sans effet, le délai était expiré"),
    [LAW_EFFECT_NONE_FUTURE] = N_("non compté, postérieur au jour demandé"),
    [LAW_EFFECT_NONE_UNPAIRED] = N_("non compté, début ou fin sans son pendant"),
    [LAW_EFFECT_NONE_PENDING] = N_("sans effet, l’instance en cours interrompt déjà le délai"),
};

static const char *const statuses[] = {
    [LAW_LIMITATION_RUNNING] = N_("en cours"),
    [LAW_LIMITATION_SUSPENDED] = N_("suspendu"),
    [LAW_LIMITATION_INTERRUPTED] = N_("interrompu"),
    [LAW_LIMITATION_EXPIRED] = N_("expiré"),
};

const char *law_regime_sentence(enum law_regime regime, enum lang lang)
{
    ASSERT((size_t)regime < COUNT_OF(regimes));
    return tr(lang, regimes[regime]);
}

const char *law_confidence_label(enum law_confidence confidence, enum lang lang)
{
    ASSERT((size_t)confidence < COUNT_OF(confidences));
    return tr(lang, confidences[confidence]);
}

const char *law_source_text(const char *source, enum lang lang)
{
    static const struct {
        const char *said, *words;
    } sentences[] = {
        {"general knowledge, not verified", N_("connaissance générale, non vérifiée")},
        {"list from general knowledge; L3133-1 is named by C. conso D223-9 (LEGI); Easter computed",
         N_("liste de connaissance générale ; L3133-1 est nommé par C. conso D223-9 (LEGI) ; "
            "Pâques calculée")},
        {"LEGI for the article; its application to this claim is general knowledge",
         N_("LEGI pour l’article ; qu’il s’applique à cette créance est de connaissance générale")},
        {"LEGI for the article; whether a bill is enough is disputed",
         N_("LEGI pour l’article ; qu’une facture suffise est discuté")},
        {"LEGI for the period; the effect of recognition is general knowledge",
         N_("LEGI pour le délai ; l’effet de la reconnaissance est de connaissance générale")},
        {"secondary sources", N_("sources secondaires")},
        {"practice", N_("usage")},
        {"reading of the article", N_("lecture de l’article")},
        {"choice of the house", N_("choix de la maison")},
        {"ECB release of 11 September 2025", N_("communiqué de la BCE du 11 septembre 2025")},
    };
    for (size_t i = 0; lang == LANG_FR && i < COUNT_OF(sentences); i++) {
        if (strcmp(source, sentences[i].said) == 0)
            return tr(lang, sentences[i].words);
    }
    return source;
}

const char *law_event_label(enum law_event_kind kind, enum lang lang)
{
    ASSERT(kind < LAW_EVENT_COUNT);
    return tr(lang, events[kind]);
}

const char *law_effect_sentence(enum law_effect effect, enum lang lang)
{
    ASSERT(effect < LAW_EFFECT_COUNT);
    return tr(lang, effects[effect]);
}

const char *law_status_label(enum law_limitation_status status, enum lang lang)
{
    ASSERT((size_t)status < COUNT_OF(statuses));
    return tr(lang, statuses[status]);
}

const char *law_warning_template(enum law_warning_kind kind, enum lang lang)
{
    ASSERT(kind < LAW_WARN_COUNT);
    return tr(lang, warnings[kind]);
}

void law_warning_sentence(const struct law_warning *warning, enum lang lang, struct buf *out)
{
    for (const char *p = law_warning_template(warning->kind, lang); *p != '\0'; p++) {
        if (p[0] == '%' && p[1] == 's') {
            buf_add_semester(out, warning->semester);
            p++;
        } else if (p[0] == '%' && p[1] == 'a') {
            buf_add_c(out, warning->rule == NULL ? "" : warning->rule->note.article);
            p++;
        } else {
            buf_add_char(out, *p);
        }
    }
}

static const struct {
    const char *code, *label;
} table_warnings[LAW_TABLE_WARNING_COUNT] = {
    [LAW_TABLE_FIGURES_END] = {"figures_end", N_("les chiffres s’arrêtent dans les 30 jours")},
    [LAW_TABLE_PROGRAM_NEWER] = {"program_newer", N_("le programme connaît des lignes qui manquent "
                                                     "à la table chargée")},
};

const char *law_table_warning_code(enum law_table_warning warning)
{
    ASSERT(warning < LAW_TABLE_WARNING_COUNT);
    return table_warnings[warning].code;
}

const char *law_table_warning_label(enum law_table_warning warning, enum lang lang)
{
    ASSERT(warning < LAW_TABLE_WARNING_COUNT);
    return tr(lang, table_warnings[warning].label);
}

void buf_add_day_lang(struct buf *out, struct day day, enum lang lang)
{
    if (lang == LANG_FR) {
        buf_add_day_fr(out, day);
    } else {
        buf_add_day(out, day);
    }
}

static bool article_seen(const struct law_rule_row *const *rules, size_t i)
{
    for (size_t k = 0; k < i; k++) {
        if (str_eq(str_of(rules[k]->note.article), str_of(rules[i]->note.article))) {
            return true;
        }
    }
    return false;
}

void law_articles(const struct law_rule_row *const *rules, size_t count, struct buf *out)
{
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        if (!article_seen(rules, i)) {
            buf_add_c(out, first ? "" : "; ");
            buf_add_c(out, rules[i]->note.article);
            first = false;
        }
    }
}
