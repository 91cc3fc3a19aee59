#include "post_module.h"

__attribute__((visibility("default"))) const struct post_module relance_post_module = {
    .version = RELANCE_VERSION,
    .send = post_send,
    .ask_token = post_ask_token,
};
