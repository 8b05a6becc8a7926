// Value by value: which names there are, what each may be, and where it goes.
#include "core/administration_text.h"

#include <algorithm>
#include <limits>
#include <span>

#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace schannel::core {
namespace {

using finding = std::optional<administration_mistake>;

administration_mistake mistake(const toml::source_region& where, std::string says) {
  return {std::move(says), where.begin.line, where.begin.column};
}

/// A name of a table and what reads its content.
struct value {
  std::string_view name;
  finding (*read)(administration& to, std::string_view name, const toml::node& content);
};

finding read_all(administration& to, const toml::table& table, std::span<const value> known) {
  for (const auto& [key, content] : table) {
    const auto found = std::ranges::find(known, key.str(), &value::name);
    if (found == known.end())
      return mistake(key.source(), "there is no value \"" + std::string(key.str()) + "\" here");
    if (auto wrong = found->read(to, key.str(), content)) return wrong;
  }
  return std::nullopt;
}

/// A DWORD of the registry. Truth values are as good as 1 and 0.
std::optional<std::uint32_t> number_in(const toml::node& content) {
  if (const auto* truth = content.as_boolean()) return truth->get() ? 1 : 0;
  const auto* number = content.as_integer();
  if (number == nullptr || number->get() < 0 || number->get() > std::numeric_limits<std::uint32_t>::max())
    return std::nullopt;
  return static_cast<std::uint32_t>(number->get());
}

finding not_a_number(std::string_view name, const toml::node& content) {
  return mistake(content.source(), std::string(name) + " must be a number from 0 to 4294967295");
}

template <auto Member>
finding read_number(administration& to, std::string_view name, const toml::node& content) {
  const auto number = number_in(content);
  if (!number) return not_a_number(name, content);
  to.*Member = *number;
  return std::nullopt;
}

template <auto Member>
finding read_flag(administration& to, std::string_view name, const toml::node& content) {
  const auto number = number_in(content);
  if (!number) return not_a_number(name, content);
  to.*Member = *number != 0;
  return std::nullopt;
}

template <auto Member>
finding read_milliseconds(administration& to, std::string_view name, const toml::node& content) {
  const auto number = number_in(content);
  if (!number) return not_a_number(name, content);
  to.*Member = std::chrono::milliseconds{*number};
  return std::nullopt;
}

finding read_machine_id(administration& to, std::string_view name, const toml::node& content) {
  constexpr std::uint32_t reserved = 0xFFFFFFFF;
  const auto number = number_in(content);
  if (!number) return not_a_number(name, content);
  if (*number == reserved) return mistake(content.source(), "MachineID must not be 0xFFFFFFFF");
  to.machine_id = *number;
  return std::nullopt;
}

finding read_engine(administration& to, std::string_view name, const toml::node& content) {
  const auto* text = content.as_string();
  to.aead_engine = text == nullptr ? nullptr : ossl::engine_named(text->get());
  if (to.aead_engine == nullptr)
    return mistake(content.source(), std::string(name) + " must be \"evp\", \"provider\" or \"ipsec-mb\"");
  return std::nullopt;
}

/// What says something about Windows alone.
finding read_nothing(administration&, std::string_view, const toml::node&) {
  return std::nullopt;
}

finding read_table(administration& to, std::string_view name, const toml::node& content,
                   std::span<const value> known) {
  if (const auto* table = content.as_table()) return read_all(to, *table, known);
  return mistake(content.source(), std::string(name) + " must be a table");
}

constexpr value messaging[] = {
    {"MessageLimitClient", read_number<&administration::message_limit_client>},
    {"MessageLimitServer", read_number<&administration::message_limit_server>},
    {"MessageLimitServerClientAuth", read_number<&administration::message_limit_server_client_auth>},
};

constexpr value rsa_exchange[] = {
    {"ClientMinKeyBitLength", read_number<&administration::client_minimum_rsa>},
    {"ClientMaxKeyBitLength", read_number<&administration::client_maximum_rsa>},
};

constexpr value diffie_hellman_exchange[] = {
    {"ClientMinKeyBitLength", read_number<&administration::client_minimum_diffie_hellman>},
    {"ServerMinKeyBitLength", read_number<&administration::server_minimum_diffie_hellman>},
};

/// Makes a reader of a table out of the values it may have.
template <const auto& Known>
finding read_table_of(administration& to, std::string_view name, const toml::node& content) {
  return read_table(to, name, content, Known);
}

constexpr value exchanges[] = {
    {"PKCS", read_table_of<rsa_exchange>},
    {"Diffie-Hellman", read_table_of<diffie_hellman_exchange>},
};

/// The two values that make the state of a version; each that is not given is as in the default.
struct state_values {
  std::optional<std::uint32_t> enabled{};
  std::optional<std::uint32_t> disabled_by_default{};

  availability state(availability by_default) const {
    if (enabled ? *enabled == 0 : by_default == availability::disabled) return availability::disabled;
    const bool waits =
        disabled_by_default ? *disabled_by_default != 0 : by_default == availability::disabled_by_default;
    return waits ? availability::disabled_by_default : availability::enabled;
  }
};

/// `state` is null for a version that is not spoken here.
finding read_state(availability* state, const toml::table& side) {
  state_values given;
  for (const auto& [key, content] : side) {
    const bool enables = key.str() == "Enabled";
    if (!enables && key.str() != "DisabledByDefault")
      return mistake(key.source(), "there is no value \"" + std::string(key.str()) + "\" here");
    const auto number = number_in(content);
    if (!number) return not_a_number(key.str(), content);
    (enables ? given.enabled : given.disabled_by_default) = number;
  }
  if (state != nullptr) *state = given.state(*state);
  return std::nullopt;
}

struct protocol_name {
  std::string_view name;
  std::optional<tls::version> spoken{};
};
constexpr protocol_name protocol_names[] = {
    {"TLS 1.0", tls::version::tls1_0},
    {"TLS 1.1", tls::version::tls1_1},
    {"TLS 1.2", tls::version::tls1_2},
    {"TLS 1.3", tls::version::tls1_3},
    {"DTLS 1.0"},
    {"DTLS 1.2"},
    {"SSL 3.0"},
    {"SSL 2.0"},
    {"PCT 1.0"},
    {"Multi-Protocol Unified Hello"},
};

finding read_sides(administration& to, const protocol_name& protocol, const toml::table& sides) {
  for (const auto& [key, content] : sides) {
    const bool client = key.str() == "Client";
    if (!client && key.str() != "Server")
      return mistake(key.source(),
                     "a protocol has a Client and a Server and no \"" + std::string(key.str()) + "\"");
    const auto* side = content.as_table();
    if (side == nullptr) return mistake(content.source(), std::string(key.str()) + " must be a table");
    availabilities& states = client ? to.client : to.server;
    if (auto wrong = read_state(protocol.spoken ? &states[*protocol.spoken] : nullptr, *side)) return wrong;
  }
  return std::nullopt;
}

finding read_protocols(administration& to, std::string_view name, const toml::node& content) {
  const auto* protocols = content.as_table();
  if (protocols == nullptr) return mistake(content.source(), std::string(name) + " must be a table");
  for (const auto& [key, sides] : *protocols) {
    const auto* found = std::ranges::find(protocol_names, key.str(), &protocol_name::name);
    if (found == std::end(protocol_names))
      return mistake(key.source(), "there is no protocol \"" + std::string(key.str()) + "\"");
    const auto* table = sides.as_table();
    if (table == nullptr) return mistake(sides.source(), std::string(key.str()) + " must be a table");
    if (auto wrong = read_sides(to, *found, *table)) return wrong;
  }
  return std::nullopt;
}

/// A list of names in the order of preference.
template <auto Member, auto Find>
finding read_order(administration& to, std::string_view name, const toml::node& content) {
  const auto* list = content.as_array();
  if (list == nullptr) return mistake(content.source(), std::string(name) + " must be a list of names");
  auto& order = (to.*Member).emplace();
  for (const toml::node& element : *list) {
    const auto* text = element.as_string();
    if (text == nullptr) return mistake(element.source(), std::string(name) + " must be a list of names");
    const auto* found = Find(text->get());
    if (found == nullptr)
      return mistake(element.source(), std::string(name) + " knows no \"" + text->get() + "\"");
    if (std::ranges::find(order, found) == order.end()) order.push_back(found);
  }
  return std::nullopt;
}

constexpr value values[] = {
    {"Protocols", read_protocols},
    {"KeyExchangeAlgorithms", read_table_of<exchanges>},
    {"Messaging", read_table_of<messaging>},
    {"Functions", read_order<&administration::suites, find_suite>},
    {"EccCurves", read_order<&administration::groups, find_group>},
    {"ClientCacheTime", read_milliseconds<&administration::client_cache_time>},
    {"ServerCacheTime", read_milliseconds<&administration::server_cache_time>},
    {"MaximumCacheSize", read_number<&administration::maximum_cache_size>},
    {"SendTrustedIssuerList", read_flag<&administration::send_trusted_issuer_list>},
    {"EnableOcspStaplingForSni", read_flag<&administration::enable_ocsp_stapling_for_sni>},
    {"MachineID", read_machine_id},
    {"AeadEngine", read_engine},
    {"CertificateMappingMethods", read_nothing},
    {"IssuerCacheSize", read_nothing},
    {"IssuerCacheTime", read_nothing},
};

}  // namespace

std::variant<administration, administration_mistake> parse_administration(std::string_view text) {
  try {
    const toml::table table = toml::parse(text);
    administration read;
    if (auto wrong = read_all(read, table, values)) return *std::move(wrong);
    return read;
  } catch (const toml::parse_error& error) {
    return mistake(error.source(), std::string(error.description()));
  }
}

}  // namespace schannel::core
