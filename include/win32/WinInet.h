// Another spelling of wininet.h that Windows source uses.
#include "wininet.h"
