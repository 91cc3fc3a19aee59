#include "file_digest.h"

#include <errno.h>
#include <sodium.h>
#include <stdio.h>

bool file_digest(struct str path, uint8_t out[FILE_DIGEST_BYTES], struct err *err)
{
    unsigned char block[64 * 1024];
    crypto_generichash_state h;
    FILE *in = fopen(path.p, "rb");
    if (in == NULL)
        return err_set(err, errno == ENOENT ? ERR_FILE_NOT_FOUND : ERR_FILE_UNREADABLE,
                       strerror(errno));
    crypto_generichash_init(&h, NULL, 0, FILE_DIGEST_BYTES);
    size_t n;
    while ((n = fread(block, 1, sizeof block, in)) > 0)
        crypto_generichash_update(&h, block, n);
    bool ok = ferror(in) == 0;
    fclose(in);
    crypto_generichash_final(&h, out, FILE_DIGEST_BYTES);
    return ok || err_set(err, ERR_FILE_UNREADABLE, NULL);
}

struct str file_base_name(struct str path)
{
    for (size_t i = path.n; i > 0; i--) {
        if (path.p[i - 1] == '/')
            return str_slice(path, i, path.n);
    }
    return path;
}
