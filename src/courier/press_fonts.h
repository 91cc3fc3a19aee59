/* The fonts of the program for fontconfig: nothing of the machine's own fonts or settings is
 * read, so that a page is the same everywhere and a bare machine prints too. */
#ifndef RELANCE_COURIER_PRESS_FONTS_H
#define RELANCE_COURIER_PRESS_FONTS_H

#include <fontconfig/fontconfig.h>

#include "base/check.h"
#include "base/err.h"

#define PRESS_VOICE "Relance Voix"
#define PRESS_SANS "Relance Sans"

/* The one configuration of the process, made for the first who asks and kept to its end; any
 * thread. It is also made fontconfig's current one. Errors: ERR_SYSTEM. */
MUST_CHECK bool press_fonts_config(FcConfig **out, struct err *err);
/* True if each of the fonts can draw the character. After the above only. */
bool press_fonts_have(uint32_t code);

#endif
