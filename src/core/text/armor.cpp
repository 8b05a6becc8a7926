// Base64 between a line that begins and a line that ends it.
#include "core/text/armor.h"

#include "core/text/base64.h"
#include "core/text/white_space.h"

namespace schannel::core::text {

namespace {

constexpr std::string_view dashes = "-----";

/// A line such as "-----BEGIN CERTIFICATE-----".
struct boundary {
  std::size_t start;
  std::size_t end;
  std::string_view label;
};

std::optional<boundary> find_boundary(std::string_view text, std::string_view opening, std::size_t from) {
  const std::size_t start = text.find(opening, from);
  if (start == std::string_view::npos) return std::nullopt;
  const std::size_t label = start + opening.size();
  const std::size_t close = text.find(dashes, label);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view between = text.substr(label, close - label);
  if (between.find_first_of("\r\n") != std::string_view::npos) return std::nullopt;
  return boundary{start, close + dashes.size(), between.substr(between.starts_with(' ') ? 1 : 0)};
}

}  // namespace

std::optional<armored> find_armored(std::string_view text, bool is_strict) {
  const auto begin = find_boundary(text, "-----BEGIN", 0);
  if (!begin) return std::nullopt;
  const auto end = find_boundary(text, "-----END", begin->end);
  if (!end || (is_strict && !is_white_space(text.substr(end->end)))) return std::nullopt;
  auto content = from_base64(text.substr(begin->end, end->start - begin->end), true);
  if (!content) return std::nullopt;
  return armored{std::string{begin->label}, *std::move(content), begin->start, end->end};
}

}  // namespace schannel::core::text
