// Another spelling of schannel.h that Windows source uses.
#include "schannel.h"
