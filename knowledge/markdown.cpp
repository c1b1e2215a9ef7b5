#include "knowledge/markdown.h"

#include <cmark.h>

#include <memory>
#include <stdexcept>

namespace foyer::knowledge {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};

struct Look {
  bool strong = false;
  bool emphasized = false;
  std::string link;
};

std::string text_of(const char* text) {
  return text == nullptr ? std::string() : std::string(text);
}

/// Every child of a node, in their order.
template <class Visit>
void each_child(cmark_node* node, Visit visit) {
  for (cmark_node* child = cmark_node_first_child(node); child != nullptr;
       child = cmark_node_next(child)) {
    visit(child);
  }
}

class Reader {
 public:
  explicit Reader(const Complain& complain) : complain_(complain) {}

  void read_block(cmark_node* node) {
    switch (static_cast<int>(cmark_node_get_type(node))) {  // Most kinds have no place here.
      case CMARK_NODE_HEADING:
        return add(node, cmark_node_get_heading_level(node), {});
      case CMARK_NODE_PARAGRAPH:
        return add(node, 0, {});
      case CMARK_NODE_LIST:
        return read_list(node);
      case CMARK_NODE_HTML_BLOCK:
        return complain(node, "HTML has no place in an article");
      case CMARK_NODE_CODE_BLOCK:
        return complain(node, "is taken for program text, as four blanks make it");
      case CMARK_NODE_BLOCK_QUOTE:
        return complain(node, "a quotation has no place in an article");
      case CMARK_NODE_THEMATIC_BREAK:
        return complain(node, "a rule has no place in an article; a heading parts it");
      default:
        return complain(node, "has no place in an article");
    }
  }

  [[nodiscard]] std::vector<MarkdownBlock> take() { return std::move(blocks_); }

 private:
  void complain(cmark_node* node, std::string reason) {
    complain_(cmark_node_get_start_line(node), std::move(reason));
  }

  void add(cmark_node* node, int heading, Block block) {
    line_ = cmark_node_get_start_line(node);
    each_child(node, [&](cmark_node* child) { read_inline(child, {}, block.spans); });
    if (block.spans.empty()) return complain(node, "is empty");
    blocks_.push_back({cmark_node_get_start_line(node), heading, std::move(block)});
  }

  void read_list(cmark_node* list) {
    const bool numbered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    int number = numbered ? cmark_node_get_list_start(list) : 0;
    if (numbered && number != 1) complain(list, "a numbered list begins with 1");
    each_child(list, [&](cmark_node* item) {
      Block block;
      block.kind = numbered ? BlockKind::step : BlockKind::point;
      block.number = numbered ? number++ : 0;
      read_item(item, std::move(block));
    });
  }

  void read_item(cmark_node* item, Block block) {
    cmark_node* child = cmark_node_first_child(item);
    if (child == nullptr || cmark_node_get_type(child) != CMARK_NODE_PARAGRAPH) {
      return complain(item, "an entry of a list is a line of text");
    }
    if (cmark_node_next(child) != nullptr) {
      complain(cmark_node_next(child), "an entry of a list has one paragraph, and no list in it");
    }
    add(child, 0, std::move(block));
  }

  void put(std::string text, const Look& look, std::vector<Span>& spans) {
    if (text.empty()) return;
    // What cmark puts where bytes are no UTF-8.
    if (text.find("\xEF\xBF\xBD") != std::string::npos) complain_(line_, "is not UTF-8");
    Span span{std::move(text), look.strong, look.emphasized, look.link};
    if (!spans.empty() && spans.back().strong == span.strong &&
        spans.back().emphasized == span.emphasized && spans.back().link == span.link) {
      spans.back().text += span.text;
    } else {
      spans.push_back(std::move(span));
    }
  }

  void read_inline(cmark_node* node, Look look, std::vector<Span>& spans) {
    switch (static_cast<int>(cmark_node_get_type(node))) {  // Most kinds have no place here.
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
        return put(text_of(cmark_node_get_literal(node)), look, spans);
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK:
        ++line_;
        return put(" ", look, spans);
      case CMARK_NODE_STRONG:
        look.strong = true;
        break;
      case CMARK_NODE_EMPH:
        look.emphasized = true;
        break;
      case CMARK_NODE_LINK:
        look.link = text_of(cmark_node_get_url(node));
        break;
      case CMARK_NODE_IMAGE:
        return complain_(line_, "a picture has no place in an article");
      case CMARK_NODE_HTML_INLINE:
        return complain_(line_, "HTML has no place in an article");
      default:
        return complain_(line_, "has no place in an article");
    }
    each_child(node, [&](cmark_node* child) { read_inline(child, look, spans); });
  }

  const Complain& complain_;
  std::vector<MarkdownBlock> blocks_;
  int line_ = 0;  ///< Of the text that is read.
};

}  // namespace

std::vector<MarkdownBlock> read_markdown(std::string_view text, const Complain& complain) {
  const std::unique_ptr<cmark_node, FreeNode> document(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT | CMARK_OPT_VALIDATE_UTF8));
  if (!document) throw std::runtime_error("no memory for Markdown");
  Reader reader(complain);
  each_child(document.get(), [&](cmark_node* node) { reader.read_block(node); });
  return reader.take();
}

}  // namespace foyer::knowledge
