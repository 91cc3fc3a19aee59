/* What fault tests disturb: a command, on a database on which other commands have been run before,
 * and what the same command answers once it has been done. Words of a command are parted by blanks;
 * a word that begins with @ stands for a file (ledgers.h), for the backup of this try, for the
 * backup to restore, or for what the command before it answered under that key (@batch). */
#ifndef RELANCE_TESTS_FAULT_ACTS_H
#define RELANCE_TESTS_FAULT_ACTS_H

enum scene_kind {
    SCENE_FIRST,     /* the first ledger of an empty database */
    SCENE_CLOSED,    /* the same year again, in period mode: new lettering, a vanished line */
    SCENE_NEXT_YEAR, /* openings and letters across years */
    SCENE_CUSTOMERS, /* terms that move due dates, telephones */
    SCENE_UNDO,      /* of the next year */
    SCENE_BACKUP,
    SCENE_RESTORE, /* of a backup, into nothing */
    SCENE_INIT,    /* of nothing */
    SCENE_LIST,    /* from here on lists, entries by hand, agreements: many short commands */
    SCENE_LIST_STATE,
    SCENE_LIST_AGAIN,  /* a complete list that takes back what an earlier one said */
    SCENE_LIST_BESIDE, /* a ledger */
    SCENE_LIST_BEFORE, /* a ledger takes over what a list told */
    SCENE_LIST_UNDO,
    SCENE_DEBTOR,
    SCENE_CONTACT,
    SCENE_INVOICE,
    SCENE_PAYMENT,
    SCENE_CREDIT,
    SCENE_INVOICE_UNDO,
    SCENE_PAYMENT_UNDO,
    SCENE_WRITEOFF,
    SCENE_WRITEOFF_SMALL,
    SCENE_WRITEOFF_UNDO,
    SCENE_MATCH,
    SCENE_MATCH_UNDO,
    SCENE_PROMISE,
    SCENE_PROMISE_REPLACED,
    SCENE_PROMISE_CANCEL,
    SCENE_PLAN,
    SCENE_PLAN_END,
    SCENE_DISPUTE,
    SCENE_DISPUTE_CLOSE,
    SCENE_HOLD,
    SCENE_HOLD_LIFT,
    SCENE_OUTCOME,
    SCENES
};

enum repeat {
    REPEAT_IMPORT,  /* nothing new is accepted; one more import is listed */
    REPEAT_REFUSED, /* under the error code of the act; nothing changes */
    REPEAT_NOTHING, /* done, and nothing changes */
    REPEAT_NEVER,   /* it would be another one: whoever sees the first does not do it again */
};

enum { SETUP_MAX = 5 };

struct act {
    const char *name; /* for people */
    const char *command;
    enum repeat repeat;
    const char *refusal;
    const char *setup[SETUP_MAX]; /* after init, in this order */
};

extern const struct act acts[SCENES];

#endif
