// The command line as users have it: the program itself, in a fresh folder, on a small list and
// table.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <source_location>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "tests/support/json_value.h"
#include "tests/support/program.h"
#include "tests/support/temporary_folder.h"

namespace citygraph::cli {

using testing::At;
using testing::IntegerAt;
using testing::KeysOf;
using testing::ListAt;
using testing::NumberAt;
using testing::ParseJson;
using testing::ParseJsonLines;
using testing::ProgramResult;
using testing::RunProgram;
using testing::TextAt;

constexpr std::string_view kList =
    "Peer Learning Notes\n"
    "\n"
    "PLN 04 Mentoring Story Johannesburg Lilongwe\n"
    "PLN 12 Public Space and Citizenship Porto Alegre\n"
    "PLN 15 Public Space in African cities Blantyre\n"
    "PLN 26 Climate Resilience Niteroi ENG\n"
    "PLN 26 Climate Resilience Niterói POR\n";
constexpr std::string_view kTable =
    "source,programme,year,theme,city_from,country_from,city_to,country_to,role_from,role_to\n"
    "http://x.org/1,Study mission,2018,public space,Montreal,CA,Barcelona,ES,visitor,host\n"
    "http://x.org/2,Study mission,2019,public "
    "space;housing,Johannesburg,ZA,Barcelona,ES,visitor,host\n"
    "http://x.org/3,Mentoring programme,2020,housing,Barcelona,ES,Maputo,MZ,mentor,mentee\n"
    "http://x.org/4,Bridges,soon,housing,Córdoba,AR,Córdoba,ES,boss,partner\n"
    "http://x.org/5,Bridges,2021,housing,,AR,Lima,PE,,\n";

class CliTest : public ::testing::Test {
 protected:
  using Arguments = std::vector<std::string>;

  std::string Write(const std::string& name, std::string_view bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  std::string Read(const std::filesystem::path& path) const {
    std::ostringstream bytes;
    bytes << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(bytes).str();
  }

  // citygraph --db DATABASE ARGUMENTS…
  ProgramResult Run(Arguments arguments, std::string input = {},
                    std::map<std::string, std::string> environment = {}) const {
    arguments.insert(arguments.begin(), {CITYGRAPH_BINARY, "--db", database_});
    return RunProgram({std::move(arguments), std::move(input), std::move(environment)});
  }
  // Its answer as JSON; fails the test unless it ended well.
  Value Ask(Arguments arguments,
            std::source_location caller = std::source_location::current()) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const ProgramResult result = Run(arguments);
    if (result.exit_code != 0) {
      throw std::runtime_error(std::string(caller.file_name()) + ':' +
                               std::to_string(caller.line()) + ": exit code " +
                               std::to_string(result.exit_code) + ": " + result.err);
    }
    return ParseJson(result.out, caller);
  }
  // The list and the table are in the database.
  void ImportBoth() const {
    const ProgramResult result =
        Run({"import", Write("list.txt", kList), Write("table.csv", kTable)});
    ASSERT_EQ(result.exit_code, 0) << ::testing::PrintToString(result);
  }

  testing::TemporaryFolder folder_;
  std::string database_ = (folder_ / "cities.db").string();
};

}  // namespace citygraph::cli
