#include "engine/encoding/json_writer.h"

#include <rapidjson/writer.h>

#include <cmath>

#include "engine/encoding/json_text.h"

namespace citygraph {
namespace {

// RapidJSON's stream to write to.
class StringAppender {
 public:
  using Ch = char;

  explicit StringAppender(std::string& out) : out_(out) {}
  void Put(char c) { out_.push_back(c); }
  void Flush() {}

 private:
  std::string& out_;
};

rapidjson::SizeType SizeOf(std::string_view text) {
  return static_cast<rapidjson::SizeType>(text.size());
}

}  // namespace

struct JsonWriter::State {
  explicit State(std::string& out) : stream(out), writer(stream) {}

  StringAppender stream;
  rapidjson::Writer<StringAppender> writer;
  std::string mended;
};

JsonWriter::JsonWriter(std::string& out) : state_(std::make_unique<State>(out)) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::BeginObject() { state_->writer.StartObject(); }
void JsonWriter::EndObject() { state_->writer.EndObject(); }
void JsonWriter::BeginList() { state_->writer.StartArray(); }
void JsonWriter::EndList() { state_->writer.EndArray(); }
void JsonWriter::Key(std::string_view key) { state_->writer.Key(key.data(), SizeOf(key)); }
void JsonWriter::String(std::string_view text) {
  const std::string_view sound = SoundUtf8(text, state_->mended);
  state_->writer.String(sound.data(), SizeOf(sound));
}
void JsonWriter::Integer(std::int64_t number) { state_->writer.Int64(number); }
void JsonWriter::Float(double number) {
  if (!std::isfinite(number)) return Null();
  state_->writer.Double(number);
}
void JsonWriter::Boolean(bool value) { state_->writer.Bool(value); }
void JsonWriter::Null() { state_->writer.Null(); }

}  // namespace citygraph
