// The program's SSL_set_bio (--wrap) puts a callback on the library's own kind of BIO.
#include "eavesdropper.h"

#include <openssl/bio.h>
#include <openssl/ssl.h>

#include <string_view>

namespace schannel::test {
namespace {

thread_local eavesdropper* listening = nullptr;

long hear(BIO*, int operation, const char* content, std::size_t length, int, long, int result,
          std::size_t* processed) {
  if (listening == nullptr || result <= 0) return result;
  bytes& fed = listening->fed;
  bytes& written = listening->written;
  if (operation == (BIO_CB_READ | BIO_CB_RETURN)) fed.insert(fed.end(), content, content + *processed);
  if (operation == (BIO_CB_WRITE | BIO_CB_RETURN)) written.insert(written.end(), content, content + length);
  return result;
}

}  // namespace

eavesdropper::eavesdropper() {
  listening = this;
}

eavesdropper::~eavesdropper() {
  listening = nullptr;
}

}  // namespace schannel::test

extern "C" void __real_SSL_set_bio(SSL* ssl, BIO* in, BIO* out);
extern "C" void __wrap_SSL_set_bio(SSL* ssl, BIO* in, BIO* out) {
  if (std::string_view(BIO_method_name(in)) == "schannel wire")
    BIO_set_callback_ex(in, &schannel::test::hear);
  __real_SSL_set_bio(ssl, in, out);
}
