// The hosts that a certificate says it is for.
#include "ossl/host_names.h"

#include <memory>

#include "ossl/error_scope.h"
#include "ossl/handles.h"

namespace schannel::ossl {

namespace {

/// Some issuers end names with NULs. One inside a name stays, and lets it match nothing.
std::string without_nuls_at_end(std::string text) {
  while (text.ends_with('\0')) text.pop_back();
  return text;
}

std::string text_of(const ASN1_STRING* from) {
  return without_nuls_at_end({reinterpret_cast<const char*>(ASN1_STRING_get0_data(from)),
                              static_cast<std::size_t>(ASN1_STRING_length(from))});
}

/// Empty for a string that cannot be read.
std::string utf8_of(const ASN1_STRING* from) {
  unsigned char* text = nullptr;
  const int size = ASN1_STRING_to_UTF8(&text, from);
  const std::unique_ptr<unsigned char, freed_by<[](void* memory) { OPENSSL_free(memory); }>> owner{text};
  if (size < 0) return {};
  return without_nuls_at_end({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
}

void add_alternative_names(host_names& hosts, X509* shown) {
  using names_ptr = owned<GENERAL_NAMES, GENERAL_NAMES_free>;
  const names_ptr names{
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(shown, NID_subject_alt_name, nullptr, nullptr))};
  for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS) hosts.dns.push_back(text_of(name->d.dNSName));
    if (name->type != GEN_IPADD) continue;
    const unsigned char* const address = ASN1_STRING_get0_data(name->d.iPAddress);
    hosts.addresses.emplace_back(address, address + ASN1_STRING_length(name->d.iPAddress));
  }
}

}  // namespace

host_names hosts_of(const certificate& shown) {
  const error_scope errors;
  host_names hosts;
  add_alternative_names(hosts, shown.native());
  const X509_NAME* const subject = X509_get_subject_name(shown.native());
  for (int i = -1; (i = X509_NAME_get_index_by_NID(subject, NID_commonName, i)) >= 0;)
    hosts.common_names.push_back(utf8_of(X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, i))));
  errors.throw_if_out_of_memory();
  return hosts;
}

}  // namespace schannel::ossl
