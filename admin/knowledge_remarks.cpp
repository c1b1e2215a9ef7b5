// foyer knowledge votes, proposals, accept, decline: what clerks say of articles, for their owners.
#include <CLI/App.hpp>
#include <iostream>
#include <memory>

#include "admin/commands.h"
#include "admin/knowledge_remarks.h"
#include "admin/parts.h"
#include "queue-server/data_folder.h"
#include "queue-server/remarks.h"

namespace foyer::admin {
namespace {

using server::Proposal;
using server::ProposalState;
using server::RemarkStore;

struct RemarkOptions {
  std::filesystem::path data;
  std::int64_t id = 0;
  bool all = false;
};

RemarkStore open(const RemarkOptions& options, storage::OpenMode mode) {
  const std::filesystem::path file = server::DataFolder{options.data}.remarks();
  if (!std::filesystem::exists(file)) {
    throw CommandError(file.string() + " is not there: no queue server has run with this folder");
  }
  return {file, mode};
}

std::string file_of(const protocol::ArticleId& article, const LanguageTag& language) {
  return "knowledge/" + article.value + (language.value == "en" ? "" : "." + language.value) +
         ".md";
}

ExitCode votes(const RemarkOptions& options) {
  RemarkStore store = open(options, storage::OpenMode::read_only);
  std::cout << "article,helped,wrong\n";
  for (const server::VoteCount& count : store.votes()) {
    std::cout << file_of(count.article, count.language) << ',' << count.helped << ',' << count.wrong
              << '\n';
  }
  return ExitCode::ok;
}

ExitCode proposals(const RemarkOptions& options) {
  RemarkStore store = open(options, storage::OpenMode::read_only);
  const auto found =
      store.proposals(options.all ? std::nullopt : std::optional(ProposalState::open));
  for (const Proposal& proposal : found) {
    std::cout << proposal.id << "  " << utc_text(proposal.at) << "  " << proposal.clerk.value
              << "  " << file_of(proposal.article, proposal.language);
    if (options.all) std::cout << "  " << word(proposal.state);
    std::cout << "\n    " << proposal.text << '\n';
  }
  if (found.empty()) std::cout << (options.all ? "none\n" : "none is open\n");
  return ExitCode::ok;
}

ExitCode decide(const RemarkOptions& options, ProposalState decision) {
  RemarkStore store = open(options, storage::OpenMode::read_write);
  const Proposal proposal = store.decide(options.id, decision, system_now());
  std::cout << "proposal " << proposal.id << ' ' << word(decision);
  if (decision == ProposalState::accepted) {
    std::cout << ": write it into " << file_of(proposal.article, proposal.language)
              << " and set reviewed_on";
  }
  std::cout << '\n';
  return ExitCode::ok;
}

void add_decision(CLI::App& knowledge, Chosen& chosen, std::shared_ptr<RemarkOptions> options,
                  const char* name, const char* what, ProposalState decision) {
  CLI::App* command = knowledge.add_subcommand(name, what);
  command->footer(std::string("\nExample:\n  foyer knowledge ") + name + " 12 --data run/data");
  add_data_option(*command, options->data);
  command->add_option("id", options->id, "The proposal's number")->required();
  command->callback([&chosen, options, decision] {
    chosen = [options, decision] { return decide(*options, decision); };
  });
}

}  // namespace

void add_knowledge_remarks(CLI::App& knowledge, Chosen& chosen) {
  auto options = std::make_shared<RemarkOptions>();
  CLI::App* votes_command =
      knowledge.add_subcommand("votes", "How often articles helped or were wrong, as CSV");
  votes_command->footer("\nExample:\n  foyer knowledge votes --data run/data");
  add_data_option(*votes_command, options->data);
  votes_command->callback([&chosen, options] { chosen = [options] { return votes(*options); }; });

  CLI::App* proposals_command =
      knowledge.add_subcommand("proposals", "What clerks propose, the oldest first");
  proposals_command->footer("\nExample:\n  foyer knowledge proposals --data run/data");
  add_data_option(*proposals_command, options->data);
  proposals_command->add_flag("--all", options->all, "Also those that were decided");
  proposals_command->callback(
      [&chosen, options] { chosen = [options] { return proposals(*options); }; });

  add_decision(knowledge, chosen, options, "accept",
               "Accept a proposal; it is then written into the article by hand",
               ProposalState::accepted);
  add_decision(knowledge, chosen, options, "decline", "Decline a proposal",
               ProposalState::declined);
}

}  // namespace foyer::admin
