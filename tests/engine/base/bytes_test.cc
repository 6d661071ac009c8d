#include "engine/base/bytes.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace citygraph {
namespace {

using namespace std::literals;

constexpr std::uint64_t kMax64 = std::numeric_limits<std::uint64_t>::max();

std::string Varint(std::uint64_t value) {
  std::string bytes;
  AppendVarint(bytes, value);
  return bytes;
}

TEST(BytesTest, BigEndianWritesTheHighByteFirst) {
  std::string bytes;
  AppendBigEndian(bytes, std::uint8_t{0x7f});
  AppendBigEndian(bytes, std::uint32_t{0x01020304});
  AppendBigEndian(bytes, std::uint64_t{0xfffefdfcfbfaf9f8});
  EXPECT_EQ(bytes, "\x7f\x01\x02\x03\x04\xff\xfe\xfd\xfc\xfb\xfa\xf9\xf8");
  ByteReader reader(bytes);
  EXPECT_EQ(reader.Byte(), 0x7f);
  EXPECT_EQ(reader.BigEndian<std::uint32_t>(), 0x01020304u);
  EXPECT_EQ(reader.BigEndian<std::uint64_t>(), 0xfffefdfcfbfaf9f8u);
  EXPECT_TRUE(reader.AtEnd());
}

TEST(BytesTest, VarintsTakeAByteForSevenBits) {
  EXPECT_EQ(Varint(0), "\0"s);
  EXPECT_EQ(Varint(127), "\x7f");
  EXPECT_EQ(Varint(128), "\x80\x01");
  EXPECT_EQ(Varint(300), "\xac\x02");
  EXPECT_EQ(Varint(16383), "\xff\x7f");
  EXPECT_EQ(Varint(16384), "\x80\x80\x01");
  EXPECT_EQ(Varint(kMax64), "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01");
}

TEST(BytesTest, VarintsComeBackAtEveryPowerOfTwo) {
  for (int bit = 0; bit < 64; ++bit) {
    const std::uint64_t power = std::uint64_t{1} << bit;
    for (const std::uint64_t value : {power - 1, power, power + 1}) {
      const std::string bytes = Varint(value);
      EXPECT_LE(bytes.size(), 10u);
      ByteReader reader(bytes);
      EXPECT_EQ(reader.Varint(), value);
      EXPECT_TRUE(reader.AtEnd()) << value;
    }
  }
}

TEST(BytesTest, AVarintThatDoesNotFit64BitsFails) {
  ByteReader ten("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02");
  EXPECT_EQ(ten.Varint(), 0u);
  EXPECT_FALSE(ten.ok());
  ByteReader eleven("\x80\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01");
  EXPECT_EQ(eleven.Varint(), 0u);
  EXPECT_FALSE(eleven.ok());
}

TEST(BytesTest, AVarintThatStopsEarlyFailsAtEveryLength) {
  const std::string whole = Varint(kMax64);
  for (std::size_t length = 0; length < whole.size(); ++length) {
    ByteReader reader(std::string_view(whole).substr(0, length));
    EXPECT_EQ(reader.Varint(), 0u);
    EXPECT_FALSE(reader.ok()) << length;
  }
}

TEST(BytesTest, StringsCarryTheirLengthAndMayHoldZeroBytes) {
  std::string bytes;
  AppendString(bytes, "a\0b"sv);
  AppendString(bytes, "");
  EXPECT_EQ(bytes, "\x03"s + "a\0b"s + "\0"s);
  ByteReader reader(bytes);
  EXPECT_EQ(reader.String(), "a\0b"sv);
  EXPECT_EQ(reader.String(), "");
  EXPECT_TRUE(reader.AtEnd());
}

TEST(BytesTest, AStringLongerThanTheRestFails) {
  ByteReader reader(
      "\x05"
      "four");
  EXPECT_EQ(reader.String(), "");
  EXPECT_FALSE(reader.ok());
  const std::string huge = Varint(kMax64) + "x";
  ByteReader giant(huge);
  EXPECT_EQ(giant.String(), "");
  EXPECT_FALSE(giant.ok());
}

TEST(BytesTest, DoublesKeepEveryBit) {
  const std::array values = {0.0,
                             -0.0,
                             1.5,
                             -1.5,
                             std::numeric_limits<double>::denorm_min(),
                             std::numeric_limits<double>::max(),
                             std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity()};
  for (const double value : values) {
    std::string bytes;
    AppendDouble(bytes, value);
    ASSERT_EQ(bytes.size(), 8u);
    ByteReader reader(bytes);
    EXPECT_EQ(std::bit_cast<std::uint64_t>(reader.Double()), std::bit_cast<std::uint64_t>(value))
        << value;
    EXPECT_TRUE(reader.AtEnd());
  }
  std::string nan;
  AppendDouble(nan, std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(std::isnan(ByteReader(nan).Double()));
}

TEST(ByteReaderTest, TakesToTheEndAndNotOnePastIt) {
  ByteReader reader("abc");
  EXPECT_EQ(reader.Take(0), "");
  EXPECT_EQ(reader.Take(3), "abc");
  EXPECT_TRUE(reader.AtEnd());
  EXPECT_EQ(reader.Take(0), "");
  EXPECT_TRUE(reader.AtEnd());
  EXPECT_EQ(reader.Take(1), "");
  EXPECT_FALSE(reader.ok());
}

TEST(ByteReaderTest, AfterAFailureAllReadsFailAndNothingIsLeft) {
  ByteReader reader("abcdef");
  EXPECT_EQ(reader.BigEndian<std::uint64_t>(), 0u);
  EXPECT_FALSE(reader.ok());
  EXPECT_EQ(reader.rest(), "");
  EXPECT_EQ(reader.Byte(), 0);
  EXPECT_EQ(reader.Varint(), 0u);
  EXPECT_EQ(reader.String(), "");
  EXPECT_EQ(reader.Double(), 0.0);
  EXPECT_FALSE(reader.ok());
  EXPECT_FALSE(reader.AtEnd());
}

TEST(ByteReaderTest, BytesLeftOverAreNotTheEnd) {
  ByteReader reader("ab");
  EXPECT_EQ(reader.Byte(), 'a');
  EXPECT_TRUE(reader.ok());
  EXPECT_FALSE(reader.AtEnd());
  EXPECT_EQ(reader.rest(), "b");
}

TEST(ByteReaderTest, NoBytesAtAllReadAsAFailure) {
  ByteReader reader({});
  EXPECT_TRUE(reader.AtEnd());
  EXPECT_EQ(reader.Byte(), 0);
  EXPECT_FALSE(reader.ok());
}

TEST(BytesTest, ZigZagKeepsSmallMagnitudesSmall) {
  EXPECT_EQ(ZigZag(0), 0u);
  EXPECT_EQ(ZigZag(-1), 1u);
  EXPECT_EQ(ZigZag(1), 2u);
  EXPECT_EQ(ZigZag(-2), 3u);
  EXPECT_EQ(ZigZag(std::numeric_limits<std::int64_t>::max()), kMax64 - 1);
  EXPECT_EQ(ZigZag(std::numeric_limits<std::int64_t>::min()), kMax64);
  std::mt19937_64 random(7);
  for (int i = 0; i < 1000; ++i) {
    const auto value = static_cast<std::int64_t>(random());
    EXPECT_EQ(UnZigZag(ZigZag(value)), value);
  }
}

TEST(BytesTest, Fnv1aIsTheOneThatIsOnDisk) {
  // The published test values: a change here breaks every key that is made of a hash.
  EXPECT_EQ(Fnv1a(""), 0xcbf29ce484222325u);
  EXPECT_EQ(Fnv1a("a"), 0xaf63dc4c8601ec8cu);
  EXPECT_EQ(Fnv1a("foobar"), 0x85944171f73967e8u);
}

TEST(BytesTest, RandomRecordsComeBackWhole) {
  std::mt19937_64 random(1);
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t number = random() >> (random() % 64);
    const std::string text(random() % 300, static_cast<char>(random()));
    const auto real = static_cast<double>(random());
    std::string bytes;
    AppendVarint(bytes, number);
    AppendString(bytes, text);
    AppendDouble(bytes, real);
    AppendBigEndian(bytes, number);
    ByteReader reader(bytes);
    EXPECT_EQ(reader.Varint(), number);
    EXPECT_EQ(reader.String(), text);
    EXPECT_EQ(reader.Double(), real);
    EXPECT_EQ(reader.BigEndian<std::uint64_t>(), number);
    EXPECT_TRUE(reader.AtEnd()) << "seed 1, round " << round;
  }
}

}  // namespace
}  // namespace citygraph
