/* One file (dossier) as a person reads it: who, what is owed item by item, what may be raised
 * today and why not, and every fact with its source. */
#ifndef RELANCE_APP_SHOW_FILE_H
#define RELANCE_APP_SHOW_FILE_H

#include "app/context.h"
#include "app/daily/decide_work.h"
#include "base/arena.h"
#include "base/money.h"
#include "base/zone.h"
#include "file_objects.h"
#include "file_payees.h"
#include "find_account.h"
#include "store/account_walk.h"
#include "strategy/gate.h"

struct file_fact {
    struct str kind, value; /* kinds as in docs/export-facts.md */
    struct day on;
    int64_t import_number; /* I-..., the source */
    struct str source;     /* its file's name */
};

struct file_agent {
    struct str login, name;     /* empty: nobody's */
    struct str team, team_name; /* its code; empty: no team's */
    struct str on_list_of;      /* login of who has it on his list today; empty: everybody */
    struct str covered_by, covered_by_name; /* the same when it is not its own agent */
    bool absent;
};

/* Who may do what on it; those whose access is closed are nobody. */
struct file_access {
    struct str *workers, *readers; /* names: may work on it; may only read it */
    size_t worker_count, reader_count;
};

/* By which ways its debtor may be reached today. */
struct file_reach {
    const struct str *numbers; /* as told, with their states */
    const enum gate_number_state *states;
    size_t number_count;
    unsigned opposed_channels; /* bit 1 << enum gate_channel */
    enum gate_address_state email;
};

/* The decision of the day, as the run takes it (decide_work.h). */
struct file_work {
    enum action action;
    int32_t level;
    struct work_reason reasons[REASON_COUNT];
    size_t reason_count;
    struct gate_block why_not; /* nothing is done although something is overdue; BLOCK_COUNT: - */
    struct day next_change;    /* DAY_NONE: nothing changes by itself */
};

struct file_view {
    int64_t account_number, debtor_number;
    struct str creditor_code, creditor_name;
    struct walked_account account; /* items in the order they fall due, settled ones last */
    struct gate_answer gate;       /* to the contact decided on; items in the same order */
    struct file_work work;         /* what is to be done today: as the list says it */
    struct file_objects objects;   /* promises, plans, disputes... */
    struct object_events events;   /* their history */
    struct item_limits limits;     /* until when the open items may be sued for */
    struct file_payees payees;     /* whom the items are to be paid to, in the same order */
    struct file_fact *facts;       /* those that stand */
    size_t fact_count;
    struct file_agent agent; /* whose file it is today */
    struct file_access access;
    struct file_reach reach;
    struct str seen;      /* the state it is shown in (file_changes.h) */
    int64_t ledger_minor; /* gross open less unallocated: the ledger balance */
};

/* A contact asked about beside the one the scenario decided on. */
struct contact_asked {
    enum gate_channel channel;
    bool timed;
    struct civil at; /* when timed: the clock of mainland France */
    /* set */
    struct file_view file;
    struct gate_answer gate; /* items as in the file */
    struct civil local;      /* when timed: what time it is where he is called */
};
/* In the arena. Errors: those of show_file. */
MUST_CHECK bool ask_contact(struct app *app, struct arena *a, const struct file_query *query,
                            struct contact_asked *asked, struct err *err);

/* It waits for a reason of the scenario (too early, level done…), none of the gate's. */
bool file_waits(const struct file_view *file);
/* In the arena. Errors: ERR_UNKNOWN_REF (also out of scope: nothing tells the two apart),
 * ERR_REF_AMBIGUOUS, ERR_BAD_REF. */
MUST_CHECK bool show_file(struct app *app, struct arena *a, const struct file_query *query,
                          struct file_view *out, struct err *err);
/* The same inside the caller's transaction, for those who read more of the same moment. */
MUST_CHECK bool show_file_within(struct app *app, struct arena *a, const struct file_query *query,
                                 struct file_view *out, struct err *err);

#endif
