/* Secrets that must be readable again, but not by who steals the database or a backup: sealed with
 * XChaCha20-Poly1305 under a key of 256 bits that lies in a file of its own. The file is the one
 * RELANCE_KEY names, else the SQLite file's name with ".key" behind it; it is made, readable by its
 * owner only, when the first secret is sealed. The database holds a digest of the key, so that a
 * wrong file is told from a damaged secret. */
#ifndef RELANCE_APP_SEAL_H
#define RELANCE_APP_SEAL_H

#include "app/context.h"
#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

/* The name of that file for a database; n 0: none can be told. In the arena. */
struct str seal_key_file(struct arena *a, struct str url);

struct sealing {
    struct str
        purpose; /* what the secret is and whose ("totp:42"): moved elsewhere it does not open */
    struct str text; /* to seal, or sealed */
};
/* In a write transaction. *sealed in the arena. Errors: ERR_KEY_FILE_MISSING (no file, though
 * secrets exist, or no name for one), ERR_KEY_FILE_WRONG, ERR_FILE_WRITE. */
MUST_CHECK bool seal(struct app *app, struct arena *a, const struct sealing *secret,
                     struct str *sealed, struct err *err);
/* Errors: ERR_KEY_FILE_MISSING, ERR_KEY_FILE_WRONG, ERR_DB_DAMAGED (the text was changed or moved).
 */
MUST_CHECK bool unseal(struct app *app, struct arena *a, const struct sealing *secret,
                       struct str *clear, struct err *err);

#endif
