#include "cli/bench/words.h"

#include <string>
#include <string_view>

namespace citygraph::bench {

Result<Words> FindWords(const GraphView& view) {
  using keys::WordKind;
  struct Wanted {
    WordKind kind;
    std::string_view word;
    TokenId Words::* token;
  };
  constexpr Wanted kWanted[] = {
      {WordKind::kLabel, "City", &Words::city},
      {WordKind::kLabel, "Country", &Words::country},
      {WordKind::kLabel, "Theme", &Words::theme},
      {WordKind::kLabel, "Exchange", &Words::exchange},
      {WordKind::kType, "IN_COUNTRY", &Words::in_country},
      {WordKind::kType, "HOSTED", &Words::hosted},
      {WordKind::kType, "TOOK_PART", &Words::took_part},
      {WordKind::kType, "ABOUT", &Words::about},
      {WordKind::kType, "MENTORED", &Words::mentored},
      {WordKind::kProperty, "id", &Words::id},
      {WordKind::kProperty, "name", &Words::name},
      {WordKind::kProperty, "country", &Words::country_code},
      {WordKind::kProperty, "population", &Words::population},
      {WordKind::kProperty, "continent", &Words::continent},
      {WordKind::kProperty, "title", &Words::title},
      {WordKind::kProperty, "type", &Words::type},
      {WordKind::kProperty, "year", &Words::year},
  };
  Words words;
  for (const Wanted& each : kWanted) {
    const auto token = view.dictionary().Find(each.kind, each.word);
    if (!token) {
      return Fail(ErrorCode::kNotFound,
                  "the database is not of the bench data: it has no " + std::string(each.word));
    }
    words.*each.token = *token;
  }
  return words;
}

}  // namespace citygraph::bench
