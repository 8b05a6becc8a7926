// The version probes of ntdll, which programs look up by name.
#pragma once

#include <windows.h>

namespace schannel::abi {

/// RtlGetVersion: returns STATUS_SUCCESS.
LONG NTAPI rtl_get_version(PRTL_OSVERSIONINFOW version);

/// RtlVerifyVersionInfo: returns STATUS_SUCCESS or STATUS_REVISION_MISMATCH.
LONG NTAPI rtl_verify_version_info(PRTL_OSVERSIONINFOEXW wanted, ULONG types, ULONGLONG conditions);

}  // namespace schannel::abi
