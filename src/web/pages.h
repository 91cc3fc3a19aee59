/* The pages, one function each; routes.c says who may see them. */
#ifndef RELANCE_WEB_PAGES_H
#define RELANCE_WEB_PAGES_H

#include "routes.h"

page_fn home_page;    /* to the day's list, or to the first page the person may see */
page_fn health_page;  /* the database answers */
page_fn metrics_page; /* metrics_page.c: figures for whoever watches over the server */
page_fn login_page;   /* login_page.c */
page_fn login_submit;
page_fn login_demo_submit;
page_fn login_code_page; /* the second step */
page_fn login_code_submit;
/* After the first step: signed in, or to the second one. */
void login_enter(struct request *r, struct response *out, const struct log_in_answer *answer);
page_fn logout_submit;
page_fn welcome_page; /* welcome_page.c: a one-time link */
page_fn welcome_submit;
page_fn account_page; /* account_page.c: language, password, second factor, sessions */
page_fn account_submit;
page_fn account_qr;   /* SVG: the secret that is being offered */
page_fn journal_page; /* journal_page.c: what was done, for whoever audits */
page_fn journal_file;
page_fn letters_file; /* letters_file.c: the list as a file, as the address ends; these alike */
page_fn mails_file;
page_fn documents_file;
page_fn imports_file;
page_fn people_page; /* people_page.c: the people of the house */
page_fn people_submit;
page_fn person_page; /* person_page.c: one of them */
page_fn person_submit;
page_fn help_page; /* help_page.c: the first hour, keys, words */
page_fn day_page;  /* day_page.c: Ma journée */
page_fn day_workbook;
page_fn search_page; /* search_page.c: the search in the head of every page */
page_fn why_page;    /* why_page.c: why a debtor is not found */
page_fn files_page;  /* files_page.c: all files, and search */
page_fn lists_page;  /* lists_page.c: open items, files, by whatever they are looked for */
page_fn lists_file;
page_fn saved_submit; /* saved_page.c: a list is kept under a name */
page_fn manager_page; /* manager_page.c: the figures of who leads the work */
page_fn manager_submit;
page_fn manager_workbook;
page_fn manager_text;
page_fn imports_page; /* imports_page.c: files on their way in, and those that came */
page_fn imports_submit;
page_fn import_page; /* import_page.c: one of them */
page_fn import_submit;
page_fn import_events;   /* import_events_page.c: how far it is, as events */
page_fn import_refusals; /* the rows that were not taken, as CSV */
page_fn mapping_page;    /* mapping_page.c: how lists are laid out */
page_fn mapping_submit;
page_fn documents_page; /* documents_page.c: what waits to be attached */
page_fn documents_submit;
page_fn document_download;
page_fn letters_page; /* letters_page.c: the print queue and what is on its way */
page_fn letters_submit;
page_fn letters_batch;
page_fn letters_dates_page; /* letters_dates_page.c: the carrier's file on registered letters */
page_fn letters_dates_submit;
page_fn letter_preview;
page_fn mails_page; /* mails_page.c: the outbox, and one e-mail as it was sent */
page_fn mails_submit;
page_fn mail_page;
page_fn mail_write_page; /* mail_write_page.c: an e-mail to the debtor of a file */
page_fn mail_write_submit;
page_fn settings_page;  /* settings_page.c: every page of settings */
page_fn creditors_page; /* creditors_page.c: the creditors, and one of them */
page_fn creditor_page;
page_fn creditor_submit;
page_fn letterhead_page; /* letterhead_page.c: who writes, a creditor or the house */
page_fn letterhead_submit;
page_fn letterhead_house_page;
page_fn letterhead_house_submit;
page_fn rule_trial_page;   /* rules_trial_page.c: how a trial goes, what it came to */
page_fn rule_trial_events; /* until it has ended */
page_fn run_plan_page;     /* run_plan_page.c: when a server makes the daily run by itself */
page_fn run_plan_submit;
page_fn backups_page; /* backups_page.c: those there are, and one more */
page_fn backups_submit;
page_fn backups_events; /* until the one under way has ended */
page_fn backup_download;
page_fn jobs_page; /* jobs_page.c: what the server does beside answering */
page_fn jobs_submit;
page_fn payees_page; /* payees_page.c: who is paid */
page_fn payees_submit;
page_fn mandate_page; /* mandate_page.c: the agreement with a creditor */
page_fn mandate_submit;
page_fn rules_page; /* rules_page.c: what the house does by default */
page_fn rule_page;
page_fn rule_text;
page_fn rules_submit; /* rules_try_page.c: others are brought, tried, put in force */
page_fn law_page;     /* law_page.c: the law tables in force */
page_fn law_submit;
page_fn law_table_page;
page_fn law_table_csv;
page_fn teams_page; /* teams_page.c: teams, and who is away */
page_fn teams_submit;
page_fn penalties_page; /* penalties_page.c: what becomes of penalties */
page_fn penalties_submit;
page_fn delays_page; /* delays_page.c: when money is looked for, what accounts hold */
page_fn delays_submit;
page_fn mail_settings_page; /* mail_settings_page.c: the house's mail server */
page_fn mail_settings_submit;
page_fn act_page; /* act_page.c: something is done on a file */
page_fn act_submit;
page_fn file_page;      /* file_page.c: one file */
page_fn statement_page; /* statement_page.c: both views of a file on a day */
page_fn statement_pdf;
page_fn statement_workbook;

page_fn openapi_page; /* api_describe.c: what the JSON interface takes and gives */
/* The JSON interface: api_read.c, api_write.c, api_imports.c. */
#define API(method, pattern, name, right, scope) page_fn name##_page;
#include "web/api/api.def"

/* calculator_*_page.c: the law, identifiers and payment codes, computed on the spot */
page_fn calculator_home_page; /* to the first tab */
page_fn calculator_interest_page;
page_fn calculator_term_page;
page_fn calculator_limitation_page;
page_fn calculator_deadline_page;
page_fn calculator_holidays_page;
page_fn calculator_tables_page;
page_fn calculator_identifiers_page;
page_fn calculator_qr_page;
page_fn calculator_qr_picture; /* SVG */

#endif
