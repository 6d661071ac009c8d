#include "engine/base/charset.h"

#include <fmt/format.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <span>

namespace citygraph {
namespace {

struct Close {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

// What ICU calls an encoding and what it is called to people. Encodings that ICU finds in noise
// (Shift_JIS in a short Spanish list) need to be surer.
struct Known {
  std::string_view icu;
  std::string_view name;
  int surest_needed = 15;
};
constexpr std::array kKnown = {
    Known{"windows-1250", "Windows-1250"},
    Known{"ISO-8859-2", "ISO-8859-2"},
    Known{"windows-1251", "Windows-1251"},
    Known{"ISO-8859-5", "ISO-8859-5"},
    Known{"KOI8-R", "KOI8-R"},
    Known{"windows-1253", "Windows-1253"},
    Known{"ISO-8859-7", "ISO-8859-7"},
    Known{"windows-1254", "Windows-1254"},
    Known{"ISO-8859-9", "ISO-8859-9"},
    Known{"windows-1255", "Windows-1255"},
    Known{"windows-1256", "Windows-1256"},
    Known{"ISO-8859-6", "ISO-8859-6"},
    Known{"Shift_JIS", "Shift_JIS", 50},
    Known{"EUC-JP", "EUC-JP", 50},
    Known{"GB18030", "GB18030", 50},
    Known{"Big5", "Big5", 50},
    Known{"EUC-KR", "EUC-KR", 50},
};
constexpr int kLead = 5;  // that another needs over Western European

bool IsWestern(std::string_view icu) { return icu == "ISO-8859-1" || icu == "windows-1252"; }

}  // namespace

std::string GuessLegacyEncoding(std::string_view bytes) {
  constexpr std::size_t kLooked = std::size_t{256} << 10;
  const std::string western = "Windows-1252";
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Close> detector(ucsdet_open(&error));
  // From just before the first letter that is not ASCII: what stands before tells nothing.
  const auto high = std::ranges::find_if(bytes, [](char c) { return (c & 0x80) != 0; });
  const auto first = static_cast<std::size_t>(high - bytes.begin());
  const std::string_view looked = bytes.substr(first - std::min<std::size_t>(first, 1024), kLooked);
  ucsdet_setText(detector.get(), looked.data(), static_cast<std::int32_t>(looked.size()), &error);
  std::int32_t count = 0;
  const UCharsetMatch** matches = ucsdet_detectAll(detector.get(), &count, &error);
  if (U_FAILURE(error) || matches == nullptr) return western;
  int western_sure = 0;
  const Known* best = nullptr;
  int best_sure = 0;
  for (const UCharsetMatch* match : std::span(matches, static_cast<std::size_t>(count))) {
    const std::string_view name = ucsdet_getName(match, &error);
    const int sure = ucsdet_getConfidence(match, &error);
    if (U_FAILURE(error)) return western;
    if (IsWestern(name)) western_sure = std::max(western_sure, sure);
    const auto known = std::ranges::find(kKnown, name, &Known::icu);
    if (known != kKnown.end() && sure >= known->surest_needed && sure > best_sure) {
      best = &*known;
      best_sure = sure;
    }
  }
  if (best == nullptr || best_sure < western_sure + kLead) return western;
  return std::string(best->name);
}

Result<std::string> ToUtf8(std::string_view bytes, const std::string& encoding) {
  constexpr std::size_t kPiece = std::size_t{1} << 16;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, Close> from(ucnv_open(encoding.c_str(), &error));
  if (U_FAILURE(error)) {
    return Fail(ErrorCode::kUnsupported,
                fmt::format("\"{}\" is not an encoding that is known", encoding));
  }
  const std::unique_ptr<UConverter, Close> to(ucnv_open("UTF-8", &error));
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  std::array<char, kPiece> out;
  std::array<UChar, kPiece> pivot;
  UChar* pivot_begin = pivot.data();
  UChar* pivot_end = pivot.data();
  const char* at = bytes.data();
  bool reset = true;
  while (true) {
    char* out_at = out.data();
    error = U_ZERO_ERROR;
    ucnv_convertEx(to.get(), from.get(), &out_at, out.data() + out.size(), &at,
                   bytes.data() + bytes.size(), pivot.data(), &pivot_begin, &pivot_end,
                   pivot.data() + pivot.size(), reset, true, &error);
    text.append(out.data(), out_at);
    reset = false;
    if (error != U_BUFFER_OVERFLOW_ERROR) break;
  }
  if (U_FAILURE(error)) {
    return Fail(ErrorCode::kInternal,
                fmt::format("reading as {} failed: {}", encoding, u_errorName(error)));
  }
  return text;
}

}  // namespace citygraph
