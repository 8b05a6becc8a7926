// Where bytes lie in this process.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace schannel::test {

/// At how many other places of this process's writable memory `bytes` lie as well. Not for programs under a
/// sanitizer, whose own memory is endless.
std::size_t copies_of(std::span<const std::uint8_t> bytes);

}  // namespace schannel::test
