/* What runs in the sandboxed child: tell the format, check the whole file, say it record by record.
 * The order of what is said: hello; the format once it is known; then either a refusal, or a
 * summary, its journals (ledgers only), the records, the end. Signs of life stand anywhere before
 * the summary. */
#ifndef RELANCE_INTAKE_CHILD_H
#define RELANCE_INTAKE_CHILD_H

#include "sandbox.h"

/* The helper_child of the program: locks itself and never returns. */
void child_main(void);

/* Numbers of WIRE_HELLO. */
int64_t child_layer_bits(const struct sandbox_layers *layers);
struct sandbox_layers child_layers_of(int64_t bits);

#endif
