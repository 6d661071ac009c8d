#include "importers/text/openings.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/base/unicode.h"
#include "importers/gazetteer/gazetteer.h"
#include "importers/text/stemmer.h"
#include "importers/text/words.h"
#include "importers/themes/vocabulary.h"

namespace citygraph::importers {
namespace {

TEST(OpeningsTest, AWordThatBeginsOtherwiseHasNoneOfTheStems) {
  Openings openings;
  openings.Add("wast");
  EXPECT_TRUE(openings.MayBegin("waste"));
  EXPECT_TRUE(openings.MayBegin("wasting"));
  EXPECT_FALSE(openings.MayBegin("warsaw"));
  EXPECT_FALSE(openings.MayBegin("was"));
}

// Words of every kind: names, the vocabulary's own, and beginnings with all the endings that the
// stemmers write something in place of.
std::vector<std::string> ManyWords() {
  std::vector<std::string> words;
  const auto add = [&](std::string_view text) {
    const Words split(text);
    for (std::size_t i = 0; i < split.size(); ++i) words.emplace_back(split.Text(i, i + 1));
  };
  const Gazetteer& gazetteer = Gazetteer::BuiltIn();
  for (std::uint32_t i = 0; i < gazetteer.size(); i += 20) add(gazetteer.At(PlaceIndex{i}).name);
  for (const Theme& theme : ThemeVocabulary::BuiltIn().themes()) {
    for (const auto& labels : theme.labels) {
      for (const std::string& label : labels) add(label);
    }
  }
  const std::vector<std::string> plain(words.end() - 500, words.end());
  for (const std::string& word : plain) {
    for (const std::string_view ending :
         {"s",       "es",        "ed",    "ing",   "y",     "ies",     "ied",    "ly",
          "ational", "ization",   "ogy",   "ences", "ución", "encia",   "logía",  "yendo",
          "ência",   "ução",      "eiras", "aux",   "eux",   "euse",    "amment", "emment",
          "ement",   "issements", "ivité", "logie", "mente", "amiento", "ando",   "izer"}) {
      for (std::size_t size = 1; size <= 4 && size <= word.size(); ++size)
        words.push_back(word.substr(0, size) + std::string(ending));
    }
  }
  return words;
}

TEST(OpeningsTest, NoWordIsToldApartFromItsOwnStem) {
  for (const std::string& word : ManyWords()) {
    if (!IsValidUtf8(word)) continue;
    for (std::size_t i = 0; i < kLanguages; ++i) {
      const auto language = static_cast<Language>(i);
      static Openings openings;
      openings = {};
      const std::string stem = Stem(language, ToLower(word));
      openings.Add(stem);
      if (!stem.empty()) {
        EXPECT_TRUE(openings.MayBegin(FoldName(word))) << word << " -> " << stem;
      }
    }
  }
}

}  // namespace
}  // namespace citygraph::importers
