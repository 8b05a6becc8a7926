// Another spelling of schnlsp.h that Windows source uses.
#include "schnlsp.h"
