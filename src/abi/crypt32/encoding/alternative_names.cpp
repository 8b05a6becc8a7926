// Alternative names between the structures of programs and plain values.
#include "abi/crypt32/encoding/alternative_names.h"

#include <algorithm>

#include "abi/crypt32/encoding/reading.h"
#include "abi/crypt32/encoding/writing.h"

namespace schannel::abi::crypt32 {

namespace {

using ossl::asn1::general_name;
using ossl::asn1::general_names;
using ossl::asn1::name_choice;

constexpr DWORD first_choice = CERT_ALT_NAME_OTHER_NAME;

bool is_text(name_choice choice) {
  return choice == name_choice::rfc822 || choice == name_choice::dns || choice == name_choice::uri;
}

std::string_view without_terminators(std::string_view text) {
  while (!text.empty() && text.back() == '\0') text.remove_suffix(1);
  return text;
}

/// The bytes of an IA5String as characters.
std::wstring characters_of(std::string_view text) {
  std::wstring wide;
  for (const char letter : without_terminators(text)) wide += static_cast<unsigned char>(letter);
  return wide;
}

/// Text of the caller as an IA5String.
std::string ia5_of(LPCWSTR text, std::size_t index) {
  if (text == nullptr) throw unreadable{};
  std::string ia5;
  for (; *text != L'\0'; ++text) {
    if (static_cast<std::uint32_t>(*text) >= 0x80)
      throw unreadable{CRYPT_E_INVALID_IA5_STRING,
                       static_cast<DWORD>((index & CERT_ALT_NAME_ENTRY_ERR_INDEX_MASK)
                                              << CERT_ALT_NAME_ENTRY_ERR_INDEX_SHIFT |
                                          (ia5.size() & CERT_ALT_NAME_VALUE_ERR_INDEX_MASK))};
    ia5 += static_cast<char>(*text);
  }
  return ia5;
}

PCERT_OTHER_NAME other_name_in(const general_name& from, block& to) {
  const auto other = to.array<CERT_OTHER_NAME>(1);
  *other.here = {to.text(from.text), to.blob(from.bytes)};
  return other.there;
}

}  // namespace

CERT_ALT_NAME_ENTRY entry_in(const general_name& from, block& to) {
  CERT_ALT_NAME_ENTRY entry{};
  entry.dwAltNameChoice = first_choice + static_cast<DWORD>(from.choice);
  switch (from.choice) {
    case name_choice::rfc822:
    case name_choice::dns:
    case name_choice::uri:
      entry.pwszDNSName = to.text(characters_of(from.text));
      break;
    case name_choice::directory_name:
    case name_choice::ip_address:
      entry.DirectoryName = to.blob(from.bytes);
      break;
    case name_choice::registered_id:
      entry.pszRegisteredID = to.text(from.text);
      break;
    case name_choice::other_name:
      entry.pOtherName = other_name_in(from, to);
      break;
    case name_choice::x400_address:
    case name_choice::edi_party_name:
      break;
  }
  return entry;
}

CERT_ALT_NAME_INFO entries_in(const general_names& from, block& to) {
  return {count_of(from), array_in<CERT_ALT_NAME_ENTRY>(to, from, entry_in)};
}

general_name name_of(const CERT_ALT_NAME_ENTRY& from, std::size_t index) {
  switch (from.dwAltNameChoice) {
    case CERT_ALT_NAME_RFC822_NAME:
    case CERT_ALT_NAME_DNS_NAME:
    case CERT_ALT_NAME_URL:
      return {
          static_cast<name_choice>(from.dwAltNameChoice - first_choice), ia5_of(from.pwszDNSName, index), {}};
    case CERT_ALT_NAME_DIRECTORY_NAME:
      return {name_choice::directory_name, {}, bytes_of(from.DirectoryName)};
    case CERT_ALT_NAME_IP_ADDRESS:
      return {name_choice::ip_address, {}, bytes_of(from.IPAddress)};
    case CERT_ALT_NAME_REGISTERED_ID:
      return {name_choice::registered_id, text_of(from.pszRegisteredID), {}};
    case CERT_ALT_NAME_OTHER_NAME:
      if (from.pOtherName == nullptr) throw unreadable{};
      return {name_choice::other_name, text_of(from.pOtherName->pszObjId), bytes_of(from.pOtherName->Value)};
    default:
      throw unreadable{};
  }
}

general_names names_of(const CERT_ALT_NAME_INFO& from) {
  general_names names;
  for (const CERT_ALT_NAME_ENTRY& one : array_of(from.rgAltEntry, from.cAltEntry))
    names.push_back(name_of(one, names.size()));
  return names;
}

bool are_whole(const general_names& names) {
  return std::ranges::none_of(names, [](const general_name& one) {
    return is_text(one.choice) && without_terminators(one.text).find('\0') != std::string_view::npos;
  });
}

}  // namespace schannel::abi::crypt32
