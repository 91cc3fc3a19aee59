/* Written as tables so that the description and its test say what answers hold, no more, no less.
 */
#include "api_shapes.h"

#define SHAPE(id)                                                                                  \
    const struct api_shape shape_##id = {#id, {id##_keys, sizeof id##_keys / sizeof id##_keys[0]}}

static const struct api_key error_said_keys[] = {{"code", API_CODE, 0, NULL, NULL},
                                                 {"message", API_TEXT, 0, NULL, NULL},
                                                 {"advice", API_TEXT, 0, NULL, NULL},
                                                 {"field", API_TEXT, API_MAYBE, NULL, NULL}};
static SHAPE(error_said);

static const struct api_key error_keys[] = {{"error", API_OBJECT, 0, &shape_error_said, NULL}};
SHAPE(error);

static const struct api_key me_user_keys[] = {{"login", API_TEXT, 0, NULL, NULL},
                                              {"name", API_TEXT, 0, NULL, NULL},
                                              {"roles", API_TEXTS, 0, NULL, NULL},
                                              {"all_creditors", API_BOOL, 0, NULL, NULL},
                                              {"creditors", API_TEXTS, 0, NULL, NULL}};
static SHAPE(me_user);

static const struct api_key me_token_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                               {"name", API_TEXT, 0, NULL, NULL},
                                               {"scopes", API_TEXTS, 0, NULL, NULL},
                                               {"until", API_DAY, 0, NULL, NULL}};
static SHAPE(me_token);

static const struct api_key me_keys[] = {{"user", API_OBJECT, 0, &shape_me_user, NULL},
                                         {"token", API_OBJECT, 0, &shape_me_token, NULL},
                                         {"today", API_DAY, 0, NULL, NULL}};
SHAPE(me);

static const struct api_key listed_file_keys[] = {{"ref", API_REF, 0, NULL, NULL},
                                                  {"name", API_TEXT, 0, NULL, NULL},
                                                  {"kind", API_CODE, 0, NULL, NULL},
                                                  {"creditor", API_TEXT, 0, NULL, NULL},
                                                  {"currency", API_CODE, 0, NULL, NULL},
                                                  {"balance", API_AMOUNT, 0, NULL, NULL},
                                                  {"overdue", API_AMOUNT, 0, NULL, NULL},
                                                  {"unallocated", API_AMOUNT, 0, NULL, NULL},
                                                  {"items", API_INT, 0, NULL, NULL},
                                                  {"oldest_due", API_DAY, API_NULL, NULL, NULL},
                                                  {"oldest_days", API_INT, 0, NULL, NULL},
                                                  {"action", API_CODE, API_NULL, NULL, NULL},
                                                  {"level", API_INT, API_NULL, NULL, NULL},
                                                  {"blocks", API_TEXTS, 0, NULL, NULL},
                                                  {"next_change", API_DAY, API_NULL, NULL, NULL},
                                                  {"agent", API_TEXT, API_NULL, NULL, NULL}};
static SHAPE(listed_file);

static const struct api_key files_keys[] = {{"files", API_OBJECTS, 0, &shape_listed_file, NULL},
                                            {"next", API_TEXT, API_NULL, NULL, NULL},
                                            {"total", API_INT, 0, NULL, NULL},
                                            {"total_is_whole", API_BOOL, 0, NULL, NULL}};
SHAPE(files);

static const struct api_key assigned_keys[] = {
    {"source", API_CODE, 0, NULL, NULL},          {"on", API_DAY, 0, NULL, NULL},
    {"capacity", API_CODE, API_NULL, NULL, NULL}, {"disclosed", API_BOOL, 0, NULL, NULL},
    {"notified", API_DAY, API_NULL, NULL, NULL},  {"misdirected", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(assigned);

static const struct api_key item_keys[] = {
    {"id", API_ID, 0, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL},
    {"issued", API_DAY, API_NULL, NULL, NULL},
    {"due", API_DAY, API_NULL, NULL, NULL},
    {"due_source", API_CODE, 0, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL},
    {"payee", API_TEXT, API_NULL, NULL, NULL},
    {"assignment", API_OBJECT, API_NULL, &shape_assigned, NULL}};
static SHAPE(item);

static const struct api_key items_keys[] = {{"ref", API_REF, 0, NULL, NULL},
                                            {"currency", API_CODE, 0, NULL, NULL},
                                            {"items", API_OBJECTS, 0, &shape_item, NULL}};
SHAPE(items);

static const struct api_key payee_keys[] = {{"code", API_TEXT, 0, NULL, NULL},
                                            {"kind", API_CODE, 0, NULL, NULL},
                                            {"name", API_TEXT, API_NULL, NULL, NULL},
                                            {"iban", API_TEXT, API_NULL, NULL, NULL},
                                            {"iban_before", API_TEXT, API_NULL, NULL, NULL}};
static SHAPE(payee);

static const struct api_key agent_keys[] = {{"login", API_TEXT, 0, NULL, NULL},
                                            {"name", API_TEXT, 0, NULL, NULL},
                                            {"absent", API_BOOL, 0, NULL, NULL},
                                            {"covered_by", API_TEXT, API_NULL, NULL, NULL}};
static SHAPE(agent);

static const struct api_key fact_keys[] = {{"kind", API_CODE, 0, NULL, NULL},
                                           {"value", API_TEXT, 0, NULL, NULL},
                                           {"on", API_DAY, API_NULL, NULL, NULL},
                                           {"import", API_REF, 0, NULL, NULL},
                                           {"source", API_TEXT, 0, NULL, NULL}};
static SHAPE(fact);

static const struct api_key history_keys[] = {{"state", API_CODE, 0, NULL, NULL},
                                              {"on", API_DAY, 0, NULL, NULL},
                                              {"by", API_ID, API_NULL, NULL, NULL},
                                              {"why", API_TEXT, API_NULL, NULL, NULL}};
static SHAPE(history);

static const struct api_key object_item_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                                  {"number", API_TEXT, API_NULL, NULL, NULL},
                                                  {"amount", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(object_item);

static const struct api_key waiting_for_keys[] = {{"source", API_CODE, 0, NULL, NULL},
                                                  {"creditor", API_TEXT, 0, NULL, NULL},
                                                  {"through", API_DAY, API_NULL, NULL, NULL},
                                                  {"needed", API_DAY, API_NULL, NULL, NULL}};
static SHAPE(waiting_for);

static const struct api_key promise_keys[] = {
    {"id", API_ID, 0, NULL, NULL},
    {"number", API_INT, 0, NULL, NULL},
    {"ref", API_REF, 0, NULL, NULL},
    {"status", API_CODE, 0, NULL, NULL},
    {"made", API_DAY, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL},
    {"amount", API_AMOUNT, API_NULL, NULL, NULL},
    {"means", API_CODE, API_NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL},
    {"person", API_TEXT, API_NULL, NULL, NULL},
    {"to_creditor", API_BOOL, 0, NULL, NULL},
    {"missing", API_TEXTS, 0, NULL, NULL},
    {"suspends", API_BOOL, 0, NULL, NULL},
    {"last_day", API_DAY, API_NULL, NULL, NULL},
    {"call_back_by", API_DAY, API_NULL, NULL, NULL},
    {"paid", API_AMOUNT, 0, NULL, NULL},
    {"rest", API_AMOUNT, 0, NULL, NULL},
    {"credited", API_AMOUNT, 0, NULL, NULL},
    {"paid_on", API_DAY, API_NULL, NULL, NULL},
    {"certain_on", API_DAY, API_NULL, NULL, NULL},
    {"on_unallocated_credit", API_BOOL, 0, NULL, NULL},
    {"waiting_for", API_OBJECT, API_NULL, &shape_waiting_for, NULL},
    {"replaces", API_ID, API_NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL}};
SHAPE(promise);

static const struct api_key plan_line_keys[] = {{"due", API_DAY, 0, NULL, NULL},
                                                {"amount", API_AMOUNT, 0, NULL, NULL},
                                                {"status", API_CODE, 0, NULL, NULL},
                                                {"paid", API_AMOUNT, 0, NULL, NULL},
                                                {"last_day", API_DAY, API_NULL, NULL, NULL}};
static SHAPE(plan_line);

static const struct api_key plan_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                           {"number", API_INT, 0, NULL, NULL},
                                           {"ref", API_REF, 0, NULL, NULL},
                                           {"status", API_CODE, 0, NULL, NULL},
                                           {"made", API_DAY, 0, NULL, NULL},
                                           {"currency", API_CODE, 0, NULL, NULL},
                                           {"amount", API_AMOUNT, 0, NULL, NULL},
                                           {"remainder", API_AMOUNT, 0, NULL, NULL},
                                           {"charges", API_AMOUNT, 0, NULL, NULL},
                                           {"means", API_CODE, 0, NULL, NULL},
                                           {"items", API_OBJECTS, 0, &shape_object_item, NULL},
                                           {"person", API_TEXT, API_NULL, NULL, NULL},
                                           {"acceleration", API_BOOL, 0, NULL, NULL},
                                           {"suspends", API_BOOL, 0, NULL, NULL},
                                           {"until", API_DAY, API_NULL, NULL, NULL},
                                           {"to_verify", API_BOOL, 0, NULL, NULL},
                                           {"paid", API_AMOUNT, 0, NULL, NULL},
                                           {"rest", API_AMOUNT, 0, NULL, NULL},
                                           {"due_now", API_AMOUNT, 0, NULL, NULL},
                                           {"missed", API_DAY, API_NULL, NULL, NULL},
                                           {"lines", API_OBJECTS, 0, &shape_plan_line, NULL},
                                           {"consent", API_TEXT, API_NULL, NULL, NULL},
                                           {"note", API_TEXT, API_NULL, NULL, NULL},
                                           {"history", API_OBJECTS, 0, &shape_history, NULL}};
static SHAPE(plan);

static const struct api_key dispute_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                              {"number", API_INT, 0, NULL, NULL},
                                              {"ref", API_REF, 0, NULL, NULL},
                                              {"status", API_CODE, 0, NULL, NULL},
                                              {"made", API_DAY, 0, NULL, NULL},
                                              {"currency", API_CODE, 0, NULL, NULL},
                                              {"reason", API_CODE, 0, NULL, NULL},
                                              {"amount", API_AMOUNT, 0, NULL, NULL},
                                              {"accepted", API_AMOUNT, 0, NULL, NULL},
                                              {"withheld", API_AMOUNT, 0, NULL, NULL},
                                              {"items", API_OBJECTS, 0, &shape_object_item, NULL},
                                              {"department", API_CODE, 0, NULL, NULL},
                                              {"owner", API_TEXT, API_NULL, NULL, NULL},
                                              {"deadline", API_DAY, API_NULL, NULL, NULL},
                                              {"with_agent", API_BOOL, 0, NULL, NULL},
                                              {"note", API_TEXT, API_NULL, NULL, NULL},
                                              {"history", API_OBJECTS, 0, &shape_history, NULL}};
SHAPE(dispute);

static const struct api_key hold_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                           {"number", API_INT, 0, NULL, NULL},
                                           {"ref", API_REF, 0, NULL, NULL},
                                           {"status", API_CODE, 0, NULL, NULL},
                                           {"made", API_DAY, 0, NULL, NULL},
                                           {"currency", API_CODE, 0, NULL, NULL},
                                           {"scope", API_CODE, 0, NULL, NULL},
                                           {"reason", API_CODE, 0, NULL, NULL},
                                           {"items", API_OBJECTS, 0, &shape_object_item, NULL},
                                           {"from", API_DAY, 0, NULL, NULL},
                                           {"until", API_DAY, 0, NULL, NULL},
                                           {"returns_on", API_DAY, 0, NULL, NULL},
                                           {"note", API_TEXT, API_NULL, NULL, NULL},
                                           {"history", API_OBJECTS, 0, &shape_history, NULL}};
SHAPE(hold);

static const struct api_key to_declare_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                                 {"number", API_TEXT, 0, NULL, NULL},
                                                 {"by", API_DAY, API_NULL, NULL, NULL},
                                                 {"alarm", API_CODE, 0, NULL, NULL}};
static SHAPE(to_declare);

static const struct api_key cover_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                            {"number", API_INT, 0, NULL, NULL},
                                            {"ref", API_REF, 0, NULL, NULL},
                                            {"status", API_CODE, 0, NULL, NULL},
                                            {"made", API_DAY, 0, NULL, NULL},
                                            {"currency", API_CODE, 0, NULL, NULL},
                                            {"kind", API_CODE, 0, NULL, NULL},
                                            {"company", API_TEXT, 0, NULL, NULL},
                                            {"policy", API_TEXT, API_NULL, NULL, NULL},
                                            {"named", API_BOOL, 0, NULL, NULL},
                                            {"limit", API_AMOUNT, 0, NULL, NULL},
                                            {"share_percent", API_AMOUNT, 0, NULL, NULL},
                                            {"from", API_DAY, API_NULL, NULL, NULL},
                                            {"to", API_DAY, API_NULL, NULL, NULL},
                                            {"credit_days", API_INT, 0, NULL, NULL},
                                            {"extension_days", API_INT, 0, NULL, NULL},
                                            {"declare_days", API_INT, 0, NULL, NULL},
                                            {"to_declare", API_OBJECTS, 0, &shape_to_declare, NULL},
                                            {"note", API_TEXT, API_NULL, NULL, NULL},
                                            {"history", API_OBJECTS, 0, &shape_history, NULL}};
static SHAPE(cover);

static const struct api_key alert_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                            {"number", API_INT, 0, NULL, NULL},
                                            {"ref", API_REF, 0, NULL, NULL},
                                            {"status", API_CODE, 0, NULL, NULL},
                                            {"made", API_DAY, 0, NULL, NULL},
                                            {"currency", API_CODE, 0, NULL, NULL},
                                            {"kind", API_CODE, 0, NULL, NULL},
                                            {"department", API_CODE, 0, NULL, NULL},
                                            {"amount", API_AMOUNT, 0, NULL, NULL},
                                            {"by", API_DAY, API_NULL, NULL, NULL},
                                            {"proposal", API_TEXT, API_NULL, NULL, NULL},
                                            {"note", API_TEXT, API_NULL, NULL, NULL},
                                            {"history", API_OBJECTS, 0, &shape_history, NULL}};
static SHAPE(alert);

static const struct api_key outcome_keys[] = {{"id", API_ID, 0, NULL, NULL},
                                              {"number", API_INT, 0, NULL, NULL},
                                              {"ref", API_REF, 0, NULL, NULL},
                                              {"status", API_CODE, 0, NULL, NULL},
                                              {"made", API_DAY, 0, NULL, NULL},
                                              {"currency", API_CODE, 0, NULL, NULL},
                                              {"code", API_CODE, 0, NULL, NULL},
                                              {"at", API_MOMENT, 0, NULL, NULL},
                                              {"channel", API_CODE, 0, NULL, NULL},
                                              {"reached", API_CODE, 0, NULL, NULL},
                                              {"person", API_TEXT, API_NULL, NULL, NULL},
                                              {"call_back", API_DAY, API_NULL, NULL, NULL},
                                              {"note", API_TEXT, API_NULL, NULL, NULL},
                                              {"history", API_OBJECTS, 0, &shape_history, NULL}};
SHAPE(outcome);

static const struct api_key assignment_keys[] = {
    {"id", API_ID, 0, NULL, NULL},
    {"number", API_INT, 0, NULL, NULL},
    {"ref", API_REF, 0, NULL, NULL},
    {"status", API_CODE, 0, NULL, NULL},
    {"made", API_DAY, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},
    {"payee", API_TEXT, 0, NULL, NULL},
    {"capacity", API_CODE, 0, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL},
    {"all", API_BOOL, 0, NULL, NULL},
    {"since", API_DAY, API_NULL, NULL, NULL},
    {"items", API_OBJECTS, 0, &shape_object_item, NULL},
    {"disclosed", API_BOOL, 0, NULL, NULL},
    {"notified", API_DAY, API_NULL, NULL, NULL},
    {"proof", API_TEXT, API_NULL, NULL, NULL},
    {"note", API_TEXT, API_NULL, NULL, NULL},
    {"history", API_OBJECTS, 0, &shape_history, NULL}};
static SHAPE(assignment);

static const struct api_key file_keys[] = {
    {"ref", API_REF, 0, NULL, NULL},
    {"debtor", API_REF, 0, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL},
    {"creditor", API_TEXT, 0, NULL, NULL},
    {"capacity", API_CODE, 0, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL},
    {"overdue", API_AMOUNT, 0, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL},
    {"balance", API_AMOUNT, 0, NULL, NULL},
    {"asked", API_AMOUNT, 0, NULL, NULL},
    {"stage", API_CODE, 0, NULL, NULL},
    {"penalty", API_CODE, 0, NULL, NULL},
    {"action", API_CODE, 0, NULL, NULL},
    {"team", API_TEXT, API_NULL, NULL, NULL},
    {"on_list_of", API_TEXT, API_NULL, NULL, NULL},
    {"agent", API_OBJECT, API_NULL, &shape_agent, NULL},
    {"payee", API_OBJECT, API_NULL, &shape_payee, NULL},
    {"items", API_OBJECTS, 0, &shape_item, NULL},
    {"facts", API_OBJECTS, 0, &shape_fact, NULL},
    {"promises", API_OBJECTS, 0, &shape_promise, NULL},
    {"plans", API_OBJECTS, 0, &shape_plan, NULL},
    {"disputes", API_OBJECTS, 0, &shape_dispute, NULL},
    {"holds", API_OBJECTS, 0, &shape_hold, NULL},
    {"covers", API_OBJECTS, 0, &shape_cover, NULL},
    {"alerts", API_OBJECTS, 0, &shape_alert, NULL},
    {"outcomes", API_OBJECTS, 0, &shape_outcome, NULL},
    {"assignments", API_OBJECTS, 0, &shape_assignment, NULL}};
SHAPE(file);

static const struct api_key limit_since_keys[] = {{"kind", API_CODE, 0, NULL, NULL},
                                                  {"on", API_DAY, 0, NULL, NULL},
                                                  {"article", API_TEXT, API_NULL, NULL, NULL},
                                                  {"by_payment", API_BOOL, 0, NULL, NULL}};
static SHAPE(limit_since);

static const struct api_key limitation_keys[] = {
    {"last_day", API_DAY, API_NULL, NULL, NULL},
    {"act_before", API_DAY, API_NULL, NULL, NULL},
    {"status", API_CODE, 0, NULL, NULL},
    {"article", API_TEXT, 0, NULL, NULL},
    {"since", API_OBJECT, API_NULL, &shape_limit_since, NULL},
    {"doubtful", API_DAY, API_NULL, NULL, NULL}};
static SHAPE(limitation);

static const struct api_key statement_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL},
    {"on", API_DAY, API_NULL, NULL, NULL},
    {"due", API_DAY, API_NULL, NULL, NULL},
    {"due_source", API_CODE, 0, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL},
    {"principal", API_AMOUNT, 0, NULL, NULL},
    {"late_days", API_INT, 0, NULL, NULL},
    {"interest", API_AMOUNT, 0, NULL, NULL},
    {"indemnity", API_AMOUNT, 0, NULL, NULL},
    {"payee", API_TEXT, API_NULL, NULL, NULL},
    {"assignment", API_OBJECT, API_NULL, &shape_assigned, NULL},
    {"missing", API_CODE, API_NULL, NULL, NULL},
    {"limitation", API_OBJECT, API_NULL, &shape_limitation, NULL}};
static SHAPE(statement_item);

static const struct api_key ledger_view_keys[] = {
    {"items", API_OBJECTS, 0, &shape_statement_item, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL},
    {"total", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(ledger_view);

static const struct api_key claim_total_keys[] = {{"currency", API_CODE, 0, NULL, NULL},
                                                  {"indemnity", API_AMOUNT, API_MAYBE, NULL, NULL},
                                                  {"total", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(claim_total);

static const struct api_key claim_view_keys[] = {
    {"principal", API_AMOUNT, 0, NULL, NULL},
    {"interest", API_AMOUNT, 0, NULL, NULL},
    {"indemnity", API_AMOUNT, 0, NULL, NULL},
    {"costs", API_AMOUNT, 0, NULL, NULL},
    {"total", API_AMOUNT, 0, NULL, NULL},
    {"complete", API_BOOL, 0, NULL, NULL},
    {"totals", API_OBJECTS, API_MAYBE, &shape_claim_total, NULL}};
static SHAPE(claim_view);

static const struct api_key difference_keys[] = {{"code", API_CODE, 0, NULL, NULL},
                                                 {"amount", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(difference);

static const struct api_key statement_keys[] = {
    {"ref", API_REF, 0, NULL, NULL},
    {"on", API_DAY, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},
    {"ledger", API_OBJECT, 0, &shape_ledger_view, NULL},
    {"claim", API_OBJECT, 0, &shape_claim_view, NULL},
    {"differences", API_OBJECTS, 0, &shape_difference, NULL}};
SHAPE(statement);

static const struct api_key block_keys[] = {{"code", API_CODE, 0, NULL, NULL},
                                            {"article", API_TEXT, API_NULL, NULL, NULL},
                                            {"scope", API_CODE, 0, NULL, NULL},
                                            {"until", API_DAY, API_NULL, NULL, NULL}};
static SHAPE(block);

static const struct api_key contact_keys[] = {{"allowed", API_BOOL, 0, NULL, NULL},
                                              {"blocks", API_OBJECTS, 0, &shape_block, NULL}};
static SHAPE(contact);

static const struct api_key why_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL},
    {"raisable", API_BOOL, 0, NULL, NULL},
    {"raisable_amount", API_AMOUNT, 0, NULL, NULL},
    {"blocks", API_OBJECTS, 0, &shape_block, NULL},
    {"limitation", API_OBJECT, API_NULL, &shape_limitation, NULL}};
static SHAPE(why_item);

static const struct api_key reason_keys[] = {{"code", API_CODE, 0, NULL, NULL},
                                             {"text", API_TEXT, 0, NULL, NULL}};
static SHAPE(reason);

static const struct api_key why_keys[] = {{"ref", API_REF, 0, NULL, NULL},
                                          {"currency", API_CODE, 0, NULL, NULL},
                                          {"contact", API_OBJECT, 0, &shape_contact, NULL},
                                          {"items", API_OBJECTS, 0, &shape_why_item, NULL},
                                          {"action", API_CODE, 0, NULL, NULL},
                                          {"level", API_INT, 0, NULL, NULL},
                                          {"reasons", API_OBJECTS, 0, &shape_reason, NULL},
                                          {"why_not", API_OBJECT, API_NULL, &shape_block, NULL},
                                          {"next_change", API_DAY, API_NULL, NULL, NULL}};
SHAPE(why);

static const struct api_key queue_item_keys[] = {
    {"rank", API_INT, 0, NULL, NULL},
    {"ref", API_REF, 0, NULL, NULL},
    {"debtor", API_TEXT, 0, NULL, NULL},
    {"creditor", API_TEXT, 0, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},
    {"oldest_days", API_INT, 0, NULL, NULL},
    {"action", API_CODE, 0, NULL, NULL},
    {"reasons", API_OBJECTS, 0, &shape_reason, NULL},
    {"phone", API_TEXT, API_NULL, NULL, NULL},
    {"propensity_permil", API_INT, API_NULL, NULL, NULL},
    {"agent", API_TEXT, API_NULL, NULL, NULL}};
static SHAPE(queue_item);

static const struct api_key queue_keys[] = {{"on", API_DAY, 0, NULL, NULL},
                                            {"total", API_INT, 0, NULL, NULL},
                                            {"blocked", API_INT, 0, NULL, NULL},
                                            {"items", API_OBJECTS, 0, &shape_queue_item, NULL},
                                            {"next", API_INT, API_NULL, NULL, NULL}};
SHAPE(queue);

static const struct api_key ageing_row_keys[] = {
    {"key", API_TEXT, 0, NULL, NULL},           {"name", API_TEXT, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL},      {"not_due", API_AMOUNT, 0, NULL, NULL},
    {"d1_30", API_AMOUNT, 0, NULL, NULL},       {"d31_60", API_AMOUNT, 0, NULL, NULL},
    {"d61_90", API_AMOUNT, 0, NULL, NULL},      {"over_90", API_AMOUNT, 0, NULL, NULL},
    {"no_due_date", API_AMOUNT, 0, NULL, NULL}, {"assumed", API_AMOUNT, 0, NULL, NULL},
    {"unallocated", API_AMOUNT, 0, NULL, NULL}, {"total", API_AMOUNT, 0, NULL, NULL}};
static SHAPE(ageing_row);

static const struct api_key ageing_keys[] = {{"on", API_DAY, 0, NULL, NULL},
                                             {"rows", API_OBJECTS, 0, &shape_ageing_row, NULL},
                                             {"next", API_INT, API_NULL, NULL, NULL}};
SHAPE(ageing);

static const struct api_key match_keys[] = {
    {"ref", API_REF, 0, NULL, NULL},     {"debtor", API_REF, 0, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL},   {"creditor", API_TEXT, 0, NULL, NULL},
    {"number", API_TEXT, 0, NULL, NULL}, {"currency", API_CODE, 0, NULL, NULL},
    {"open", API_AMOUNT, 0, NULL, NULL}, {"by", API_CODE, 0, NULL, NULL},
    {"score", API_INT, 0, NULL, NULL}};
static SHAPE(match);

static const struct api_key match_item_keys[] = {
    {"id", API_ID, 0, NULL, NULL},         {"number", API_TEXT, 0, NULL, NULL},
    {"kind", API_CODE, 0, NULL, NULL},     {"ref", API_REF, 0, NULL, NULL},
    {"name", API_TEXT, 0, NULL, NULL},     {"creditor", API_TEXT, 0, NULL, NULL},
    {"currency", API_CODE, 0, NULL, NULL}, {"due", API_DAY, API_NULL, NULL, NULL},
    {"amount", API_AMOUNT, 0, NULL, NULL}, {"open", API_AMOUNT, 0, NULL, NULL},
    {"by", API_CODE, 0, NULL, NULL},       {"score", API_INT, 0, NULL, NULL}};
static SHAPE(match_item);

static const struct api_key match_document_keys[] = {{"document", API_REF, 0, NULL, NULL},
                                                     {"file", API_TEXT, 0, NULL, NULL},
                                                     {"kind", API_CODE, 0, NULL, NULL},
                                                     {"ref", API_REF, 0, NULL, NULL}};
static SHAPE(match_document);

static const struct api_key found_keys[] = {
    {"matches", API_OBJECTS, 0, &shape_match, NULL},
    {"items", API_OBJECTS, 0, &shape_match_item, NULL},
    {"documents", API_OBJECTS, 0, &shape_match_document, NULL},
    {"more", API_BOOL, 0, NULL, NULL}};
SHAPE(found);

static const struct api_key promises_keys[] = {{"promises", API_OBJECTS, 0, &shape_promise, NULL},
                                               {"next", API_INT, API_NULL, NULL, NULL}};
SHAPE(promises);

static const struct api_key import_part_keys[] = {{"file", API_TEXT, 0, NULL, NULL},
                                                  {"skipped", API_BOOL, 0, NULL, NULL},
                                                  {"refused", API_CODE, API_NULL, NULL, NULL},
                                                  {"read", API_INT, 0, NULL, NULL},
                                                  {"accepted", API_INT, 0, NULL, NULL},
                                                  {"rejected", API_INT, 0, NULL, NULL},
                                                  {"duplicates", API_INT, 0, NULL, NULL},
                                                  {"updated", API_INT, 0, NULL, NULL},
                                                  {"ignored", API_INT, 0, NULL, NULL},
                                                  {"vanished", API_INT, 0, NULL, NULL},
                                                  {"debtors", API_INT, 0, NULL, NULL},
                                                  {"items", API_INT, 0, NULL, NULL},
                                                  {"payments", API_INT, 0, NULL, NULL},
                                                  {"credits", API_INT, 0, NULL, NULL},
                                                  {"facts", API_INT, 0, NULL, NULL}};
static SHAPE(import_part);

static const struct api_key import_keys[] = {{"id", API_TEXT, 0, NULL, NULL},
                                             {"job", API_ID, API_NULL, NULL, NULL},
                                             {"file", API_TEXT, 0, NULL, NULL},
                                             {"creditor", API_TEXT, API_NULL, NULL, NULL},
                                             {"mode", API_CODE, 0, NULL, NULL},
                                             {"as_of", API_DAY, API_NULL, NULL, NULL},
                                             {"state", API_CODE, 0, NULL, NULL},
                                             {"made", API_MOMENT, 0, NULL, NULL},
                                             {"by", API_TEXT, API_NULL, NULL, NULL},
                                             {"error", API_CODE, API_NULL, NULL, NULL},
                                             {"confirm_needed", API_BOOL, 0, NULL, NULL},
                                             {"partial_needed", API_BOOL, 0, NULL, NULL},
                                             {"parts", API_OBJECTS, 0, &shape_import_part, NULL}};
SHAPE(import);

static const struct api_key imports_keys[] = {{"jobs", API_OBJECTS, 0, &shape_import, NULL},
                                              {"imports", API_OBJECTS, 0, &shape_import, NULL},
                                              {"next", API_INT, API_NULL, NULL, NULL}};
SHAPE(imports);
