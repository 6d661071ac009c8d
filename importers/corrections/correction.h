// A decision of a person on what a text means, and the file that such decisions are kept in.
//
// A corrections file is CSV, to be edited and versioned like any text:
//
//   decision,text,meaning,document,line,person,date
//   place,Santa Fe,geonames:3836277,list.txt,,Ana,2026-11-24
//   not-a-place,Victoria,,,,Ana,2026-11-24
//   same-place,Bassa Romagna,Unione della Bassa Romagna,,,Ana,2026-11-24
//   same-exchange,PLN-21,connective-cities-21,,,Ana,2026-11-24
//   theme,participatory kitchens,food,,,Ana,2026-11-24
//   not-a-theme,ports,,,,Ana,2026-11-24
//
// Only decision and text are always needed; document and line narrow a decision to one document and
// one of its lines.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace citygraph::importers {

enum class Decision : std::uint8_t {
  kPlace,         // the text means the place with the gazetteer's key `meaning`
  kNotAPlace,     // the text means no place
  kSamePlace,     // the text means the place that is called `meaning`, which no gazetteer knows
  kSameExchange,  // the exchange with the key `text` is the one with the key `meaning`
  kTheme,         // the text speaks of the theme with the id `meaning`
  kNotATheme,     // the text does not speak of the theme `meaning`; of none where it is empty
};
std::string_view DecisionName(Decision decision);
// Errors: kInvalidInput, naming the decisions there are.
Result<Decision> DecisionFromName(std::string_view name);

struct Correction {
  Decision decision = Decision::kPlace;
  std::string text;        // as a document writes it; compared in its folded form
  std::string meaning;     // as the decision says
  std::string document;    // as evidence names it; empty: every document
  std::uint32_t line = 0;  // 0: every line
  std::string person;
  std::string date;  // "2026-11-24"

  bool operator==(const Correction&) const = default;
  // Decides on the same text in the same lines: the later one stands.
  bool DecidesTheSame(const Correction& other) const;
};

// The decisions of a corrections file, in its order. `file` is for the places in errors. Errors:
// kInvalidInput (no header, an unknown decision, a missing text or meaning, a date that is none).
Result<std::vector<Correction>> ParseCorrections(std::string_view csv, const std::string& file);
std::string ToCsv(const std::vector<Correction>& corrections);

}  // namespace citygraph::importers
