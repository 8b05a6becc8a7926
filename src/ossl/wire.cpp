// The three functions of a BIO whose other end is memory.
#include "ossl/wire.h"

#include <algorithm>
#include <new>

#include "ossl/failures.h"
#include "ossl/handles.h"

namespace schannel::ossl {

struct wire_functions {
  static int read(BIO* bio, char* to, int length) {
    auto& self = *static_cast<wire*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    if (self.incoming_.empty()) {
      BIO_set_retry_read(bio);
      return -1;
    }
    const std::size_t count = std::min(self.incoming_.size(), static_cast<std::size_t>(length));
    std::copy_n(self.incoming_.begin(), count, to);
    self.incoming_ = self.incoming_.subspan(count);
    return static_cast<int>(count);
  }

  static int write(BIO* bio, const char* from, int length) {
    auto& self = *static_cast<wire*>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    // OpenSSL is C: no exception may pass through it.
    try {
      self.outgoing_.insert(self.outgoing_.end(), from, from + length);
    } catch (const std::bad_alloc&) {
      report_shortage();
      return -1;
    }
    return length;
  }

  static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

  static BIO_METHOD* method() {
    // Never freed: BIOs may outlive the static objects of a program.
    static BIO_METHOD* const made = [] {
      bio_method_ptr method{BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "schannel wire")};
      if (!method || !BIO_meth_set_read(method.get(), &read) || !BIO_meth_set_write(method.get(), &write) ||
          !BIO_meth_set_ctrl(method.get(), &control))
        throw std::bad_alloc();  // the next call tries again
      return method.release();
    }();
    return made;
  }
};

opaque_bio wire::make_bio() {
  opaque_bio bio{BIO_new(wire_functions::method())};
  if (bio) {
    BIO_set_data(bio.get(), this);
    BIO_set_init(bio.get(), 1);
  }
  return bio;
}

}  // namespace schannel::ossl
