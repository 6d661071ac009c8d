#include "cli/shell/completion.h"

#include <algorithm>
#include <set>

#include "cli/shell/session.h"
#include "engine/base/unicode.h"
#include "queries/cypher/semantics/signatures.h"
#include "queries/cypher/syntax/lexer.h"

namespace citygraph::cli {
namespace {

namespace cypher = queries::cypher;
using cypher::Symbol;
using cypher::Token;
using cypher::TokenKind;

bool StartsWith(std::string_view word, std::string_view prefix) {
  return word.size() >= prefix.size() && ToLower(word.substr(0, prefix.size())) == ToLower(prefix);
}

bool IsNamePart(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Completer {
 public:
  Completer(std::string_view text, const CompletionWords& words) : text_(text), words_(words) {}

  Completion Run() {
    if (text_.starts_with(':') && text_.find_first_of(" \t") == std::string_view::npos) {
      Command();
    } else if (!InString()) {
      std::size_t from = text_.size();
      while (from > 0 && IsNamePart(text_[from - 1])) --from;
      result_.from = from;
      prefix_ = text_.substr(from);
      tokens_ = cypher::Tokenize(text_.substr(0, from)).tokens;
      tokens_.pop_back();  // the end
      Word();
    }
    std::ranges::sort(result_.candidates);
    const auto doubles = std::ranges::unique(result_.candidates);
    result_.candidates.erase(doubles.begin(), doubles.end());
    return std::move(result_);
  }

 private:
  void Command() {
    prefix_ = text_;
    for (const CommandHelp& each : ShellCommands()) Offer(each.name);
  }

  // A string that is open at the end holds a name, perhaps.
  bool InString() {
    if (!cypher::EndsInsideToken(text_)) return false;
    const std::vector<Token> tokens = cypher::Tokenize(text_).tokens;
    if (tokens.size() < 2) return true;
    const Token& open = tokens[tokens.size() - 2];
    const char quote = text_[open.span.offset];
    if ((quote != '\'' && quote != '"') || !words_.names) return true;
    result_.from = open.span.offset + 1;
    prefix_ = text_.substr(result_.from);
    if (prefix_.empty()) return true;
    for (const std::string& name : words_.names(prefix_)) {
      if (name.find_first_of("'\"\\") == std::string::npos)
        result_.candidates.push_back(name + quote);
    }
    return true;
  }

  void Word() {
    const Token last = tokens_.empty() ? Token{} : tokens_.back();
    const Token before = tokens_.size() < 2 ? Token{} : tokens_[tokens_.size() - 2];
    const Symbol bracket = OpenBracket();
    if (last.symbol == Symbol::kDollar) {
      for (const std::string& each : words_.parameters) Offer(each);
    } else if (last.symbol == Symbol::kDot) {
      Properties();
    } else if (last.symbol == Symbol::kColon && bracket == Symbol::kLeftBracket) {
      Types();
    } else if (last.symbol == Symbol::kBar && bracket == Symbol::kLeftBracket) {
      Types();
    } else if (last.symbol == Symbol::kColon && bracket != Symbol::kLeftBrace) {
      for (const WordCount& each : words_.graph.labels) Offer(Quoted(each.word));
      if (bracket != Symbol::kLeftParenthesis) Types();  // WHERE n:City, WHERE r:HOSTED
    } else if (bracket == Symbol::kLeftBrace &&
               (last.symbol == Symbol::kLeftBrace || last.symbol == Symbol::kComma)) {
      Properties();
    } else if (last.keyword == cypher::Keyword::kCall ||
               (last.symbol == Symbol::kDot && before.keyword == cypher::Keyword::kCall)) {
      for (const std::string& each : words_.procedures) Offer(each + '(');
    } else {
      Keywords();
    }
  }

  // The bracket that is open where the text ends.
  Symbol OpenBracket() const {
    std::vector<Symbol> open;
    for (const Token& token : tokens_) {
      switch (token.symbol) {
        case Symbol::kLeftParenthesis:
        case Symbol::kLeftBracket:
        case Symbol::kLeftBrace:
          open.push_back(token.symbol);
          break;
        case Symbol::kRightParenthesis:
        case Symbol::kRightBracket:
        case Symbol::kRightBrace:
          if (!open.empty()) open.pop_back();
          break;
        default:
          break;
      }
    }
    return open.empty() ? Symbol::kNone : open.back();
  }

  // A name as it can stand in a query.
  static std::string Quoted(const std::string& name) {
    const bool plain = !name.empty() && std::ranges::all_of(name, IsNamePart) &&
                       !(name[0] >= '0' && name[0] <= '9');
    return plain ? name : '`' + name + '`';
  }

  void Offer(std::string_view word) {
    if (StartsWith(word, prefix_)) result_.candidates.emplace_back(word);
  }
  void Types() {
    for (const WordCount& each : words_.graph.types) Offer(Quoted(each.word));
  }
  void Properties() {
    for (const std::string& each : words_.graph.properties) Offer(Quoted(each));
  }

  void Keywords() {
    const bool lower = !prefix_.empty() &&
                       std::ranges::none_of(prefix_, [](char c) { return c >= 'A' && c <= 'Z'; });
#define CITYGRAPH_OFFER(name, text) Offer(lower ? ToLower(#text) : std::string(#text));
    CITYGRAPH_CYPHER_KEYWORDS(CITYGRAPH_OFFER)
#undef CITYGRAPH_OFFER
    for (const cypher::FunctionSignature& each : cypher::Functions())
      Offer(std::string(each.name) + '(');
    for (const Token& token : tokens_) {
      if (token.kind == TokenKind::kName && token.keyword == cypher::Keyword::kNoKeyword)
        Offer(text_.substr(token.span.offset, token.span.size));
    }
  }

  std::string_view text_;
  const CompletionWords& words_;
  std::string_view prefix_;
  std::vector<Token> tokens_;
  Completion result_;
};

}  // namespace

Completion Complete(std::string_view text, const CompletionWords& words) {
  const std::size_t blank = text.find_first_not_of(" \t\n");
  const std::size_t skipped = blank == std::string_view::npos ? text.size() : blank;
  Completion completion = Completer(text.substr(skipped), words).Run();
  completion.from += skipped;
  return completion;
}

std::string CommonPrefix(const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  std::string common = candidates[0];
  for (const std::string& each : candidates) {
    const auto differs = std::ranges::mismatch(common, each).in1;
    common.erase(differs, common.end());
  }
  while (!common.empty() && !IsValidUtf8(common)) common.pop_back();
  return common;
}

}  // namespace citygraph::cli
