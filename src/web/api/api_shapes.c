/* Written as tables so that the description and its test say what answers hold, no more, no less.
 */
#include "api_shapes.h"

#define SHAPE(id)                                                                                  \
    const struct api_shape shape_##id = {#id, {id##_keys, sizeof id##_keys / sizeof id##_keys[0]}}

/* What every object of a file begins with (objects_json.h). */
#define OBJECT_HEAD                                                                                \
    {"id", API_ID, 0, NULL, NULL, NULL}, {"number", API_INT, 0, NULL, NULL, NULL},                 \
        {"ref", API_REF, 0, NULL, NULL, NULL}, {"status", API_CODE, 0, NULL, NULL, NULL},          \
        {"made", API_DAY, 0, NULL, NULL, NULL},                                                    \
    {                                                                                              \
        "currency", API_CODE, 0, NULL, NULL, NULL                                                  \
    }

static const struct api_key error_said_keys[] = {{"code", API_CODE, 0, NULL, NULL, NULL},
                                                 {"message", API_TEXT, 0, NULL, NULL, NULL},
                                                 {"advice", API_TEXT, 0, NULL, NULL, NULL},
                                                 {"field", API_TEXT, API_MAYBE, NULL, NULL, NULL}};
static SHAPE(error_said);

static const struct api_key error_keys[] = {
    {"error", API_OBJECT, 0, &shape_error_said, NULL, NULL}};
SHAPE(error);

static const struct api_key me_user_keys[] = {{"login", API_TEXT, 0, NULL, NULL, NULL},
                                              {"name", API_TEXT, 0, NULL, NULL, NULL},
                                              {"roles", API_TEXTS, 0, NULL, NULL, NULL},
                                              {"all_creditors", API_BOOL, 0, NULL, NULL, NULL},
                                              {"creditors", API_TEXTS, 0, NULL, NULL, NULL}};
static SHAPE(me_user);

static const struct api_key me_token_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                               {"name", API_TEXT, 0, NULL, NULL, NULL},
                                               {"scopes", API_TEXTS, 0, NULL, NULL, NULL},
                                               {"until", API_DAY, 0, NULL, NULL, NULL}};
static SHAPE(me_token);

static const struct api_key me_keys[] = {{"user", API_OBJECT, 0, &shape_me_user, NULL, NULL},
                                         {"token", API_OBJECT, 0, &shape_me_token, NULL, NULL},
                                         {"today", API_DAY, 0, NULL, NULL, NULL}};
SHAPE(me);

static const struct api_key listed_file_keys[] = {
    {"ref", API_REF, 0, NULL, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"creditor", API_TEXT, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"balance", API_AMOUNT, 0, NULL, NULL, NULL},
    {"overdue", API_AMOUNT, 0, NULL, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL, NULL},
    {"items", API_INT, 0, NULL, NULL, NULL},
    {"oldest_due", API_DAY, API_NULL, NULL, NULL, NULL},
    {"oldest_days", API_INT, 0, NULL, NULL, NULL},
    {"action", API_CODE, API_NULL, NULL, NULL, NULL},
    {"level", API_INT, API_NULL, NULL, NULL, NULL},
    {"blocks", API_TEXTS, 0, NULL, NULL, NULL},
    {"next_change", API_DAY, API_NULL, NULL, NULL, NULL},
    {"agent", API_TEXT, API_NULL, NULL, NULL, NULL}};
static SHAPE(listed_file);

static const struct api_key files_keys[] = {
    {"files", API_OBJECTS, 0, &shape_listed_file, NULL, NULL},
    {"next", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"total", API_INT, 0, NULL, NULL, NULL},
    {"total_is_whole", API_BOOL, 0, NULL, NULL, NULL}};
SHAPE(files);

static const struct api_key assigned_keys[] = {{"source", API_CODE, 0, NULL, NULL, NULL},
                                               {"on", API_DAY, 0, NULL, NULL, NULL},
                                               {"capacity", API_CODE, API_NULL, NULL, NULL, NULL},
                                               {"disclosed", API_BOOL, 0, NULL, NULL, NULL},
                                               {"notified", API_DAY, API_NULL, NULL, NULL, NULL},
                                               {"misdirected", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(assigned);

static const struct api_key item_keys[] = {
    {"id", API_ID, 0, NULL, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"issued", API_DAY, API_NULL, NULL, NULL, NULL},
    {"due", API_DAY, API_NULL, NULL, NULL, NULL},
    {"due_source", API_CODE, 0, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL, NULL},
    {"payee", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"assignment", API_OBJECT, API_NULL, &shape_assigned, NULL, NULL}};
static SHAPE(item);

static const struct api_key items_keys[] = {{"ref", API_REF, 0, NULL, NULL, NULL},
                                            {"currency", API_CODE, 0, NULL, NULL, NULL},
                                            {"items", API_OBJECTS, 0, &shape_item, NULL, NULL}};
SHAPE(items);

static const struct api_key payee_keys[] = {{"code", API_TEXT, 0, NULL, NULL, NULL},
                                            {"kind", API_CODE, 0, NULL, NULL, NULL},
                                            {"name", API_TEXT, API_NULL, NULL, NULL, NULL},
                                            {"iban", API_TEXT, API_NULL, NULL, NULL, NULL},
                                            {"iban_before", API_TEXT, API_NULL, NULL, NULL, NULL}};
static SHAPE(payee);

static const struct api_key agent_keys[] = {{"login", API_TEXT, 0, NULL, NULL, NULL},
                                            {"name", API_TEXT, 0, NULL, NULL, NULL},
                                            {"absent", API_BOOL, 0, NULL, NULL, NULL},
                                            {"covered_by", API_TEXT, API_NULL, NULL, NULL, NULL}};
static SHAPE(agent);

static const struct api_key fact_keys[] = {{"kind", API_CODE, 0, NULL, NULL, NULL},
                                           {"value", API_TEXT, 0, NULL, NULL, NULL},
                                           {"on", API_DAY, API_NULL, NULL, NULL, NULL},
                                           {"import", API_REF, 0, NULL, NULL, NULL},
                                           {"source", API_TEXT, 0, NULL, NULL, NULL}};
static SHAPE(fact);

static const struct api_key history_keys[] = {{"state", API_CODE, 0, NULL, NULL, NULL},
                                              {"on", API_DAY, 0, NULL, NULL, NULL},
                                              {"by", API_ID, API_NULL, NULL, NULL, NULL},
                                              {"why", API_TEXT, API_NULL, NULL, NULL, NULL}};
static SHAPE(history);

static const struct api_key object_item_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                                  {"number", API_TEXT, API_NULL, NULL, NULL, NULL},
                                                  {"amount", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(object_item);

static const struct api_key waiting_for_keys[] = {{"source", API_CODE, 0, NULL, NULL, NULL},
                                                  {"creditor", API_TEXT, 0, NULL, NULL, NULL},
                                                  {"through", API_DAY, API_NULL, NULL, NULL, NULL},
                                                  {"needed", API_DAY, API_NULL, NULL, NULL, NULL}};
static SHAPE(waiting_for);

static const struct api_key promise_keys[] = {
    OBJECT_HEAD,
    {"on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"amount", API_AMOUNT, API_NULL, NULL, NULL, NULL},
    {"means", API_CODE, API_NULL, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL, NULL},
    {"person", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"to_creditor", API_BOOL, 0, NULL, NULL, NULL},
    {"missing", API_TEXTS, 0, NULL, NULL, NULL},
    {"suspends", API_BOOL, 0, NULL, NULL, NULL},
    {"last_day", API_DAY, API_NULL, NULL, NULL, NULL},
    {"call_back_by", API_DAY, API_NULL, NULL, NULL, NULL},
    {"paid", API_AMOUNT, 0, NULL, NULL, NULL},
    {"rest", API_AMOUNT, 0, NULL, NULL, NULL},
    {"credited", API_AMOUNT, 0, NULL, NULL, NULL},
    {"paid_on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"certain_on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"on_unallocated_credit", API_BOOL, 0, NULL, NULL, NULL},
    {"waiting_for", API_OBJECT, API_NULL, &shape_waiting_for, NULL, NULL},
    {"replaces", API_ID, API_NULL, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
SHAPE(promise);

static const struct api_key plan_line_keys[] = {{"due", API_DAY, 0, NULL, NULL, NULL},
                                                {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
                                                {"status", API_CODE, 0, NULL, NULL, NULL},
                                                {"paid", API_AMOUNT, 0, NULL, NULL, NULL},
                                                {"last_day", API_DAY, API_NULL, NULL, NULL, NULL}};
static SHAPE(plan_line);

static const struct api_key plan_keys[] = {
    OBJECT_HEAD,
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"remainder", API_AMOUNT, 0, NULL, NULL, NULL},
    {"charges", API_AMOUNT, 0, NULL, NULL, NULL},
    {"means", API_CODE, 0, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL, NULL},
    {"person", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"acceleration", API_BOOL, 0, NULL, NULL, NULL},
    {"suspends", API_BOOL, 0, NULL, NULL, NULL},
    {"until", API_DAY, API_NULL, NULL, NULL, NULL},
    {"to_verify", API_BOOL, 0, NULL, NULL, NULL},
    {"paid", API_AMOUNT, 0, NULL, NULL, NULL},
    {"rest", API_AMOUNT, 0, NULL, NULL, NULL},
    {"due_now", API_AMOUNT, 0, NULL, NULL, NULL},
    {"missed", API_DAY, API_NULL, NULL, NULL, NULL},
    {"lines", API_OBJECTS, 0, &shape_plan_line, NULL, NULL},
    {"consent", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
SHAPE(plan);

static const struct api_key plans_keys[] = {{"plans", API_OBJECTS, 0, &shape_plan, NULL, NULL},
                                            {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(plans);

static const struct api_key dispute_keys[] = {
    OBJECT_HEAD,
    {"reason", API_CODE, 0, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"accepted", API_AMOUNT, 0, NULL, NULL, NULL},
    {"withheld", API_AMOUNT, 0, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL, NULL},
    {"department", API_CODE, 0, NULL, NULL, NULL},
    {"owner", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"deadline", API_DAY, API_NULL, NULL, NULL, NULL},
    {"with_agent", API_BOOL, 0, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
SHAPE(dispute);

static const struct api_key hold_keys[] = {
    OBJECT_HEAD,
    {"scope", API_CODE, 0, NULL, NULL, NULL},
    {"reason", API_CODE, 0, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL, NULL},
    {"from", API_DAY, 0, NULL, NULL, NULL},
    {"until", API_DAY, 0, NULL, NULL, NULL},
    {"returns_on", API_DAY, 0, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
SHAPE(hold);

static const struct api_key to_declare_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                                 {"number", API_TEXT, 0, NULL, NULL, NULL},
                                                 {"by", API_DAY, API_NULL, NULL, NULL, NULL},
                                                 {"alarm", API_CODE, 0, NULL, NULL, NULL}};
static SHAPE(to_declare);

static const struct api_key cover_keys[] = {
    OBJECT_HEAD,
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"company", API_TEXT, 0, NULL, NULL, NULL},
    {"policy", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"named", API_BOOL, 0, NULL, NULL, NULL},
    {"limit", API_AMOUNT, 0, NULL, NULL, NULL},
    {"share_percent", API_AMOUNT, 0, NULL, NULL, NULL},
    {"from", API_DAY, API_NULL, NULL, NULL, NULL},
    {"to", API_DAY, API_NULL, NULL, NULL, NULL},
    {"credit_days", API_INT, 0, NULL, NULL, NULL},
    {"extension_days", API_INT, 0, NULL, NULL, NULL},
    {"declare_days", API_INT, 0, NULL, NULL, NULL},
    {"to_declare", API_OBJECTS, 0, &shape_to_declare, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
static SHAPE(cover);

static const struct api_key alert_keys[] = {
    OBJECT_HEAD,
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"department", API_CODE, 0, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"by", API_DAY, API_NULL, NULL, NULL, NULL},
    {"proposal", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
static SHAPE(alert);

static const struct api_key outcome_keys[] = {
    OBJECT_HEAD,
    {"code", API_CODE, 0, NULL, NULL, NULL},
    {"at", API_MOMENT, 0, NULL, NULL, NULL},
    {"channel", API_CODE, 0, NULL, NULL, NULL},
    {"reached", API_CODE, 0, NULL, NULL, NULL},
    {"person", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"call_back", API_DAY, API_NULL, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
SHAPE(outcome);

static const struct api_key assignment_keys[] = {
    OBJECT_HEAD,
    {"payee", API_TEXT, 0, NULL, NULL, NULL},
    {"capacity", API_CODE, 0, NULL, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"all", API_BOOL, 0, NULL, NULL, NULL},
    {"since", API_DAY, API_NULL, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL, NULL},
    {"disclosed", API_BOOL, 0, NULL, NULL, NULL},
    {"notified", API_DAY, API_NULL, NULL, NULL, NULL},
    {"proof", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL, NULL}};
static SHAPE(assignment);

static const struct api_key file_keys[] = {
    {"ref", API_REF, 0, NULL, NULL, NULL},
    {"debtor", API_REF, 0, NULL, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"creditor", API_TEXT, 0, NULL, NULL, NULL},
    {"capacity", API_CODE, 0, NULL, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL, NULL},
    {"overdue", API_AMOUNT, 0, NULL, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL, NULL},
    {"balance", API_AMOUNT, 0, NULL, NULL, NULL},
    {"asked", API_AMOUNT, 0, NULL, NULL, NULL},
    {"stage", API_CODE, 0, NULL, NULL, NULL},
    {"penalty", API_CODE, 0, NULL, NULL, NULL},
    {"action", API_CODE, 0, NULL, NULL, NULL},
    {"team", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"on_list_of", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"agent", API_OBJECT, API_NULL, &shape_agent, NULL, NULL},
    {"payee", API_OBJECT, API_NULL, &shape_payee, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_item, NULL, NULL},
    {"facts", API_OBJECTS, 0, &shape_fact, NULL, NULL},
    {"promises", API_OBJECTS, 0, &shape_promise, NULL, NULL},
    {"plans", API_OBJECTS, 0, &shape_plan, NULL, NULL},
    {"disputes", API_OBJECTS, 0, &shape_dispute, NULL, NULL},
    {"holds", API_OBJECTS, 0, &shape_hold, NULL, NULL},
    {"covers", API_OBJECTS, 0, &shape_cover, NULL, NULL},
    {"alerts", API_OBJECTS, 0, &shape_alert, NULL, NULL},
    {"outcomes", API_OBJECTS, 0, &shape_outcome, NULL, NULL},
    {"assignments", API_OBJECTS, 0, &shape_assignment, NULL, NULL}};
SHAPE(file);

static const struct api_key limit_since_keys[] = {{"kind", API_CODE, 0, NULL, NULL, NULL},
                                                  {"on", API_DAY, 0, NULL, NULL, NULL},
                                                  {"article", API_TEXT, API_NULL, NULL, NULL, NULL},
                                                  {"by_payment", API_BOOL, 0, NULL, NULL, NULL}};
static SHAPE(limit_since);

static const struct api_key limitation_keys[] = {
    {"last_day", API_DAY, API_NULL, NULL, NULL, NULL},
    {"act_before", API_DAY, API_NULL, NULL, NULL, NULL},
    {"status", API_CODE, 0, NULL, NULL, NULL},
    {"article", API_TEXT, 0, NULL, NULL, NULL},
    {"since", API_OBJECT, API_NULL, &shape_limit_since, NULL, NULL},
    {"doubtful", API_DAY, API_NULL, NULL, NULL, NULL}};
static SHAPE(limitation);

static const struct api_key statement_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL, NULL},
    {"due", API_DAY, API_NULL, NULL, NULL, NULL},
    {"due_source", API_CODE, 0, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL, NULL},
    {"principal", API_AMOUNT, 0, NULL, NULL, NULL},
    {"late_days", API_INT, 0, NULL, NULL, NULL},
    {"interest", API_AMOUNT, 0, NULL, NULL, NULL},
    {"indemnity", API_AMOUNT, 0, NULL, NULL, NULL},
    {"payee", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"assignment", API_OBJECT, API_NULL, &shape_assigned, NULL, NULL},
    {"missing", API_CODE, API_NULL, NULL, NULL, NULL},
    {"limitation", API_OBJECT, API_NULL, &shape_limitation, NULL, NULL}};
static SHAPE(statement_item);

static const struct api_key ledger_view_keys[] = {
    {"items", API_OBJECTS, 0, &shape_statement_item, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL, NULL},
    {"total", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(ledger_view);

static const struct api_key claim_total_keys[] = {
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"indemnity", API_AMOUNT, API_MAYBE, NULL, NULL, NULL},
    {"total", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(claim_total);

static const struct api_key claim_view_keys[] = {
    {"principal", API_AMOUNT, 0, NULL, NULL, NULL},
    {"interest", API_AMOUNT, 0, NULL, NULL, NULL},
    {"indemnity", API_AMOUNT, 0, NULL, NULL, NULL},
    {"costs", API_AMOUNT, 0, NULL, NULL, NULL},
    {"total", API_AMOUNT, 0, NULL, NULL, NULL},
    {"complete", API_BOOL, 0, NULL, NULL, NULL},
    {"totals", API_OBJECTS, API_MAYBE, &shape_claim_total, NULL, NULL}};
static SHAPE(claim_view);

static const struct api_key difference_keys[] = {{"code", API_CODE, 0, NULL, NULL, NULL},
                                                 {"amount", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(difference);

static const struct api_key statement_keys[] = {
    {"ref", API_REF, 0, NULL, NULL, NULL},
    {"on", API_DAY, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"ledger", API_OBJECT, 0, &shape_ledger_view, NULL, NULL},
    {"claim", API_OBJECT, 0, &shape_claim_view, NULL, NULL},
    {"differences", API_OBJECTS, 0, &shape_difference, NULL, NULL}};
SHAPE(statement);

static const struct api_key block_keys[] = {{"code", API_CODE, 0, NULL, NULL, NULL},
                                            {"article", API_TEXT, API_NULL, NULL, NULL, NULL},
                                            {"scope", API_CODE, 0, NULL, NULL, NULL},
                                            {"until", API_DAY, API_NULL, NULL, NULL, NULL}};
static SHAPE(block);

static const struct api_key contact_keys[] = {{"allowed", API_BOOL, 0, NULL, NULL, NULL},
                                              {"blocks", API_OBJECTS, 0, &shape_block, NULL, NULL}};
static SHAPE(contact);

static const struct api_key why_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL, NULL},
    {"raisable", API_BOOL, 0, NULL, NULL, NULL},
    {"raisable_amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"blocks", API_OBJECTS, 0, &shape_block, NULL, NULL},
    {"limitation", API_OBJECT, API_NULL, &shape_limitation, NULL, NULL}};
static SHAPE(why_item);

static const struct api_key reason_keys[] = {{"code", API_CODE, 0, NULL, NULL, NULL},
                                             {"text", API_TEXT, 0, NULL, NULL, NULL}};
static SHAPE(reason);

static const struct api_key why_keys[] = {
    {"ref", API_REF, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"contact", API_OBJECT, 0, &shape_contact, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_why_item, NULL, NULL},
    {"action", API_CODE, 0, NULL, NULL, NULL},
    {"level", API_INT, 0, NULL, NULL, NULL},
    {"reasons", API_OBJECTS, 0, &shape_reason, NULL, NULL},
    {"why_not", API_OBJECT, API_NULL, &shape_block, NULL, NULL},
    {"next_change", API_DAY, API_NULL, NULL, NULL, NULL}};
SHAPE(why);

static const struct api_key queue_item_keys[] = {
    {"rank", API_INT, 0, NULL, NULL, NULL},
    {"ref", API_REF, 0, NULL, NULL, NULL},
    {"debtor", API_TEXT, 0, NULL, NULL, NULL},
    {"creditor", API_TEXT, 0, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"oldest_days", API_INT, 0, NULL, NULL, NULL},
    {"action", API_CODE, 0, NULL, NULL, NULL},
    {"reasons", API_OBJECTS, 0, &shape_reason, NULL, NULL},
    {"phone", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"propensity_permil", API_INT, API_NULL, NULL, NULL, NULL},
    {"agent", API_TEXT, API_NULL, NULL, NULL, NULL}};
static SHAPE(queue_item);

static const struct api_key queue_keys[] = {
    {"on", API_DAY, 0, NULL, NULL, NULL},
    {"total", API_INT, 0, NULL, NULL, NULL},
    {"blocked", API_INT, 0, NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_queue_item, NULL, NULL},
    {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(queue);

static const struct api_key ageing_row_keys[] = {
    {"key", API_TEXT, 0, NULL, NULL, NULL},           {"name", API_TEXT, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL},      {"not_due", API_AMOUNT, 0, NULL, NULL, NULL},
    {"d1_30", API_AMOUNT, 0, NULL, NULL, NULL},       {"d31_60", API_AMOUNT, 0, NULL, NULL, NULL},
    {"d61_90", API_AMOUNT, 0, NULL, NULL, NULL},      {"over_90", API_AMOUNT, 0, NULL, NULL, NULL},
    {"no_due_date", API_AMOUNT, 0, NULL, NULL, NULL}, {"assumed", API_AMOUNT, 0, NULL, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL, NULL}, {"total", API_AMOUNT, 0, NULL, NULL, NULL}};
static SHAPE(ageing_row);

static const struct api_key ageing_keys[] = {
    {"on", API_DAY, 0, NULL, NULL, NULL},
    {"rows", API_OBJECTS, 0, &shape_ageing_row, NULL, NULL},
    {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(ageing);

static const struct api_key match_keys[] = {
    {"ref", API_REF, 0, NULL, NULL, NULL},     {"debtor", API_REF, 0, NULL, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL, NULL},   {"creditor", API_TEXT, 0, NULL, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL, NULL}, {"currency", API_CODE, 0, NULL, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL, NULL}, {"by", API_CODE, 0, NULL, NULL, NULL},
    {"score", API_INT, 0, NULL, NULL, NULL}};
static SHAPE(match);

static const struct api_key match_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL, NULL},         {"number", API_TEXT, 0, NULL, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL, NULL},     {"ref", API_REF, 0, NULL, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL, NULL},     {"creditor", API_TEXT, 0, NULL, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL, NULL}, {"due", API_DAY, API_NULL, NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL, NULL}, {"open", API_AMOUNT, 0, NULL, NULL, NULL},
    {"by", API_CODE, 0, NULL, NULL, NULL},       {"score", API_INT, 0, NULL, NULL, NULL}};
static SHAPE(match_item);

static const struct api_key match_document_keys[] = {{"document", API_REF, 0, NULL, NULL, NULL},
                                                     {"file", API_TEXT, 0, NULL, NULL, NULL},
                                                     {"kind", API_CODE, 0, NULL, NULL, NULL},
                                                     {"ref", API_REF, 0, NULL, NULL, NULL}};
static SHAPE(match_document);

static const struct api_key found_keys[] = {
    {"matches", API_OBJECTS, 0, &shape_match, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_match_item, NULL, NULL},
    {"documents", API_OBJECTS, 0, &shape_match_document, NULL, NULL},
    {"more", API_BOOL, 0, NULL, NULL, NULL}};
SHAPE(found);

static const struct api_key promises_keys[] = {
    {"promises", API_OBJECTS, 0, &shape_promise, NULL, NULL},
    {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(promises);

static const struct api_key import_part_keys[] = {{"file", API_TEXT, 0, NULL, NULL, NULL},
                                                  {"skipped", API_BOOL, 0, NULL, NULL, NULL},
                                                  {"refused", API_CODE, API_NULL, NULL, NULL, NULL},
                                                  {"read", API_INT, 0, NULL, NULL, NULL},
                                                  {"accepted", API_INT, 0, NULL, NULL, NULL},
                                                  {"rejected", API_INT, 0, NULL, NULL, NULL},
                                                  {"duplicates", API_INT, 0, NULL, NULL, NULL},
                                                  {"updated", API_INT, 0, NULL, NULL, NULL},
                                                  {"ignored", API_INT, 0, NULL, NULL, NULL},
                                                  {"vanished", API_INT, 0, NULL, NULL, NULL},
                                                  {"debtors", API_INT, 0, NULL, NULL, NULL},
                                                  {"items", API_INT, 0, NULL, NULL, NULL},
                                                  {"payments", API_INT, 0, NULL, NULL, NULL},
                                                  {"credits", API_INT, 0, NULL, NULL, NULL},
                                                  {"facts", API_INT, 0, NULL, NULL, NULL}};
static SHAPE(import_part);

static const struct api_key import_keys[] = {
    {"id", API_TEXT, 0, NULL, NULL, NULL},
    {"job", API_ID, API_NULL, NULL, NULL, NULL},
    {"file", API_TEXT, 0, NULL, NULL, NULL},
    {"creditor", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"mode", API_CODE, 0, NULL, NULL, NULL},
    {"as_of", API_DAY, API_NULL, NULL, NULL, NULL},
    {"state", API_CODE, 0, NULL, NULL, NULL},
    {"made", API_MOMENT, 0, NULL, NULL, NULL},
    {"by", API_TEXT, API_NULL, NULL, NULL, NULL},
    {"error", API_CODE, API_NULL, NULL, NULL, NULL},
    {"confirm_needed", API_BOOL, 0, NULL, NULL, NULL},
    {"partial_needed", API_BOOL, 0, NULL, NULL, NULL},
    {"parts", API_OBJECTS, 0, &shape_import_part, NULL, NULL}};
SHAPE(import);

static const struct api_key imports_keys[] = {
    {"jobs", API_OBJECTS, 0, &shape_import, NULL, NULL},
    {"imports", API_OBJECTS, 0, &shape_import, NULL, NULL},
    {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(imports);

static const struct api_key letter_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                             {"document", API_REF, 0, NULL, NULL, NULL},
                                             {"ref", API_REF, 0, NULL, NULL, NULL},
                                             {"debtor", API_TEXT, 0, NULL, NULL, NULL},
                                             {"kind", API_CODE, 0, NULL, NULL, NULL},
                                             {"state", API_CODE, 0, NULL, NULL, NULL},
                                             {"registered", API_BOOL, 0, NULL, NULL, NULL},
                                             {"approval", API_CODE, 0, NULL, NULL, NULL},
                                             {"currency", API_CODE, 0, NULL, NULL, NULL},
                                             {"asked", API_AMOUNT, 0, NULL, NULL, NULL},
                                             {"made", API_DAY, 0, NULL, NULL, NULL},
                                             {"printed", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"sent", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"presented", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"received", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"returned", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"reason", API_CODE, API_NULL, NULL, NULL, NULL},
                                             {"notice", API_DAY, API_NULL, NULL, NULL, NULL},
                                             {"tracking", API_TEXT, API_NULL, NULL, NULL, NULL},
                                             {"batch", API_INT, API_NULL, NULL, NULL, NULL}};
static SHAPE(letter);

static const struct api_key letters_keys[] = {
    {"letters", API_OBJECTS, 0, &shape_letter, NULL, NULL},
    {"next", API_INT, API_NULL, NULL, NULL, NULL}};
SHAPE(letters);

static const struct api_key written_letter_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                                     {"document", API_REF, 0, NULL, NULL, NULL},
                                                     {"currency", API_CODE, 0, NULL, NULL, NULL},
                                                     {"asked", API_AMOUNT, 0, NULL, NULL, NULL},
                                                     {"claimed", API_BOOL, 0, NULL, NULL, NULL}};
SHAPE(written_letter);

static const struct api_key told_letter_keys[] = {{"id", API_ID, 0, NULL, NULL, NULL},
                                                  {"document", API_REF, 0, NULL, NULL, NULL},
                                                  {"state", API_CODE, 0, NULL, NULL, NULL},
                                                  {"changed", API_BOOL, 0, NULL, NULL, NULL},
                                                  {"notice", API_DAY, API_NULL, NULL, NULL, NULL}};
SHAPE(told_letter);
