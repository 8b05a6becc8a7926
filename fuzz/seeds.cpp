// Writes seeds for the fuzz targets, made now so that none of them expires: fuzz_seeds FOLDER makes a folder
// for each target that has some.
#include <wincrypt.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "structure_seeds.h"
#include "support/crypt32.h"
#include "support/ocsp.h"

namespace {

using namespace schannel::test;
namespace fs = std::filesystem;
namespace fuzzing = schannel::fuzzing;

class seeds {
 public:
  explicit seeds(fs::path folder) : folder_(std::move(folder)) { fs::create_directories(folder_); }

  void add(const std::string& name, const bytes& content) const {
    std::ofstream{folder_ / name, std::ios::binary}.write(reinterpret_cast<const char*>(content.data()),
                                                          static_cast<std::streamsize>(content.size()));
  }

 private:
  fs::path folder_;
};

bytes saved(HCERTSTORE store, DWORD format) {
  CRYPT_DATA_BLOB blob{};
  CertSaveStore(store, 0, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  bytes content(blob.cbData);
  blob.pbData = content.data();
  CertSaveStore(store, 0, format, CERT_STORE_SAVE_TO_MEMORY, &blob, 0);
  return content;
}

/// A store whose first property is a key's place with two parameters; both come to name all of it as their
/// data.
bytes repeated(bytes store) {
  for (const std::ptrdiff_t parameter : {48, 64}) {
    std::fill_n(store.begin() + parameter + 4, 4, std::uint8_t{0});
    std::copy_n(store.begin() + 16, 4, store.begin() + parameter + 8);
  }
  return store;
}

void write_stores(const fs::path& folder) {
  const issued_certificate root = make_certificate({.is_ca = true});
  const store_ptr store = memory_store();
  const seeds stores{folder};
  stores.add("empty", saved(store.get(), CERT_STORE_SAVE_AS_STORE));
  const context_ptr added = add(store.get(), root);
  set_blob_property(added.get(), CERT_FRIENDLY_NAME_PROP_ID, bytes(8, 0));
  wchar_t container[] = L"key";
  BYTE data[] = {1, 2, 3};
  CRYPT_KEY_PROV_PARAM parameters[] = {{4, data, sizeof data, 5}, {6, data, sizeof data, 7}};
  const CRYPT_KEY_PROV_INFO info{container, nullptr, PROV_RSA_FULL, 0, 2, parameters, AT_KEYEXCHANGE};
  CertSetCertificateContextProperty(added.get(), CERT_KEY_PROV_INFO_PROP_ID, 0, &info);
  stores.add("certificate", saved(store.get(), CERT_STORE_SAVE_AS_STORE));
  stores.add("repeated", repeated(saved(store.get(), CERT_STORE_SAVE_AS_STORE)));
  add(store.get(), list_of(make_revocation_list({.issuer = &root})).get());
  stores.add("both", saved(store.get(), CERT_STORE_SAVE_AS_STORE));
  stores.add("pkcs7", saved(store.get(), CERT_STORE_SAVE_AS_PKCS7));
  stores.add("der", root.der());
  const std::string pem = root.pem();
  stores.add("pem", {pem.begin(), pem.end()});
}

void write_revocation_lists(const fs::path& folder) {
  const issued_certificate root = make_certificate({.is_ca = true});
  const issued_certificate bad = make_certificate({.issuer = &root});
  const seeds lists{folder};
  lists.add("empty", make_revocation_list({.issuer = &root, .names_its_key = false}));
  lists.add("one", make_revocation_list({.issuer = &root, .revoked = {&bad}}));
  lists.add("delta", make_revocation_list({.issuer = &root, .revoked = {&bad, &root}, .is_delta = true}));
}

void write_certificates(const fs::path& folder) {
  const certificate_chain chain = make_chain({.usages = "serverAuth,clientAuth"});
  const seeds certificates{folder};
  certificates.add("root", chain.root.der());
  certificates.add("leaf", chain.leaf.der());
  certificates.add("rsa", make_certificate({.ip_addresses = {"::1"}, .key = key_type::rsa}).der());
}

void write_pfx_files(const fs::path& folder) {
  const seeds files{folder};
  const certificate_chain chain = make_chain();
  files.add("chain", make_pfx({.with_keys = {chain.leaf}, .without_keys = {chain.intermediate, chain.root}}));
  files.add("rsa", make_pfx({.with_keys = {make_certificate({.key = key_type::rsa})}}));
  // Without an integrity code a changed byte gets as far as what it stands in.
  files.add("open", make_pfx({.with_keys = {chain.leaf},
                              .without_keys = {chain.root},
                              .encryption = pfx_encryption::none,
                              .has_integrity_code = false,
                              .friendly_name = "証明書"}));
  files.add("sealed", make_pfx({.with_keys = {chain.leaf}, .has_integrity_code = false}));
}

void write_structures(const fs::path& folder) {
  const seeds structures{folder};
  for (const auto& [name, content] : fuzzing::structure_seeds()) structures.add(name, content);
}

void append(bytes& to, const bytes& part) {
  to.push_back(static_cast<std::uint8_t>(part.size() >> 8));
  to.push_back(static_cast<std::uint8_t>(part.size()));
  to.insert(to.end(), part.begin(), part.end());
}

bytes joined(const std::vector<bytes>& parts) {
  bytes all;
  for (const bytes& part : parts) append(all, part);
  return all;
}

void write_chains(const fs::path& folder) {
  const issued_certificate root = make_certificate({.common_name = "Root", .is_ca = true});
  const issued_certificate authority =
      make_certificate({.common_name = "Authority",
                        .is_ca = true,
                        .issuer = &root,
                        .extensions = {{"nameConstraints", "critical,permitted;DNS:example.com"},
                                       {"policyConstraints", "requireExplicitPolicy:0"}}});
  const issued_certificate leaf =
      make_certificate({.common_name = "www.example.com",
                        .dns_names = {"*.example.com"},
                        .usages = "serverAuth",
                        .issuer = &authority,
                        .extensions = {{"certificatePolicies", "DER:3006300406022A03"}}});
  const bytes list = make_revocation_list({.issuer = &authority, .revoked = {&leaf}});
  const bytes response = make_ocsp_response({.subject = &leaf, .issuer = &authority});
  const seeds chains{folder};
  chains.add("listed", joined({list, {}, leaf.der(), authority.der(), root.der()}));
  chains.add("stapled", joined({{}, response, leaf.der(), authority.der(), root.der()}));
  chains.add("alone", joined({{}, {}, root.der()}));
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::fprintf(stderr, "usage: fuzz_seeds FOLDER\n");
    return 2;
  }
  const fs::path folder = arguments[1];
  write_stores(folder / "store_file");
  write_revocation_lists(folder / "revocation_list");
  write_certificates(folder / "certificate");
  write_chains(folder / "chain");
  write_pfx_files(folder / "pfx");
  write_structures(folder / "decode_object");
  return 0;
}
