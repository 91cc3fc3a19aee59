/* Every subcommand, one row each; main.c puts them into one table. */
#ifndef RELANCE_CMD_COMMANDS_H
#define RELANCE_CMD_COMMANDS_H

#include "cmd.h"

extern const struct command cmd_help;
extern const struct command cmd_version;
extern const struct command cmd_init;
extern const struct command cmd_backup;
extern const struct command cmd_restore;
extern const struct command cmd_import;
extern const struct command cmd_add_debtor;
extern const struct command cmd_add_contact;
extern const struct command cmd_add_fact;
extern const struct command cmd_add_invoice;
extern const struct command cmd_add_credit;
extern const struct command cmd_add_payment;
extern const struct command cmd_writeoff;
extern const struct command cmd_match;
extern const struct command cmd_ageing;
extern const struct command cmd_queue;
extern const struct command cmd_why;
extern const struct command cmd_debtor;
extern const struct command cmd_statement;
extern const struct command cmd_policy;
extern const struct command cmd_stage;
extern const struct command cmd_export_allocations;
extern const struct command cmd_promise;
extern const struct command cmd_promise_list;
extern const struct command cmd_promise_cancel;
extern const struct command cmd_promise_confirm;
extern const struct command cmd_promise_grace;
extern const struct command cmd_plan;
extern const struct command cmd_plan_list;
extern const struct command cmd_plan_propose;
extern const struct command cmd_plan_agree;
extern const struct command cmd_plan_end;
extern const struct command cmd_dispute;
extern const struct command cmd_dispute_list;
extern const struct command cmd_dispute_answer;
extern const struct command cmd_dispute_close;
extern const struct command cmd_hold;
extern const struct command cmd_hold_list;
extern const struct command cmd_hold_lift;
extern const struct command cmd_cover;
extern const struct command cmd_cover_list;
extern const struct command cmd_cover_end;
extern const struct command cmd_alert;
extern const struct command cmd_alert_list;
extern const struct command cmd_alert_answer;
extern const struct command cmd_alert_close;
extern const struct command cmd_add_outcome;
extern const struct command cmd_outcome_list;
extern const struct command cmd_export_facts;
extern const struct command cmd_export_writeoffs;
extern const struct command cmd_verify;
extern const struct command cmd_law_interest;
extern const struct command cmd_law_term;
extern const struct command cmd_law_limitation;
extern const struct command cmd_law_claim_deadline;
extern const struct command cmd_law_holidays;
extern const struct command cmd_law_tables;
extern const struct command cmd_law_update;
extern const struct command cmd_rules_list;
extern const struct command cmd_rules_check;
extern const struct command cmd_rules_diff;
extern const struct command cmd_rules_load;
extern const struct command cmd_rules_export;
extern const struct command cmd_id_check;
extern const struct command cmd_id_make;
extern const struct command cmd_qr;
extern const struct command cmd_inspect;
extern const struct command cmd_map_suggest;
extern const struct command cmd_map_save;
extern const struct command cmd_map_list;
extern const struct command cmd_map_show;
extern const struct command cmd_map_forget;
extern const struct command cmd_user_add;
extern const struct command cmd_user_list;
extern const struct command cmd_user_password;
extern const struct command cmd_serve;

#endif
