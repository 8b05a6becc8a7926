// Every rule of behaviour, in one list.
#pragma once

#include <algorithm>
#include <array>
#include <span>

#include "rules/arrays.h"
#include "rules/attributes.h"
#include "rules/buffers.h"
#include "rules/certificate_contexts.h"
#include "rules/certificate_stores.h"
#include "rules/chain_calls.h"
#include "rules/chain_policies.h"
#include "rules/chains.h"
#include "rules/context_attributes.h"
#include "rules/credential_settings.h"
#include "rules/credentials.h"
#include "rules/deviations.h"
#include "rules/encodings.h"
#include "rules/handles.h"
#include "rules/handshakes.h"
#include "rules/hostile.h"
#include "rules/kernel.h"
#include "rules/key_storage.h"
#include "rules/keys.h"
#include "rules/last_legs.h"
#include "rules/later_credentials.h"
#include "rules/lenient_calls.h"
#include "rules/memory.h"
#include "rules/missing_algorithms.h"
#include "rules/own_functions.h"
#include "rules/packages.h"
#include "rules/pages.h"
#include "rules/records.h"
#include "rules/requests.h"
#include "rules/revocation.h"
#include "rules/server_certificates.h"
#include "rules/session_data.h"
#include "rules/shutdown.h"
#include "rules/store_files.h"
#include "rules/system_stores.h"
#include "rules/wrong_arguments.h"

namespace schannel::rules {

inline constexpr std::span<const topic> topic_groups[] = {
    shutdown_topics,
    buffer_topics,
    handle_topics,
    wrong_argument_topics,
    array_topics,
    lenient_call_topics,
    credential_topics,
    credential_settings_topics,
    attribute_topics,
    more_attribute_topics,
    handshake_topics,
    later_credential_topics,
    last_leg_topics,
    session_data_topics,
    package_topics,
    encoding_topics,
    hostile_topics,
    memory_topics,
    missing_algorithm_topics,
    key_topics,
    key_storage_topics,
    own_function_topics,
    record_topics,
    request_topics,
    certificate_context_topics,
    certificate_store_topics,
    chain_topics,
    chain_policy_topics,
    revocation_topics,
    chain_call_topics,
    server_certificate_topics,
    store_file_topics,
    system_store_topics,
    kernel_topics,
};

/// Calls `visit(topic, rule)` for every rule in its order.
template <typename Visitor>
constexpr void for_each_rule(Visitor&& visit) {
  for (const auto& group : topic_groups)
    for (const topic& about : group)
      for (const rule& one : about.rules) visit(about, one);
}

/// Returns the rule of that id, or nullptr.
constexpr const rule* find_rule(std::string_view id) {
  const rule* found = nullptr;
  for_each_rule([&](const topic&, const rule& one) {
    if (one.id == id) found = &one;
  });
  return found;
}

}  // namespace schannel::rules
