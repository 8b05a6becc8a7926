// Another spelling of winternl.h that Windows source uses.
#include "winternl.h"
