// Another spelling of windows.h that Windows source uses.
#include "windows.h"
