// What programs put into an NCryptBufferDesc.
#include "abi/cng/parameters.h"

#include <cstring>
#include <span>

namespace schannel::abi::cng {

namespace {

/// Text up to its terminator or the end of the buffer.
template <typename Text>
Text text_in(const NCryptBuffer& buffer) {
  using Character = typename Text::value_type;
  Text text(buffer.cbBuffer / sizeof(Character), Character{});
  if (!text.empty()) std::memcpy(text.data(), buffer.pvBuffer, text.size() * sizeof(Character));
  const auto end = text.find(Character{});
  if (end != Text::npos) text.resize(end);
  return text;
}

}  // namespace

std::optional<blob_parameters> read_parameters(const NCryptBufferDesc* description) {
  blob_parameters read;
  if (description == nullptr) return read;
  if (description->ulVersion != NCRYPTBUFFER_VERSION ||
      (description->pBuffers == nullptr && description->cBuffers != 0))
    return std::nullopt;
  for (const NCryptBuffer& buffer : std::span{description->pBuffers, description->cBuffers}) {
    if (buffer.pvBuffer == nullptr && buffer.cbBuffer != 0) return std::nullopt;
    switch (buffer.BufferType) {
      case NCRYPTBUFFER_PKCS_KEY_NAME:
        read.key_name = text_in<std::wstring>(buffer);
        break;
      case NCRYPTBUFFER_PKCS_SECRET:
        read.secret.emplace(text_in<std::wstring>(buffer));
        break;
      case NCRYPTBUFFER_PKCS_ALG_OID:
        read.algorithm = text_in<std::string>(buffer);
        break;
      default:
        break;
    }
  }
  return read;
}

}  // namespace schannel::abi::cng
