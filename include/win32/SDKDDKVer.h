// Another spelling of sdkddkver.h that Windows source uses.
#include "sdkddkver.h"
