#include "engine/encoding/json.h"

#include <rapidjson/prettywriter.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cmath>

#include "engine/encoding/json_text.h"

namespace citygraph {
namespace {

template <class Writer>
void WriteString(Writer& writer, const std::string& text) {
  std::string mended;
  const std::string_view sound = SoundUtf8(text, mended);
  writer.String(sound.data(), static_cast<rapidjson::SizeType>(sound.size()));
}

template <class Writer>
void WriteKey(Writer& writer, const std::string& text) {
  std::string mended;
  const std::string_view sound = SoundUtf8(text, mended);
  writer.Key(sound.data(), static_cast<rapidjson::SizeType>(sound.size()));
}

template <class Writer>
void Write(Writer& writer, const Value& value) {
  switch (value.kind()) {
    case ValueKind::kNull:
      writer.Null();
      return;
    case ValueKind::kBoolean:
      writer.Bool(*value.AsBoolean());
      return;
    case ValueKind::kInteger:
      writer.Int64(*value.AsInteger());
      return;
    case ValueKind::kFloat:
      if (std::isfinite(*value.AsFloat())) {
        writer.Double(*value.AsFloat());
      } else {
        writer.Null();
      }
      return;
    case ValueKind::kString:
      WriteString(writer, *value.AsString());
      return;
    case ValueKind::kList:
      writer.StartArray();
      for (const Value& item : *value.AsList()) Write(writer, item);
      writer.EndArray();
      return;
    case ValueKind::kMap:
      writer.StartObject();
      for (const MapEntry& entry : *value.AsMap()) {
        WriteKey(writer, entry.key);
        Write(writer, entry.value);
      }
      writer.EndObject();
      return;
    case ValueKind::kDate:
    case ValueKind::kLocalTime:
    case ValueKind::kTime:
    case ValueKind::kLocalDateTime:
    case ValueKind::kDateTime:
    case ValueKind::kDuration:
      WriteString(writer, TemporalText(value));
      return;
    case ValueKind::kNode:
      writer.Uint64(Raw(*value.AsNode()));
      return;
    case ValueKind::kRelationship:
      writer.Uint64(Raw(*value.AsRelationship()));
      return;
    case ValueKind::kPath: {
      const Path& path = *value.AsPath();
      writer.StartArray();
      for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        writer.Uint64(Raw(path.nodes[i]));
        if (i < path.relationships.size()) writer.Uint64(Raw(path.relationships[i]));
      }
      writer.EndArray();
      return;
    }
  }
}

}  // namespace

std::string ToJson(const Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::Writer<rapidjson::StringBuffer> writer(buffer);
  Write(writer, value);
  return {buffer.GetString(), buffer.GetSize()};
}

std::string ToPrettyJson(const Value& value) {
  rapidjson::StringBuffer buffer;
  rapidjson::PrettyWriter<rapidjson::StringBuffer> writer(buffer);
  writer.SetIndent(' ', 2);
  Write(writer, value);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace citygraph
