// CertVerifyTimeValidity, CertVerifyCRLTimeValidity, CertVerifyValidityNesting.
#include <wincrypt.h>

#include <ctime>

#include "abi/crypt32/times.h"

using namespace schannel::abi::crypt32;

namespace {

ULONGLONG steps_of(const FILETIME& time) {
  return ULONGLONG{time.dwHighDateTime} << 32 | time.dwLowDateTime;
}

FILETIME asked_or_now(const FILETIME* asked) {
  return asked == nullptr ? file_time(std::time(nullptr)) : *asked;
}

}  // namespace

LONG WINAPI CertVerifyTimeValidity(LPFILETIME pTimeToVerify, PCERT_INFO pCertInfo) {
  const ULONGLONG now = steps_of(asked_or_now(pTimeToVerify));
  if (now < steps_of(pCertInfo->NotBefore)) return -1;
  return now > steps_of(pCertInfo->NotAfter) ? 1 : 0;
}

LONG WINAPI CertVerifyCRLTimeValidity(LPFILETIME pTimeToVerify, PCRL_INFO pCrlInfo) {
  const ULONGLONG now = steps_of(asked_or_now(pTimeToVerify));
  if (now < steps_of(pCrlInfo->ThisUpdate)) return -1;
  const ULONGLONG end = steps_of(pCrlInfo->NextUpdate);
  return end != 0 && now > end ? 1 : 0;
}

BOOL WINAPI CertVerifyValidityNesting(PCERT_INFO pSubjectInfo, PCERT_INFO pIssuerInfo) {
  const bool is_nested = steps_of(pSubjectInfo->NotBefore) >= steps_of(pIssuerInfo->NotBefore) &&
                         steps_of(pSubjectInfo->NotAfter) <= steps_of(pIssuerInfo->NotAfter);
  return is_nested ? TRUE : FALSE;
}
