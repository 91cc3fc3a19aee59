/* The objects that answers of the JSON interface are made of. */
#ifndef RELANCE_WEB_API_SHAPES_H
#define RELANCE_WEB_API_SHAPES_H

#include "api.h"

extern const struct api_shape shape_error, shape_me, shape_files, shape_file, shape_items,
    shape_statement, shape_why, shape_queue, shape_ageing, shape_found, shape_promises,
    shape_promise, shape_dispute, shape_hold, shape_outcome, shape_imports, shape_import,
    shape_plans, shape_plan, shape_letters, shape_written_letter, shape_told_letter;

#endif
