#include "describe_system.h"

#include "intake/child/sandbox.h"

void describe_system(struct system_layer layers[SYSTEM_LAYERS])
{
    struct sandbox_layers found;
    sandbox_probe(&found);
    layers[0] = (struct system_layer){"limits", found.limits};
    layers[1] = (struct system_layer){"seccomp", found.seccomp};
    layers[2] = (struct system_layer){"landlock", found.landlock};
    /* A build with a sanitizer cannot limit the memory of the child. */
    layers[3] = (struct system_layer){"memory_limit", found.limits && !found.instrumented};
}
