// attribute: one thing that can be asked of a context. The other files of this folder fill structures; each
// lists what it answers in a table, and query.cpp looks through them all.
#pragma once

#include <cstddef>
#include <span>

#include "abi/context.h"
#include "abi/sspi.h"
#include "abi/structures.h"

namespace schannel::abi {

/// A context that is asked; its lock is held.
struct subject {
  context& of;

  core::connection& connection() const { return of.connection; }
  /// Only for attributes of stage::established.
  const ossl::connection_facts& facts() const { return *of.connection.facts(); }
};

/// From when on an attribute can be asked for.
enum class stage { always, established };

struct attribute {
  using fill = SECURITY_STATUS (*)(const subject& of, void* buffer);

  ULONG id;
  stage from;
  std::size_t size;  ///< of its structure
  fill narrow;       ///< for QueryContextAttributesA
  fill wide;
};

template <typename Structure>
constexpr std::size_t size_behind(SECURITY_STATUS (*)(const subject&, Structure&)) {
  return sizeof(Structure);
}

template <typename Structure>
SECURITY_STATUS answer(SECURITY_STATUS (*fill)(const subject&, Structure&), const subject& of, void* buffer) {
  return answer_at<Structure>(buffer, [&](Structure& copy) { return fill(of, copy); });
}

/// `Narrow` and `Wide` fill the structure they take by reference; one function does for both where there are
/// no strings.
template <auto Narrow, auto Wide = Narrow>
constexpr attribute answered_by(ULONG id, stage from = stage::established) {
  return {id, from, size_behind(Narrow),
          [](const subject& of, void* buffer) { return answer(Narrow, of, buffer); },
          [](const subject& of, void* buffer) { return answer(Wide, of, buffer); }};
}

using attribute_table = std::span<const attribute>;

attribute_table connection_attributes();
attribute_table algorithm_attributes();
attribute_table name_attributes();
attribute_table certificate_attributes();
attribute_table request_attributes();
attribute_table secret_attributes();

}  // namespace schannel::abi
