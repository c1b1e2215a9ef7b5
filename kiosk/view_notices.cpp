// What the city says to everybody: on home one at a time, on a page of its own all at once, and on
// the pages of the services that it concerns.
#include "kiosk/view_parts.h"
#include "site/notices.h"

namespace foyer::kiosk::parts {
namespace {

std::vector<const NoticeInfo*> shown_now(const ViewContext& context) {
  // Which of them hold cannot be known without a date.
  if (!knows_time(context.lobby)) return {};
  return notices_at(context.site, NoticePlace::kiosk, context.lobby.at, context.lobby.state);
}

NoticeText text_of(const ViewContext& context, const NoticeInfo& notice) {
  return {notice.severity == NoticeSeverity::important, context.in.of_site(notice.text)};
}

}  // namespace

std::optional<NoticeBar> notice_bar(const ViewContext& context) {
  const Texts& in = context.in;
  const auto notices = shown_now(context);
  if (notices.empty()) return std::nullopt;
  NoticeBar bar;
  for (const NoticeInfo* notice : notices) bar.notices.push_back(text_of(context, *notice));
  bar.shown = static_cast<std::size_t>(context.notice_turn) % notices.size();
  if (notices.size() == 1) return bar;
  bar.count = in(tr_context("kiosk", "{n} of {all}"),
                 {{"n", in.number(static_cast<std::int64_t>(bar.shown) + 1)},
                  {"all", in.number(static_cast<std::int64_t>(notices.size()))}});
  bar.spoken = bar.notices[bar.shown].text + " " + bar.count + ". " +
               in(tr_context("kiosk", "Show all notices"));
  return bar;
}

void add_notices_of(const ViewContext& context, const ServiceId& service, Items& items) {
  if (!knows_time(context.lobby)) return;
  for (const NoticeInfo* notice : notices_of(context.site, NoticePlace::kiosk, context.lobby.at,
                                             context.lobby.state, service)) {
    items.push_back(NoticeBar{{text_of(context, *notice)}, 0, {}, {}});
  }
}

void notices(const ViewContext& context, const Form&, KioskView& view) {
  const Texts& in = context.in;
  view.spoken_title = in(tr_context("kiosk", "Notices"));
  view.body.head.push_back(
      Title{"megaphone", in.of_site(context.site.brand.short_name), true, view.spoken_title, {}});
  const auto shown = shown_now(context);
  for (const NoticeInfo* notice : shown) {
    view.body.start.push_back(NoticeBar{{text_of(context, *notice)}, 0, {}, {}});
  }
  if (shown.empty()) {
    view.body.start.push_back(Note{"info", in(tr_context("kiosk", "There are no notices now."))});
  }
  view.actions = {back_action(in), start_over_action(in)};
}

}  // namespace foyer::kiosk::parts
