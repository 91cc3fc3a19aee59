/* Files in the encodings that accounting packages write. The generator thinks in UTF-8. */
#ifndef RELANCE_DEMOGEN_TEXT_H
#define RELANCE_DEMOGEN_TEXT_H

#include <stdbool.h>
#include <stdio.h>

enum encoding { ENCODING_UTF8, ENCODING_UTF8_BOM, ENCODING_LATIN9 };

struct text_file {
    FILE *out;
    enum encoding encoding;
};

/* Creates the file; the process ends with exit 3 and a message when it cannot. */
void text_open(struct text_file *t, const char *path, enum encoding encoding);
void text_put(struct text_file *t, const char *utf8);
void text_close(struct text_file *t, const char *path);

#endif
