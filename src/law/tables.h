/* The law as data: rates, amounts, periods, terms, holidays, hours. Every row says from when to
 * when it holds, under which article, where it was read, when it was checked and how sure we are.
 * A published row is never edited: a new one is added. A day that no row covers is missing; nothing
 * is ever carried on by guesswork.
 *
 * The rows are the files rules/law/NAME.csv, compiled in; `law update` replaces a whole table by a
 * newer file that passes the same checks (tables_read.h). Everything that computes takes the set of
 * tables as a parameter. */
#ifndef RELANCE_LAW_TABLES_H
#define RELANCE_LAW_TABLES_H

#include "base/check.h"
#include "base/day.h"
#include "base/rate.h"
#include "base/str.h"
#include "term.h"

enum law_confidence {
    LAW_UNVERIFIED, /* L: from general knowledge, nobody read a source */
    LAW_SECONDARY,  /* M: one or more secondary sources agree */
    LAW_READ,       /* H: the text of the article or an official table was read */
};

struct law_note {
    struct day from, to; /* inclusive; DAY_NONE = no beginning or no end is known */
    const char *article;
    const char *source;
    struct day checked_on;
    enum law_confidence confidence;
};

/* Main refinancing rate of the European Central Bank. */
struct law_ecb_row {
    struct rate rate;
    struct law_note note;
};

/* Legal interest; the column is chosen by the creditor. */
struct law_legal_row {
    struct rate private_rate; /* a natural person not acting for professional needs */
    struct rate other_rate;   /* every other creditor */
    enum law_confidence private_confidence;
    struct law_note note; /* its confidence is that of other_rate */
};

enum law_rule {
#define LAW_RULE(id, code) LAW_RULE_##id,
#include "rules.def"
#undef LAW_RULE
    LAW_RULE_COUNT
};

enum law_unit {
    LAW_UNIT_NONE,
    LAW_UNIT_POINTS, /* value in hundredths of a point of percent */
    LAW_UNIT_EUR,    /* value in cents */
    LAW_UNIT_TIMES,
    LAW_UNIT_DAYS,
    LAW_UNIT_MONTHS,
    LAW_UNIT_YEARS,
    LAW_UNIT_COUNT
};

struct law_rule_row {
    enum law_rule rule;
    enum law_unit unit;
    int64_t value;
    struct law_note note;
};

enum law_limitation_flag {
    LIMITATION_NO_CLAIM = 1,      /* a bound for other periods, not a claim */
    LIMITATION_FORECLOSURE = 2,   /* délai de forclusion: recognition and mediation do not count */
    LIMITATION_YEAR_END = 4,      /* ends on 31 December of the nth year after */
    LIMITATION_DEMAND = 8,        /* a demand by the creditor fixes the claim */
    LIMITATION_LETTER = 16,       /* a registered letter interrupts */
    LIMITATION_NO_CEILING = 32,   /* the twenty-year ceiling does not apply */
    LIMITATION_NO_AGREEMENT = 64, /* the parties may not change the period */
};

struct law_limitation_row {
    const char *code;
    const char *who;  /* French */
    const char *what; /* French */
    int32_t months;
    unsigned flags; /* enum law_limitation_flag */
    struct law_note note;
};

struct law_term_row {
    enum law_term term;
    bool allowed;
    struct law_note note;
};

enum law_region {
    LAW_REGION_MAINLAND,
    LAW_REGION_ALSACE_MOSELLE,
    LAW_REGION_GUADELOUPE,
    LAW_REGION_GUYANE,
    LAW_REGION_MARTINIQUE,
    LAW_REGION_MAYOTTE,
    LAW_REGION_LA_REUNION,
    LAW_REGION_COUNT
};
/* "alsace-moselle"...; LAW_REGION_MAINLAND is "". */
MUST_CHECK bool law_region_parse(struct str code, enum law_region *out);
const char *law_region_code(enum law_region region);

/* Either a fixed month and day, or days after Easter Sunday (month 0). */
struct law_holiday_row {
    const char *name; /* French */
    int32_t month, day_of_month;
    int32_t easter_offset_days;
    enum law_region region; /* MAINLAND: everywhere */
    struct law_note note;
};

/* One window of a preset of contact hours. Presets are a choice of the house, not law. */
struct law_hours_row {
    const char *preset;
    int weekday_first, weekday_last; /* 1 = Monday ... 7 = Sunday */
    int start_minute, end_minute;    /* local time of the person called; end excluded */
    bool on_holidays;
    struct law_note note; /* article: where the hours were borrowed from */
};

struct law_tables {
    const struct law_ecb_row *ecb; /* by day, without gaps */
    size_t ecb_count;
    const struct law_legal_row *legal; /* by day, without gaps */
    size_t legal_count;
    const struct law_rule_row *rules; /* by rule, then by day */
    size_t rule_count;
    const struct law_limitation_row *limitations;
    size_t limitation_count;
    const struct law_term_row *terms;
    size_t term_count;
    const struct law_holiday_row *holidays;
    size_t holiday_count;
    const struct law_hours_row *hours;
    size_t hours_count;
};

/* The tables compiled into this binary. */
const struct law_tables *law_tables_compiled(void);

/* The row in force on a day, or NULL when none covers it. */
const struct law_ecb_row *law_ecb_on(const struct law_tables *t, struct day day);
const struct law_legal_row *law_legal_on(const struct law_tables *t, struct day day);
const struct law_rule_row *law_rule_on(const struct law_tables *t, enum law_rule rule,
                                       struct day day);
const struct law_term_row *law_term_on(const struct law_tables *t, enum law_term term,
                                       struct day day);
/* The newest row of a rule that needs no day (an article rather than a number): never NULL. */
const struct law_rule_row *law_rule_newest(const struct law_tables *t, enum law_rule rule);
/* By code, case ignored; NULL: unknown. */
const struct law_limitation_row *law_limitation_find(const struct law_tables *t, struct str code);
const char *law_rule_code(enum law_rule rule);
bool law_note_covers(const struct law_note *note, struct day day);

#endif
