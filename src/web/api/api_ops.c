#include "api_shapes.h"
#include "app/lists/list_filter.h"
#include "claim/dispute.h"
#include "claim/hold.h"
#include "claim/instalments.h"
#include "claim/mailing.h"
#include "claim/outcome.h"
#include "claim/promise.h"
#include "office/department.h"
#include "strategy/codes.h"

#define KEYS(array)                                                                                \
    {                                                                                              \
        array, COUNT_OF(array)                                                                     \
    }
#define NO_KEYS                                                                                    \
    {                                                                                              \
        NULL, 0                                                                                    \
    }
/* One thing that may be asked or sent. */
#define ASK(name, type, about)                                                                     \
    {                                                                                              \
        name, type, 0, NULL, about, NULL                                                           \
    }
#define MUST(name, type, about)                                                                    \
    {                                                                                              \
        name, type, API_MUST, NULL, about, NULL                                                    \
    }

#define ASK_CODE(name, list, about)                                                                \
    {                                                                                              \
        name, API_CODE, 0, NULL, about, &list##_codes                                              \
    }
#define MUST_CODE(name, list, about)                                                               \
    {                                                                                              \
        name, API_CODE, API_MUST, NULL, about, &list##_codes                                       \
    }

/* A closed list of the domain, by its own function. */
#define LIST(name, type, code_of, how_many)                                                        \
    static const char *name##_code_at(int i) { return code_of((type)i); }                          \
    static const struct api_codes name##_codes = {name##_code_at, how_many};
LIST(age, enum list_age, list_age_code, LIST_AGE_COUNT)
LIST(whose, enum list_whose, list_whose_code, LIST_WHOSE_COUNT)
LIST(action, enum action, action_code, ACTION_COUNT)
LIST(block, enum block, block_code, BLOCK_COUNT)
LIST(stage, enum account_stage, account_stage_code, STAGE_COUNT)
LIST(disputed, enum list_dispute, list_dispute_code, LIST_DISPUTE_COUNT)
LIST(broken, enum list_promise, list_promise_code, LIST_PROMISE_COUNT)
LIST(order, enum listing_order, list_order_code, LISTING_ORDER_COUNT)
LIST(status, enum promise_status, promise_status_code, PROMISE_STATUS_COUNT)
LIST(means, enum means, means_code, MEANS_COUNT)
LIST(dispute, enum dispute_reason, dispute_reason_code, DISPUTE_REASON_COUNT)
LIST(department, enum department, department_code, DEPARTMENT_COUNT)
LIST(hold, enum hold_reason, hold_reason_code, HOLD_REASON_COUNT)
LIST(outcome, enum outcome, outcome_code, OUTCOME_COUNT)
LIST(plan_status, enum instalments_status, instalments_status_code, INSTALMENTS_STATUS_COUNT)
LIST(letter, enum mailing_kind, mailing_kind_code, MAILING_KIND_COUNT)
LIST(letter_state, enum mailing_state, mailing_state_code, MAILING_STATE_COUNT)
LIST(letter_return, enum mailing_return, mailing_return_code, MAILING_RETURN_COUNT)
LIST(channel, enum gate_channel, gate_channel_code, GATE_CHANNEL_COUNT)
#undef LIST

/* One of this interface. */
#define WORDS(name, ...)                                                                           \
    static const char *name##_code_at(int i)                                                       \
    {                                                                                              \
        static const char *const words[] = {__VA_ARGS__};                                          \
        return words[i];                                                                           \
    }                                                                                              \
    static const struct api_codes name##_codes = {                                                 \
        name##_code_at, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)};
WORDS(by, "account", "creditor", "agent")
WORDS(all, "all")
WORDS(payee, "creditor", "us")
WORDS(mode, "new", "period", "state")
WORDS(plan_state, "draft", "proposed", "agreed")
WORDS(letter_step, "sent", "presented", "received", "returned", "cancelled")
#undef WORDS

#define ASK_LIMIT ASK("limit", API_INT, "rows of one answer: 1 to 200, else 50")
#define ASK_NEXT ASK("after", API_TEXT, "the `next` of the answer before")
#define ASK_CREDITOR ASK("creditor", API_TEXT, "code of a creditor: only his")

static const struct api_key files_query[] = {
    ASK_NEXT,
    ASK_LIMIT,
    ASK_CREDITOR,
    ASK("text", API_TEXT, "each word begins a word of the name"),
    ASK_CODE("age", age, "of the oldest open invoice"),
    ASK("from", API_DAY, "oldest due date from this day"),
    ASK("to", API_DAY, "to this day"),
    ASK("least", API_AMOUNT, "balance from"),
    ASK("most", API_AMOUNT, "balance to"),
    ASK("currency", API_CODE, "ISO 4217"),
    ASK("agent", API_TEXT, "login: the files on the list of this agent"),
    ASK("team", API_TEXT, "code: those of this team"),
    ASK_CODE("whose", whose, "on whose list: one's own, nobody's, not decided yet"),
    ASK_CODE("action", action, "of the day"),
    ASK("level", API_INT, "of dunning"),
    ASK_CODE("block", block, "why not"),
    ASK_CODE("stage", stage, "set by a person"),
    ASK_CODE("dispute", disputed, "with an open dispute"),
    ASK("disputed_from", API_DAY, "disputes made from this day"),
    ASK("disputed_to", API_DAY, "to this day"),
    ASK_CODE("promise", broken, "what became of a promise"),
    ASK("promised_from", API_DAY, "promises that fall from this day"),
    ASK("promised_to", API_DAY, "to this day"),
    ASK("plan_from", API_DAY, "lines of plans that fall from this day"),
    ASK("plan_to", API_DAY, "to this day"),
    ASK("idle", API_INT, "overdue, and nothing was done in so many days"),
    ASK_CODE("order", order, "by name or as the list of the day"),
    ASK_CODE("count", all, "counted to the end, however long that takes"),
};

static const struct api_key statement_query[] = {
    ASK("on", API_DAY, "the day of the statement; today when nothing is said"),
};

static const struct api_key queue_query[] = {
    ASK("after", API_INT, "the `next` of the answer before: a rank"),
    ASK_LIMIT,
    ASK_CREDITOR,
    ASK("agent", API_TEXT, "login: the list of this agent"),
};

static const struct api_key ageing_query[] = {
    ASK("after", API_INT, "the `next` of the answer before"),
    ASK_LIMIT,
    ASK_CREDITOR,
    ASK_CODE("by", by, "one row for each"),
    ASK("strict_due", API_BOOL, "only stated due dates fill buckets"),
};

static const struct api_key search_query[] = {
    MUST("q", API_TEXT, "a name, a number, an amount, a telephone number"),
    ASK_LIMIT,
};

static const struct api_key promises_query[] = {
    ASK("after", API_INT, "the `next` of the answer before"),
    ASK_LIMIT,
    ASK_CREDITOR,
    ASK("ref", API_REF, "of one file"),
    ASK_CODE("status", status, "only those in this state"),
};

static const struct api_key promise_body[] = {
    ASK("on", API_DAY, "the day the debtor pays"),
    ASK("amount", API_AMOUNT, "in the currency of the file"),
    ASK_CODE("means", means, "means of payment"),
    ASK("items", API_TEXTS, "ids or numbers of items"),
    ASK("person", API_TEXT, "who promised"),
    ASK_CODE("payee", payee, "as usual when nothing is said"),
    ASK("replaces", API_ID, "the promise it takes the place of"),
    ASK("note", API_TEXT, "what was said"),
};

static const struct api_key plans_query[] = {
    ASK("after", API_INT, "the `next` of the answer before"),
    ASK_LIMIT,
    ASK_CREDITOR,
    ASK("ref", API_REF, "of one file"),
    ASK_CODE("status", plan_status, "only those in this state"),
};

static const struct api_key plan_body[] = {
    MUST("items", API_TEXTS, "ids or numbers of items"),
    MUST_CODE("means", means, "means of payment"),
    ASK("lines", API_TEXTS, "each a day and an amount: 2027-01-05:300.00"),
    ASK("first", API_DAY, "instead of lines: the day of the first of them"),
    ASK("count", API_INT, "how many equal lines; the last takes the rounding"),
    ASK("every", API_TEXT, "between lines: month (when nothing is said), week, a number of days"),
    ASK_CODE("state", plan_state, "agreed when nothing is said"),
    ASK("acceleration", API_BOOL, "a line that is missed makes the rest due"),
    ASK("remainder", API_AMOUNT, "what of the items is left out of the lines"),
    ASK("charges", API_AMOUNT, "interest and costs agreed on; never of a private person"),
    ASK("person", API_TEXT, "with whom"),
    ASK("consent", API_TEXT, "of the insurer or the factor, where one is needed"),
    ASK("note", API_TEXT, "what was said"),
};

static const struct api_key plan_change_body[] = {
    MUST("id", API_TEXT, "`id` or `number` of the plan"),
    MUST("why", API_TEXT, "kept in its history"),
};

static const struct api_key plan_agree_body[] = {
    MUST("id", API_TEXT, "`id` or `number` of the plan"),
    ASK("consent", API_TEXT, "of the insurer or the factor, where one is needed"),
};

static const struct api_key letters_query[] = {
    ASK("after", API_INT, "the `next` of the answer before"),
    ASK_LIMIT,
    ASK_CODE("state", letter_state, "to_print when nothing is said"),
    ASK("batch", API_INT, "those that were printed together, instead of a state"),
};

static const struct api_key letter_body[] = {
    MUST_CODE("kind", letter, "of letter"),
    ASK("items", API_TEXTS, "ids or numbers of items: only these"),
    ASK("payee", API_TEXT, "code: only what is to be paid to him"),
    ASK("deadline", API_DAY, "the last day to pay"),
    ASK("registered", API_BOOL, "with proof of delivery"),
    ASK("plain", API_BOOL, "a formal notice that is not registered"),
    ASK("basis", API_TEXT, "what the price is asked for"),
    ASK("consequence", API_TEXT, "what was decided to follow, in whole sentences"),
};

static const struct api_key letter_say_body[] = {
    MUST_CODE("state", letter_step, "what became of it"),
    ASK("on", API_DAY, "today when nothing is said"),
    ASK("tracking", API_TEXT, "number of a registered letter that was sent"),
    ASK_CODE("reason", letter_return, "of one that came back"),
    ASK("why", API_TEXT, "in words; of one that is cancelled it must be said"),
};

static const struct api_key dispute_body[] = {
    MUST("items", API_TEXTS, "ids or numbers of items"),
    MUST_CODE("reason", dispute, "of the dispute"),
    ASK("amount", API_AMOUNT, "the contested part of a single item"),
    ASK_CODE("department", department, "who is to answer"),
    ASK("owner", API_TEXT, "the person who is to answer"),
    ASK("deadline", API_DAY, "the answer is expected by then"),
    ASK("note", API_TEXT, "what the customer says"),
};

static const struct api_key hold_body[] = {
    MUST("until", API_DAY, "the last day, included"),
    MUST_CODE("reason", hold, "of the hold"),
    ASK("items", API_TEXTS, "one item instead of the file"),
    ASK("amount", API_AMOUNT, "a part of that item"),
    ASK("from", API_DAY, "the first day; today when nothing is said"),
    ASK("note", API_TEXT, "what is awaited"),
};

static const struct api_key outcome_body[] = {
    MUST_CODE("code", outcome, "what came of it"),
    MUST("at", API_MOMENT, "2026-11-23T10:15 (French time), with Z or an offset, or the day alone"),
    ASK_CODE("channel", channel, "phone when nothing is said"),
    ASK("person", API_TEXT, "with whom"),
    ASK("call_back", API_DAY, "call back on this day"),
    ASK("note", API_TEXT, "what was said"),
};

static const struct api_key imports_query[] = {
    ASK("after", API_INT, "the `next` of the answer before"),
    ASK_LIMIT,
};

static const struct api_key import_query[] = {
    MUST("name", API_TEXT, "of the file, with its ending"),
    ASK_CREDITOR,
    ASK_CODE("mode", mode, "new when nothing is said"),
    ASK("as_of", API_DAY, "the day a complete list holds for"),
    ASK("terms", API_CODE, "agreed payment rule"),
};

static const struct api_key take_body[] = {
    ASK("confirm", API_BOOL, "take a complete list that moves much"),
    ASK("accept_partial", API_BOOL, "take the good rows, leave those that are refused"),
};

const struct api_op api_ops[] = {
    {"api_me", TOKEN_ANY, "Who speaks, and what the token is for", NO_KEYS, NO_KEYS, false, 200,
     &shape_me},
    {"api_files", TOKEN_READ_FILES, "Open files, a page at a time", KEYS(files_query), NO_KEYS,
     false, 200, &shape_files},
    {"api_file", TOKEN_READ_FILES, "One file with all that is known of it", NO_KEYS, NO_KEYS, false,
     200, &shape_file},
    {"api_items", TOKEN_READ_FILES, "The items of a file", NO_KEYS, NO_KEYS, false, 200,
     &shape_items},
    {"api_statement", TOKEN_READ_FILES, "The statement of a file on a day, both views",
     KEYS(statement_query), NO_KEYS, false, 200, &shape_statement},
    {"api_why", TOKEN_READ_FILES, "What may be asked of a debtor today, and why not", NO_KEYS,
     NO_KEYS, false, 200, &shape_why},
    {"api_queue", TOKEN_READ_QUEUE, "The list of the day, in the order of work", KEYS(queue_query),
     NO_KEYS, false, 200, &shape_queue},
    {"api_ageing", TOKEN_READ_FILES, "The aged balance", KEYS(ageing_query), NO_KEYS, false, 200,
     &shape_ageing},
    {"api_search", TOKEN_READ_FILES, "Files, items and documents by what is known of them",
     KEYS(search_query), NO_KEYS, false, 200, &shape_found},
    {"api_promises", TOKEN_READ_FILES, "Promises and what became of them", KEYS(promises_query),
     NO_KEYS, false, 200, &shape_promises},
    {"api_promise", TOKEN_WRITE_OBJECTS, "Notes a promise", NO_KEYS, KEYS(promise_body), false, 201,
     &shape_promise},
    {"api_plans", TOKEN_READ_FILES, "Payment plans, line by line", KEYS(plans_query), NO_KEYS,
     false, 200, &shape_plans},
    {"api_plan", TOKEN_WRITE_OBJECTS, "Draws a payment plan", NO_KEYS, KEYS(plan_body), false, 201,
     &shape_plan},
    {"api_plan_propose", TOKEN_WRITE_OBJECTS, "A draft of a plan was proposed to the debtor",
     NO_KEYS, KEYS(plan_change_body), false, 200, &shape_plan},
    {"api_plan_agree", TOKEN_WRITE_OBJECTS, "A plan is agreed", NO_KEYS, KEYS(plan_agree_body),
     false, 200, &shape_plan},
    {"api_plan_end", TOKEN_WRITE_OBJECTS, "Ends a plan", NO_KEYS, KEYS(plan_change_body), false,
     200, &shape_plan},
    {"api_letters", TOKEN_READ_QUEUE, "Letters on paper in a state, the oldest first",
     KEYS(letters_query), NO_KEYS, false, 200, &shape_letters},
    {"api_letter", TOKEN_WRITE_OBJECTS, "Writes a letter, which waits to be printed", NO_KEYS,
     KEYS(letter_body), false, 201, &shape_written_letter},
    {"api_letter_say", TOKEN_WRITE_OBJECTS, "Says what became of a letter", NO_KEYS,
     KEYS(letter_say_body), false, 200, &shape_told_letter},
    {"api_dispute", TOKEN_WRITE_OBJECTS, "Opens a dispute", NO_KEYS, KEYS(dispute_body), false, 201,
     &shape_dispute},
    {"api_hold", TOKEN_WRITE_OBJECTS, "Puts a file or an item on hold until a day", NO_KEYS,
     KEYS(hold_body), false, 201, &shape_hold},
    {"api_outcome", TOKEN_WRITE_OUTCOMES, "Notes what came of a call or a message", NO_KEYS,
     KEYS(outcome_body), false, 201, &shape_outcome},
    {"api_imports", TOKEN_IMPORT, "Files on their way in, and imports", KEYS(imports_query),
     NO_KEYS, false, 200, &shape_imports},
    {"api_import_send", TOKEN_IMPORT, "Sends a file: it is looked at, then waits for a yes",
     KEYS(import_query), NO_KEYS, true, 202, &shape_import},
    {"api_import", TOKEN_IMPORT, "One of them", NO_KEYS, NO_KEYS, false, 200, &shape_import},
    {"api_import_take", TOKEN_IMPORT, "Says yes to a file that waits", NO_KEYS, KEYS(take_body),
     false, 202, &shape_import},
};
const size_t api_op_count = COUNT_OF(api_ops);

const char *const api_file_types[] = {
    "application/octet-stream",
    "text/csv",
    "text/plain",
    "text/tab-separated-values",
    "application/xml",
    "text/xml",
    "application/zip",
    "application/pdf",
    "application/vnd.ms-excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
const size_t api_file_type_count = COUNT_OF(api_file_types);
