// What residents type in each language, with the service that must come first: everyday words, with
// a typing error, without accents or vowel signs, in Latin letters, and in English.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "kiosk/search.h"
#include "tests/kiosk/stand.h"

using namespace foyer;
using namespace foyer::kiosk;
using namespace foyer::test;

namespace {

struct Query {
  const char* typed;
  const char* service;
};

void check_queries(const std::string& language, const std::vector<Query>& queries) {
  const SearchIndex index(clarington(), clarington_texts().in(LanguageTag{language}));
  CHECK(queries.size() >= 8);
  for (const Query& query : queries) {
    const std::vector<ServiceId> found = index.find(query.typed);
    const std::string first = found.empty() ? "nothing" : found.front().value;
    CHECK_MESSAGE(first == query.service,
                  language << ": " << std::string(query.typed) << " finds " << first);
  }
}

}  // namespace

TEST_CASE("search: in English") {
  check_queries("en", {{"pay property tax", "pay-property-tax"},
                       {"pay proprety tax", "pay-property-tax"},
                       {"dog licence", "dog-tag"},
                       {"bingo", "lottery-licence"},
                       {"fence", "fence-permit"},
                       {"mariage licence", "marriage-licence"},
                       {"pothole", "report-street-problem"},
                       {"PUBLIC SWIM", "go-swimming"},
                       {"parking tickets", "pay-parking-ticket"}});
}

TEST_CASE("search: in French") {
  check_queries("fr", {{"payer impôt foncier", "pay-property-tax"},
                       {"payer impot foncier", "pay-property-tax"},
                       {"médaille", "dog-tag"},
                       {"medaile chien", "dog-tag"},
                       {"mariage", "marriage-licence"},
                       {"clôture", "fence-permit"},
                       {"nid-de-poule", "report-street-problem"},
                       {"nager", "go-swimming"},
                       {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Spanish") {
  check_queries("es", {{"pagar predial", "pay-property-tax"},
                       {"placa de perro", "dog-tag"},
                       {"matrimonio", "marriage-licence"},
                       {"matrimoño", "marriage-licence"},
                       {"loteria", "lottery-licence"},
                       {"cerca", "fence-permit"},
                       {"multa de estacionamiento", "pay-parking-ticket"},
                       {"bache", "report-street-problem"},
                       {"nadar", "go-swimming"},
                       {"pothole", "report-street-problem"}});
}

TEST_CASE("search: in Portuguese") {
  check_queries("pt", {{"pagar imposto predial", "pay-property-tax"},
                       {"cão", "dog-tag"},
                       {"chapa de cao", "dog-tag"},
                       {"casamento", "marriage-licence"},
                       {"casamnto", "marriage-licence"},
                       {"vedação", "fence-permit"},
                       {"vedacao", "fence-permit"},
                       {"nadr", "go-swimming"},
                       {"buraco", "report-street-problem"},
                       {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Polish") {
  check_queries("pl", {{"podatek od domu", "pay-property-tax"},
                       {"znaczek dla psa", "dog-tag"},
                       {"ślub", "marriage-licence"},
                       {"slub", "marriage-licence"},
                       {"płot", "fence-permit"},
                       {"plot", "fence-permit"},
                       {"ogrodznie", "fence-permit"},
                       {"dziura w jezdni", "report-street-problem"},
                       {"plywanie", "go-swimming"},
                       {"pothole", "report-street-problem"}});
}

TEST_CASE("search: in simplified Chinese and by pinyin") {
  check_queries("zh-Hans", {{"付地税", "pay-property-tax"},
                            {"交地税", "pay-property-tax"},
                            {"狗牌", "dog-tag"},
                            {"结婚", "marriage-licence"},
                            {"jiehun", "marriage-licence"},
                            {"jie hun", "marriage-licence"},
                            {"goupai", "dog-tag"},
                            {"weilan", "fence-permit"},
                            {"weiilan", "fence-permit"},
                            {"yongdao", "go-swimming"},
                            {"停车罚丹", "pay-parking-ticket"},
                            {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in traditional Chinese and by pinyin") {
  check_queries("zh-Hant", {{"交地稅", "pay-property-tax"},
                            {"繳地稅", "pay-property-tax"},
                            {"狗牌", "dog-tag"},
                            {"結婚", "marriage-licence"},
                            {"jiehun", "marriage-licence"},
                            {"gou pai", "dog-tag"},
                            {"weilan", "fence-permit"},
                            {"wielan", "fence-permit"},
                            {"yongdao", "go-swimming"},
                            {"泊車告標", "pay-parking-ticket"},
                            {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Urdu and in Latin letters") {
  check_queries("ur", {{"ٹیکس دینا", "pay-property-tax"},
                       {"ٹیکس دہنا", "pay-property-tax"},
                       {"کتے کا ٹیگ", "dog-tag"},
                       {"كتے كا ٹيگ", "dog-tag"},
                       {"شادی", "marriage-licence"},
                       {"شادى", "marriage-licence"},
                       {"باڑ", "fence-permit"},
                       {"تیراکی", "go-swimming"},
                       {"kutta tag", "dog-tag"},
                       {"shadi", "marriage-licence"},
                       {"chalan", "pay-parking-ticket"},
                       {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Arabic and in Latin letters") {
  check_queries("ar", {{"دفع الضريبة", "pay-property-tax"},
                       {"دفع الضريبه", "pay-property-tax"},
                       {"الكلب", "dog-tag"},
                       {"رخصة كلب", "dog-tag"},
                       {"زواج", "marriage-licence"},
                       {"زَوَاج", "marriage-licence"},
                       {"سياج", "fence-permit"},
                       {"سباحه", "go-swimming"},
                       {"مخالفه وقوف", "pay-parking-ticket"},
                       {"zawaj", "marriage-licence"},
                       {"pothole", "report-street-problem"}});
}

TEST_CASE("search: in Punjabi and in Latin letters") {
  check_queries("pa", {{"ਟੈਕਸ ਭਰਨਾ", "pay-property-tax"},
                       {"ਟੈਕਸ ਭਾਰਨਾ", "pay-property-tax"},
                       {"ਕੁੱਤੇ ਦਾ ਟੈਗ", "dog-tag"},
                       {"ਕੁਤੇ ਦਾ ਟੈਗ", "dog-tag"},
                       {"ਵਿਆਹ", "marriage-licence"},
                       {"ਵਾੜ", "fence-permit"},
                       {"ਤੈਰਾਕੀ", "go-swimming"},
                       {"ਚਲਾਨ", "pay-parking-ticket"},
                       {"kutta tag", "dog-tag"},
                       {"challaan", "pay-parking-ticket"},
                       {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Hindi and in Latin letters") {
  check_queries("hi", {{"टैक्स भरना", "pay-property-tax"},
                       {"टेक्स भरना", "pay-property-tax"},
                       {"कुत्ते का टैग", "dog-tag"},
                       {"विवाह लाइसेंस", "marriage-licence"},
                       {"बाड़", "fence-permit"},
                       {"बाड", "fence-permit"},
                       {"रैफल", "lottery-licence"},
                       {"तैराकी", "go-swimming"},
                       {"गड्ढा", "report-street-problem"},
                       {"vivah", "marriage-licence"},
                       {"chaalaan", "pay-parking-ticket"},
                       {"pothole", "report-street-problem"}});
}

TEST_CASE("search: in Tamil and in Latin letters") {
  check_queries("ta", {{"வரி கட்ட", "pay-property-tax"},
                       {"நாய் தகடு", "dog-tag"},
                       {"நாய் உரிமம்", "dog-tag"},
                       {"திருமண உரிமம்", "marriage-licence"},
                       {"கல்யானம்", "marriage-licence"},
                       {"வேலி", "fence-permit"},
                       {"நீச்சல்", "go-swimming"},
                       {"குழி", "report-street-problem"},
                       {"kalyanam", "marriage-licence"},
                       {"neechal", "go-swimming"},
                       {"bingo", "lottery-licence"}});
}

TEST_CASE("search: in Tagalog") {
  check_queries("tl", {{"lisensya sa kasal", "marriage-licence"},
                       {"bayad ng tax", "pay-property-tax"},
                       {"lisensya ng aso", "dog-tag"},
                       {"kasal", "marriage-licence"},
                       {"ikakasl", "marriage-licence"},
                       {"bakod", "fence-permit"},
                       {"lubak", "report-street-problem"},
                       {"lumangoy", "go-swimming"},
                       {"multa", "pay-parking-ticket"},
                       {"fence", "fence-permit"}});
}

TEST_CASE("search: in Vietnamese with and without its marks") {
  check_queries("vi", {{"đóng thuế", "pay-property-tax"},
                       {"dong thue", "pay-property-tax"},
                       {"thẻ chó", "dog-tag"},
                       {"kết hôn", "marriage-licence"},
                       {"ket hon", "marriage-licence"},
                       {"hàng rào", "fence-permit"},
                       {"hang rao", "fence-permit"},
                       {"giay phat", "pay-parking-ticket"},
                       {"ổ gà", "report-street-problem"},
                       {"boi loi", "go-swimming"},
                       {"đám cươi", "marriage-licence"},
                       {"bingo", "lottery-licence"}});
}
