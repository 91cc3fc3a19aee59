/* One row of a carrier's file: what became of a registered letter, on which day. */
#ifndef RELANCE_INTAKE_MAIL_EVENT_H
#define RELANCE_INTAKE_MAIL_EVENT_H

#include "base/day.h"
#include "base/str.h"
#include "claim/mailing.h"

enum { MAIL_TRACKING_MIN = 8, MAIL_TRACKING_MAX = 30 };

struct mail_event {
    int64_t line;        /* of the file, from 1 */
    struct str tracking; /* upper case letters and digits, without blanks */
    struct day on;
    bool on_its_way;         /* nothing that a letter is: sorted, carried, announced */
    enum mailing_state to;   /* sent, presented, received or returned; else of no meaning */
    enum mailing_return why; /* of a letter brought back */
};

#endif
