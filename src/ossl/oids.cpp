// Object identifiers between OpenSSL's objects and dotted text.
#include "ossl/oids.h"

#include <openssl/objects.h>

namespace schannel::ossl {

std::string dotted(const ASN1_OBJECT* oid) {
  constexpr int no_names = 1;
  const int length = OBJ_obj2txt(nullptr, 0, oid, no_names);
  if (length <= 0) return {};
  std::string text(static_cast<std::size_t>(length) + 1, '\0');
  OBJ_obj2txt(text.data(), static_cast<int>(text.size()), oid, no_names);
  text.pop_back();
  return text;
}

oid_ptr oid_of(const std::string& text) {
  constexpr int no_names = 1;
  return oid_ptr{OBJ_txt2obj(text.c_str(), no_names)};
}

}  // namespace schannel::ossl
