// Distinguished names written out with their keys: "CN=example.com, O=Example".
#pragma once

#include <string>
#include <vector>

#include "ossl/names.h"

namespace schannel::core::certs {

/// `name` as UTF-8 in the grammar of CertStrToName, which reads it back: ", " between relative names, " + "
/// inside one, quotation marks where a value needs them.
std::string written_name(const std::vector<ossl::attribute_text>& name);

}  // namespace schannel::core::certs
