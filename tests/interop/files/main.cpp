// certificate_files: takes in what others wrote, and writes what others are to read, through the Windows API.
//   certificate_files import PFX PASSWORD
//   certificate_files convert PFX PASSWORD OLD NEW    which are written in old and in new encryption
//   certificate_files pem CERTIFICATE KEY PASSWORD
// It prints what it found, or the function that failed and the last error, with the exit status 1.
#include <cstdio>
#include <string>
#include <vector>

#include "pem_keys.h"
#include "support/windows_api.h"
#include "windows_objects.h"

namespace peers {
namespace {

store_ptr import(const std::string& path, const std::string& password) {
  bytes file = read_file(path);
  CRYPT_DATA_BLOB blob{static_cast<DWORD>(file.size()), file.data()};
  store_ptr store{
      PFXImportCertStore(&blob, widened(password).c_str(), PKCS12_NO_PERSIST_KEY | CRYPT_EXPORTABLE)};
  demand(store != nullptr, "PFXImportCertStore");
  return store;
}

std::string subject_of(PCCERT_CONTEXT context) {
  char name[256];
  CertGetNameStringA(context, CERT_NAME_SIMPLE_DISPLAY_TYPE, 0, nullptr, name, sizeof name);
  return name;
}

/// Only a key that belongs to the certificate makes a server's credential.
void show_key(PCCERT_CONTEXT context) {
  SCHANNEL_CRED data{};
  data.dwVersion = SCHANNEL_CRED_VERSION;
  data.cCreds = 1;
  data.paCred = &context;
  char package[] = UNISP_NAME_A;
  CredHandle handle;
  const SECURITY_STATUS acquired = AcquireCredentialsHandleA(nullptr, package, SECPKG_CRED_INBOUND, nullptr,
                                                             &data, nullptr, nullptr, &handle, nullptr);
  if (acquired != SEC_E_OK) throw failure{"AcquireCredentialsHandle", static_cast<DWORD>(acquired)};
  FreeCredentialsHandle(&handle);
  std::printf("key of %s\n", subject_of(context).c_str());
}

void show(HCERTSTORE store) {
  for (PCCERT_CONTEXT at = nullptr; (at = CertEnumCertificatesInStore(store, at)) != nullptr;)
    std::printf("certificate of %s\n", subject_of(at).c_str());
  const context_ptr with_key{
      CertFindCertificateInStore(store, X509_ASN_ENCODING, 0, CERT_FIND_HAS_PRIVATE_KEY, nullptr, nullptr)};
  demand(with_key != nullptr, "CertFindCertificateInStore");
  show_key(with_key.get());
}

void write_pfx(HCERTSTORE store, const std::string& password, const std::string& output, DWORD encryption) {
  wchar_t algorithm[] = PKCS12_PBES2_ALG_AES256_SHA256;
  PKCS12_PBES2_EXPORT_PARAMS parameters{sizeof parameters, nullptr, algorithm};
  const DWORD flags = EXPORT_PRIVATE_KEYS | REPORT_NOT_ABLE_TO_EXPORT_PRIVATE_KEY | encryption;
  const std::wstring secret = widened(password);
  CRYPT_DATA_BLOB blob{};
  demand(PFXExportCertStoreEx(store, &blob, secret.c_str(), &parameters, flags), "PFXExportCertStoreEx");
  bytes file(blob.cbData);
  blob.pbData = file.data();
  demand(PFXExportCertStoreEx(store, &blob, secret.c_str(), &parameters, flags), "PFXExportCertStoreEx");
  file.resize(blob.cbData);
  write_file(output, file);
}

int run(const std::vector<std::string>& words) {
  if (words.size() == 3 && words[0] == "import") {
    show(import(words[1], words[2]).get());
  } else if (words.size() == 5 && words[0] == "convert") {
    const store_ptr store = import(words[1], words[2]);
    write_pfx(store.get(), words[2], words[3], 0);
    write_pfx(store.get(), words[2], words[4], PKCS12_EXPORT_PBES2_PARAMS);
  } else if (words.size() == 4 && words[0] == "pem") {
    const context_ptr certificate = query_certificate(words[1]);
    attach_key(certificate.get(), to_text(read_file(words[2])), words[3]);
    show_key(certificate.get());
  } else {
    std::fputs("usage: see the head of main.cpp\n", stderr);
    return 2;
  }
  return 0;
}

}  // namespace
}  // namespace peers

int main(int count, char** arguments) {
  try {
    return peers::run({arguments + 1, arguments + count});
  } catch (const std::exception& reason) {
    std::printf("%s\n", reason.what());
    return 1;
  }
}
