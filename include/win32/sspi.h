// SSPI, the interface through which programs use a security package. Define SECURITY_WIN32 first, as on
// Windows.
#ifndef __SSPI_H__
#define __SSPI_H__

#ifndef SECURITY_WIN32
#error "Define SECURITY_WIN32 before including sspi.h or security.h."
#endif

#define ISSP_LEVEL 32
#define ISSP_MODE  1

#include "openschannel/base.h"
#include "openschannel/sspi/types.h"
#include "openschannel/sspi/buffers.h"
#include "openschannel/sspi/requirements.h"
#include "openschannel/sspi/attributes.h"
#include "openschannel/sspi/functions.h"
#include "openschannel/sspi/function_table.h"
#include "openschannel/sspi/neutral_names.h"

#endif
