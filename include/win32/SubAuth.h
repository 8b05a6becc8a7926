// Another spelling of subauth.h that Windows source uses.
#include "subauth.h"
