// Another spelling of winhttp.h that Windows source uses.
#include "winhttp.h"
