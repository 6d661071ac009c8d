#include "cli/usage.h"

#include <fmt/format.h>

#include <charconv>

#include "cli/context.h"
#include "engine/base/unicode.h"

namespace citygraph::cli {
namespace {

constexpr std::string_view kHelp = "help";

std::vector<std::string> CommandsOf(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// "--top", "-o" … of a command and of all commands.
std::vector<std::string> OptionsOf(const CLI::App& app, const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::App* each : {&command, &app}) {
    for (const CLI::Option* option : each->get_options()) {
      for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
      for (const std::string& name : option->get_snames()) names.push_back("-" + name);
    }
  }
  return names;
}

int End(const std::string& message, const std::string& meant, const std::string& help) {
  fmt::print(stderr, "citygraph: {}\n", message);
  if (!meant.empty()) fmt::print(stderr, "Did you mean: {}\n", meant);
  fmt::print(stderr, "See: citygraph {}--help\n", help);
  return kWrongUsage;
}

// App::help would give the help of the command that was chosen: of `help` itself.
std::string HelpOf(const CLI::App& app, const CLI::App& command, const std::string& name) {
  return app.get_formatter()->make_help(&command, name, CLI::AppFormatMode::Normal);
}

int PrintUnknownCommand(const CLI::App& app, const std::string& typed) {
  const std::string near = Nearest(typed, CommandsOf(app));
  return End(fmt::format("\"{}\" is not a command", typed), near.empty() ? "" : "citygraph " + near,
             "");
}

}  // namespace

std::string Nearest(const std::string& typed, const std::vector<std::string>& words) {
  const std::string lower = ToLower(typed);
  std::string best;
  std::size_t best_distance = lower.size() < 4 ? 2 : 3;
  for (const std::string& word : words) {
    const std::size_t distance =
        word.starts_with(lower) && lower.size() > 2 ? 0 : EditDistance(lower, word, 2);
    if (distance < best_distance) {
      best_distance = distance;
      best = word;
    }
  }
  return best;
}

std::string OrList(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

CLI::Validator OneOf(std::vector<std::string> words) {
  return CLI::Validator(
      [words = std::move(words)](std::string& typed) {
        const std::string lower = ToLower(typed);
        for (const std::string& word : words) {
          if (word == lower) {
            typed = word;
            return std::string();
          }
        }
        std::string message = fmt::format("\"{}\" is not {}", typed, OrList(words));
        if (const std::string near = Nearest(typed, words); !near.empty())
          message += fmt::format("; did you mean {}?", near);
        return message;
      },
      "");
}

CLI::Validator WholeNumber(std::int64_t least, std::int64_t most) {
  return CLI::Validator(
      [least, most](std::string& typed) {
        std::int64_t number = 0;
        const auto [end, error] =
            std::from_chars(typed.data(), typed.data() + typed.size(), number);
        if (error == std::errc() && end == typed.data() + typed.size() && number >= least &&
            number <= most) {
          return std::string();
        }
        return fmt::format("\"{}\" is not a whole number from {} to {}", typed, least, most);
      },
      "");
}

int PrintWrongUsage(const CLI::App& app, const CLI::ParseError& error) {
  const auto chosen = app.get_subcommands();
  const CLI::App& command = chosen.empty() ? app : *chosen.front();
  const std::string help = chosen.empty() ? "" : command.get_name() + " ";
  // What no option or argument took, in the order in which it was typed. CLI11's own message turns
  // it round.
  const std::vector<std::string> left = app.remaining(true);
  for (const std::string& typed : left) {
    const bool option = typed.size() > 1 && typed.starts_with('-');
    if (!option && chosen.empty()) return PrintUnknownCommand(app, typed);
    if (!option) return End(fmt::format("\"{}\" is one argument too many", typed), "", help);
    const std::string name = typed.substr(0, typed.find('='));
    const std::string near = Nearest(name, OptionsOf(app, command));
    return End(fmt::format("there is no option {}", name), name.size() > 2 ? near : "", help);
  }
  return End(error.what(), "", help);
}

void AddHelpCommand(CLI::App& app) {
  const auto topic = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand(std::string(kHelp), "Help on a command, as --help gives");
  command->add_option("COMMAND", *topic, "The command; none: the list of them");
  command->footer("Examples:\n  citygraph help\n  citygraph help match");
  command->callback([&app, topic] {
    if (topic->empty()) {
      fmt::print("{}", HelpOf(app, app, app.get_name()));
    } else {
      const auto named =
          app.get_subcommands([&](const CLI::App* each) { return each->get_name() == *topic; });
      if (named.empty()) {
        const std::string near = Nearest(*topic, CommandsOf(app));
        throw CLI::ValidationError(
            std::string(kHelp),
            fmt::format("\"{}\" is not a command{}", *topic,
                        near.empty() ? "" : "; did you mean citygraph help " + near + "?"));
      }
      fmt::print("{}", HelpOf(app, *named.front(), app.get_name() + " " + *topic));
    }
    throw CLI::Success();
  });
}

}  // namespace citygraph::cli
