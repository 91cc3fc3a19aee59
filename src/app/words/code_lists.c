#include "code_lists.h"

#include "app/acts/object_text.h"
#include "app/documents/document_text.h"
#include "app/legal/law_text.h"
#include "app/letters/letter_text.h"
#include "app/mail/mail_words.h"
#include "base/err.h"
#include "claim/due.h"
#include "claim/ledger.h"
#include "claim/plan.h"
#include "code_text.h"
#include "err_text.h"
#include "intake/format.h"
#include "office/token_scope.h"
#include "party/id_fault.h"
#include "strategy/codes.h"
#include "strategy/defaults.h"
#include "strategy/scenario_check.h"

/* One row of a list: writes its cells behind the code, each begun by cell(). */
typedef void row_fn(struct buf *out, int i);

static void cell(struct buf *out, const char *text)
{
    buf_add_c(out, " | ");
    buf_add_c(out, text);
}

static void code(struct buf *out, const char *text)
{
    buf_add_c(out, "| `");
    buf_add_c(out, text);
    buf_add_c(out, "`");
}

static void error_row(struct buf *out, int i)
{
    struct err err = {.code = (enum err_code)(i + 1), .arg = "…", .field = "…"};
    code(out, err_code_text(err.code));
    cell(out, "");
    buf_add_int(out, err_exit_code(err.code));
    cell(out, "");
    err_sentence(&err, (struct str){0}, LANG_EN, out);
    cell(out, "");
    err_advice(&err, LANG_EN, out);
}

static void action_row(struct buf *out, int i)
{
    code(out, action_code((enum action)i));
    cell(out, action_text((enum action)i, LANG_EN));
}

static void block_row(struct buf *out, int i)
{
    enum block block = (enum block)i;
    code(out, block_code(block));
    cell(out, block_forbids_contact(block) ? "contact" : "item");
    cell(out, block_article(block)[0] != '\0' ? block_article(block) : "—");
    if (!block_is_verified(block))
        buf_add_c(out, " (unverified)");
    cell(out, "");
    const char *between = "";
    for (int p = 0; p < GATE_PURPOSE_COUNT; p++) {
        if (!block_binds(block, (enum gate_purpose)p))
            continue;
        buf_add_c(out, between);
        buf_add_c(out, gate_purpose_code((enum gate_purpose)p));
        between = ", ";
    }
    cell(out, block_text(block, LANG_EN));
}

static void scope_row(struct buf *out, int i) { code(out, gate_scope_code((enum gate_scope)i)); }

static void channel_row(struct buf *out, int i)
{
    code(out, gate_channel_code((enum gate_channel)i));
}

static void purpose_row(struct buf *out, int i)
{
    code(out, gate_purpose_code((enum gate_purpose)i));
}

static void default_figure_row(struct buf *out, int i)
{
    const struct default_row *row = default_row((enum default_figure)i);
    code(out, row->code);
    cell(out, "");
    buf_add_int(out, row->value);
    cell(out, row->unit);
    cell(out, row->meaning);
}

static void hours_row(struct buf *out, int i)
{
    struct str preset = default_hours((enum gate_person)i);
    code(out, gate_person_code((enum gate_person)i));
    cell(out, "`");
    buf_add(out, preset);
    buf_add_char(out, '`');
}

/* A reason carries a figure: one is invented to show the sentence. */
static void reason_row(struct buf *out, int i)
{
    static const int64_t figures[] = {[FIGURE_NONE] = 0,
                                      [FIGURE_MONEY] = 123456,
                                      [FIGURE_DAYS] = 45,
                                      [FIGURE_COUNT] = 3,
                                      [FIGURE_DATE] = 20785};
    struct work_reason reason = {.code = (enum reason)i};
    reason.value = figures[reason_figure(reason.code)];
    code(out, reason_code(reason.code));
    cell(out, "");
    reason_text(&reason, CURRENCY_EUR, LANG_EN, out);
}

static void rule_fault_row(struct buf *out, int i)
{
    code(out, rule_fault_code((enum rule_fault_kind)i));
    cell(out, rule_fault_text((enum rule_fault_kind)i, LANG_EN));
}

static void item_row(struct buf *out, int i)
{
    code(out, item_kind_code((enum item_kind)i));
    cell(out, item_kind_text((enum item_kind)i, LANG_EN));
}

static void role_row(struct buf *out, int i)
{
    code(out, plan_role_code((enum ledger_role)i));
    cell(out, plan_role_counts((enum ledger_role)i) ? "yes" : "no");
}

static void source_row(struct buf *out, int i)
{
    code(out, allocation_source_code((enum allocation_source)i));
    cell(out, allocation_source_text((enum allocation_source)i, LANG_EN));
}

static void due_row(struct buf *out, int i)
{
    code(out, due_source_code((enum due_source)i));
    cell(out, due_source_text((enum due_source)i, LANG_EN));
}

static void gap_row(struct buf *out, int i)
{
    code(out, statement_gap_code((enum statement_gap)(i + 1)));
    cell(out, statement_gap_text((enum statement_gap)(i + 1), LANG_EN));
}

static void difference_row(struct buf *out, int i)
{
    code(out, statement_difference_code((enum statement_difference)i));
    cell(out, statement_difference_text((enum statement_difference)i, LANG_EN));
}

static void cost_row(struct buf *out, int i)
{
    code(out, cost_kind_code((enum cost_kind)i));
    cell(out, tr(LANG_EN, cost_kind_words((enum cost_kind)i)));
    cell(out, cost_kind_article((enum cost_kind)i));
}

static void letter_row(struct buf *out, int i)
{
    code(out, letter_kind_code((enum letter_kind)i));
    cell(out, letter_kind_words((enum letter_kind)i, LANG_EN));
}

static void letter_field_row(struct buf *out, int i)
{
    code(out, letter_field_code((enum letter_field)(i + 1)));
    cell(out, letter_field_words((enum letter_field)(i + 1), LANG_EN));
}

static void mailing_state_row(struct buf *out, int i)
{
    code(out, mailing_state_code((enum mailing_state)i));
    cell(out, mailing_state_words((enum mailing_state)i, LANG_EN));
}

static void mailing_return_row(struct buf *out, int i)
{
    code(out, mailing_return_code((enum mailing_return)i));
    cell(out, mailing_return_words((enum mailing_return)i, LANG_EN));
}

static void dispatch_state_row(struct buf *out, int i)
{
    code(out, dispatch_state_code((enum dispatch_state)i));
    cell(out, dispatch_state_words((enum dispatch_state)i, LANG_EN));
}

static void dispatch_kind_row(struct buf *out, int i)
{
    code(out, dispatch_kind_code((enum dispatch_kind)i));
    cell(out, dispatch_kind_words((enum dispatch_kind)i, LANG_EN));
}

static void penalty_row(struct buf *out, int i)
{
    code(out, penalty_policy_code((enum penalty_policy)i));
    cell(out, penalty_policy_text((enum penalty_policy)i, LANG_EN));
}

static void imputation_row(struct buf *out, int i)
{
    code(out, imputation_mode_code((enum imputation_mode)i));
    cell(out, imputation_mode_text((enum imputation_mode)i, LANG_EN));
}

static void order_row(struct buf *out, int i)
{
    code(out, payment_order_code((enum payment_order)i));
    cell(out, payment_order_text((enum payment_order)i, LANG_EN));
}

static void stage_row(struct buf *out, int i)
{
    code(out, account_stage_code((enum account_stage)i));
    cell(out, account_stage_text((enum account_stage)i, LANG_EN));
}

static void format_row(struct buf *out, int i)
{
    enum intake_format format = (enum intake_format)i;
    code(out, intake_format_code(format));
    cell(out, intake_kind_code(intake_format_kind(format)));
}

static void document_kind_row(struct buf *out, int i)
{
    code(out, document_kind_code((enum document_kind)i));
    cell(out, document_kind_text((enum document_kind)i, LANG_EN));
}

static void document_link_row(struct buf *out, int i)
{
    code(out, document_link_code((enum document_link)i));
    cell(out, document_link_text((enum document_link)i, LANG_EN));
}

static void document_waiting_row(struct buf *out, int i)
{
    code(out, document_waiting_code((enum document_waiting)i));
    cell(out, document_waiting_text((enum document_waiting)i, LANG_EN));
}

static void document_how_row(struct buf *out, int i)
{
    code(out, document_how_code((enum document_how)i));
    cell(out, document_how_text((enum document_how)i, LANG_EN));
}

static void event_row(struct buf *out, int i)
{
    code(out, law_event_code((enum law_event_kind)i));
    cell(out, law_event_label((enum law_event_kind)i, LANG_EN));
}

static void effect_row(struct buf *out, int i)
{
    code(out, law_effect_code((enum law_effect)i));
    cell(out, law_effect_sentence((enum law_effect)i, LANG_EN));
}

static void table_warning_row(struct buf *out, int i)
{
    code(out, law_table_warning_code((enum law_table_warning)i));
    cell(out, law_table_warning_label((enum law_table_warning)i, LANG_EN));
}

static void warning_row(struct buf *out, int i)
{
    code(out, law_warning_code((enum law_warning_kind)i));
    cell(out, law_warning_template((enum law_warning_kind)i, LANG_EN));
}

static void term_row(struct buf *out, int i) { code(out, law_term_code((enum law_term)(i + 1))); }

static void fault_row(struct buf *out, int i) { code(out, id_fault_code((enum id_fault)(i + 1))); }

static void token_scope_row(struct buf *out, int i)
{
    code(out, token_scope_code((enum token_scope)i));
    cell(out, token_scope_text((enum token_scope)i, LANG_EN));
}

/* ---- what was agreed on an account ---- */

static void means_row(struct buf *out, int i)
{
    struct means_rule rule = means_rules_default().rows[i];
    code(out, means_code((enum means)i));
    cell(out, "");
    buf_add_int(out, rule.grace_days);
    cell(out, "");
    if (rule.return_days > 0)
        buf_add_int(out, rule.return_days);
    else
        buf_add_c(out, "—");
    cell(out, means_text((enum means)i, LANG_EN));
}

static void dispute_reason_row(struct buf *out, int i)
{
    enum dispute_reason reason = (enum dispute_reason)i;
    code(out, dispute_reason_code(reason));
    cell(out, department_code(department_of_dispute(reason)));
    cell(out, "");
    buf_add_int(out, dispute_answer_days(reason));
    cell(out, dispute_reason_text(reason, LANG_EN));
}

static void outcome_row(struct buf *out, int i)
{
    code(out, outcome_code((enum outcome)i));
    cell(out, outcome_reached_code(outcome_reached((enum outcome)i)));
    cell(out, outcome_text((enum outcome)i, LANG_EN));
}

/* A list of codes with their words and nothing else. */
#define WORDS(name, type)                                                                          \
    static void name##_row(struct buf *out, int i)                                                 \
    {                                                                                              \
        code(out, name##_code((type)i));                                                           \
        cell(out, name##_text((type)i, LANG_EN));                                                  \
    }
WORDS(promise_status, enum promise_status)
WORDS(instalments_status, enum instalments_status)
WORDS(dispute_status, enum dispute_status)
WORDS(hold_reason, enum hold_reason)
WORDS(hold_scope, enum hold_scope)
WORDS(hold_status, enum hold_status)
WORDS(cover_kind, enum cover_kind)
WORDS(cover_status, enum cover_status)
WORDS(cover_alarm, enum cover_alarm)
WORDS(alert_kind, enum alert_kind)
WORDS(alert_status, enum alert_status)
WORDS(department, enum department)
WORDS(payee_kind, enum payee_kind)
WORDS(assignment_status, enum assignment_status)
#undef WORDS

static const struct code_list {
    const char *title;
    const char *columns; /* as Markdown, the code first */
    int column_count;
    int row_count;
    row_fn *row;
} lists[] = {
    {"Errors", "| code | exit | sentence | advice |", 4, ERR_CODE_COUNT - 1, error_row},
    {"Actions", "| code | meaning |", 2, ACTION_COUNT, action_row},
    {"Blocks (article — : a rule of the house)",
     "| code | takes out | article | binds a contact for | meaning |", 5, BLOCK_COUNT, block_row},
    {"Scopes of a block", "| code |", 1, GATE_SCOPE_COUNT, scope_row},
    {"Ways of contact", "| code |", 1, GATE_CHANNEL_COUNT, channel_row},
    {"Purposes of a contact", "| code |", 1, GATE_PURPOSE_COUNT, purpose_row},
    {"Default figures of the gate", "| code | value | unit | meaning |", 4, DEFAULT_COUNT,
     default_figure_row},
    {"Contact hours by default (`relance law tables contact-hours`)", "| debtor | preset |", 2,
     GATE_PERSON_COUNT, hours_row},
    {"Reasons", "| code | sentence, with a figure as an example |", 2, REASON_COUNT, reason_row},
    {"Faults of rules", "| code | meaning |", 2, RULE_FAULT_COUNT, rule_fault_row},
    {"Kinds of items", "| code | meaning |", 2, ITEM_KIND_COUNT, item_row},
    {"Roles of ledger accounts", "| code | part of the balance |", 2, LEDGER_ROLE_COUNT, role_row},
    {"Sources of an allocation", "| code | meaning |", 2, ALLOCATION_SOURCE_COUNT, source_row},
    {"Sources of a due date", "| code | meaning |", 2, DUE_SOURCE_COUNT, due_row},
    {"What a statement may miss", "| code | meaning |", 2, GAP_COUNT - 1, gap_row},
    {"Differences of the two views", "| code | meaning |", 2, DIFFERENCE_COUNT, difference_row},
    {"Costs of recovery", "| code | meaning | article |", 3, COST_KIND_COUNT, cost_row},
    {"Penalty policies", "| code | meaning |", 2, PENALTY_COUNT, penalty_row},
    {"Imputation modes", "| code | meaning |", 2, IMPUTATION_COUNT, imputation_row},
    {"Orders of payment by contract", "| code | meaning |", 2, ORDER_COUNT, order_row},
    {"Stages of a file", "| code | meaning |", 2, STAGE_COUNT, stage_row},
    {"Formats of files", "| code | kind |", 2, FORMAT_COUNT, format_row},
    {"Kinds of documents", "| code | meaning |", 2, DOCUMENT_KIND_COUNT, document_kind_row},
    {"States of a document beside an item", "| code | meaning |", 2, DOCUMENT_LINK_COUNT,
     document_link_row},
    {"Documents that wait for a person", "| code | meaning |", 2, DOCUMENT_WAITING_COUNT,
     document_waiting_row},
    {"What a document was attached by", "| code | meaning |", 2, DOCUMENT_HOW_COUNT,
     document_how_row},
    {"Kinds of letters", "| code | meaning |", 2, LETTER_KIND_COUNT, letter_row},
    {"What a letter may miss (`missing[]`)", "| code | meaning |", 2, LETTER_FIELD_COUNT - 1,
     letter_field_row},
    {"Where a letter is", "| code | meaning |", 2, MAILING_STATE_COUNT, mailing_state_row},
    {"Why a letter came back", "| code | meaning |", 2, MAILING_RETURN_COUNT, mailing_return_row},
    {"Kinds of e-mails", "| code | meaning |", 2, DISPATCH_KIND_COUNT, dispatch_kind_row},
    {"Where an e-mail is", "| code | meaning |", 2, DISPATCH_STATE_COUNT, dispatch_state_row},
    {"Payment terms", "| code |", 1, LAW_TERM_COUNT - 1, term_row},
    {"Warnings of law interest (%s: a semester, %a: an article)", "| code | sentence |", 2,
     LAW_WARN_COUNT, warning_row},
    {"Warnings of law tables", "| code | meaning |", 2, LAW_TABLE_WARNING_COUNT, table_warning_row},
    {"Events of a limitation", "| code | meaning |", 2, LAW_EVENT_COUNT, event_row},
    {"Effects of an event", "| code | meaning |", 2, LAW_EFFECT_COUNT, effect_row},
    {"Reasons of id check", "| code |", 1, ID_FAULT_COUNT - 1, fault_row},
    {"Scopes of a token", "| code | meaning |", 2, TOKEN_SCOPE_COUNT, token_scope_row},
    {"Means of payment of a promise or a plan (default figures; a creditor may change them)",
     "| code | grace, working days | may be taken back, days | meaning |", 4, MEANS_COUNT,
     means_row},
    {"Status of a promise", "| code | meaning |", 2, PROMISE_STATUS_COUNT, promise_status_row},
    {"Status of a payment plan", "| code | meaning |", 2, INSTALMENTS_STATUS_COUNT,
     instalments_status_row},
    {"Reasons of a dispute (who answers, in how many working days, by default)",
     "| code | department | days | meaning |", 4, DISPUTE_REASON_COUNT, dispute_reason_row},
    {"Status of a dispute", "| code | meaning |", 2, DISPUTE_STATUS_COUNT, dispute_status_row},
    {"Reasons of a hold", "| code | meaning |", 2, HOLD_REASON_COUNT, hold_reason_row},
    {"Scope of a hold", "| code | meaning |", 2, HOLD_SCOPE_COUNT, hold_scope_row},
    {"Status of a hold", "| code | meaning |", 2, HOLD_STATUS_COUNT, hold_status_row},
    {"Kinds of cover", "| code | meaning |", 2, COVER_KIND_COUNT, cover_kind_row},
    {"Status of a cover", "| code | meaning |", 2, COVER_STATUS_COUNT, cover_status_row},
    {"Alarms of a cover", "| code | meaning |", 2, COVER_ALARM_COUNT, cover_alarm_row},
    {"Kinds of payees", "| code | meaning |", 2, PAYEE_KIND_COUNT, payee_kind_row},
    {"Status of an assignment", "| code | meaning |", 2, ASSIGNMENT_STATUS_COUNT,
     assignment_status_row},
    {"Kinds of alerts", "| code | meaning |", 2, ALERT_KIND_COUNT, alert_kind_row},
    {"Status of an alert", "| code | meaning |", 2, ALERT_STATUS_COUNT, alert_status_row},
    {"Departments", "| code | meaning |", 2, DEPARTMENT_COUNT, department_row},
    {"Outcomes", "| code | who was reached | meaning |", 3, OUTCOME_COUNT, outcome_row},
};

void code_lists_page(struct buf *out)
{
    buf_add_c(out,
              "# Codes\n\n"
              "Written by `relance help --codes`; never edited by hand. These lists only grow: "
              "no code is renamed or used again.\nExit: 0 done, 1 refused by the data or the "
              "domain, 2 usage, 3 environment, 70 bug.\n");
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        buf_add_c(out, "\n## ");
        buf_add_c(out, lists[i].title);
        buf_add_c(out, "\n\n");
        buf_add_c(out, lists[i].columns);
        buf_add_c(out, "\n|");
        for (int k = 0; k < lists[i].column_count; k++)
            buf_add_c(out, "---|");
        buf_add_char(out, '\n');
        for (int k = 0; k < lists[i].row_count; k++) {
            lists[i].row(out, k);
            buf_add_c(out, " |\n");
        }
    }
}
