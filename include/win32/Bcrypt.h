// Another spelling of bcrypt.h that Windows source uses.
#include "bcrypt.h"
