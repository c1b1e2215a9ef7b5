// Papers for tests: the real site's texts, a ticket as the server gives it, and what reads a
// picture as a phone or an eye does.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "printing/paper_layout.h"
#include "printing/paper_words.h"
#include "site/translations.h"

namespace foyer::test {

const SiteFiles& paper_site();
const Translations& paper_texts();
/// The tags of the site's languages.
std::vector<LanguageTag> paper_languages();

/// 10:42 on Thursday, 26 November 2026.
Instant paper_time();
/// B042 for property tax, three people before, 10 to 20 minutes.
printing::PrintedTicket paper_ticket();

/// Everything that a ticket can have on it, in that language.
printing::Paper full_ticket(const LanguageTag& language);

/// With FOYER_PICTURES=FOLDER writes it there as NAME.png.
void keep_picture(const printing::Raster& raster, const std::string& name);

}  // namespace foyer::test
