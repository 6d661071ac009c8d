#include "importers/formats/xlsx.h"

#include <fmt/format.h>
#include <zip.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <set>

#include "engine/model/temporal.h"
#include "importers/formats/xml.h"

namespace citygraph::importers {
namespace {

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

std::unexpected<Error> NoWorkbook() {
  return Fail({.code = ErrorCode::kInvalidInput,
               .message = "is a zip archive, but not a workbook (XLSX) that can be read",
               .hint = "unpack it, or save the workbook as XLSX or CSV"});
}

class Archive {
 public:
  static Result<Archive> Open(std::string_view bytes) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
    zip_t* archive = source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive == nullptr && source != nullptr) zip_source_free(source);
    zip_error_fini(&error);
    if (archive == nullptr) return NoWorkbook();
    return Archive(archive);
  }

  // Nothing when the archive has no such file. Errors: kInvalidInput.
  Result<std::optional<std::string>> Read(const std::string& name) {
    const zip_int64_t index = zip_name_locate(archive_.get(), name.c_str(), ZIP_FL_NOCASE);
    if (index < 0) return std::nullopt;
    const std::unique_ptr<zip_file_t, Discard> file(
        zip_fopen_index(archive_.get(), static_cast<zip_uint64_t>(index), 0));
    if (!file) return NoWorkbook();
    std::string text;
    std::string buffer(std::size_t{1} << 16, '\0');
    while (true) {
      const zip_int64_t count = zip_fread(file.get(), buffer.data(), buffer.size());
      if (count < 0) return NoWorkbook();
      if (count == 0) return text;
      text.append(buffer, 0, static_cast<std::size_t>(count));
      unpacked_ += static_cast<std::uint64_t>(count);
      if (unpacked_ > kLargestFile) {
        return Fail({.code = ErrorCode::kInvalidInput,
                     .message = fmt::format("is a workbook of more than {} MiB when unpacked",
                                            kLargestFile >> 20),
                     .hint = "save its sheets as CSV files and import them together"});
      }
    }
  }

 private:
  explicit Archive(zip_t* archive) : archive_(archive) {}

  std::unique_ptr<zip_t, Discard> archive_;
  std::uint64_t unpacked_ = 0;
};

template <class Number>
Number NumberOr(std::string_view text, Number otherwise) {
  Number number = otherwise;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : otherwise;
}

// Whether a number's format shows a date: it has a letter of dates outside quotes and brackets.
bool ShowsDate(std::string_view format) {
  bool quoted = false;
  bool bracketed = false;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && (c == '[' || c == ']')) {
      bracketed = c == '[';
    } else if (!quoted && !bracketed && (c == 'y' || c == 'Y' || c == 'd' || c == 'D')) {
      return true;
    }
  }
  return false;
}

bool IsDateFormat(int id) {
  return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
}

// Column of a cell's name: "C7" -> 2; nothing of what is no name.
std::optional<std::size_t> ColumnOf(std::string_view name) {
  std::size_t column = 0;
  std::size_t letters = 0;
  while (letters < name.size() && name[letters] >= 'A' && name[letters] <= 'Z' && letters < 4)
    column = column * 26 + static_cast<std::size_t>(name[letters++] - 'A' + 1);
  if (letters == 0) return std::nullopt;
  return column - 1;
}

class WorkbookReader {
 public:
  explicit WorkbookReader(Archive archive) : archive_(std::move(archive)) {}

  Result<Page> Read() {
    CITYGRAPH_TRY(const auto workbook, archive_.Read("xl/workbook.xml"));
    if (!workbook) return NoWorkbook();
    CITYGRAPH_TRY(ReadTargets());
    CITYGRAPH_TRY(ReadSharedStrings());
    CITYGRAPH_TRY(ReadStyles());
    std::vector<std::string> sheets;
    CITYGRAPH_TRY(Parse(*workbook, [&](std::string_view name, const XmlHandler::Attributes& with) {
      if (name == "workbookPr") {
        const std::string_view flag = AttributeOf(with, "date1904");
        epoch_1904_ = flag == "1" || flag == "true";
      }
      if (name != "sheet") return;
      // Hidden sheets too: nothing is lost without a word.
      for (const auto& [key, value] : with) {
        if (key.ends_with(":id")) sheets.push_back(targets_[std::string(value)]);
      }
    }));
    for (const std::string& sheet : sheets) {
      CITYGRAPH_TRY(const auto xml, archive_.Read(sheet));
      if (xml) CITYGRAPH_TRY(ReadSheet(*xml));
      ++table_;
    }
    return std::move(page_);
  }

 private:
  using Start = std::function<void(std::string_view, const XmlHandler::Attributes&)>;
  static Status Parse(std::string_view xml, Start start) {
    return ParseXml(xml, {.start = std::move(start), .end = [](auto) {}, .text = [](auto) {}});
  }

  Status ReadTargets() {
    CITYGRAPH_TRY(const auto xml, archive_.Read("xl/_rels/workbook.xml.rels"));
    if (!xml) return {};
    return Parse(*xml, [&](std::string_view name, const XmlHandler::Attributes& with) {
      if (name != "Relationship") return;
      const std::string_view target = AttributeOf(with, "Target");
      targets_[std::string(AttributeOf(with, "Id"))] =
          target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    });
  }

  Status ReadSharedStrings() {
    CITYGRAPH_TRY(const auto xml, archive_.Read("xl/sharedStrings.xml"));
    if (!xml) return {};
    bool in_text = false;
    int phonetic = 0;
    return ParseXml(*xml, {.start =
                               [&](std::string_view name, const auto&) {
                                 if (name == "si") strings_.emplace_back();
                                 if (name == "rPh") ++phonetic;
                                 in_text = name == "t" && phonetic == 0;
                               },
                           .end =
                               [&](std::string_view name) {
                                 if (name == "rPh") --phonetic;
                                 in_text = false;
                               },
                           .text =
                               [&](std::string_view text) {
                                 if (in_text && !strings_.empty()) strings_.back() += text;
                               }});
  }

  Status ReadStyles() {
    CITYGRAPH_TRY(const auto xml, archive_.Read("xl/styles.xml"));
    if (!xml) return {};
    std::set<int> date_formats;
    bool in_cells = false;
    return ParseXml(
        *xml, {.start =
                   [&](std::string_view name, const XmlHandler::Attributes& with) {
                     if (name == "cellXfs") in_cells = true;
                     const int id = NumberOr(AttributeOf(with, "numFmtId"), 0);
                     if (name == "numFmt" && ShowsDate(AttributeOf(with, "formatCode")))
                       date_formats.insert(id);
                     if (name == "xf" && in_cells)
                       is_date_.push_back(IsDateFormat(id) || date_formats.contains(id));
                   },
               .end = [&](std::string_view name) { in_cells = in_cells && name != "cellXfs"; },
               .text = [](auto) {}});
  }

  Status ReadSheet(std::string_view xml) {
    Block row;
    std::uint32_t number = 0;
    std::size_t column = 0;
    std::string type;
    std::size_t style = 0;
    std::string value;
    bool in_value = false;
    int phonetic = 0;
    return ParseXml(xml, {.start =
                              [&](std::string_view name, const XmlHandler::Attributes& with) {
                                if (name == "row") {
                                  number = NumberOr(AttributeOf(with, "r"), number + 1);
                                  row = {.line = number, .table = table_, .cells = {}};
                                  column = 0;
                                } else if (name == "c") {
                                  column = ColumnOf(AttributeOf(with, "r")).value_or(column);
                                  type = AttributeOf(with, "t");
                                  style = NumberOr(AttributeOf(with, "s"), std::size_t{0});
                                  value.clear();
                                } else if (name == "rPh") {
                                  ++phonetic;
                                }
                                in_value = name == "v" || (name == "t" && phonetic == 0);
                              },
                          .end =
                              [&](std::string_view name) {
                                in_value = false;
                                if (name == "rPh") --phonetic;
                                if (name == "c") {
                                  if (column < kMostXlsxColumns && !value.empty()) {
                                    if (row.cells.size() <= column) row.cells.resize(column + 1);
                                    row.cells[column] = Tidied(Shown(type, style, value));
                                  }
                                  ++column;
                                }
                                if (name == "row" && !row.cells.empty())
                                  page_.blocks.push_back(std::move(row));
                              },
                          .text =
                              [&](std::string_view text) {
                                if (in_value) value += text;
                              }});
  }

  std::string Shown(std::string_view type, std::size_t style, const std::string& value) const {
    if (type == "s") {
      const auto index = NumberOr(value, strings_.size());
      return index < strings_.size() ? strings_[index] : std::string();
    }
    if (type == "e") return {};  // #REF! and the like
    if (!type.empty() && type != "n") return value;
    if (style < is_date_.size() && is_date_[style]) return DateOf(value);
    // 2019.0 is how some programs write 2019.
    const auto number = NumberOr(value, std::nan(""));
    if (std::abs(number) < 1e15 && number == std::floor(number))
      return fmt::format("{:.0f}", number);
    return value;
  }

  // Days since the end of 1899 (which count a 29 February 1900 that never was), or since 1904.
  std::string DateOf(const std::string& value) const {
    constexpr double kLastDay = 2'958'465;  // 9999-12-31
    const double days = NumberOr(value, -1.0);
    if (!(days >= 0 && days <= kLastDay)) return value;
    const std::int64_t before_1970 = epoch_1904_ ? 24'107 : 25'569;
    const CivilDate date = ToCivil({static_cast<std::int64_t>(days) - before_1970});
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  }

  Archive archive_;
  std::map<std::string, std::string> targets_;  // relationship id -> file
  std::vector<std::string> strings_;
  std::vector<bool> is_date_;  // by style
  bool epoch_1904_ = false;
  int table_ = 0;
  Page page_;
};

}  // namespace

Result<Page> ReadXlsx(std::string_view bytes) {
  CITYGRAPH_TRY(Archive archive, Archive::Open(bytes));
  return WorkbookReader(std::move(archive)).Read();
}

}  // namespace citygraph::importers
