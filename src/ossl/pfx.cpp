// PFX files: OpenSSL takes them apart layer by layer; which key belongs to which certificate is decided here.
#include "ossl/pfx.h"

#include <algorithm>
#include <limits>
#include <new>
#include <utility>

#include "ossl/error_scope.h"
#include "ossl/handles.h"
#include "ossl/legacy_library.h"
#include "ossl/pfx_effort.h"
#include "ossl/pfx_password.h"
#include "tls/unicode.h"

namespace schannel::ossl {

namespace {

using parts_ptr =
    owned<STACK_OF(PKCS7), [](STACK_OF(PKCS7) * parts) { sk_PKCS7_pop_free(parts, PKCS7_free); }>;
using bags_ptr = owned<STACK_OF(PKCS12_SAFEBAG), [](STACK_OF(PKCS12_SAFEBAG) * bags) {
  sk_PKCS12_SAFEBAG_pop_free(bags, PKCS12_SAFEBAG_free);
}>;
using pkcs8_ptr = owned<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;

/// Nothing went wrong, or this did.
using complaint = std::optional<pfx_refusal>;

/// One pass over one file with one OpenSSL library.
class reader {
 public:
  reader(OSSL_LIB_CTX* library, pfx_scope scope) : library_(library), scope_(scope) {}

  /// Stops once the password is known to fit.
  complaint check(tls::const_bytes der, const pfx_password& password);
  complaint read(tls::const_bytes der, const pfx_password& password);
  std::vector<pfx_certificate> take_certificates() &&;

 private:
  complaint read_with_any_form(PKCS12* file, const pfx_password& password);
  complaint check_integrity(PKCS12* file, const pfx_password& password);
  complaint read_parts(PKCS12* file);
  complaint read_part(PKCS7* part);
  complaint read_bags(const STACK_OF(PKCS12_SAFEBAG) * bags);
  complaint read_bag(const PKCS12_SAFEBAG* bag);
  complaint read_certificate(const PKCS12_SAFEBAG* bag);
  complaint read_encrypted_key(const PKCS12_SAFEBAG* bag);
  complaint read_key(const PKCS8_PRIV_KEY_INFO* encoded);

  bool afford(std::optional<std::uint64_t> iterations);
  /// What a failed decryption means: with a verified integrity code the password is right.
  pfx_refusal undecryptable() const {
    return password_verified_ ? pfx_refusal::unsupported : pfx_refusal::wrong_password;
  }

  OSSL_LIB_CTX* library_;
  pfx_scope scope_;
  pfx_password::form password_{};
  bool password_verified_ = false;
  std::uint64_t iterations_left_ = affordable_iterations;
  std::vector<pfx_certificate> certificates_;
  std::vector<private_key> keys_;
};

pkcs12_ptr parse(tls::const_bytes der, OSSL_LIB_CTX* library) {
  if (der.size() > static_cast<std::size_t>(std::numeric_limits<long>::max())) return nullptr;
  PKCS12* file = PKCS12_init_ex(NID_pkcs7_data, library, nullptr);
  if (file == nullptr) throw std::bad_alloc{};
  const unsigned char* position = der.data();
  // On failure d2i frees what it was given and clears the pointer.
  d2i_PKCS12(&file, &position, static_cast<long>(der.size()));
  return pkcs12_ptr{file};
}

/// As UTF-8, empty when there is none. PKCS12_get_friendlyname() has no room for a last character that takes
/// three bytes, as those of many scripts do.
std::string friendly_name_of(const PKCS12_SAFEBAG* bag) {
  const ASN1_TYPE* name = PKCS12_SAFEBAG_get0_attr(bag, NID_friendlyName);
  if (name == nullptr || ASN1_TYPE_get(name) != V_ASN1_BMPSTRING) return {};
  const unsigned char* units = ASN1_STRING_get0_data(name->value.bmpstring);
  std::wstring text;
  for (int i = 0; i + 1 < ASN1_STRING_length(name->value.bmpstring); i += 2)
    text += static_cast<wchar_t>(units[i] << 8 | units[i + 1]);
  return tls::to_utf8(std::wstring_view{text}.substr(0, text.find(L'\0')));
}

complaint reader::check(tls::const_bytes der, const pfx_password& password) {
  const pkcs12_ptr file = parse(der, library_);
  if (!file) return pfx_refusal::malformed;
  return PKCS12_mac_present(file.get()) == 1 ? check_integrity(file.get(), password)
                                             : read_with_any_form(file.get(), password);
}

complaint reader::read(tls::const_bytes der, const pfx_password& password) {
  const pkcs12_ptr file = parse(der, library_);
  if (!file) return pfx_refusal::malformed;
  if (scope_ == pfx_scope::open_certificates) return read_parts(file.get());
  if (PKCS12_mac_present(file.get()) != 1) return read_with_any_form(file.get(), password);
  if (const complaint refused = check_integrity(file.get(), password)) return refused;
  return read_parts(file.get());
}

complaint reader::read_with_any_form(PKCS12* file, const pfx_password& password) {
  complaint refused;
  for (const pfx_password::form form : password.forms()) {
    password_ = form;
    certificates_.clear();
    keys_.clear();
    refused = read_parts(file);
    if (refused != pfx_refusal::wrong_password) return refused;
  }
  return refused;
}

complaint reader::check_integrity(PKCS12* file, const pfx_password& password) {
  const error_scope errors;
  const ASN1_INTEGER* iterations = nullptr;
  PKCS12_get0_mac(nullptr, nullptr, nullptr, &iterations, file);
  const auto forms = password.forms();
  const auto demanded = iterations == nullptr ? std::uint64_t{1} : value_of(iterations);
  for (const pfx_password::form form : forms) {
    if (!afford(demanded)) return pfx_refusal::unsupported;
    password_verified_ = PKCS12_verify_mac(file, form.text, form.length) == 1;
    password_ = form;
    if (password_verified_) return std::nullopt;
    // A code that merely differs is no error to OpenSSL.
    if (!errors.explains_failure()) continue;
    errors.throw_if_out_of_memory();
    return pfx_refusal::unsupported;
  }
  return pfx_refusal::wrong_password;
}

complaint reader::read_parts(PKCS12* file) {
  const parts_ptr parts{PKCS12_unpack_authsafes(file)};
  if (!parts) return pfx_refusal::malformed;
  for (int i = 0; i < sk_PKCS7_num(parts.get()); ++i)
    if (const complaint refused = read_part(sk_PKCS7_value(parts.get(), i))) return refused;
  return std::nullopt;
}

complaint reader::read_part(PKCS7* part) {
  if (PKCS7_type_is_data(part)) {
    const bags_ptr bags{PKCS12_unpack_p7data(part)};
    return bags ? read_bags(bags.get()) : pfx_refusal::malformed;
  }
  if (scope_ == pfx_scope::open_certificates) return std::nullopt;
  if (!PKCS7_type_is_encrypted(part)) return pfx_refusal::unsupported;
  if (!afford(iterations_of(part->d.encrypted->enc_data->algorithm))) return pfx_refusal::unsupported;
  const bags_ptr bags{PKCS12_unpack_p7encdata(part, password_.text, password_.length)};
  return bags ? read_bags(bags.get()) : undecryptable();
}

complaint reader::read_bags(const STACK_OF(PKCS12_SAFEBAG) * bags) {
  for (int i = 0; i < sk_PKCS12_SAFEBAG_num(bags); ++i)
    if (const complaint refused = read_bag(sk_PKCS12_SAFEBAG_value(bags, i))) return refused;
  return std::nullopt;
}

complaint reader::read_bag(const PKCS12_SAFEBAG* bag) {
  const bool wants_keys = scope_ == pfx_scope::everything;
  switch (PKCS12_SAFEBAG_get_nid(bag)) {
    case NID_certBag:
      return read_certificate(bag);
    case NID_keyBag:
      return wants_keys ? read_key(PKCS12_SAFEBAG_get0_p8inf(bag)) : std::nullopt;
    case NID_pkcs8ShroudedKeyBag:
      return wants_keys ? read_encrypted_key(bag) : std::nullopt;
    case NID_safeContentsBag:
      return read_bags(PKCS12_SAFEBAG_get0_safes(bag));
    default:
      return std::nullopt;  // revocation lists and other secrets are not ours
  }
}

complaint reader::read_certificate(const PKCS12_SAFEBAG* bag) {
  if (PKCS12_SAFEBAG_get_bag_nid(bag) != NID_x509Certificate) return std::nullopt;
  x509_ptr x509{PKCS12_SAFEBAG_get1_cert(bag)};
  if (!x509) return pfx_refusal::malformed;
  certificates_.push_back({certificate{std::move(x509)}, std::nullopt, friendly_name_of(bag)});
  return std::nullopt;
}

complaint reader::read_encrypted_key(const PKCS12_SAFEBAG* bag) {
  const X509_ALGOR* algorithm = nullptr;
  X509_SIG_get0(PKCS12_SAFEBAG_get0_pkcs8(bag), &algorithm, nullptr);
  if (!afford(iterations_of(algorithm))) return pfx_refusal::unsupported;
  const pkcs8_ptr key{PKCS12_decrypt_skey_ex(bag, password_.text, password_.length, library_, nullptr)};
  return key ? read_key(key.get()) : undecryptable();
}

complaint reader::read_key(const PKCS8_PRIV_KEY_INFO* encoded) {
  // Made in the default library whichever decrypted it: that is where TLS will use it.
  key_ptr key{EVP_PKCS82PKEY(encoded)};
  if (!key) return pfx_refusal::unsupported;
  keys_.emplace_back(std::shared_ptr<evp_pkey_st>{std::move(key)});
  return std::nullopt;
}

bool reader::afford(std::optional<std::uint64_t> iterations) {
  if (!iterations || *iterations > iterations_left_) return false;
  iterations_left_ -= *iterations;
  return true;
}

std::vector<pfx_certificate> reader::take_certificates() && {
  for (pfx_certificate& one : certificates_) {
    const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const private_key& candidate) {
      return one.certificate.matches(candidate);
    });
    if (key != keys_.end()) one.key = *key;
  }
  return std::move(certificates_);
}

}  // namespace

bool is_pfx(tls::const_bytes der) {
  const error_scope errors;
  return parse(der, nullptr) != nullptr;
}

namespace {

/// Lets a reader `work`, and one that knows the algorithms of old files where that is not enough.
template <typename Work>
std::variant<reader, pfx_refusal> with_a_reader(pfx_scope scope, Work&& work) {
  const error_scope errors;
  reader first{nullptr, scope};
  complaint refused = work(first);
  if (!refused) return first;
  errors.throw_if_out_of_memory();
  OSSL_LIB_CTX* library = refused == pfx_refusal::malformed ? nullptr : library_for_old_files();
  if (library == nullptr) return *refused;
  reader second{library, scope};
  refused = work(second);
  if (!refused) return second;
  errors.throw_if_out_of_memory();
  return *refused;
}

}  // namespace

std::optional<pfx_refusal> check_pfx_password(tls::const_bytes der,
                                              std::optional<std::wstring_view> password) {
  const pfx_password secret{password};
  const auto checked =
      with_a_reader(pfx_scope::everything, [&](reader& by) { return by.check(der, secret); });
  const auto* refused = std::get_if<pfx_refusal>(&checked);
  return refused == nullptr ? std::nullopt : std::optional{*refused};
}

std::variant<std::vector<pfx_certificate>, pfx_refusal> read_pfx(tls::const_bytes der,
                                                                 std::optional<std::wstring_view> password,
                                                                 pfx_scope scope) {
  const pfx_password secret{password};
  auto read = with_a_reader(scope, [&](reader& by) { return by.read(der, secret); });
  if (const auto* refused = std::get_if<pfx_refusal>(&read)) return *refused;
  return std::get<reader>(std::move(read)).take_certificates();
}

}  // namespace schannel::ossl
