// Schannel: what is its own beside SSPI. Credentials, control tokens, attributes, protocol versions.
#ifndef __SCHANNEL_H__
#define __SCHANNEL_H__

#include "openschannel/base.h"
#include "wincrypt.h"
#include "openschannel/schannel/names.h"
#include "openschannel/schannel/protocols.h"
#include "openschannel/schannel/credentials.h"
#include "openschannel/schannel/tokens.h"
#include "openschannel/schannel/extensions.h"
#include "openschannel/schannel/attributes.h"
#include "openschannel/schannel/functions.h"

#endif

// Outside the guard, so that a file that asks for these gets them even when another has included this header
// before.
#ifdef SCHANNEL_USE_BLACKLISTS
#include "openschannel/schannel/settings.h"
#endif
