// The sub-commands of `foyer knowledge` about what clerks say of articles.
#pragma once

#include "admin/commands.h"

namespace foyer::admin {

void add_knowledge_remarks(CLI::App& knowledge, Chosen& chosen);

}  // namespace foyer::admin
