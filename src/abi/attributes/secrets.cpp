// What only the two ends of a connection can know: UNIQUE_BINDINGS, ENDPOINT_BINDINGS, KEYING_MATERIAL,
// KEYING_MATERIAL_INPROC, EAP_KEY_BLOCK.
#include <algorithm>

#include "abi/attributes/attribute.h"
#include "abi/attributes/keying_material.h"
#include "abi/memory.h"
#include "abi/status.h"
#include "ossl/bindings.h"

namespace schannel::abi {
namespace {

/// One block: the structure, the prefix of the channel binding's type, and its value.
SECURITY_STATUS publish(std::string_view prefix, tls::const_bytes value, SecPkgContext_Bindings& bindings) {
  if (value.empty()) return SEC_E_UNSUPPORTED_FUNCTION;
  const std::size_t data = prefix.size() + value.size();
  const std::size_t whole = sizeof(SEC_CHANNEL_BINDINGS) + data;
  auto* block = static_cast<SEC_CHANNEL_BINDINGS*>(allocate_for_caller(whole));
  block->cbApplicationDataLength = static_cast<ULONG>(data);
  block->dwApplicationDataOffset = sizeof(SEC_CHANNEL_BINDINGS);
  std::copy(value.begin(), value.end(),
            std::copy(prefix.begin(), prefix.end(), reinterpret_cast<std::uint8_t*>(block + 1)));
  bindings = {static_cast<ULONG>(whole), block};
  return SEC_E_OK;
}

/// RFC 5929 section 3; there is no tls-unique in TLS 1.3 (RFC 8446 appendix C.5).
SECURITY_STATUS unique_bindings(const subject& of, SecPkgContext_Bindings& bindings) {
  return publish("tls-unique:", of.facts().first_finished, bindings);
}

/// RFC 5929 section 4.
SECURITY_STATUS endpoint_bindings(const subject& of, SecPkgContext_Bindings& bindings) {
  const auto& server = of.connection().is_client() ? of.facts().peer_chain : of.facts().local_chain;
  if (server.empty()) return SEC_E_NO_CREDENTIALS;
  return publish("tls-server-end-point:", ossl::end_point_hash(server.front()), bindings);
}

/// Not the shutdown but the end of both directions takes the secrets away.
SECURITY_STATUS export_to_caller(const subject& of, const keying_material_wish& wish, DWORD& size,
                                 PBYTE& material) {
  const ossl::engine* engine = of.connection().engine();
  if (engine == nullptr) return to_status(tls::cause::already_closed);
  caller_ptr<BYTE> room(static_cast<PBYTE>(allocate_for_caller(wish.length)));
  const auto exported =
      engine->export_keying_material(wish.label, wish.context, tls::mutable_bytes(room.get(), wish.length));
  if (!exported && exported.failure().why == tls::cause::malformed_options) return SEC_E_INVALID_PARAMETER;
  if (!exported) return to_status(exported.failure());
  size = wish.length;
  material = room.release();
  return SEC_E_OK;
}

SECURITY_STATUS keying_material(const subject& of, SecPkgContext_KeyingMaterial& answer) {
  const auto& wish = of.of.settings.keying_material;
  if (!wish) return SEC_E_UNSUPPORTED_FUNCTION;
  return export_to_caller(of, *wish, answer.cbKeyingMaterial, answer.pbKeyingMaterial);
}

SECURITY_STATUS keying_material_in_process(const subject& of, SecPkgContext_KeyingMaterial_Inproc& answer) {
  const auto wish = parse_keying_material(answer);
  if (!wish) return SEC_E_INVALID_PARAMETER;
  return export_to_caller(of, *wish, answer.cbKeyingMaterial, answer.pbKeyingMaterial);
}

SECURITY_STATUS eap_key_block(const subject& of, SecPkgContext_EapKeyBlock& block) {
  const ossl::engine* engine = of.connection().engine();
  if (engine == nullptr) return to_status(tls::cause::already_closed);
  const auto derived = engine->eap_keys();
  if (!derived) return to_status(derived.failure());
  const auto& [keys, vectors] = *derived;
  std::ranges::copy(keys.bytes(), block.rgbKeys);
  std::ranges::copy(vectors.bytes(), block.rgbIVs);
  return SEC_E_OK;
}

constexpr attribute table[] = {
    answered_by<unique_bindings>(SECPKG_ATTR_UNIQUE_BINDINGS),
    answered_by<endpoint_bindings>(SECPKG_ATTR_ENDPOINT_BINDINGS),
    answered_by<keying_material>(SECPKG_ATTR_KEYING_MATERIAL),
    answered_by<keying_material_in_process>(SECPKG_ATTR_KEYING_MATERIAL_INPROC),
    answered_by<eap_key_block>(SECPKG_ATTR_EAP_KEY_BLOCK),
};

}  // namespace

attribute_table secret_attributes() {
  return table;
}

}  // namespace schannel::abi
