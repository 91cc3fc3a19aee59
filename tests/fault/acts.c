#include "acts.h"

#define LIST "import @list0 --creditor OWN --as-of 2026-03-02"
#define STATE "import @list1 --mode state --as-of 2026-03-05 --confirm"
#define INVOICE "add invoice C1 --number F-19 --amount 450.00 --date 2026-03-01 --due 2026-03-31"
/* Of one invoice and a part of another; the rest of it stays free. */
#define PAYMENT                                                                                    \
    "add payment C1 --amount 500 --date 2026-03-20 --number V-1 --invoice F-12 --invoice F-11=150"
#define WRITEOFF "writeoff C1 --items F-11 --amount 1100 --why radiee"
/* Two payments that name what they pay. */
#define FREE_FOUR                                                                                  \
    "add payment C4 --amount 600 --date 2026-03-25 --number V-7 --label virement/F-41/merci"
#define FREE_ONE                                                                                   \
    "add payment C1 --amount 1200 --date 2026-03-26 --number V-8 --label virement/F-11/merci"
#define PROMISE                                                                                    \
    "promise C3 --on 2026-04-22 --amount 954 --means transfer --items F-31,F-32 --person Trois"
#define PLAN                                                                                       \
    "plan C1 --items F-11 --means transfer --first 2026-05-05 --count 3 --every month --person Un"
#define DISPUTE "dispute C1 --items F-11 --amount 240.00 --reason quantity"
#define HOLD "hold C1 --until 2026-05-04 --reason document_awaited --items F-11"

const struct act acts[SCENES] = {
    [SCENE_FIRST] = {"first import", "import @ledger0", REPEAT_IMPORT, 0, {0}},
    [SCENE_CLOSED] =
        {"period import", "import @ledger1 --mode period", REPEAT_IMPORT, 0, {"import @ledger0"}},
    [SCENE_NEXT_YEAR] = {"next year", "import @ledger2", REPEAT_IMPORT, 0, {"import @ledger0"}},
    [SCENE_CUSTOMERS] = {"customer list", "import @ledger3", REPEAT_IMPORT, 0, {"import @ledger0"}},
    [SCENE_UNDO] = {"undo",
                    "import --undo I-000002-N",
                    REPEAT_REFUSED,
                    "already_undone",
                    {"import @ledger0", "import @ledger2"}},
    [SCENE_BACKUP] = {"backup", "backup @backup", REPEAT_NEVER, 0, {"import @ledger0"}},
    [SCENE_RESTORE] = {"restore", "restore @source", REPEAT_NEVER, 0, {"import @ledger0"}},
    [SCENE_INIT] = {"init", "init", REPEAT_NEVER, 0, {0}},
    [SCENE_LIST] = {"list", LIST, REPEAT_IMPORT, 0, {0}},
    [SCENE_LIST_STATE] = {"complete list", STATE, REPEAT_IMPORT, 0, {LIST, PAYMENT}},
    [SCENE_LIST_AGAIN] = {"complete list that goes back",
                          "import @list0 --mode state --as-of 2026-03-09 --confirm",
                          REPEAT_IMPORT,
                          0,
                          {LIST, STATE}},
    [SCENE_LIST_BESIDE] = {"list beside a ledger",
                           "import @list2 --mode state --as-of 2026-04-01 --confirm",
                           REPEAT_IMPORT,
                           0,
                           {"import @ledger0"}},
    [SCENE_LIST_BEFORE] = {"ledger after a list",
                           "import @ledger0",
                           REPEAT_IMPORT,
                           0,
                           {"import @list2 --creditor OWN --as-of 2025-10-01"}},
    [SCENE_LIST_UNDO] = {"undo of a complete list",
                         "import --undo I-000002-N",
                         REPEAT_REFUSED,
                         "already_undone",
                         {LIST, STATE, "import @list1 --mode state --as-of 2026-03-06"}},
    [SCENE_DEBTOR] = {"add debtor",
                      "add debtor --creditor OWN --number C9 --name Tannerie --phone 0199001234",
                      REPEAT_REFUSED,
                      "already_known",
                      {LIST}},
    [SCENE_CONTACT] = {"add contact",
                       "add contact C1 --person Fictive --email a@b.example",
                       REPEAT_REFUSED,
                       "nothing_new",
                       {LIST}},
    [SCENE_INVOICE] = {"add invoice", INVOICE, REPEAT_REFUSED, "already_known", {LIST}},
    [SCENE_PAYMENT] = {"add payment", PAYMENT, REPEAT_REFUSED, "already_known", {LIST}},
    [SCENE_CREDIT] = {"add credit",
                      "add credit C1 --number A-9 --amount 60 --date 2026-03-21 --invoice F-11",
                      REPEAT_REFUSED,
                      "already_known",
                      {LIST}},
    [SCENE_INVOICE_UNDO] = {"undo of an invoice",
                            "import --undo I-000002-N",
                            REPEAT_REFUSED,
                            "already_undone",
                            {LIST, INVOICE}},
    [SCENE_PAYMENT_UNDO] = {"undo of a payment",
                            "import --undo I-000002-N",
                            REPEAT_REFUSED,
                            "already_undone",
                            {LIST, PAYMENT}},
    [SCENE_WRITEOFF] = {"write-off", WRITEOFF, REPEAT_REFUSED, "share_too_large", {LIST}},
    [SCENE_WRITEOFF_SMALL] = {"write-off of small rests",
                              "writeoff --small 90.00 --why petits --confirm",
                              REPEAT_NOTHING,
                              0,
                              {LIST}},
    [SCENE_WRITEOFF_UNDO] = {"undo of a write-off",
                             "import --undo I-000002-N",
                             REPEAT_REFUSED,
                             "already_undone",
                             {LIST, WRITEOFF}},
    [SCENE_MATCH] =
        {"match --accept", "match --accept", REPEAT_NOTHING, 0, {LIST, FREE_FOUR, FREE_ONE}},
    [SCENE_MATCH_UNDO] = {"match --undo",
                          "match --undo @batch",
                          REPEAT_REFUSED,
                          "unknown_ref",
                          {LIST, FREE_FOUR, FREE_ONE, "match --accept"}},
    [SCENE_PROMISE] = {"promise", PROMISE, REPEAT_REFUSED, "item_committed", {LIST}},
    [SCENE_PROMISE_REPLACED] = {"promise that replaces another",
                                "promise C3 --on 2026-04-29 --amount 950 --means cheque_post "
                                "--items F-32 --person Trois --replaces 1",
                                REPEAT_REFUSED,
                                "object_closed",
                                {LIST, PROMISE}},
    [SCENE_PROMISE_CANCEL] = {"promise cancel",
                              "promise cancel C3 1 --why erreur",
                              REPEAT_REFUSED,
                              "object_closed",
                              {LIST, PROMISE}},
    [SCENE_PLAN] = {"plan", PLAN, REPEAT_REFUSED, "item_committed", {LIST}},
    [SCENE_PLAN_END] =
        {"plan end", "plan end C1 1 --why demande", REPEAT_REFUSED, "object_closed", {LIST, PLAN}},
    [SCENE_DISPUTE] = {"dispute", DISPUTE, REPEAT_NEVER, 0, {LIST}},
    [SCENE_DISPUTE_CLOSE] = {"dispute close",
                             "dispute close C1 1 --verdict partly --accepted 120.00",
                             REPEAT_REFUSED,
                             "object_closed",
                             {LIST, DISPUTE}},
    [SCENE_HOLD] = {"hold", HOLD, REPEAT_NEVER, 0, {LIST}},
    [SCENE_HOLD_LIFT] =
        {"hold lift", "hold lift C1 1 --why recu", REPEAT_REFUSED, "object_closed", {LIST, HOLD}},
    [SCENE_OUTCOME] = {"outcome",
                       "add outcome C1 --code voicemail --at 2026-04-15T10:30",
                       REPEAT_NEVER,
                       0,
                       {LIST}},
};
