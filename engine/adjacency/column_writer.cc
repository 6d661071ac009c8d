#include "engine/adjacency/column_writer.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/adjacency/adjacency_format.h"
#include "engine/adjacency/text_packing.h"
#include "engine/base/bytes.h"
#include "engine/base/parallel.h"

namespace citygraph {
namespace {

namespace format = adjacency_format;

// A dictionary pays while texts repeat: at most this many words, and no more than a fourth of the
// rows seen so far once there are some.
constexpr std::size_t kMaxWords = 1 << 16;
constexpr std::size_t kFewWords = 256;

class ColumnWriter {
 public:
  ColumnWriter(ColumnDraft draft, std::uint64_t rows, std::span<const std::uint32_t> row_at)
      : draft_(std::move(draft)), rows_(rows), row_at_(row_at) {}

  // All but the writing.
  Status Prepare() {
    CITYGRAPH_TRY(Check());
    if (draft_.kind == ColumnKind::kText && draft_.words.empty() && draft_.codes.empty()) {
      FindDictionary();
    }
    coded_ = draft_.kind == ColumnKind::kText && (!draft_.words.empty() || !draft_.codes.empty());
    if (coded_) SortWords();
    MakePresent();
    switch (draft_.kind) {
      case ColumnKind::kInteger:
      case ColumnKind::kBoolean:
        values_ = Ordered(std::exchange(draft_.integers, {}));
        break;
      case ColumnKind::kText:
      case ColumnKind::kValue:
        if (coded_) {
          values_.assign(draft_.codes.begin(), draft_.codes.end());
          draft_.codes = {};
          values_ = Ordered(std::move(values_));
        } else {
          OrderTexts();
        }
        break;
      case ColumnKind::kFloat:
        draft_.floats = Ordered(std::move(draft_.floats));
        break;
    }
    order_ = MakeOrder();
    const bool texts = draft_.kind == ColumnKind::kText || draft_.kind == ColumnKind::kValue;
    if (texts && !coded_) PackTexts();
    return {};
  }

  Status Write(SectionWriter& writer, std::string& catalogue) const {
    const auto add = [&]<class T>(std::span<const T> values) -> Status {
      CITYGRAPH_TRY(const std::uint64_t section, writer.AddArray(values));
      AppendVarint(catalogue, section);
      return {};
    };
    AppendVarint(catalogue, Raw(draft_.property));
    catalogue.push_back(static_cast<char>(draft_.kind));
    catalogue.push_back(static_cast<char>((coded_ ? format::kCoded : 0) |
                                          (draft_.indexed ? format::kIndexed : 0) |
                                          (symbols_ ? format::kPacked : 0)));
    AppendVarint(catalogue, rows_);
    CITYGRAPH_TRY(add(std::span<const std::uint64_t>(present_)));
    const bool integers =
        draft_.kind == ColumnKind::kInteger || draft_.kind == ColumnKind::kBoolean;
    if (integers || coded_) CITYGRAPH_TRY(WritePacked(values_, writer, catalogue));
    if (draft_.kind == ColumnKind::kFloat) {
      CITYGRAPH_TRY(add(std::span<const double>(draft_.floats)));
    } else if (!integers) {
      const std::vector<std::int64_t> ends(draft_.ends.begin(), draft_.ends.end());
      CITYGRAPH_TRY(WritePacked(ends, writer, catalogue));
      CITYGRAPH_TRY(add(std::span<const char>(draft_.heap)));
      if (symbols_) CITYGRAPH_TRY(add(std::span<const SymbolTable>(&*symbols_, 1)));
    }
    return add(std::span<const std::uint32_t>(order_));
  }

 private:
  bool IsSet(std::uint64_t row) const {  // of the draft's rows
    return draft_.present.empty() || (draft_.present[row / 64] >> (row % 64) & 1) != 0;
  }
  std::uint64_t DraftRow(std::uint64_t row) const { return row_at_.empty() ? row : row_at_[row]; }

  Status Wrong(std::string what) const {
    return Fail(
        ErrorCode::kInvalidInput,
        "column of property " + std::to_string(Raw(draft_.property)) + ": " + std::move(what));
  }

  Status Check() const {
    if (draft_.rows() != rows_) {
      return Wrong(std::to_string(draft_.rows()) + " rows, expected " + std::to_string(rows_));
    }
    if (!draft_.present.empty() && draft_.present.size() != (rows_ + 63) / 64) {
      return Wrong("the bits that say which rows are set are not as many as the rows");
    }
    if (draft_.indexed && draft_.kind != ColumnKind::kInteger && draft_.kind != ColumnKind::kText) {
      return Wrong("only integers and texts are indexed");
    }
    if (!draft_.codes.empty()) {
      if (draft_.kind != ColumnKind::kText) return Wrong("codes of no text");
      if (std::ranges::max(draft_.codes) >= draft_.words.size())
        return Wrong("a code without a word");
    } else if (draft_.kind == ColumnKind::kText || draft_.kind == ColumnKind::kValue) {
      if (!std::ranges::is_sorted(draft_.ends) ||
          (draft_.ends.empty() ? 0 : draft_.ends.back()) != draft_.heap.size()) {
        return Wrong("the ends of its texts do not fit its heap");
      }
    }
    if (draft_.kind == ColumnKind::kBoolean &&
        std::ranges::any_of(draft_.integers,
                            [](std::int64_t value) { return (value & ~1) != 0; })) {
      return Wrong("a boolean that is neither 0 nor 1");
    }
    return {};
  }

  // Texts that repeat become codes and words.
  void FindDictionary() {
    std::unordered_map<std::string_view, std::uint32_t> numbers;
    std::vector<std::uint32_t> codes;
    codes.reserve(draft_.ends.size());
    std::uint64_t begin = 0;
    for (std::uint64_t row = 0; row < draft_.ends.size(); ++row) {
      const std::uint64_t end = draft_.ends[row];
      const std::string_view text = IsSet(row)
                                        ? std::string_view(draft_.heap).substr(begin, end - begin)
                                        : std::string_view{};
      begin = end;
      const auto next = static_cast<std::uint32_t>(numbers.size());
      codes.push_back(numbers.try_emplace(text, next).first->second);
      if (numbers.size() > kMaxWords || numbers.size() > kFewWords + row / 4) return;
    }
    if (numbers.size() > 1 + draft_.ends.size() / 4) return;  // few rows, and few of them alike
    draft_.words.resize(numbers.size());
    for (const auto& [text, number] : numbers) draft_.words[number] = text;
    draft_.codes = std::move(codes);
    draft_.ends = {};
    draft_.heap = {};
  }

  // Words that are used, sorted, each once; codes follow.
  void SortWords() {
    std::vector<bool> used(draft_.words.size());
    for (std::uint64_t row = 0; row < rows_; ++row) {
      if (IsSet(row)) used[draft_.codes[row]] = true;
    }
    std::vector<std::uint32_t> by_word;
    for (std::uint32_t i = 0; i < used.size(); ++i) {
      if (used[i]) by_word.push_back(i);
    }
    std::ranges::sort(by_word, {},
                      [&](std::uint32_t i) { return std::string_view(draft_.words[i]); });
    std::vector<std::uint32_t> code_of(draft_.words.size(), 0);
    draft_.ends.clear();
    draft_.heap.clear();
    std::string_view last;
    for (const std::uint32_t i : by_word) {
      if (draft_.ends.empty() || last != draft_.words[i]) {
        draft_.heap += draft_.words[i];
        draft_.ends.push_back(draft_.heap.size());
        last = draft_.words[i];
      }
      code_of[i] = static_cast<std::uint32_t>(draft_.ends.size() - 1);
    }
    for (std::uint32_t& code : draft_.codes) code = code_of[code];
    draft_.words = {};
  }

  // The bits in the order that is written; none when all rows are set.
  void MakePresent() {
    if (draft_.present.empty()) return;
    present_.assign(draft_.present.size(), 0);
    std::uint64_t set = 0;
    for (std::uint64_t row = 0; row < rows_; ++row) {
      if (!IsSet(DraftRow(row))) continue;
      present_[row / 64] |= std::uint64_t{1} << (row % 64);
      ++set;
    }
    if (set == rows_) present_.clear();
  }

  // A row that is not set repeats the one before, so that it costs no width.
  template <class T>
  std::vector<T> Ordered(std::vector<T> values) const {
    if (row_at_.empty() && present_.empty()) return values;
    std::vector<T> ordered(values.size());
    std::optional<T> last;
    std::uint64_t waiting = 0;  // rows before the first that is set
    for (std::uint64_t row = 0; row < rows_; ++row) {
      const std::uint64_t from = DraftRow(row);
      if (IsSet(from)) {
        last = values[from];
        for (; waiting > 0; --waiting) ordered[row - waiting] = *last;
      } else if (!last) {
        ++waiting;
        continue;
      }
      ordered[row] = *last;
    }
    return ordered;
  }

  void OrderTexts() {
    if (row_at_.empty() && present_.empty()) return;
    std::vector<std::uint64_t> ends;
    std::string heap;
    ends.reserve(rows_);
    heap.reserve(draft_.heap.size());
    for (std::uint64_t row = 0; row < rows_; ++row) {
      const std::uint64_t from = DraftRow(row);
      if (IsSet(from)) {
        const std::uint64_t begin = from == 0 ? 0 : draft_.ends[from - 1];
        heap.append(draft_.heap, begin, draft_.ends[from] - begin);
      }
      ends.push_back(heap.size());
    }
    draft_.ends = std::move(ends);
    draft_.heap = std::move(heap);
  }

  std::string_view TextAt(std::uint32_t row) const {
    const std::uint64_t begin = row == 0 ? 0 : draft_.ends[row - 1];
    return std::string_view(draft_.heap).substr(begin, draft_.ends[row] - begin);
  }

  // Rows that are set, by value, then row; none where the values are found without.
  std::vector<std::uint32_t> MakeOrder() const {
    if (!draft_.indexed) return {};
    if (draft_.kind == ColumnKind::kInteger && present_.empty()) {
      const PackingPlan plan = PlanPacking(values_);
      if (plan.width == 0 && plan.stride != 0) return {};
    }
    std::vector<std::uint32_t> order;
    for (std::uint32_t row = 0; row < rows_; ++row) {
      if (present_.empty() || (present_[row / 64] >> (row % 64) & 1) != 0) order.push_back(row);
    }
    if (values_.empty()) {
      std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return TextAt(row); });
    } else {
      std::ranges::stable_sort(order, {}, [&](std::uint32_t row) { return values_[row]; });
    }
    return order;
  }

  // Many texts that share what they are made of take half the room or less when they are packed.
  void PackTexts() {
    constexpr std::size_t kWorthIt = std::size_t{16} << 10;
    if (draft_.heap.size() < kWorthIt) return;
    std::vector<std::string_view> texts;
    texts.reserve(draft_.ends.size());
    for (std::uint32_t row = 0; row < draft_.ends.size(); ++row) texts.push_back(TextAt(row));
    const SymbolTable symbols = FindSymbols(texts);
    const TextPacker packer(symbols);
    std::string heap;
    std::vector<std::uint64_t> ends;
    ends.reserve(texts.size());
    std::uint64_t bytes = 0;
    for (const std::string_view text : texts) {
      packer.Pack(text, heap);
      ends.push_back(heap.size());
      bytes += text.size();
      // Given up early where it does not pay.
      if (bytes > kWorthIt && heap.size() > bytes - bytes / 4) return;
    }
    draft_.heap = std::move(heap);
    draft_.ends = std::move(ends);
    symbols_ = symbols;
  }

  ColumnDraft draft_;
  std::uint64_t rows_;
  std::span<const std::uint32_t> row_at_;
  bool coded_ = false;
  std::optional<SymbolTable> symbols_;
  std::vector<std::uint64_t> present_;  // in the order that is written, as are
  std::vector<std::int64_t> values_;    // integers or codes
  std::vector<std::uint32_t> order_;
};

}  // namespace

Status WriteColumns(std::span<ColumnDraft> drafts, std::uint64_t rows,
                    std::span<const std::uint32_t> row_at, unsigned threads, SectionWriter& writer,
                    std::string& catalogue) {
  AppendVarint(catalogue, drafts.size());
  // As many at once as there are threads, so that no more are held twice.
  for (std::size_t begin = 0; begin < drafts.size(); begin += threads) {
    std::vector<ColumnWriter> columns;
    for (ColumnDraft& draft :
         drafts.subspan(begin, std::min<std::size_t>(threads, drafts.size() - begin)))
      columns.emplace_back(std::exchange(draft, {}), rows, row_at);
    std::vector<Status> prepared(columns.size());
    InParallel(static_cast<unsigned>(columns.size()),
               [&](unsigned i) { prepared[i] = columns[i].Prepare(); });
    for (std::size_t i = 0; i < columns.size(); ++i) {
      CITYGRAPH_TRY(prepared[i]);
      CITYGRAPH_TRY(columns[i].Write(writer, catalogue));
    }
  }
  return {};
}

Status WritePacked(std::span<const std::int64_t> values, SectionWriter& writer,
                   std::string& catalogue) {
  const PackingPlan plan = PlanPacking(values);
  std::vector<std::byte> bits(PackedIntegers::BytesFor(values.size(), plan.width));
  PackIntegers(values, plan, bits.data());
  CITYGRAPH_TRY(const std::uint64_t section, writer.Add(bits));
  AppendVarint(catalogue, values.size());
  catalogue.push_back(static_cast<char>(plan.width));
  AppendVarint(catalogue, ZigZag(plan.base));
  AppendVarint(catalogue, ZigZag(plan.stride));
  AppendVarint(catalogue, section);
  return {};
}

}  // namespace citygraph
