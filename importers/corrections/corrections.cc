#include "importers/corrections/corrections.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>

#include "engine/base/unicode.h"

namespace citygraph::importers {
namespace {

constexpr std::string_view kList = "corrections";
constexpr std::size_t kFields = 7;
constexpr auto kAboutPlaces = {Decision::kPlace, Decision::kNotAPlace, Decision::kSamePlace};

std::size_t WordsIn(std::string_view folded) {
  return folded.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(folded, ' ')) + 1;
}

Decided DecidedBy(const Correction& correction) { return {correction.person, correction.date}; }

std::string Why(const Correction& correction) {
  return fmt::format("{} decided so{}{}",
                     correction.person.empty() ? "a person" : correction.person,
                     correction.date.empty() ? "" : " on ", correction.date);
}

// Fills what a decision says of the place; the role and what the row says of it stay.
void Become(const Gazetteer& gazetteer, const Correction& correction, PlaceMention& mention) {
  mention.confidence = 1;
  mention.why = {Reason(Why(correction))};
  mention.other.clear();
  mention.decided = DecidedBy(correction);
  if (correction.decision == Decision::kSamePlace) {
    mention.place.reset();
    mention.name = correction.meaning;
    return;
  }
  if (const auto place = gazetteer.ByKey(correction.meaning)) {
    mention.place = place;
    mention.country = std::string(gazetteer.At(*place).country);
    mention.name.clear();
  } else {  // a key of another gazetteer: the text keeps its own name
    mention.place.reset();
  }
}

}  // namespace

Corrections::Corrections(std::vector<Correction> all) : all_(std::move(all)) { Index(); }

Result<Corrections> Corrections::Load(const GraphView& view) {
  CITYGRAPH_TRY(const auto fields, view.List(kList));
  std::vector<Correction> all;
  for (std::size_t i = 0; i + kFields <= fields.size(); i += kFields) {
    const auto decision = DecisionFromName(fields[i]);
    if (!decision) return Fail(ErrorCode::kCorruption, "the list of corrections is damaged");
    Correction correction{.decision = *decision,
                          .text = fields[i + 1],
                          .meaning = fields[i + 2],
                          .document = fields[i + 3],
                          .person = fields[i + 5],
                          .date = fields[i + 6]};
    const std::string& line = fields[i + 4];
    std::from_chars(line.data(), line.data() + line.size(), correction.line);
    all.push_back(std::move(correction));
  }
  if (fields.size() % kFields != 0)
    return Fail(ErrorCode::kCorruption, "the list of corrections is damaged");
  Corrections corrections(std::move(all));
  CITYGRAPH_TRY(corrections.documents_, Documents::Load(view));
  return corrections;
}

Status Corrections::Save(Transaction& change) const {
  std::vector<std::string> fields;
  for (const Correction& each : all_) {
    fields.insert(fields.end(), {std::string(DecisionName(each.decision)), each.text, each.meaning,
                                 each.document, std::to_string(each.line), each.person, each.date});
  }
  return change.SetList(kList, fields);
}

bool Corrections::Add(Correction correction) {
  const auto same = std::ranges::find_if(
      all_, [&](const Correction& each) { return each.DecidesTheSame(correction); });
  if (same != all_.end()) {
    // Who said it first, and when, stays where nothing else is said.
    if (same->decision == correction.decision && same->meaning == correction.meaning) return false;
    all_.erase(same);
  }
  all_.push_back(std::move(correction));
  Index();
  return true;
}

void Corrections::Remove(std::size_t position) {
  all_.erase(all_.begin() + static_cast<std::ptrdiff_t>(position));
  Index();
}

Corrections Corrections::Of(std::string_view document) const {
  std::vector<Correction> some;
  for (const Correction& each : all_) {
    if (each.document.empty() || each.document == document) some.push_back(each);
  }
  return Corrections(std::move(some));
}

Corrections Corrections::OfFile(const std::string& absolute_path) const {
  const std::string known = documents_.NameAt(absolute_path);
  return Of(known.empty() ? std::filesystem::path(absolute_path).filename().string() : known);
}

void Corrections::Index() {
  by_text_.clear();
  longest_.clear();
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const std::string folded = FoldName(all_[i].text);
    by_text_.emplace(folded, i);
    std::size_t& longest = longest_[folded.substr(0, folded.find(' '))];
    longest = std::max(longest, WordsIn(folded));
  }
}

const Correction* Corrections::On(std::string_view folded, std::uint32_t line,
                                  std::initializer_list<Decision> decisions) const {
  const Correction* best = nullptr;
  const auto narrow = [](const Correction& each) {
    return (each.line != 0 ? 2 : 0) + (each.document.empty() ? 0 : 1);
  };
  const auto [first, last] = by_text_.equal_range(folded);
  for (auto at = first; at != last; ++at) {
    const Correction& each = all_[at->second];
    if (std::ranges::find(decisions, each.decision) == decisions.end()) continue;
    if (each.line != 0 && each.line != line) continue;
    if (best == nullptr || narrow(each) >= narrow(*best)) best = &each;
  }
  return best;
}

std::vector<Corrections::At> Corrections::FindTexts(
    const Words& words, std::uint32_t line, std::initializer_list<Decision> decisions) const {
  std::vector<At> found;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t next = first + 1;
    const auto longest = longest_.find(words.Folded(first));
    const std::size_t most = longest == longest_.end() ? 0 : longest->second;
    for (std::size_t last = std::min(words.size(), first + most); last > first; --last) {
      const Correction* correction = On(words.Folded(first, last), line, decisions);
      if (correction == nullptr) continue;
      found.push_back({first, last, correction});
      next = last;
      break;
    }
    first = next;
  }
  return found;
}

void Corrections::CorrectPlaces(const Gazetteer& gazetteer, const Words& words, std::uint32_t line,
                                std::vector<PlaceMention>& places) const {
  for (const At& at : FindTexts(words, line, kAboutPlaces)) {
    const Span span{words[at.first].start, words[at.last - 1].end};
    PlaceMention mention;
    const bool part_of_longer = std::ranges::any_of(places, [&](const PlaceMention& each) {
      return each.span.Overlaps(span) && (each.span.start < span.start || each.span.end > span.end);
    });
    if (part_of_longer) continue;
    std::erase_if(places, [&](const PlaceMention& each) {
      if (!each.span.Overlaps(span)) return false;
      if (each.span == span) mention = each;
      return true;
    });
    if (at.correction->decision == Decision::kNotAPlace) continue;
    mention.span = span;
    mention.text = words.Text(at.first, at.last);
    Become(gazetteer, *at.correction, mention);
    places.push_back(std::move(mention));
  }
  std::ranges::stable_sort(places, {}, [](const PlaceMention& each) { return each.span.start; });
}

bool Corrections::CorrectCell(const Gazetteer& gazetteer, std::string_view name, std::uint32_t line,
                              std::optional<PlaceMention>& mention) const {
  const Correction* correction = On(FoldName(name), line, kAboutPlaces);
  if (correction == nullptr) return true;
  if (correction->decision == Decision::kNotAPlace) return false;
  if (!mention) mention.emplace();
  mention->text = std::string(name);
  Become(gazetteer, *correction, *mention);
  return true;
}

bool Corrections::CorrectThemes(const ThemeVocabulary& vocabulary, const Words& words,
                                std::uint32_t line, std::vector<ThemeMention>& themes) const {
  const auto decided = FindTexts(words, line, {Decision::kTheme, Decision::kNotATheme});
  for (const At& at : decided) {
    const Span span{words[at.first].start, words[at.last - 1].end};
    const auto theme = vocabulary.Find(at.correction->meaning);
    const bool is_not = at.correction->decision == Decision::kNotATheme;
    std::erase_if(themes, [&](const ThemeMention& each) {
      const bool meant = !is_not || at.correction->meaning.empty() || each.theme == theme;
      return meant && each.span.Overlaps(span);
    });
    if (is_not || !theme) continue;
    themes.push_back({.span = span,
                      .text = std::string(words.Text(at.first, at.last)),
                      .theme = *theme,
                      .confidence = 1,
                      .decided = DecidedBy(*at.correction)});
  }
  std::ranges::stable_sort(themes, {}, [](const ThemeMention& each) { return each.span.start; });
  return !decided.empty();
}

void Corrections::CorrectExchange(RowDraft& row) const {
  const Correction* correction = On(FoldName(row.event), row.line, {Decision::kSameExchange});
  if (correction == nullptr) return;
  row.event = correction->meaning;
  row.decided = DecidedBy(*correction);
}

}  // namespace citygraph::importers
