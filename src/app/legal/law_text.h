/* The law's codes in words, for the command line and the web alike. */
#ifndef RELANCE_APP_LAW_TEXT_H
#define RELANCE_APP_LAW_TEXT_H

#include "base/buf.h"
#include "gen/messages.h"
#include "law/interest.h"
#include "law/limitation.h"
#include "law/tables.h"

/* "Entre professionnels : l’intérêt court de plein droit…" */
const char *law_regime_sentence(enum law_regime regime, enum lang lang);
/* Its sentence with %s for the semester and %a for the article. */
const char *law_warning_template(enum law_warning_kind kind, enum lang lang);
/* One sentence with its semester or article. */
void law_warning_sentence(const struct law_warning *warning, enum lang lang, struct buf *out);
/* "règle non vérifiée", "sources secondaires", "texte lu". */
const char *law_confidence_label(enum law_confidence confidence, enum lang lang);
/* Where a row of the law was read, as the table says it; what is a sentence there, in words. */
const char *law_source_text(const char *source, enum lang lang);
/* "reconnaissance par le débiteur" */
const char *law_event_label(enum law_event_kind kind, enum lang lang);
/* What the event did: "nouveau délai", "sans effet : …". */
const char *law_effect_sentence(enum law_effect effect, enum lang lang);
/* "en cours", "suspendu", "interrompu", "expiré". */
const char *law_status_label(enum law_limitation_status status, enum lang lang);
/* What `law tables` warns of. Stable codes: "figures_end", "program_newer". */
enum law_table_warning {
    LAW_TABLE_FIGURES_END,   /* figures stop within 30 days, or have stopped */
    LAW_TABLE_PROGRAM_NEWER, /* the program ships rows that the loaded table does not have */
    LAW_TABLE_WARNING_COUNT
};
const char *law_table_warning_code(enum law_table_warning warning);
/* "les chiffres s’arrêtent dans les 30 jours" */
const char *law_table_warning_label(enum law_table_warning warning, enum lang lang);
/* "25/11/2026" in French, "2026-11-25" in English. */
void buf_add_day_lang(struct buf *out, struct day day, enum lang lang);
/* The articles of rules, each once, separated by "; ". */
void law_articles(const struct law_rule_row *const *rules, size_t count, struct buf *out);

#endif
