// What the panels' views share; private to them.
#pragma once

#include <string>

#include "counter-client/view_parts.h"

namespace foyer::counter_client {

void add_row(PanelView& panel, PanelRow row);
/// Whether what is typed into the panel's search fits.
bool wanted(const Situation& now, const std::string& words);
/// In English and in the clerk's language: a word of one may be the beginning of another's.
std::string search_words(const Situation& now, const ServiceInfo& info);
/// A row for a service, if it is wanted: name, department, icon.
std::optional<PanelRow> service_panel_row(const Situation& now, const ServiceInfo& info,
                                          std::string icon);

/// Of the page idle: helped without a ticket; who is here after all.
void build_quick(const Situation& now, PanelView& panel);
void build_return(const Situation& now, PanelView& panel);

/// Of the article that is open: a vote; or, where something is typed, a proposal.
void build_remark(const Situation& now, PanelView& panel);

}  // namespace foyer::counter_client
