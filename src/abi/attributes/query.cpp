// QueryContextAttributes and QueryContextAttributesEx.
#include <algorithm>
#include <optional>

#include "abi/attributes/attribute.h"
#include "abi/entry.h"

namespace schannel::abi {
namespace {

const attribute* find(ULONG id) {
  for (const attribute_table table : {connection_attributes(), algorithm_attributes(), name_attributes(),
                                      certificate_attributes(), request_attributes(), secret_attributes()}) {
    const auto found =
        std::find_if(table.begin(), table.end(), [id](const attribute& one) { return one.id == id; });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

/// `room` bytes are at `buffer`; nothing is known of a caller that was not asked for the size.
SECURITY_STATUS query(PCtxtHandle handle, ULONG id, void* buffer, std::optional<ULONG> room,
                      attribute::fill attribute::*characters) {
  return guarded([&]() -> SECURITY_STATUS {
    const auto found = contexts().use(handle);
    if (!found) return SEC_E_INVALID_HANDLE;
    if (buffer == nullptr) return SEC_E_INTERNAL_ERROR;
    const attribute* wanted = find(id);
    if (wanted == nullptr) return SEC_E_UNSUPPORTED_FUNCTION;
    if (room && *room < wanted->size) return SEC_E_BUFFER_TOO_SMALL;

    const turn mine = turn::on_all_of(*found);
    if (wanted->from == stage::established && !found->connection.facts())
      return to_status(tls::cause::not_established);
    return (wanted->*characters)({*found}, buffer);
  });
}

}  // namespace
}  // namespace schannel::abi

using namespace schannel::abi;

SECURITY_STATUS QueryContextAttributesA(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer) {
  return query(phContext, ulAttribute, pBuffer, std::nullopt, &attribute::narrow);
}

SECURITY_STATUS QueryContextAttributesW(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer) {
  return query(phContext, ulAttribute, pBuffer, std::nullopt, &attribute::wide);
}

SECURITY_STATUS QueryContextAttributesExA(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return query(phContext, ulAttribute, pBuffer, cbBuffer, &attribute::narrow);
}

SECURITY_STATUS QueryContextAttributesExW(PCtxtHandle phContext, ULONG ulAttribute, void* pBuffer,
                                          ULONG cbBuffer) {
  return query(phContext, ulAttribute, pBuffer, cbBuffer, &attribute::wide);
}
