// The roots that the distribution trusts, which every user gets.
#pragma once

#include <vector>

#include "ossl/certificate.h"

namespace schannel::core::certs {

/// Each certificate once, in the order of its file and then of the directories. What cannot be read is not
/// there.
std::vector<ossl::certificate> read_distribution_roots();

}  // namespace schannel::core::certs
