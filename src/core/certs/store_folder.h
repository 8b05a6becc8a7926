// store_folder: a store in a folder, with a file for each certificate and revocation list. A file is named by
// the SHA-1 thumbprint of what is in it and is a serialized store of that alone (.sst). Files that people put
// there (.pem, .crt, .cer, .crl) are read too when there is one certificate or list in them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <system_error>

#include "core/certs/backing.h"
#include "core/files/whole_file.h"

namespace schannel::core::certs {

/// Several processes may use a folder at once, and any may be killed: what is in it is always whole. A folder
/// that is not there is empty, and made when something is added.
class store_folder final : public backing {
 public:
  store_folder(std::filesystem::path where, files::access readers)
      : where_(std::move(where)), readers_(readers) {}

  /// All that is in the folder, or why it cannot be looked into.
  struct content {
    std::vector<serialized_element> elements;
    std::vector<serialized_element> bundled;  ///< what is in files with several, none of which goes alone
    std::error_code error;
    bool is_complete = true;  ///< whether every file with the name of a certificate's could be read as one
  };
  content read();

  std::error_code keep(const entry& one) override;
  std::error_code keep(const revocation_entry& one) override;
  std::error_code lose(const entry& one) override;
  std::error_code lose(const revocation_entry& one) override;
  std::error_code commit(const store&, commitment) override { return {}; }
  second_look look_again() override;

 private:
  std::error_code write(const std::string& name, tls::const_bytes file);
  std::error_code remove(const std::string& name);

  std::filesystem::path where_;
  files::access readers_;
  std::map<std::string, std::string> names_given_;  ///< files that people named, by what would be our name
};

}  // namespace schannel::core::certs
