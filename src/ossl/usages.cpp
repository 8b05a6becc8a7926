// What a certificate says its key may be used for.
#include "ossl/usages.h"

#include <limits>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/oids.h"

namespace schannel::ossl {

namespace {

using usages_ptr = owned<EXTENDED_KEY_USAGE, EXTENDED_KEY_USAGE_free>;

std::vector<std::string> texts_of(const EXTENDED_KEY_USAGE* all) {
  std::vector<std::string> usages;
  for (int i = 0; i < sk_ASN1_OBJECT_num(all); ++i) usages.push_back(dotted(sk_ASN1_OBJECT_value(all, i)));
  return usages;
}

}  // namespace

std::optional<std::vector<std::string>> extended_usages_of(const certificate& shown) {
  const error_scope errors;
  constexpr int not_there = -1;
  int found = not_there;
  const usages_ptr extension{
      static_cast<EXTENDED_KEY_USAGE*>(X509_get_ext_d2i(shown.native(), NID_ext_key_usage, &found, nullptr))};
  if (!extension) {
    errors.throw_if_out_of_memory();
    return found == not_there ? std::nullopt : std::optional<std::vector<std::string>>{std::in_place};
  }
  return texts_of(extension.get());
}

std::vector<std::string> extended_usages_in(tls::const_bytes der) {
  const error_scope errors;
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return {};
  const unsigned char* position = der.data();
  const usages_ptr read{d2i_EXTENDED_KEY_USAGE(nullptr, &position, static_cast<long>(der.size()))};
  if (!read) errors.throw_if_out_of_memory();
  return texts_of(read.get());
}

std::optional<bool> is_authority(const certificate& shown) {
  const error_scope errors;
  const std::uint32_t flags = X509_get_extension_flags(shown.native());
  if ((flags & EXFLAG_BCONS) == 0) return std::nullopt;
  return (flags & EXFLAG_CA) != 0;
}

}  // namespace schannel::ossl
