#include "tests/cli/cli_support.h"

namespace citygraph::cli {
namespace {

using ::testing::HasSubstr;

class CompletionsTest : public CliTest {
 protected:
  // What bash offers for the last of the words.
  std::string Offered(const std::string& words) const {
    const std::string script = "source <(" + std::string(CITYGRAPH_BINARY) +
                               " completion bash); compopt() { :; }; COMP_WORDS=(" + words +
                               "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _citygraph; "
                               "echo \"${COMPREPLY[*]}\"";
    const ProgramResult result = RunProgram({.arguments = {"bash", "-c", script}});
    EXPECT_EQ(result.err, "") << words;
    return result.out;
  }
};

TEST_F(CompletionsTest, BashOffersCommandsOptionsAndFormats) {
  if (RunProgram({.arguments = {"sh", "-c", "command -v bash"}}).exit_code != 0)
    GTEST_SKIP() << "there is no bash";
  EXPECT_EQ(Offered("citygraph st"), "stats\n");
  EXPECT_EQ(Offered("citygraph --db st m"), "mentors match\n") << "an option's value is no command";
  EXPECT_EQ(Offered("citygraph query --max"), "--max-rows --max-memory\n");
  EXPECT_EQ(Offered("citygraph --format ty"), "typed-json\n");
  EXPECT_EQ(Offered("citygraph help she"), "shell\n");
  EXPECT_EQ(Offered("citygraph import rep"), "\n") << "files are bash's own";
}

TEST_F(CompletionsTest, ZshAndTheManPageHaveEveryCommand) {
  const std::string zsh = Run({"completion", "zsh"}).out;
  const std::string man = Run({"man"}).out;
  for (const std::string command : {"import", "match", "query", "shell", "completion", "help"}) {
    EXPECT_THAT(zsh, HasSubstr("      " + command + ") _arguments")) << command;
    EXPECT_THAT(man, HasSubstr(".SS " + command + "\n"));
  }
  EXPECT_THAT(man, HasSubstr(".B \\-\\-max\\-rows N\n"));
  EXPECT_THAT(man, HasSubstr("Exit codes"));
  EXPECT_EQ(Run({"completion", "fish"}).exit_code, 2);
}

}  // namespace
}  // namespace citygraph::cli
