/* The table of commands, nothing else. */
#include "cmd/commands.h"

static const struct command *const commands[] = {
    &cmd_help,
    &cmd_version,
    &cmd_init,
    &cmd_backup,
    &cmd_restore,
    &cmd_import,
    &cmd_ageing,
    &cmd_queue,
    &cmd_why,
    &cmd_debtor,
    &cmd_statement,
    &cmd_policy,
    &cmd_stage,
    &cmd_export_allocations,
    &cmd_export_facts,
    &cmd_verify,
    &cmd_law_interest,
    &cmd_law_term,
    &cmd_law_limitation,
    &cmd_law_claim_deadline,
    &cmd_law_holidays,
    &cmd_law_tables,
    &cmd_law_update,
    &cmd_id_check,
    &cmd_id_make,
    &cmd_qr,
    &cmd_inspect,
    &cmd_user_add,
    &cmd_user_list,
    &cmd_user_password,
    &cmd_serve,
    NULL,
};

int main(int argc, char **argv) { return cmd_main(commands, argc, argv); }
