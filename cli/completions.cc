#include "cli/completions.h"

#include <fmt/format.h>

#include <memory>
#include <vector>

#include "cli/shell/session.h"
#include "cli/usage.h"

namespace citygraph::cli {
namespace {

std::vector<const CLI::App*> CommandsOf(const CLI::App& app) {
  return app.get_subcommands([](const CLI::App* command) { return !command->get_group().empty(); });
}

bool IsFlag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

// "--top", "-o".
std::vector<std::string> NamesOf(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  return names;
}

// Options of the command and of all commands, each once; arguments are no options.
std::vector<const CLI::Option*> OptionsOf(const CLI::App& app, const CLI::App& command) {
  std::vector<const CLI::Option*> options;
  for (const CLI::App* each : {&command, &app}) {
    for (const CLI::Option* option : each->get_options()) {
      const bool help = option == each->get_help_ptr() && each == &app && each != &command;
      if (!NamesOf(*option).empty() && !help) options.push_back(option);
    }
    if (&command == &app) break;
  }
  return options;
}

std::string Joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

// What may stand behind an option, as far as it is a choice of words: "" when it is not.
std::string ChoicesOf(const CLI::Option& option) {
  return option.check_lname("format") ? Joined(FormatNames()) : "";
}

// In single quotes, as shells read them.
std::string ShellQuoted(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + '\'';
}

// A description in zsh's "--top[…]", where brackets and colons have a meaning.
std::string ZshText(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// A line of roff: backslashes and leading dots or quotes lose their meaning, dashes stay dashes.
std::string RoffText(std::string_view text) {
  std::string escaped;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '\\') {
      escaped += "\\e";
    } else if (c == '-') {
      escaped += "\\-";
    } else {
      escaped += c;
    }
    line_start = c == '\n';
  }
  return escaped;
}

std::string RoffOptions(const CLI::App& command) {
  std::string page;
  for (const CLI::Option* option : command.get_options()) {
    if (option->get_group().empty()) continue;
    std::string names;
    for (const std::string& name : NamesOf(*option)) names += (names.empty() ? "" : ", ") + name;
    if (names.empty()) names = option->get_name();
    if (!NamesOf(*option).empty() && !IsFlag(*option))
      names += ' ' + (option->get_type_name().empty() ? "VALUE" : option->get_type_name());
    page += fmt::format(".TP\n.B {}\n{}\n", RoffText(names), RoffText(option->get_description()));
  }
  return page;
}

}  // namespace

std::string BashCompletion(const CLI::App& app) {
  std::vector<std::string> commands;
  std::string cases;
  std::string values;
  std::vector<std::string> with_value;  // an option with a word behind it
  const auto add_values = [&](const std::vector<const CLI::Option*>& options) {
    for (const CLI::Option* option : options) {
      if (!IsFlag(*option))
        for (const std::string& name : NamesOf(*option)) with_value.push_back(name);
    }
  };
  add_values(OptionsOf(app, app));
  for (const CLI::App* command : CommandsOf(app)) {
    commands.push_back(command->get_name());
    std::vector<std::string> names;
    const auto options = OptionsOf(app, *command);
    add_values(options);
    for (const CLI::Option* option : options)
      for (const std::string& name : NamesOf(*option)) names.push_back(name);
    cases += fmt::format("    {}) words={} ;;\n", command->get_name(), ShellQuoted(Joined(names)));
  }
  std::vector<std::string> global;
  for (const CLI::Option* option : OptionsOf(app, app))
    for (const std::string& name : NamesOf(*option)) global.push_back(name);
  return fmt::format(
      "# bash completion for citygraph; made by: citygraph completion bash\n"
      "_citygraph() {{\n"
      "  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}\n"
      "  local command= words= word i skip=\n"
      "  local commands={0}\n"
      "  COMPREPLY=()\n"
      "  if [[ $before == --format ]]; then\n"
      "    COMPREPLY=($(compgen -W {1} -- \"$current\"))\n"
      "    return\n"
      "  fi\n"
      "  for ((i = 1; i < COMP_CWORD; ++i)); do\n"
      "    word=${{COMP_WORDS[i]}}\n"
      "    if [[ $skip ]]; then skip=; continue; fi\n"
      "    if [[ \" {2} \" == *\" $word \"* ]]; then skip=yes; continue; fi\n"
      "    if [[ -z $command && \" $commands \" == *\" $word \"* ]]; then command=$word; fi\n"
      "  done\n"
      "  case $command in\n"
      "    '') words={3} ;;\n"
      "    help) words=$commands ;;\n"
      "{4}"
      "  esac\n"
      "  if [[ -z $command && $current != -* ]]; then words=$commands; fi\n"
      "  if [[ -n $skip ]]; then compopt -o default; return; fi\n"
      "  if [[ $current == -* || -z $command || $command == help ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  else\n"
      "    compopt -o default\n"
      "  fi\n"
      "}}\n"
      "complete -F _citygraph citygraph\n",
      ShellQuoted(Joined(commands)), ShellQuoted(Joined(FormatNames())), Joined(with_value),
      ShellQuoted(Joined(global)), cases);
}

std::string ZshCompletion(const CLI::App& app) {
  const auto specs = [&](const CLI::App& command) {
    std::string text;
    for (const CLI::Option* option : OptionsOf(app, command)) {
      for (const std::string& name : NamesOf(*option)) {
        std::string spec = '*' + name + '[' + ZshText(option->get_description()) + ']';
        const std::string choices = ChoicesOf(*option);
        if (!IsFlag(*option))
          spec += choices.empty() ? ":value:_files" : ":value:(" + choices + ')';
        text += ' ' + ShellQuoted(spec);
      }
    }
    return text;
  };
  std::string described;
  std::string cases;
  for (const CLI::App* command : CommandsOf(app)) {
    described +=
        "    " + ShellQuoted(command->get_name() + ':' + command->get_description()) + '\n';
    cases += fmt::format("      {}) _arguments -s{} '*:file:_files' ;;\n", command->get_name(),
                         specs(*command));
  }
  return fmt::format(
      "#compdef citygraph\n"
      "# zsh completion for citygraph; made by: citygraph completion zsh\n"
      "_citygraph() {{\n"
      "  local -a commands\n"
      "  local context state state_descr line\n"
      "  typeset -A opt_args\n"
      "  commands=(\n{0}  )\n"
      "  _arguments -C{1} '1:command:->command' '*::argument:->arguments'\n"
      "  case $state in\n"
      "    command) _describe command commands ;;\n"
      "    arguments)\n"
      "      case $line[1] in\n"
      "{2}"
      "      esac ;;\n"
      "  esac\n"
      "}}\n"
      "_citygraph \"$@\"\n",
      described, specs(app), cases);
}

std::string ManPage(const CLI::App& app) {
  std::string page = fmt::format(
      ".TH CITYGRAPH 1 \"\" \"citygraph {}\"\n.SH NAME\ncitygraph \\- {}\n"
      ".SH SYNOPSIS\n.B citygraph\n[OPTIONS] COMMAND [ARGUMENTS]\n.SH OPTIONS\n{}",
      CITYGRAPH_VERSION, RoffText(std::string("a knowledge graph of cities, themes and exchanges")),
      RoffOptions(app));
  page += ".SH COMMANDS\n";
  for (const CLI::App* command : CommandsOf(app)) {
    page += fmt::format(".SS {}\n{}\n{}.PP\n.nf\n{}\n.fi\n", RoffText(command->get_name()),
                        RoffText(command->get_description()), RoffOptions(*command),
                        RoffText(command->get_footer()));
  }
  page += fmt::format(".SH NOTES\n.nf\n{}\n.fi\n", RoffText(app.get_footer()));
  page +=
      ".SH ENVIRONMENT\n.TP\n.B CITYGRAPH_DB\nThe database's folder, where \\-\\-db is not given\n"
      ".TP\n.B NO_COLOR\nNo colours\n"
      ".TP\n.B XDG_STATE_HOME\nThe shell's history is below it, in citygraph/history\n";
  return page;
}

void AddCompletionCommand(CLI::App& app) {
  const auto shell = std::make_shared<std::string>();
  CLI::App* command =
      app.add_subcommand("completion", "The completion script of a shell, for its start-up file");
  command->add_option("SHELL", *shell, "bash or zsh")
      ->required()
      ->transform(OneOf({"bash", "zsh"}));
  command->footer(
      "Examples:\n"
      "  source <(citygraph completion bash)\n"
      "  citygraph completion zsh > ~/.zfunc/_citygraph");
  command->callback([&app, shell] {
    fmt::print("{}", *shell == "bash" ? BashCompletion(app) : ZshCompletion(app));
    throw CLI::Success();
  });
  CLI::App* man = app.add_subcommand("man", "The man page, in roff")->group("");
  man->callback([&app] {
    fmt::print("{}", ManPage(app));
    throw CLI::Success();
  });
}

}  // namespace citygraph::cli
