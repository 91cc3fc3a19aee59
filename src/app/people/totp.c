#include "totp.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/buf.h"
#include "base/html.h"
#include "base/limits.h"

static const uint32_t CODES = 1000000; /* ten to the power of TOTP_DIGITS */

uint32_t totp_code(const struct totp_secret *secret, uint64_t counter)
{
    unsigned char text[8];
    unsigned char mac[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    for (int i = 7; i >= 0; i--, counter >>= 8)
        text[i] = (unsigned char)(counter & 0xff);
    if (HMAC(EVP_sha1(), secret->bytes, sizeof secret->bytes, text, sizeof text, mac, &n) == NULL ||
        n < 20)
        BUG("HMAC");
    unsigned at = mac[19] & 0x0f; /* dynamic truncation: RFC 4226 §5.3 */
    uint32_t number = ((uint32_t)mac[at] & 0x7f) << 24 | (uint32_t)mac[at + 1] << 16 |
                      (uint32_t)mac[at + 2] << 8 | mac[at + 3];
    return number % CODES;
}

/* Six digits, blanks aside. */
static bool read_code(struct str text, uint32_t *code)
{
    int digits = 0;
    *code = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        if (c == ' ')
            continue;
        if (c < '0' || c > '9' || ++digits > TOTP_DIGITS)
            return false;
        *code = *code * 10 + (uint32_t)(c - '0');
    }
    return digits == TOTP_DIGITS;
}

int64_t totp_step(const struct totp_secret *secret, struct str code, int64_t at_ms,
                  int64_t last_step)
{
    uint32_t number;
    int64_t now = at_ms / TOTP_STEP_MS;
    if (!read_code(code, &number))
        return 0;
    for (int64_t step = now - TOTP_STEPS_ASIDE; step <= now + TOTP_STEPS_ASIDE; step++) {
        if (step > last_step && totp_code(secret, (uint64_t)step) == number)
            return step;
    }
    return 0;
}

struct str totp_base32(struct arena *a, const struct totp_secret *secret)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    char *text = arena_alloc(a, TOTP_SECRET_BYTES * 8 / 5);
    size_t n = 0;
    uint32_t bits = 0;
    int held = 0;
    for (size_t i = 0; i < TOTP_SECRET_BYTES; i++) {
        bits = (bits << 8 | secret->bytes[i]) & 0xfff;
        for (held += 8; held >= 5; held -= 5)
            text[n++] = letters[bits >> (held - 5) & 0x1f];
    }
    return (struct str){text, n};
}

struct str totp_uri(struct arena *a, const struct totp_secret *secret, struct str login)
{
    struct buf uri;
    buf_init(&uri, a, LIMIT_FIELD_BYTES);
    buf_add_c(&uri, "otpauth://totp/Relance:");
    buf_add_url_part(&uri, login);
    buf_add_c(&uri, "?secret=");
    buf_add(&uri, totp_base32(a, secret));
    buf_add_c(&uri, "&issuer=Relance&algorithm=SHA1&digits=6&period=30");
    ASSERT(!uri.full);
    return buf_str(&uri);
}
