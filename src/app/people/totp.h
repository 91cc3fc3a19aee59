/* One-time codes by time, as authenticator apps make them: RFC 6238 over RFC 4226 with HMAC-SHA-1,
 * six digits, thirty seconds; secrets written in base32 (RFC 4648). */
#ifndef RELANCE_APP_TOTP_H
#define RELANCE_APP_TOTP_H

#include "base/arena.h"
#include "base/str.h"

enum {
    TOTP_SECRET_BYTES = 20, /* RFC 4226 §4 asks for 160 bits */
    TOTP_STEP_MS = 30 * 1000,
    TOTP_DIGITS = 6,
    TOTP_STEPS_ASIDE = 1, /* clocks may differ by so many steps: RFC 6238 §5.2 */
};

struct totp_secret {
    unsigned char bytes[TOTP_SECRET_BYTES];
};

/* RFC 4226: the code of a counter, 0 to 999999. */
uint32_t totp_code(const struct totp_secret *secret, uint64_t counter);
/* The step after last_step whose code this is, at an instant; 0: none. Blanks in the code are
 * passed over. */
int64_t totp_step(const struct totp_secret *secret, struct str code, int64_t at_ms,
                  int64_t last_step);
/* Base32 without padding, in the arena. */
struct str totp_base32(struct arena *a, const struct totp_secret *secret);
/* "otpauth://totp/Relance:claire?secret=…&issuer=Relance…": what the QR code says. */
struct str totp_uri(struct arena *a, const struct totp_secret *secret, struct str login);

#endif
