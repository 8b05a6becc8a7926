// What an alert that the peer sent comes to: the one place that weighs its level against its description.
#pragma once

#include "tls/alert.h"
#include "tls/version.h"

namespace schannel::tls {

enum class alert_meaning {
  nothing,  ///< a warning, after which the connection goes on
  goodbye,  ///< the peer says nothing more
  end,      ///< the connection is over
};

/// RFC 8446 section 6: TLS 1.3 goes by the description alone, older versions go by the level, and
/// close_notify is the same in all.
constexpr alert_meaning meaning_of(const alert& what, version spoken) {
  if (what.description == alert_description::close_notify) return alert_meaning::goodbye;
  const bool is_warning = spoken == version::tls1_3 ? what.description == alert_description::user_canceled
                                                    : what.level == alert_level::warning;
  return is_warning ? alert_meaning::nothing : alert_meaning::end;
}

}  // namespace schannel::tls
