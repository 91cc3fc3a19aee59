/* A backup of the server's folder for somebody who takes it away. */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "stored_backups.h"
#include "system_journal.h"

bool fetch_backup(struct app *app, struct arena *a, const struct backup_named *named,
                  struct fetched_backup *out, struct err *err)
{
    struct stored_backup b;
    struct stat st;
    bool found = false;
    *out = (struct fetched_backup){.fd = -1};
    if (!backup_look(a, named, &b, &found, err))
        return false;
    int fd = found ? open(b.path.p, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) : -1;
    if (fd < 0)
        return err_set(err, ERR_UNKNOWN_REF, "backup");
    if (fstat(fd, &st) != 0)
        st.st_size = 0;
    struct system_fact facts[] = {{"at_ms", b.at_ms}, {"bytes", st.st_size}};
    struct system_entry entry = {.now_ms = app->now_ms,
                                 .actor_id = app->actor_id,
                                 .kind = "backup_fetched",
                                 .facts = facts,
                                 .fact_count = COUNT_OF(facts)};
    *out = (struct fetched_backup){b.name, fd, st.st_size};
    if (system_journal_note(app->db, &entry, err))
        return true;
    (void)close(fd);
    out->fd = -1;
    return false;
}
