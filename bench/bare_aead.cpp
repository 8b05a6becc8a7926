// The limit: what the AEAD itself takes, with a context that is reused.
#include <openssl/evp.h>

#include "expectation.h"
#include "record_path.h"

namespace bench {
namespace {

constexpr std::size_t header_length = 5;
constexpr std::size_t tag_length = 16;

class bare_aead final : public record_path {
 public:
  bare_aead(const suite& with, load of)
      : of_(of), records_(of.count, std::vector<unsigned char>(header_length + of.length + 1 + tag_length)) {
    EVP_CIPHER* cipher = EVP_CIPHER_fetch(nullptr, with.cipher, nullptr);
    expect(cipher != nullptr, "EVP_CIPHER_fetch");
    const unsigned char key[32] = {1};
    expect(EVP_EncryptInit_ex(sealer_.get(), cipher, nullptr, key, nullptr) > 0, "EVP");
    expect(EVP_DecryptInit_ex(opener_.get(), cipher, nullptr, key, nullptr) > 0, "EVP");
    EVP_CIPHER_free(cipher);
  }

  void seal_all() override {
    for (auto& record : records_) seal(record.data());
  }

  void open_all() override {
    for (auto& record : records_) open(record.data());
  }

 private:
  struct freed {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
  };
  using context = std::unique_ptr<EVP_CIPHER_CTX, freed>;

  void seal(unsigned char* record) {
    int length = 0;
    unsigned char* const text = record + header_length;
    const int text_length = static_cast<int>(of_.length) + 1;
    step(sealing_nonce_);
    expect(EVP_EncryptInit_ex(sealer_.get(), nullptr, nullptr, nullptr, sealing_nonce_) > 0 &&
               EVP_EncryptUpdate(sealer_.get(), nullptr, &length, record, header_length) > 0 &&
               EVP_EncryptUpdate(sealer_.get(), text, &length, text, text_length) > 0 &&
               EVP_EncryptFinal_ex(sealer_.get(), text + text_length, &length) > 0 &&
               EVP_CIPHER_CTX_ctrl(sealer_.get(), EVP_CTRL_AEAD_GET_TAG, tag_length, text + text_length) > 0,
           "sealing");
  }

  void open(unsigned char* record) {
    int length = 0;
    unsigned char* const text = record + header_length;
    const int text_length = static_cast<int>(of_.length) + 1;
    step(opening_nonce_);
    expect(
        EVP_DecryptInit_ex(opener_.get(), nullptr, nullptr, nullptr, opening_nonce_) > 0 &&
            EVP_CIPHER_CTX_ctrl(opener_.get(), EVP_CTRL_AEAD_SET_TAG, tag_length, text + text_length) > 0 &&
            EVP_DecryptUpdate(opener_.get(), nullptr, &length, record, header_length) > 0 &&
            EVP_DecryptUpdate(opener_.get(), text, &length, text, text_length) > 0 &&
            EVP_DecryptFinal_ex(opener_.get(), text + text_length, &length) > 0,
        "opening");
  }

  static void step(unsigned char (&nonce)[12]) {
    for (int i = 11; i >= 0 && ++nonce[i] == 0; --i) {
    }
  }

  load of_;
  std::vector<std::vector<unsigned char>> records_;
  context sealer_{EVP_CIPHER_CTX_new()};
  context opener_{EVP_CIPHER_CTX_new()};
  unsigned char sealing_nonce_[12] = {};
  unsigned char opening_nonce_[12] = {};
};

}  // namespace

std::unique_ptr<record_path> through_bare_aead(const suite& with, load of) {
  return with.cipher == nullptr ? nullptr : std::make_unique<bare_aead>(with, of);
}

}  // namespace bench
