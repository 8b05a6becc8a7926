// store_file: a whole store in one file, written when it is committed.
#pragma once

#include <filesystem>
#include <system_error>
#include <variant>

#include "core/certs/backing.h"

namespace schannel::core::certs {

/// What a store's file looks like.
enum class store_format { serialized, signed_data };

/// `all` in that format.
tls::byte_vector write_store(const store& all, store_format format);

/// Where a store is written to: a file by name, which is there as a whole or not at all, or one that is open,
/// which belongs to whoever opened it.
using store_place = std::variant<std::filesystem::path, int>;

class store_file final : public backing {
 public:
  store_file(store_place where, store_format format) : where_(std::move(where)), format_(format) {}

  std::error_code keep(const entry&) override { return change(); }
  std::error_code keep(const revocation_entry&) override { return change(); }
  std::error_code lose(const entry&) override { return change(); }
  std::error_code lose(const revocation_entry&) override { return change(); }
  std::error_code commit(const store& all, commitment how) override;
  second_look look_again() override { return never_looked_at{}; }

 private:
  std::error_code change() {
    changed_ = true;
    return {};
  }

  store_place where_;
  store_format format_;
  bool changed_ = false;
};

}  // namespace schannel::core::certs
