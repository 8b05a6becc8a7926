// How properties stand in a serialized store.
#include "core/certs/serialized_properties.h"

#include <algorithm>
#include <array>
#include <limits>
#include <new>
#include <string>
#include <string_view>
#include <utility>

#include "core/certs/little_endian.h"
#include "core/certs/property_numbers.h"

namespace schannel::core::certs {

namespace {

constexpr std::array text_properties{property::pvk_file, property::friendly_name, property::description,
                                     property::auto_enroll, property::extended_error};
/// Handles mean nothing to another process, and what is computed is true in any case.
constexpr std::array meaningless_properties{property::key_handle,      property::sha1_hash,
                                            property::md5_hash,        property::key_context,
                                            property::key_spec,        property::access_state,
                                            property::signature_hash,  property::key_identifier,
                                            property::public_key_hash, property::issuer_and_serial_hash,
                                            property::subject_hash,    property::cng_handle,
                                            property::any_key_handle,  property::signature_algorithms,
                                            property::public_key_bits, property::public_key_kind_and_bits,
                                            property::handle_transfer, property::cng_handle_transfer,
                                            property::sha256_hash};

bool is_one_of(std::uint32_t number, const auto& numbers) {
  return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

void append_utf16(tls::byte_vector& to, std::wstring_view text) {
  const auto append_unit = [&to](std::uint32_t unit) {
    to.push_back(static_cast<std::uint8_t>(unit));
    to.push_back(static_cast<std::uint8_t>(unit >> 8));
  };
  for (const wchar_t letter : text) {
    const auto code = static_cast<std::uint32_t>(letter);
    if (code < 0x10000) {
      append_unit(code);
    } else {
      append_unit(0xD800 + ((code - 0x10000) >> 10));
      append_unit(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
}

/// Surrogate pairs become the character that they stand for; a lone one stays what it is.
std::wstring from_utf16(tls::const_bytes from) {
  std::wstring text;
  for (std::size_t i = 0; i + 1 < from.size(); i += 2) {
    const auto unit = static_cast<std::uint32_t>(from[i] | from[i + 1] << 8);
    const auto before = text.empty() ? 0 : static_cast<std::uint32_t>(text.back());
    if (unit >= 0xDC00 && unit < 0xE000 && before >= 0xD800 && before < 0xDC00)
      text.back() = static_cast<wchar_t>(0x10000 + ((before - 0xD800) << 10) + (unit - 0xDC00));
    else
      text.push_back(static_cast<wchar_t>(unit));
  }
  return text;
}

/// A text property as programs have it: wide characters, terminator and all.
std::wstring text_in(tls::const_bytes property) {
  std::wstring text(property.size() / sizeof(wchar_t), L'\0');
  std::copy_n(property.begin(), text.size() * sizeof(wchar_t), reinterpret_cast<std::uint8_t*>(text.data()));
  return text;
}

tls::byte_vector bytes_of(const std::wstring& text) {
  const auto* raw = reinterpret_cast<const std::uint8_t*>(text.data());
  return {raw, raw + text.size() * sizeof(wchar_t)};
}

// A CRYPT_KEY_PROV_INFO has seven numbers, those in the place of pointers being offsets; then its parameters,
// of four numbers each.
constexpr std::size_t location_size = 28;
constexpr std::size_t parameter_size = 16;

/// Builds the fixed part and what it leads to side by side.
class location_writer {
 public:
  explicit location_writer(std::size_t fixed_size) : fixed_size_(fixed_size) {}

  void number(std::uint32_t value) { append_number(fixed_, value); }
  void offset_of(const std::optional<std::wstring>& text) {
    number(text ? offset() : 0);
    if (!text) return;
    append_utf16(behind_, *text);
    append_utf16(behind_, std::wstring_view{L"\0", 1});
  }
  void offset_of(tls::const_bytes data) {
    number(data.empty() ? 0 : offset());
    behind_.insert(behind_.end(), data.begin(), data.end());
    if (behind_.size() % 2 != 0) behind_.push_back(0);
  }
  tls::byte_vector take() && {
    fixed_.insert(fixed_.end(), behind_.begin(), behind_.end());
    return std::move(fixed_);
  }

 private:
  std::uint32_t offset() const {
    const std::size_t offset = fixed_size_ + behind_.size();
    if (offset > std::numeric_limits<std::uint32_t>::max()) throw std::bad_alloc{};
    return static_cast<std::uint32_t>(offset);
  }

  std::size_t fixed_size_;
  tls::byte_vector fixed_;
  tls::byte_vector behind_;
};

tls::byte_vector written(const key_location& from) {
  const auto count = static_cast<std::uint32_t>(from.parameters.size());
  location_writer to{location_size + from.parameters.size() * parameter_size};
  to.offset_of(from.container_name);
  to.offset_of(from.provider_name);
  to.number(from.provider_type);
  to.number(from.flags);
  to.number(count);
  to.number(count == 0 ? 0 : static_cast<std::uint32_t>(location_size));
  to.number(from.key_spec);
  for (const key_location::parameter& one : from.parameters) {
    to.number(one.id);
    to.offset_of(one.data);
    to.number(static_cast<std::uint32_t>(one.data.size()));
    to.number(one.flags);
  }
  return std::move(to).take();
}

/// Reads what location_writer wrote, or anything else: a place outside the bytes is a failure, and so is more
/// data than there are bytes, of which some have been named again and again then.
class location_reader {
 public:
  explicit location_reader(tls::const_bytes from) : from_(from), budget_(from.size()) {}

  std::uint32_t number(std::size_t offset) {
    const auto found = number_at(from_, offset);
    failed_ = failed_ || !found;
    return found.value_or(0);
  }

  std::optional<std::wstring> text(std::size_t offset_at) {
    const std::uint32_t offset = number(offset_at);
    if (failed_ || offset == 0) return std::nullopt;
    for (std::size_t end = offset; end + 1 < from_.size(); end += 2)
      if (from_[end] == 0 && from_[end + 1] == 0) return from_utf16(from_.subspan(offset, end - offset));
    failed_ = true;
    return std::nullopt;
  }

  tls::byte_vector data(std::size_t offset_at, std::size_t size_at) {
    const std::uint32_t offset = number(offset_at);
    const std::uint32_t size = number(size_at);
    if (size == 0) return {};
    if (offset > from_.size() || size > from_.size() - offset || size > budget_) failed_ = true;
    if (failed_) return {};
    budget_ -= size;
    const auto found = from_.subspan(offset, size);
    return {found.begin(), found.end()};
  }

  bool failed() const { return failed_; }
  /// How many parameters there can be at all.
  std::size_t room(std::size_t offset) const {
    return offset > from_.size() ? 0 : (from_.size() - offset) / parameter_size;
  }

 private:
  tls::const_bytes from_;
  std::size_t budget_;  ///< how much data may still come
  bool failed_ = false;
};

std::optional<key_location> read_location(tls::const_bytes value) {
  location_reader from{value};
  key_location to;
  to.container_name = from.text(0);
  to.provider_name = from.text(4);
  to.provider_type = from.number(8);
  to.flags = from.number(12);
  const std::uint32_t count = from.number(16);
  const std::size_t parameters = from.number(20);
  to.key_spec = from.number(24);
  if (from.failed() || count > from.room(parameters)) return std::nullopt;
  for (std::size_t at = parameters; !from.failed() && to.parameters.size() < count; at += parameter_size)
    to.parameters.push_back({from.number(at), from.data(at + 4, at + 8), from.number(at + 12)});
  if (from.failed()) return std::nullopt;
  return to;
}

}  // namespace

std::map<std::uint32_t, tls::byte_vector> written_properties(const properties& from) {
  std::map<std::uint32_t, tls::byte_vector> all;
  for (const auto& [number, value] : from.values) {
    if (is_one_of(number, meaningless_properties)) continue;
    tls::byte_vector& to = all[number];
    if (is_one_of(number, text_properties))
      append_utf16(to, text_in(value));
    else
      to = value;
  }
  if (from.location) all[property::key_location] = written(*from.location);
  return all;
}

void read_property(properties& to, std::uint32_t number, tls::const_bytes value) {
  constexpr std::uint32_t largest = 0xFFFF;
  if (number > largest || is_one_of(number, meaningless_properties)) return;
  if (number == property::key_location)
    to.location = read_location(value);
  else if (is_one_of(number, text_properties))
    to.values.insert_or_assign(number, bytes_of(from_utf16(value)));
  else
    to.values.insert_or_assign(number, tls::byte_vector{value.begin(), value.end()});
}

}  // namespace schannel::core::certs
