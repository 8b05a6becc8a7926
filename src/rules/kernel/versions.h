// What programs hear when they ask for the version of Windows.
#pragma once

#include "rules/rule.h"

namespace schannel::rules {

inline constexpr rule versions[] = {
    {"SSPI-RtlGetVersion", "Windows 10.0 with a build of 20348 or later, which has TLS 1.3.",
     basis::relied_upon, "curl, aws-c-io, mongo-c-driver, MariaDB, .NET"},
    {"SSPI-GetVersionEx-version", "10.0.22000, a workstation without a service pack.", basis::chosen,
     "our choice: the first client version whose Schannel speaks TLS 1.3"},
    {"SSPI-GetVersionEx-sizes",
     "The size says whether OSVERSIONINFO or OSVERSIONINFOEX is to be filled; another one is "
     "ERROR_INSUFFICIENT_BUFFER.",
     basis::chosen, "our choice: so that nothing is written beyond"},
    {"SSPI-VerifyVersionInfo-version",
     "Major and minor version and service pack are compared in this order, the later ones when those before "
     "are equal; "
     "ERROR_OLD_WIN_VERSION when the condition does not hold.",
     basis::documented, "Microsoft: VerifyVersionInfo"},
    {"SSPI-VerifyVersionInfo-others", "Build, platform and product are compared each for itself.",
     basis::documented, "Microsoft: VerifyVersionInfo"},
    {"SSPI-VerifyVersionInfo-nothing", "No condition: ERROR_BAD_ARGUMENTS.", basis::documented,
     "Microsoft: VerifyVersionInfo"},
    {"SSPI-RtlVerifyVersionInfo",
     "STATUS_SUCCESS, or STATUS_REVISION_MISMATCH when the condition does not hold.", basis::relied_upon,
     "curl, aws-c-io"},
};

}  // namespace schannel::rules
