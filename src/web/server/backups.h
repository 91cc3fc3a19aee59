/* The chore of the server that makes a backup, or reads one back, when somebody asks for it, and
 * makes those of the timetable (app/system/plan_backups.h). One at a time; what is under way when
 * the server is told to end is ended first. Of several servers on one database one makes that of a
 * day, under a claim that another chore renews (beat.h). */
#ifndef RELANCE_WEB_BACKUPS_H
#define RELANCE_WEB_BACKUPS_H

#include "app/system/stored_backups.h"
#include "chore.h"

struct backup_chore;

/* In the arena; the settings must outlive it. Errors: ERR_SYSTEM. */
MUST_CHECK bool backups_start(struct arena *a, const struct server_settings *settings,
                              struct backup_chore **out, struct err *err);
void backups_end(struct backup_chore *backups);
void backups_stop(struct backup_chore *backups);

enum { BACKUP_NAME_BYTES = 128 };
struct backup_asked {
    char name[BACKUP_NAME_BYTES]; /* to be read back; "": a new one is to be made */
    int64_t actor_id;
    int64_t at_ms;
    bool planned; /* by the timetable, for at_ms */
};
/* False: another is asked for already. */
bool backups_ask(struct backup_chore *backups, const struct backup_asked *asked);

struct backups_state {
    bool busy;                 /* asked for, or under way */
    struct backup_asked asked; /* while busy; else what was done last, at_ms 0: nothing yet */
    struct err failed;         /* why that was not done; clear: it was */
    struct chore_state chore;
};
void backups_look(struct backup_chore *backups, struct backups_state *out);
struct str backups_place(const struct backup_chore *backups); /* the folder; n 0: none is named */

#endif
