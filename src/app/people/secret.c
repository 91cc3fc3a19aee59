#include "secret.h"

#include <sodium.h>

enum { ARGON_PASSES = 2, ARGON_BYTES = 19 * 1024 * 1024 };

/* Of a random password that nobody knows: verified against when there is none, so that an unknown
 * login takes as long as a known one. */
static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$ph9hnoX7IAvfpMm8H5gWBQ$"
                             "Erk9cv9R7EZuBrf8ylqTeiSF/0m2GEU6uNaJT07ZEh4";

static void start(void)
{
    if (sodium_init() < 0)
        BUG("sodium");
}

static struct str base64(struct arena *a, const unsigned char *bytes, size_t n)
{
    size_t room = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(a, room);
    sodium_bin2base64(text, room, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return str_of(text);
}

struct str secret_token(struct arena *a)
{
    unsigned char bytes[32];
    start();
    randombytes_buf(bytes, sizeof bytes);
    return base64(a, bytes, sizeof bytes);
}

struct token_hash secret_token_hash(struct str token)
{
    struct token_hash hash;
    start();
    if (crypto_generichash(hash.bytes, sizeof hash.bytes, (const unsigned char *)token.p, token.n,
                           NULL, 0) != 0)
        BUG("generichash");
    return hash;
}

struct str secret_derived(struct arena *a, struct str token, const char *purpose)
{
    unsigned char out[32];
    struct token_hash key = secret_token_hash(token);
    if (crypto_generichash(out, sizeof out, (const unsigned char *)purpose, strlen(purpose),
                           key.bytes, sizeof key.bytes) != 0)
        BUG("generichash");
    return base64(a, out, sizeof out);
}

bool secret_equal(struct str a, struct str b)
{
    return a.n == b.n && a.n > 0 && sodium_memcmp(a.p, b.p, a.n) == 0;
}

bool secret_password(struct arena *a, struct str password, struct str *kept, struct err *err)
{
    char *text = arena_alloc(a, crypto_pwhash_STRBYTES);
    start();
    if (password.n < PASSWORD_BYTES_MIN || password.n > PASSWORD_BYTES_MAX)
        return err_set(err, ERR_WEAK_PASSWORD, "password length");
    if (crypto_pwhash_str_alg(text, password.p, password.n, ARGON_PASSES, ARGON_BYTES,
                              crypto_pwhash_ALG_ARGON2ID13) != 0)
        return err_set(err, ERR_SYSTEM, "argon2id: out of memory");
    *kept = str_of(text);
    return true;
}

bool secret_password_matches(struct arena *a, struct str kept, struct str password)
{
    bool known = kept.p != NULL && kept.n > 0;
    const char *text = known ? arena_cstr(a, kept) : nobody;
    start();
    bool matches =
        crypto_pwhash_str_verify(text, password.p == NULL ? "" : password.p, password.n) == 0;
    return known && matches;
}
