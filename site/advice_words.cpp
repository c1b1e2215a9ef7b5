#include "site/advice_words.h"

#include <algorithm>
#include <chrono>

namespace foyer {
namespace {

std::string skill_names(const Texts& in, const SiteFiles& site,
                        const std::vector<SkillId>& skills) {
  std::string names;
  for (const SkillId& skill : skills) {
    const SkillInfo* info = find_skill_info(site, skill);
    if (!names.empty()) names += ", ";
    names += info == nullptr ? skill.value : in.of_site(info->name);
  }
  return names;
}

std::string headline_of(const Texts& in, const SiteFiles& site, const Step& step) {
  const CounterInfo* info = find_counter_info(site, step.counter);
  const std::string label = info == nullptr ? step.counter.value : info->label;
  const std::string skills = skill_names(in, site, step.skills);
  // What stands over a counter is shorter than all that can be done there.
  const std::string name = info == nullptr ? skills : in.of_site(info->name);
  switch (step.action) {
    case Action::open_counter:
      return in(tr_context("advice", "Open counter {counter} ({name})"),
                {{"counter", label}, {"name", name}});
    case Action::lend_skill:
      return in(tr_context("advice", "Send somebody to counter {counter} who can do: {skill}"),
                {{"counter", label}, {"skill", skills}});
    case Action::end_break:
      return in(tr_context("advice", "Call counter {counter} ({name}) back from its break"),
                {{"counter", label}, {"name", name}});
  }
  return {};
}

}  // namespace

AdviceWords words_of(const Texts& in, const SiteFiles& site, const Advice& advice) {
  const Gain& gain = advice.gain;
  AdviceWords words{headline_of(in, site, advice.step), {}};
  const int sooner = gain.visits_helped - gain.visits_freed;
  if (gain.visits_freed > 0) {
    words.sentences.push_back(
        in(tr_plural_context("advice", "{n} person could be served whom no open counter can serve.",
                             "{n} people could be served whom no open counter can serve."),
           gain.visits_freed));
    // The minutes saved are those of all: of the others alone there is no figure.
    if (sooner > 0) {
      words.sentences.push_back(
          in(tr_plural_context("advice", "{n} more would wait less.", "{n} more would wait less."),
             sooner));
    }
  } else if (sooner > 0) {
    const auto less = std::chrono::minutes(std::max(1, minutes_less(gain)));
    words.sentences.push_back(
        in(tr_plural_context("advice", "{n} person would wait about {minutes} less.",
                             "{n} people would wait about {minutes} less each."),
           sooner, {{"minutes", in.minutes(less)}}));
  }
  if (const int saved = promises_saved(gain); saved > 0) {
    words.sentences.push_back(in(tr_plural_context("advice", "{n} more promise would be kept.",
                                                   "{n} more promises would be kept."),
                                 saved));
  }
  if (words.sentences.empty()) {
    words.sentences.push_back(in(tr_context("advice", "Those who wait would wait a little less.")));
  }
  return words;
}

AdviceWords words_of(const Texts& in, const SiteFiles& site, NoAdvice reason) {
  const Rules& rules = site.lobby.rules;
  switch (reason) {
    case NoAdvice::day_not_open:
      return {in(tr_context("advice", "The lobby is closed")),
              {in(tr_context("advice", "Advice begins when the day is opened."))}};
    case NoAdvice::nobody_waiting:
      return {in(tr_context("advice", "Nothing to do")),
              {in(tr_context("advice", "Nobody is waiting."))}};
    case NoAdvice::nothing_possible:
      return {in(tr_context("advice", "Nothing more can be done")),
              {in(tr_context("advice",
                             "For those who wait there is no counter to open, nobody to send and "
                             "no break to end."))}};
    case NoAdvice::not_worth_it:
      return {in(tr_context("advice", "Nothing to do")),
              {in(tr_context("advice", "Nothing would help enough to be worth asking for."))}};
    case NoAdvice::not_yet:
      return {in(tr_context("advice", "Nothing to do yet")),
              {in(tr_context("advice",
                             "Something could help. It is said if that is still so after {time}."),
                  {{"time", in.minutes(rules.advice_after)}})}};
    case NoAdvice::resting:
      return {
          in(tr_context("advice", "No new advice yet")),
          {in(tr_context("advice",
                         "The last one is over. For {time} after it nothing else is asked for."),
              {{"time", in.minutes(rules.advice_rest)}})}};
    case NoAdvice::enough_today:
      if (rules.advice_day_max == 0) {
        return {in(tr_context("advice", "Advice is switched off")),
                {in(tr_context("advice", "This site asks for none."))}};
      }
      return {in(tr_context("advice", "No more advice today")),
              {in(tr_plural_context("advice", "There was {n}, as many as this site asks for.",
                                    "There were {n}, as many as this site asks for."),
                  rules.advice_day_max)}};
  }
  return {};
}

}  // namespace foyer
