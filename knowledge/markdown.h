// Markdown as blocks, through cmark, the reference implementation of CommonMark: its nodes know
// their lines, so that a mistake can name the line it is in. Private to knowledge/.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "knowledge/article.h"

namespace foyer::knowledge {

/// A heading, or a block of an article, and its line (from 1) in `text`.
struct MarkdownBlock {
  int line = 0;
  int heading = 0;  ///< 1 to 6; 0: no heading, `block` is it.
  Block block;
};

/// What an article may not have: pictures, HTML, code, quotations, lists in lists.
using Complain = std::function<void(int line, std::string reason)>;

/// Reads `text`; what is not allowed is left out and complained of. What is not UTF-8 is complained
/// of too.
[[nodiscard]] std::vector<MarkdownBlock> read_markdown(std::string_view text,
                                                       const Complain& complain);

}  // namespace foyer::knowledge
