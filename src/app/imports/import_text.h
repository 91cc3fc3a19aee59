/* What an import warns of, in words. */
#ifndef RELANCE_APP_IMPORT_TEXT_H
#define RELANCE_APP_IMPORT_TEXT_H

/* Follows a count; in French, for tr(). NULL: no such warning is told to people. */
const char *import_warning_text(const char *code);

#endif
