#include "seal.h"
#include "app/system/beside_database.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/limits.h"
#include "gen/meta_sql.h"

enum {
    KEY_BYTES = crypto_aead_xchacha20poly1305_ietf_KEYBYTES,
    NONCE_BYTES = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG_BYTES = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    DIGEST_BYTES = 16,
    KEY_TEXT_BYTES = 2 * KEY_BYTES, /* of hexadecimal digits, a line end may follow */
};

struct key {
    unsigned char bytes[KEY_BYTES];
};

static const struct str digest_name = {"key_digest", sizeof "key_digest" - 1};

/* Beside an SQLite file; a server's database lies on no disk of ours. */
struct str seal_key_file(struct arena *a, struct str url)
{
    static const struct beside what = {"RELANCE_KEY", ".key"};
    return beside_database(a, url, &what);
}

static struct str digest_of(struct arena *a, const struct key *key)
{
    static const char context[] = "relance key";
    unsigned char digest[DIGEST_BYTES];
    char *text = arena_alloc(a, 2 * sizeof digest + 1);
    if (crypto_generichash(digest, sizeof digest, (const unsigned char *)context, sizeof context,
                           key->bytes, sizeof key->bytes) != 0)
        BUG("generichash");
    sodium_bin2hex(text, 2 * sizeof digest + 1, digest, sizeof digest);
    return str_of(text);
}

static bool known_digest(struct app *app, struct arena *a, struct str *digest, struct err *err)
{
    struct q_meta_get_in in = {.key = digest_name};
    struct q_meta_get_row row = {0};
    bool found = false;
    bool ok = q_meta_get(app->db, &in, a, &row, &found, err);
    *digest = found ? row.value : (struct str){0};
    return ok;
}

static ssize_t read_all(int fd, char *text, size_t room)
{
    size_t n = 0;
    while (n < room) {
        ssize_t got = read(fd, text + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        n += (size_t)got;
    }
    return (ssize_t)n;
}

/* *there false: no such file. */
static bool read_key(struct app *app, struct arena *a, struct key *key, bool *there,
                     struct err *err)
{
    char text[KEY_TEXT_BYTES + 2];
    size_t n = 0;
    int fd = open(arena_cstr(a, app->key_file), O_RDONLY | O_CLOEXEC);
    *there = fd >= 0 || errno != ENOENT;
    if (!*there)
        return true;
    ssize_t got = fd < 0 ? -1 : read_all(fd, text, sizeof text);
    if (fd >= 0)
        (void)close(fd);
    bool ok = got >= KEY_TEXT_BYTES && got <= KEY_TEXT_BYTES + 1 &&
              (got == KEY_TEXT_BYTES || text[KEY_TEXT_BYTES] == '\n') &&
              sodium_hex2bin(key->bytes, KEY_BYTES, text, KEY_TEXT_BYTES, NULL, &n, NULL) == 0 &&
              n == KEY_BYTES;
    sodium_memzero(text, sizeof text);
    return ok || err_set_field(err, ERR_KEY_FILE_WRONG, "key", app->key_file);
}

static bool write_whole(int fd, const char *text, size_t n)
{
    size_t done = 0;
    while (done < n) {
        ssize_t put = write(fd, text + done, n - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0)
            return false;
        done += (size_t)put;
    }
    return fsync(fd) == 0;
}

/* The file must not be there: two that make one at once must not end with two keys. */
static bool make_key(struct app *app, struct arena *a, struct key *key, struct err *err)
{
    char text[KEY_TEXT_BYTES + 2];
    const char *name = arena_cstr(a, app->key_file);
    randombytes_buf(key->bytes, sizeof key->bytes);
    sodium_bin2hex(text, sizeof text, key->bytes, sizeof key->bytes);
    text[KEY_TEXT_BYTES] = '\n';
    int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool ok = fd >= 0 && write_whole(fd, text, KEY_TEXT_BYTES + 1);
    if (fd >= 0)
        ok = close(fd) == 0 && ok;
    sodium_memzero(text, sizeof text);
    if (!ok && fd >= 0)
        (void)unlink(name);
    return ok || err_set_field(err, ERR_FILE_WRITE, "key", app->key_file);
}

/* make: may make the file and tell the database its digest; inside a write transaction then. */
static bool get_key(struct app *app, struct arena *a, bool make, struct key *key, struct err *err)
{
    struct str known;
    bool there = false;
    if (sodium_init() < 0)
        BUG("sodium");
    if (app->key_file.n == 0)
        return err_set_field(err, ERR_KEY_FILE_MISSING, "key", STR("RELANCE_KEY"));
    if (!known_digest(app, a, &known, err) || !read_key(app, a, key, &there, err))
        return false;
    if (!there && (!make || known.n > 0))
        return err_set_field(err, ERR_KEY_FILE_MISSING, "key", app->key_file);
    if (!there && !make_key(app, a, key, err))
        return false;
    struct str digest = digest_of(a, key);
    if (known.n > 0)
        return str_eq(known, digest) ||
               err_set_field(err, ERR_KEY_FILE_WRONG, "key", app->key_file);
    struct q_meta_set_in in = {.key = digest_name, .value = digest};
    return !make || q_meta_set(app->db, &in, NULL, err);
}

bool seal(struct app *app, struct arena *a, const struct sealing *secret, struct str *sealed,
          struct err *err)
{
    struct str clear = secret->text;
    struct key key;
    unsigned char *out = arena_alloc(a, NONCE_BYTES + clear.n + TAG_BYTES);
    unsigned long long n = 0;
    ASSERT(db_in_transaction(app->db));
    if (!get_key(app, a, true, &key, err))
        return false;
    randombytes_buf(out, NONCE_BYTES);
    (void)crypto_aead_xchacha20poly1305_ietf_encrypt(
        out + NONCE_BYTES, &n, (const unsigned char *)clear.p, clear.n,
        (const unsigned char *)secret->purpose.p, secret->purpose.n, NULL, out, key.bytes);
    sodium_memzero(&key, sizeof key);
    *sealed = (struct str){(const char *)out, NONCE_BYTES + (size_t)n};
    return true;
}

bool unseal(struct app *app, struct arena *a, const struct sealing *secret, struct str *clear,
            struct err *err)
{
    struct str sealed = secret->text;
    struct key key;
    unsigned char *out = arena_alloc(a, sealed.n + 1);
    const unsigned char *text = (const unsigned char *)sealed.p;
    unsigned long long n = 0;
    if (!get_key(app, a, false, &key, err))
        return false;
    bool ok = sealed.n >= NONCE_BYTES + TAG_BYTES &&
              crypto_aead_xchacha20poly1305_ietf_decrypt(out, &n, NULL, text + NONCE_BYTES,
                                                         sealed.n - NONCE_BYTES,
                                                         (const unsigned char *)secret->purpose.p,
                                                         secret->purpose.n, text, key.bytes) == 0;
    sodium_memzero(&key, sizeof key);
    *clear = (struct str){(const char *)out, (size_t)n};
    return ok || err_set(err, ERR_DB_DAMAGED, "sealed secret");
}
