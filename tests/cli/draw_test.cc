#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

class DrawTest : public CliTest {
 protected:
  void SetUp() override {
    ImportBoth();
    std::filesystem::create_directory(folder_ / "out");
  }
  std::string Out(const std::string& name) const { return (folder_ / "out" / name).string(); }
  std::size_t FilesWritten() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder_ / "out"), {}));
  }
};

TEST_F(DrawTest, EveryKindIsDrawnAndSaysSoOnStderr) {
  for (const Arguments& kind : {Arguments{"network"}, Arguments{"city", "Barcelona"},
                                Arguments{"themes"}, Arguments{"mentors"}}) {
    const std::string file = Out(kind[0] + ".svg");
    Arguments arguments = {"draw"};
    arguments.insert(arguments.end(), kind.begin(), kind.end());
    arguments.insert(arguments.end(), {"-o", file});
    const ProgramResult result = Run(arguments);
    ASSERT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("wrote " + file)) << "and that alone";
    EXPECT_THAT(Read(file), HasSubstr("<svg"));
    EXPECT_THAT(Read(file), HasSubstr("Barcelona")) << kind[0];
  }
}

TEST_F(DrawTest, TheNameOfTheFileGivesTheFormat) {
  const auto draw = [&](const std::string& name) {
    const ProgramResult result = Run({"draw", "network", "-o", Out(name)});
    EXPECT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
    return Read(Out(name));
  };
  EXPECT_THAT(draw("n.png"), StartsWith("\x89PNG\r\n\x1a\n"));
  EXPECT_THAT(draw("n.pdf"), StartsWith("%PDF-"));
  EXPECT_THAT(draw("n.dot"), HasSubstr("graph"));
  EXPECT_THAT(draw("N.SVG"), HasSubstr("</svg>"));
  EXPECT_EQ(FilesWritten(), 4U) << "nothing else is left beside them";
}

TEST_F(DrawTest, APathThatCannotBeWrittenLeavesNothingHalfDone) {
  const std::string file = Out("no/such/folder/x.svg");
  const ProgramResult result = Run({"draw", "network", "-o", file});
  EXPECT_EQ(result.exit_code, 1) << ::testing::PrintToString(result);
  EXPECT_THAT(result.err, HasSubstr(file + ": cannot be written"));
  EXPECT_EQ(FilesWritten(), 0U);

  std::filesystem::create_directory(Out("taken.svg"));
  EXPECT_EQ(Run({"draw", "network", "-o", Out("taken.svg")}).exit_code, 1);
  EXPECT_TRUE(std::filesystem::is_directory(Out("taken.svg")));
  EXPECT_EQ(FilesWritten(), 1U) << "no part of a picture beside it";
}

TEST_F(DrawTest, AnUnknownFormatIsRefusedBeforeAnythingIsDone) {
  for (const std::string name : {"x.gif", "x", ".svg.txt"}) {
    const ProgramResult result = Run({"draw", "network", "-o", Out(name)});
    EXPECT_EQ(result.exit_code, 2) << name;
    EXPECT_THAT(result.err, HasSubstr(".svg")) << "says which there are";
  }
  EXPECT_EQ(FilesWritten(), 0U);
}

TEST_F(DrawTest, ADashIsStandardOutput) {
  const ProgramResult svg = Run({"draw", "network", "-o", "-"});
  EXPECT_EQ(svg.exit_code, 0);
  ASSERT_EQ(Run({"draw", "network", "-o", Out("n.svg")}).exit_code, 0);
  EXPECT_EQ(svg.out, Read(Out("n.svg")));
  EXPECT_THAT(Run({"draw", "network", "-o", "-", "--type", "png"}).out, StartsWith("\x89PNG"));
  ASSERT_EQ(Run({"draw", "network", "-o", Out("n.picture"), "--type", "pdf"}).exit_code, 0);
  EXPECT_THAT(Read(Out("n.picture")), StartsWith("%PDF-"));
}

TEST_F(DrawTest, APictureThatIsThereIsReplacedWhole) {
  std::ofstream(Out("n.dot")) << std::string(1 << 20, 'x');
  ASSERT_EQ(Run({"draw", "network", "-o", Out("n.dot")}).exit_code, 0);
  EXPECT_THAT(Read(Out("n.dot")), ::testing::Not(HasSubstr("xxxx")));
}

TEST_F(DrawTest, TheSameGraphIsDrawnTheSame) {
  ASSERT_EQ(Run({"draw", "network", "-o", Out("a.svg")}).exit_code, 0);
  ASSERT_EQ(Run({"draw", "network", "-o", Out("b.svg")}).exit_code, 0);
  EXPECT_EQ(Read(Out("a.svg")), Read(Out("b.svg")));
}

TEST_F(DrawTest, NothingToDrawIsSaid) {
  const std::string other = (folder_ / "other.db").string();
  ASSERT_EQ(RunProgram({.arguments = {CITYGRAPH_BINARY, "--db", other, "import",
                                      Write("one.txt", "Waste in Durban\n")}})
                .exit_code,
            0);
  for (const std::string kind : {"network", "mentors"}) {
    const ProgramResult result = RunProgram(
        {.arguments = {CITYGRAPH_BINARY, "--db", other, "draw", kind, "-o", Out(kind + ".svg")}});
    EXPECT_EQ(result.exit_code, 3) << kind;
    EXPECT_THAT(result.err, HasSubstr("nothing to draw")) << kind;
  }
  EXPECT_EQ(FilesWritten(), 0U);
}

}  // namespace
}  // namespace citygraph::cli
