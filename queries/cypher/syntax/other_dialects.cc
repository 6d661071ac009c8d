#include "queries/cypher/syntax/other_dialects.h"

#include <algorithm>
#include <cctype>

namespace citygraph::queries::cypher {
namespace {

struct Hint {
  std::string_view before;  // the words before the error; empty: any
  std::string_view at;      // the word or sign there; empty: any
  std::string_view text;
};

constexpr std::string_view kIndexes = "indexes are made by import; EXPLAIN shows where one is used";
constexpr std::string_view kTransactions =
    "each statement is a transaction: what fails changes nothing";

constexpr Hint kHints[] = {
    {"", "SHOW",
     "`CALL db.labels()`, `CALL db.relationshipTypes()`, `CALL db.propertyKeys()` and `CALL "
     "dbms.procedures()` list what there is; so does `:schema` in the shell"},
    {"CREATE INDEX", "", kIndexes},  // INDEX could be a path's name, so the word behind it is wrong
    {"CREATE CONSTRAINT", "", kIndexes},
    {"CREATE", "RANGE", kIndexes},
    {"CREATE", "TEXT", kIndexes},
    {"CREATE", "FULLTEXT", "`CALL citygraph.search('name')` finds names, typing errors allowed"},
    {"CREATE", "UNIQUE", "MERGE makes what is not there yet"},
    {"", "DROP", kIndexes},
    {"", "LOAD", "`citygraph import FILE` reads files; `UNWIND $rows AS row` takes a parameter"},
    {"", "FOREACH", "UNWIND a list and go on: UNWIND list AS x CREATE …"},
    {"", "USE", "there is one database; `citygraph --db DIR` opens another"},
    {"", "USING", "the optimiser chooses where to start; EXPLAIN shows what it does"},
    {"CALL", "{", "WITH hands rows on; EXISTS { … } and COUNT { … } are subqueries in expressions"},
    {"CALL", "(", "WITH hands rows on; EXISTS { … } and COUNT { … } are subqueries in expressions"},
    {"", "BEGIN", kTransactions},
    {"", "COMMIT", kTransactions},
    {"", "ROLLBACK", kTransactions},
    {"", "SELECT", "MATCH finds, RETURN answers: MATCH (n) RETURN n"},
};

bool InWord(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// In capitals, with one space between words.
std::string Upper(std::string_view words) {
  std::string upper;
  for (const char c : words) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isspace(byte) == 0) {
      upper += static_cast<char>(std::toupper(byte));
    } else if (!upper.empty() && upper.back() != ' ') {
      upper += ' ';
    }
  }
  if (upper.ends_with(' ')) upper.pop_back();
  return upper;
}

bool EndsInWords(std::string_view text, std::string_view words) {
  return text.ends_with(words) &&
         (text.size() == words.size() || !InWord(text[text.size() - words.size() - 1]));
}

}  // namespace

std::string HintForOtherDialect(std::string_view query, std::size_t offset) {
  offset = std::min(offset, query.size());
  std::size_t end = offset;
  while (end < query.size() && InWord(query[end])) ++end;
  if (end == offset && end < query.size()) ++end;  // a sign
  const std::string at = Upper(query.substr(offset, end - offset));
  const std::string before = Upper(query.substr(0, offset));
  const auto* hint = std::ranges::find_if(kHints, [&](const Hint& each) {
    return (each.at.empty() || each.at == at) && EndsInWords(before, each.before);
  });
  return hint == std::end(kHints) ? std::string() : std::string(hint->text);
}

}  // namespace citygraph::queries::cypher
