/* The closed codes of promises, plans, disputes, holds, cover, alerts, outcomes and
 * assignments in words. */
#ifndef RELANCE_APP_OBJECT_TEXT_H
#define RELANCE_APP_OBJECT_TEXT_H

#include "gen/messages.h"
#include "list_objects.h"

const char *promise_status_text(enum promise_status status, enum lang lang);
/* "le moyen": the part that is bit i of enum promise_part. */
const char *promise_part_text(int i, enum lang lang);
const char *instalments_status_text(enum instalments_status status, enum lang lang);
const char *dispute_status_text(enum dispute_status status, enum lang lang);
const char *dispute_reason_text(enum dispute_reason reason, enum lang lang);
const char *hold_status_text(enum hold_status status, enum lang lang);
const char *hold_scope_text(enum hold_scope scope, enum lang lang);
const char *hold_reason_text(enum hold_reason reason, enum lang lang);
const char *cover_kind_text(enum cover_kind kind, enum lang lang);
const char *cover_status_text(enum cover_status status, enum lang lang);
const char *cover_alarm_text(enum cover_alarm alarm, enum lang lang);
const char *alert_kind_text(enum alert_kind kind, enum lang lang);
const char *alert_status_text(enum alert_status status, enum lang lang);
const char *department_text(enum department department, enum lang lang);
const char *means_text(enum means means, enum lang lang);
const char *outcome_text(enum outcome outcome, enum lang lang);
const char *payee_kind_text(enum payee_kind kind, enum lang lang);
const char *assignment_status_text(enum assignment_status status, enum lang lang);

/* One object on one line: what it is, the day and the amount that count, its status today. */
struct object_summary {
    const char *kind, *what, *status;
    struct day day; /* promised, due, expected, the last one...; DAY_NONE: none */
    int64_t minor;  /* 0: none */
    bool settled;   /* nothing is expected any more */
    bool alarming;  /* somebody has to look at it today */
};
struct object_summary object_summary(const struct file_objects *objects, enum object_kind kind,
                                     size_t i, enum lang lang);

#endif
