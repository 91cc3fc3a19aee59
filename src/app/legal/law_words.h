/* What the law tables are about, in words: rules, tables, payment terms, regions, values. */
#ifndef RELANCE_APP_LAW_WORDS_H
#define RELANCE_APP_LAW_WORDS_H

#include "base/buf.h"
#include "base/money.h"
#include "gen/messages.h"
#include "law/tables.h"
#include "law/tables_read.h"

/* "Marge ajoutée au taux de la BCE" */
const char *law_rule_label(enum law_rule rule, enum lang lang);
/* "10 points", "40,00 €", "3 fois", "2 mois"; nothing for a rule without a number. */
void law_rule_value(const struct law_rule_row *row, enum lang lang, struct buf *out);
/* "Taux de refinancement de la BCE" */
const char *law_table_label(enum law_table table, enum lang lang);
/* "45 jours, puis fin de mois"; the term must be one. */
const char *law_term_label(enum law_term term, enum lang lang);
/* "Alsace-Moselle"; MAINLAND: "Métropole". */
const char *law_region_label(enum law_region region, enum lang lang);
/* "12,15 %" in French, "12.15%" in English. */
void buf_add_rate_lang(struct buf *out, struct rate rate, enum lang lang);
/* "1 234,50 €" in French, "€1,234.50" in English. */
void buf_add_money_lang(struct buf *out, struct money money, enum lang lang);
/* "1 234" in French, "1,234" in English. */
void buf_add_count_lang(struct buf *out, int64_t n, enum lang lang);
/* "2 ans", "14 mois" */
void law_months_text(int32_t months, enum lang lang, struct buf *out);
/* The value of row i of a table, for people. */
void law_row_value(const struct law_tables *t, enum law_table table, size_t i, enum lang lang,
                   struct buf *out);
/* What row i is about, for people; "" for tables of one rate. */
const char *law_row_label(const struct law_tables *t, enum law_table table, size_t i,
                          enum lang lang);

#endif
