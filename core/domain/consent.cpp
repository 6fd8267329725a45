// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/domain/consent.h"

#include "core/domain/patient.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace sotto {
namespace {

bool isLine(std::string_view text, std::size_t most)
{
    return text.size() <= most && std::ranges::none_of(text, [](char c) {
               return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
           });
}

/// "2026-11-23" of the calendar.
bool isDay(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [text](std::size_t at, std::size_t length) {
        int value = -1;
        const auto* const end = text.data() + at + length;
        return std::from_chars(text.data() + at, end, value).ptr == end ? value : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    return year > 0 && month > 0 && day > 0 &&
        std::chrono::year_month_day{std::chrono::year{year},
                                    std::chrono::month{static_cast<unsigned>(month)},
                                    std::chrono::day{static_cast<unsigned>(day)}}
            .ok();
}

}  // namespace

bool isUsable(const Consent& consent)
{
    return !consent.name.empty() && !recordKey(consent.number).empty() &&
        isUsable(PatientTag{consent.name, consent.number}) && !consent.scope.empty() &&
        isLine(consent.scope, kMostConsentScope) && isLine(consent.notice, kMostNoticeVersion) &&
        isDay(consent.agreedOn) && static_cast<std::size_t>(consent.channel) < kContactChannels;
}

std::string_view toName(ContactChannel channel)
{
    constexpr std::array<std::string_view, kContactChannels> kNames{"text_message", "email",
                                                                    "phone", "other"};
    return kNames.at(static_cast<std::size_t>(channel));
}

}  // namespace sotto
