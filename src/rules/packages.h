// The package as it describes itself, and the tables of its functions.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule packages[] = {
    {"SSPI-EnumerateSecurityPackages",
     "Schannel and Microsoft Unified Security Protocol Provider are both there.", basis::verified,
     "observed on Windows"},
    {"SSPI-QuerySecurityPackageInfo",
     "Version 1, RPC id 14, tokens of up to 24576 bytes, and the capabilities of a stream.",
     basis::relied_upon, "programs that size their buffers with it; seen on Windows"},
    {"SSPI-QuerySecurityPackageInfo-any-case", "The name is found in any case.", basis::verified,
     "observed on Windows"},
    {"SSPI-QuerySecurityPackageInfo-unknown",
     "Another name: SEC_E_SECPKG_NOT_FOUND, and the pointer stays as it was.", basis::verified,
     "observed on Windows"},
    {"SSPI-InitSecurityInterface",
     "The same table each time, with every function in its place; the old places of EncryptMessage and "
     "DecryptMessage hold them too.",
     basis::documented, "Microsoft: SecurityFunctionTable"},
    {"SSPI-InitSecurityInterface-works",
     "A connection made through the table alone lives and ends like any other.", basis::relied_upon,
     "curl, boost-wintls, StreamSSL, POCO, libstrophe, msspi, s-chat"},
};

inline constexpr topic package_topics[] = {{"Packages", "", packages}};

}  // namespace schannel::rules
