#include "cli/bench/csv_graph.h"

#include <charconv>
#include <fstream>
#include <sstream>
#include <unordered_map>
#include <vector>

#include "engine/adjacency/adjacency_builder.h"

namespace citygraph::bench {
namespace {

// Calls row(fields) for each line after the header.
template <class Row>
Status ForEachRow(const std::filesystem::path& file, const Row& row) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Fail(ErrorCode::kNotFound, file.string() + ": not there");
  std::ostringstream buffer;
  buffer << stream.rdbuf();
  const std::string text = std::move(buffer).str();
  std::vector<std::string> fields;
  bool header = true;
  for (std::size_t at = 0; at < text.size();) {
    fields.emplace_back();
    bool quoted = false;
    std::size_t count = 0;
    const auto next_field = [&] {
      if (fields.size() <= ++count) fields.emplace_back();
      fields[count].clear();
    };
    fields[0].clear();
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (quoted) {
        if (c != '"') {
          fields[count].push_back(c);
        } else if (at + 1 < text.size() && text[at + 1] == '"') {
          fields[count].push_back('"');
          ++at;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        next_field();
      } else if (c == '\n') {
        ++at;
        break;
      } else {
        fields[count].push_back(c);
      }
    }
    fields.resize(count + 1);
    if (!header) row(fields);
    header = false;
  }
  return {};
}

template <class Number>
Number NumberOf(const std::string& text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

ColumnDraft Draft(TokenId property, ColumnKind kind, bool indexed = false) {
  return {.property = property, .kind = kind, .indexed = indexed};
}

void AddInteger(ColumnDraft& column, const std::string& text) {
  text.empty() ? column.AddAbsent() : column.AddInteger(NumberOf<std::int64_t>(text));
}
void AddFloat(ColumnDraft& column, const std::string& text) {
  text.empty() ? column.AddAbsent() : column.AddFloat(NumberOf<double>(text));
}

class Loader {
 public:
  Loader(const std::filesystem::path& data, std::filesystem::path file)
      : data_(data), file_(std::move(file)) {}

  Result<std::shared_ptr<const Adjacency>> Load() {
    CITYGRAPH_TRY(LoadNodes());
    const std::uint64_t relationships = 16'000'000'000;
    CITYGRAPH_TRY(builder_, AdjacencyBuilder::ToFile(file_, {.sequence = 1,
                                                             .node_limit = next_node_,
                                                             .relationship_limit = relationships}));
    for (NodesDraft& nodes : nodes_) CITYGRAPH_TRY(builder_->AddNodes(std::move(nodes)));
    CITYGRAPH_TRY(LoadRelationships("IN_COUNTRY", w_.in_country, city_, country_, {}));
    CITYGRAPH_TRY(LoadRelationships("HOSTED", w_.hosted, city_, exchange_, {}));
    CITYGRAPH_TRY(LoadRelationships("TOOK_PART", w_.took_part, city_, exchange_,
                                    {Draft(w_.role, ColumnKind::kText)}));
    CITYGRAPH_TRY(LoadRelationships("ABOUT", w_.about, exchange_, theme_, {}));
    CITYGRAPH_TRY(LoadRelationships(
        "MENTORED", w_.mentored, city_, city_,
        {Draft(w_.year, ColumnKind::kInteger), Draft(w_.exchange_id, ColumnKind::kInteger)}));
    return builder_->Finish();
  }

 private:
  using Keys = std::unordered_map<std::string, NodeNumber>;

  Status LoadNodes() {
    CITYGRAPH_TRY(
        LoadTable("City", w_.city, city_,
                  {Draft(w_.id, ColumnKind::kInteger, true), Draft(w_.name, ColumnKind::kText),
                   Draft(w_.country_code, ColumnKind::kText), Draft(w_.lat, ColumnKind::kFloat),
                   Draft(w_.lon, ColumnKind::kFloat), Draft(w_.population, ColumnKind::kInteger)}));
    CITYGRAPH_TRY(
        LoadTable("Country", w_.country, country_,
                  {Draft(w_.code, ColumnKind::kText, true), Draft(w_.name, ColumnKind::kText),
                   Draft(w_.continent, ColumnKind::kText)}));
    CITYGRAPH_TRY(
        LoadTable("Theme", w_.theme, theme_,
                  {Draft(w_.id, ColumnKind::kInteger, true), Draft(w_.name, ColumnKind::kText),
                   Draft(w_.sdg, ColumnKind::kInteger)}));
    return LoadTable("Exchange", w_.exchange, exchange_,
                     {Draft(w_.id, ColumnKind::kInteger, true), Draft(w_.title, ColumnKind::kText),
                      Draft(w_.type, ColumnKind::kText), Draft(w_.year, ColumnKind::kInteger)});
  }

  static void AddValue(ColumnDraft& column, const std::string& text) {
    switch (column.kind) {
      case ColumnKind::kInteger:
        AddInteger(column, text);
        break;
      case ColumnKind::kFloat:
        AddFloat(column, text);
        break;
      default:
        column.AddText(text);
    }
  }

  Status LoadTable(const std::string& name, TokenId label, Keys& keys,
                   std::vector<ColumnDraft> columns) {
    const NodeNumber first = next_node_;
    CITYGRAPH_TRY(ForEachRow(data_ / (name + ".csv"), [&](const std::vector<std::string>& fields) {
      keys.emplace(fields[0], next_node_++);
      for (std::size_t i = 0; i < columns.size(); ++i) AddValue(columns[i], fields[i]);
    }));
    nodes_.push_back(
        {.labels = {label}, .runs = {{first, next_node_}}, .columns = std::move(columns)});
    return {};
  }

  Status LoadRelationships(const std::string& name, TokenId type, const Keys& starts,
                           const Keys& ends, std::vector<ColumnDraft> columns) {
    RelationshipsDraft draft{.type = type, .first_id = next_relationship_};
    CITYGRAPH_TRY(ForEachRow(data_ / (name + ".csv"), [&](const std::vector<std::string>& fields) {
      draft.start.push_back(starts.at(fields[0]));
      draft.end.push_back(ends.at(fields[1]));
      for (std::size_t i = 0; i < columns.size(); ++i) AddValue(columns[i], fields[i + 2]);
    }));
    next_relationship_ += draft.start.size();
    draft.columns = std::move(columns);
    return builder_->AddRelationships(std::move(draft));
  }

  std::filesystem::path data_;
  std::filesystem::path file_;
  Words w_;
  std::unique_ptr<AdjacencyBuilder> builder_;
  std::vector<NodesDraft> nodes_;
  Keys city_;
  Keys country_;
  Keys theme_;
  Keys exchange_;
  NodeNumber next_node_ = 0;
  std::uint64_t next_relationship_ = 0;
};

}  // namespace

Result<std::shared_ptr<const Adjacency>> BuildFromCsv(const std::filesystem::path& data,
                                                      const std::filesystem::path& file) {
  return Loader(data, file).Load();
}

}  // namespace citygraph::bench
