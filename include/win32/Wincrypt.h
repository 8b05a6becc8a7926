// Another spelling of wincrypt.h that Windows source uses.
#include "wincrypt.h"
