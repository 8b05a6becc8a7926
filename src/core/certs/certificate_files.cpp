// What is in a file that may hold certificates in any of several formats.
#include "core/certs/certificate_files.h"

#include <string_view>
#include <utility>

#include "core/text/base64.h"
#include "ossl/certificate_bag.h"

namespace schannel::core::certs {

namespace {

std::vector<serialized_element> elements_of(const ossl::certificate_bag& bag) {
  std::vector<serialized_element> all;
  for (const auto& one : bag.certificates) all.push_back({one, {}});
  for (const auto& one : bag.revocation_lists) all.push_back({one, {}});
  return all;
}

std::optional<certificate_file> read_binary(tls::const_bytes content) {
  if (looks_serialized(content)) {
    auto elements = read_serialized(content);
    if (!elements) return std::nullopt;
    return certificate_file{std::move(*elements), store_format::serialized};
  }
  if (const auto bag = ossl::read_signed_data(content))
    return certificate_file{elements_of(*bag), store_format::signed_data};
  if (auto one = ossl::certificate::parse(content))
    return certificate_file{elements_of({{*std::move(one)}, {}}), store_format::serialized};
  if (auto one = ossl::revocation_list::parse(content))
    return certificate_file{elements_of({{}, {*std::move(one)}}), store_format::serialized};
  return std::nullopt;
}

/// The low bytes of what is UTF-16 with nothing beyond ASCII in it; other bytes as they are.
tls::byte_vector narrowed(tls::const_bytes text) {
  const bool has_mark = text.size() >= 2 && text[0] == 0xFF && text[1] == 0xFE;
  const bool is_wide = has_mark || (text.size() >= 2 && text[0] != 0 && text[1] == 0);
  tls::byte_vector narrow;
  for (std::size_t i = has_mark ? 2 : 0; i < text.size(); i += is_wide ? 2 : 1) narrow.push_back(text[i]);
  return narrow;
}

}  // namespace

std::optional<certificate_file> read_certificate_file(tls::const_bytes content) {
  if (content.empty()) return certificate_file{};
  if (auto binary = read_binary(content)) return binary;
  const tls::byte_vector text = narrowed(content);
  const ossl::certificate_bag pem = ossl::read_pem(text);
  if (!pem.certificates.empty() || !pem.revocation_lists.empty())
    return certificate_file{elements_of(pem), store_format::serialized};
  const std::string_view characters{reinterpret_cast<const char*>(text.data()), text.size()};
  const auto decoded = core::text::from_base64(characters);
  return decoded ? read_binary(*decoded) : std::nullopt;
}

}  // namespace schannel::core::certs
