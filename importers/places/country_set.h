// Some of the world's countries.
#pragma once

#include <bitset>
#include <initializer_list>
#include <string_view>

#include "importers/gazetteer/gazetteer_format.h"

namespace citygraph::importers {

// By ISO code; what is no code is not taken in. Cost: O(1).
class CountrySet {
 public:
  CountrySet() = default;
  CountrySet(std::initializer_list<std::string_view> codes) {
    for (const std::string_view code : codes) Add(code);
  }

  void Add(std::string_view code) {
    const std::uint32_t number = gazetteer_format::CountryCodeNumber(code);
    if (number != gazetteer_format::kNone) codes_.set(number);
  }
  bool Contains(std::string_view code) const {
    const std::uint32_t number = gazetteer_format::CountryCodeNumber(code);
    return number != gazetteer_format::kNone && codes_.test(number);
  }

 private:
  std::bitset<gazetteer_format::kCountryCodeCount> codes_;
};

}  // namespace citygraph::importers
