// GetVersionEx, VerSetConditionMask, VerifyVersionInfo, and what ntdll has in their place:
// Windows 10.0.22000.
#include <windows.h>

#include <compare>
#include <cstring>

#include "abi/kernel32/version_probes.h"
#include "abi/last_error.h"

using namespace schannel;
using abi::set_last_error;

namespace {

constexpr DWORD major_version = 10;
constexpr DWORD minor_version = 0;
constexpr DWORD build_number = 22000;
constexpr LONG status_success = 0;
constexpr LONG status_invalid_parameter = static_cast<LONG>(0xC000000D);
constexpr LONG status_revision_mismatch = static_cast<LONG>(0xC0000059);

/// Fills what all of the structures have; the text of a service pack that there is not is empty.
template <typename Information>
void fill(Information& to) {
  const DWORD size = to.dwOSVersionInfoSize;
  to = {};
  to.dwOSVersionInfoSize = size;
  to.dwMajorVersion = major_version;
  to.dwMinorVersion = minor_version;
  to.dwBuildNumber = build_number;
  to.dwPlatformId = VER_PLATFORM_WIN32_NT;
}

template <typename Extended>
void fill_extended(Extended& to) {
  fill(to);
  to.wSuiteMask = VER_SUITE_SINGLEUSERTS;
  to.wProductType = VER_NT_WORKSTATION;
}

/// `Extended` begins with the members of `Plain`. False for a size that is neither's.
template <typename Plain, typename Extended>
bool fill_by_size(Plain* to) {
  if (to == nullptr) return false;
  if (to->dwOSVersionInfoSize == sizeof(Plain)) {
    fill(*to);
    return true;
  }
  if (to->dwOSVersionInfoSize != sizeof(Extended)) return false;
  fill_extended(*reinterpret_cast<Extended*>(to));
  return true;
}

constexpr int bits_per_condition = 3;

/// The condition of the one member that `type` names; 0 when there is none.
ULONG condition_of(ULONGLONG conditions, ULONG type) {
  int position = 0;
  while ((type >> position & 1) == 0) ++position;
  return static_cast<ULONG>(conditions >> position * bits_per_condition & 7);
}

bool holds(std::strong_ordering actual, ULONG condition) {
  switch (condition) {
    case VER_EQUAL:
      return std::is_eq(actual);
    case VER_GREATER:
      return std::is_gt(actual);
    case VER_GREATER_EQUAL:
      return std::is_gteq(actual);
    case VER_LESS:
      return std::is_lt(actual);
    case VER_LESS_EQUAL:
      return std::is_lteq(actual);
    default:
      return false;
  }
}

/// The numbers of a version in their order: a later one counts when those before it are equal. The condition
/// is the first one's.
template <typename Extended>
bool version_holds(const Extended& wanted, ULONG types, ULONGLONG conditions) {
  struct part {
    ULONG type;
    DWORD actual;
    DWORD wanted;
  };
  const part parts[] = {{VER_MAJORVERSION, major_version, wanted.dwMajorVersion},
                        {VER_MINORVERSION, minor_version, wanted.dwMinorVersion},
                        {VER_SERVICEPACKMAJOR, 0, wanted.wServicePackMajor},
                        {VER_SERVICEPACKMINOR, 0, wanted.wServicePackMinor}};
  ULONG condition = 0;
  std::strong_ordering actual = std::strong_ordering::equal;
  for (const part& one : parts) {
    if ((types & one.type) == 0) continue;
    if (condition == 0) condition = condition_of(conditions, one.type);
    if (std::is_eq(actual)) actual = one.actual <=> one.wanted;
  }
  return condition == 0 || holds(actual, condition);
}

bool suites_hold(WORD wanted, ULONG condition) {
  constexpr WORD actual = VER_SUITE_SINGLEUSERTS;
  return condition == VER_OR ? wanted == 0 || (actual & wanted) != 0 : (actual & wanted) == wanted;
}

template <typename Extended>
LONG verify(const Extended* wanted, ULONG types, ULONGLONG conditions) {
  if (wanted == nullptr || types == 0 || conditions == 0) return status_invalid_parameter;
  const auto holds_for = [&](ULONG type, DWORD actual, DWORD expected) {
    return (types & type) == 0 || holds(actual <=> expected, condition_of(conditions, type));
  };
  const bool all_hold = version_holds(*wanted, types, conditions) &&
                        holds_for(VER_BUILDNUMBER, build_number, wanted->dwBuildNumber) &&
                        holds_for(VER_PLATFORMID, VER_PLATFORM_WIN32_NT, wanted->dwPlatformId) &&
                        holds_for(VER_PRODUCT_TYPE, VER_NT_WORKSTATION, wanted->wProductType) &&
                        ((types & VER_SUITENAME) == 0 ||
                         suites_hold(wanted->wSuiteMask, condition_of(conditions, VER_SUITENAME)));
  return all_hold ? status_success : status_revision_mismatch;
}

BOOL verified(LONG status) {
  if (status == status_success) return TRUE;
  set_last_error(status == status_revision_mismatch ? ERROR_OLD_WIN_VERSION : ERROR_BAD_ARGUMENTS);
  return FALSE;
}

BOOL filled(bool has_known_size) {
  if (has_known_size) return TRUE;
  set_last_error(ERROR_INSUFFICIENT_BUFFER);
  return FALSE;
}

}  // namespace

namespace schannel::abi {

LONG NTAPI rtl_get_version(PRTL_OSVERSIONINFOW version) {
  return fill_by_size<OSVERSIONINFOW, OSVERSIONINFOEXW>(version) ? status_success : status_invalid_parameter;
}

LONG NTAPI rtl_verify_version_info(PRTL_OSVERSIONINFOEXW wanted, ULONG types, ULONGLONG conditions) {
  return verify(wanted, types, conditions);
}

}  // namespace schannel::abi

BOOL WINAPI GetVersionExA(LPOSVERSIONINFOA lpVersionInformation) {
  return filled(fill_by_size<OSVERSIONINFOA, OSVERSIONINFOEXA>(lpVersionInformation));
}

BOOL WINAPI GetVersionExW(LPOSVERSIONINFOW lpVersionInformation) {
  return filled(fill_by_size<OSVERSIONINFOW, OSVERSIONINFOEXW>(lpVersionInformation));
}

ULONGLONG NTAPI VerSetConditionMask(ULONGLONG ConditionMask, ULONG TypeMask, UCHAR Condition) {
  for (int position = 0; position < 8; ++position)
    if ((TypeMask >> position & 1) != 0)
      ConditionMask |= ULONGLONG{Condition & 7u} << position * bits_per_condition;
  return ConditionMask;
}

BOOL WINAPI VerifyVersionInfoA(LPOSVERSIONINFOEXA lpVersionInformation, DWORD dwTypeMask,
                               DWORDLONG dwlConditionMask) {
  return verified(verify(lpVersionInformation, dwTypeMask, dwlConditionMask));
}

BOOL WINAPI VerifyVersionInfoW(LPOSVERSIONINFOEXW lpVersionInformation, DWORD dwTypeMask,
                               DWORDLONG dwlConditionMask) {
  return verified(verify(lpVersionInformation, dwTypeMask, dwlConditionMask));
}
