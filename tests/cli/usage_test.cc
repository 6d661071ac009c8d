#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class UsageTest : public CliTest {};

const std::vector<std::string> kCommands = {
    "import", "extract", "show",  "mentors", "shared-themes", "path",  "match",
    "draw",   "stats",   "check", "compare", "help",          "query", "shell"};

TEST_F(UsageTest, HelpNamesTheCommandsExitCodesAndAFirstStep) {
  const ProgramResult help = Run({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  EXPECT_THAT(help.err, IsEmpty());
  for (const std::string& command : kCommands) EXPECT_THAT(help.out, HasSubstr(command));
  EXPECT_THAT(help.out, HasSubstr("citygraph import reports.txt"));
  EXPECT_THAT(help.out, HasSubstr("Exit codes: 0 done, 1 failed, 2 wrong usage"));
}

TEST_F(UsageTest, EveryCommandHelpsWithAnExample) {
  for (const std::string& command : kCommands) {
    const ProgramResult help = Run({command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << command;
    EXPECT_THAT(help.out, HasSubstr("Example")) << command;
    EXPECT_THAT(help.out, HasSubstr("citygraph " + command)) << command;
    EXPECT_THAT(help.err, IsEmpty()) << command;
  }
}

TEST_F(UsageTest, TheVersionIsALineOfStdout) {
  const ProgramResult version = Run({"--version"});
  EXPECT_EQ(version.exit_code, 0);
  EXPECT_THAT(version.out, ::testing::MatchesRegex("citygraph [0-9.]+\n"));
}

TEST_F(UsageTest, HelpAndVersionHaveTheirOtherForms) {
  EXPECT_EQ(Run({"-V"}).out, Run({"--version"}).out);
  EXPECT_EQ(Run({"help"}).out, Run({"--help"}).out);
  EXPECT_EQ(Run({"help", "match"}).out, Run({"match", "--help"}).out);
  const ProgramResult unknown = Run({"help", "mach"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("did you mean citygraph help match?"));
}

TEST_F(UsageTest, WrongWordsAreToldWithThoseThereAre) {
  const auto said = [&](const Arguments& arguments) {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments[0];
    return result.err;
  };
  EXPECT_THAT(said({"stats", "--format", "yaml"}),
              HasSubstr("\"yaml\" is not table, csv, tsv, json, jsonl, markdown or typed-json"));
  EXPECT_THAT(said({"stats", "--format", "jsn"}), HasSubstr("did you mean json?"));
  EXPECT_THAT(said({"draw", "nework", "-o", "x.svg"}), HasSubstr("did you mean network?"));
  EXPECT_THAT(said({"stats", "--foo", "bar", "-x"}), HasSubstr("there is no option --foo"))
      << "the first that was typed";
  EXPECT_THAT(said({"mentors", "X", "Y", "Z"}), HasSubstr("\"Y\" is one argument too many"));
  EXPECT_THAT(said({"match", "X", "--top", "many"}), HasSubstr("whole number from 1"));
  EXPECT_THAT(said({"match", "X", "--thme", "y"}), HasSubstr("Did you mean: --theme"));
}

TEST_F(UsageTest, OnePlaceTwiceIsWrongUsage) {
  ImportBoth();
  for (const std::string command : {"path", "shared-themes", "compare"}) {
    const ProgramResult result = Run({command, "Joburg", "Johannesburg"});
    EXPECT_EQ(result.exit_code, 2) << command;
    EXPECT_THAT(result.err, HasSubstr("are the same place: Johannesburg (ZA)")) << command;
  }
}

TEST_F(UsageTest, AFolderThatCannotBeMadeIsNotCalledDamaged) {
  const ProgramResult result = RunProgram(
      {.arguments = {CITYGRAPH_BINARY, "--db", "/proc/x", "import", Write("list.txt", kList)}});
  EXPECT_EQ(result.exit_code, 1);
  EXPECT_THAT(result.err, HasSubstr("/proc/x: cannot make a database here"));
}

TEST_F(UsageTest, WithoutACommandTheHelpGoesToStderr) {
  const ProgramResult nothing = Run({});
  EXPECT_EQ(nothing.exit_code, 2);
  EXPECT_THAT(nothing.out, IsEmpty());
  EXPECT_THAT(nothing.err, HasSubstr("import"));
}

TEST_F(UsageTest, AMistypedCommandIsWrongUsageWithTheOneMeant) {
  const ProgramResult mistyped = Run({"mentor"});
  EXPECT_EQ(mistyped.exit_code, 2);
  EXPECT_THAT(mistyped.err, HasSubstr("Did you mean: citygraph mentors"));
  EXPECT_THAT(mistyped.out, IsEmpty());
}

TEST_F(UsageTest, WrongOptionsAreWrongUsage) {
  for (const Arguments& arguments :
       {Arguments{"stats", "--no-such-option"}, Arguments{"import"}, Arguments{"path", "Durban"},
        Arguments{"stats", "--format", "xml"}, Arguments{"draw", "pie", "-o", "x.svg"},
        Arguments{"draw", "network"}, Arguments{"mentors", "--depth", "0"},
        Arguments{"mentors", "--depth", "deep"}, Arguments{"match", "Durban", "--top", "-1"}}) {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 2) << arguments[0] << ' ' << arguments.back() << '\n'
                                   << ::testing::PrintToString(result);
    EXPECT_THAT(result.out, IsEmpty());
    EXPECT_THAT(result.err, HasSubstr("--help")) << "says where to look";
  }
}

TEST_F(UsageTest, WithoutADatabaseQuestionsSayHowToMakeOne) {
  for (const Arguments& arguments : {Arguments{"mentors"}, Arguments{"stats"}, Arguments{"check"},
                                     Arguments{"match", "Durban"}, Arguments{"show", "Durban"}}) {
    const ProgramResult result = Run(arguments);
    EXPECT_EQ(result.exit_code, 3) << arguments[0];
    EXPECT_THAT(result.err, HasSubstr("citygraph import FILE")) << arguments[0];
    EXPECT_FALSE(std::filesystem::exists(database_)) << arguments[0] << " made one";
  }
}

TEST_F(UsageTest, TheDatabaseMayComeFromTheEnvironment) {
  ImportBoth();
  const ProgramResult result =
      RunProgram({.arguments = {CITYGRAPH_BINARY, "mentors", "--format", "csv"},
                  .environment = {{"CITYGRAPH_DB", database_}}});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.out, HasSubstr("Johannesburg,Lilongwe"));
}

TEST_F(UsageTest, GlobalOptionsMayStandBeforeOrBehindTheCommand) {
  ImportBoth();
  const ProgramResult before = Run({"--format", "json", "mentors"});
  const ProgramResult behind = Run({"mentors", "--format", "JSON"});
  EXPECT_EQ(before.exit_code, 0);
  EXPECT_EQ(before.out, behind.out);
}

TEST_F(UsageTest, OutputThatIsNoTerminalHasNoColour) {
  ImportBoth();
  for (const Arguments& arguments :
       {Arguments{"mentors"}, Arguments{"match", "Maputo"}, Arguments{"show", "Nowhere"},
        Arguments{"show", "Barcelona"}, Arguments{"--no-color", "stats"}}) {
    const ProgramResult result = Run(arguments, "", {{"NO_COLOR", "1"}});
    EXPECT_THAT(result.out + result.err, Not(HasSubstr("\x1b"))) << arguments[0];
  }
}

// "script" gives the program a terminal; what it prints there comes with \r\n.
ProgramResult OnATerminal(const std::string& command,
                          std::map<std::string, std::string> environment) {
  return RunProgram({.arguments = {"script", "-qec", command, "/dev/null"},
                     .environment = std::move(environment)});
}

TEST_F(UsageTest, ATerminalGetsColourUnlessNoColorIsSet) {
  if (RunProgram({.arguments = {"sh", "-c", "command -v script"}}).exit_code != 0) {
    GTEST_SKIP() << "there is no program \"script\"";
  }
  ImportBoth();
  const std::string command = std::string(CITYGRAPH_BINARY) + " --db " + database_ + " mentors";
  const ProgramResult coloured = OnATerminal("stty cols 100; " + command, {});
  if (coloured.out.find("Johannesburg") == std::string::npos)
    GTEST_SKIP() << "no terminal to be had here";
  EXPECT_THAT(coloured.out, HasSubstr("\x1b[1m"));
  EXPECT_THAT(OnATerminal("stty cols 100; " + command, {{"NO_COLOR", "1"}}).out,
              Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace citygraph::cli
