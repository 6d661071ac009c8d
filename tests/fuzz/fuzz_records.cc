// Records of damaged stores: decoding comes to an end, and what it accepts is what encoding writes,
// so that a record that was read and written again is the same.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/base/result.h"
#include "engine/encoding/records.h"

namespace records = citygraph::records;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  // Round trips compare bytes twice encoded, not with the input: a number may be spelt too long.
  switch (data[0] % 3) {
    case 0:
      if (const auto node = records::DecodeNode(bytes)) {
        const auto again = records::DecodeNode(records::Encode(*node));
        CITYGRAPH_CHECK(again.has_value() && *again == *node);
      }
      break;
    case 1:
      if (const auto relationship = records::DecodeRelationship(bytes)) {
        const std::string encoded = records::Encode(*relationship);
        const auto again = records::DecodeRelationship(encoded);
        CITYGRAPH_CHECK(again.has_value() && records::Encode(*again) == encoded);
      }
      break;
    default:
      if (const auto names = records::DecodeNames(bytes)) {
        const auto again = records::DecodeNames(records::EncodeNames(*names));
        CITYGRAPH_CHECK(again.has_value() && *again == *names);
      }
      break;
  }
  return 0;
}
