// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/xmpp/timestamps.h"

#include "core/xmpp/attribute_values.h"

#include <array>
#include <cstdio>

namespace sotto::xmpp {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year_month_day;

/// Takes fields of fixed width from the front of a text; remembers the first failure.
class Fields {
public:
    explicit Fields(std::string_view text) : m_rest(text) { }

    unsigned number(std::size_t digits)
    {
        const auto value = parseNumber<unsigned>(m_rest.substr(0, digits));
        if (m_rest.size() < digits || !value)
            m_ok = false;
        else
            m_rest.remove_prefix(digits);
        return value.value_or(0);
    }

    void literal(char c)
    {
        if (m_rest.empty() || m_rest.front() != c)
            m_ok = false;
        else
            m_rest.remove_prefix(1);
    }

    bool skip(char c)
    {
        const bool found = !m_rest.empty() && m_rest.front() == c;
        if (found)
            m_rest.remove_prefix(1);
        return found;
    }

    milliseconds fraction()
    {
        int value = 0;
        int digits = 0;
        for (; !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9'; ++digits) {
            if (digits < 3)
                value = value * 10 + (m_rest.front() - '0');
            m_rest.remove_prefix(1);
        }
        for (int i = digits; i < 3; ++i)
            value *= 10;
        m_ok = m_ok && digits > 0;
        return milliseconds{value};
    }

    minutes offset()
    {
        if (skip('Z'))
            return minutes{0};
        const bool east = skip('+');
        if (!east)
            literal('-');
        const auto hour = number(2);
        literal(':');
        const auto minute = number(2);
        m_ok = m_ok && hour <= 14 && minute <= 59;
        const minutes value{static_cast<int>(hour * 60 + minute)};
        return east ? value : -value;
    }

    bool complete() const { return m_ok && m_rest.empty(); }

private:
    std::string_view m_rest;
    bool m_ok = true;
};

}  // namespace

Result<WallTime> parseTimestamp(std::string_view text)
{
    Fields fields{text};
    const auto y = fields.number(4);
    fields.literal('-');
    const auto m = fields.number(2);
    fields.literal('-');
    const auto d = fields.number(2);
    fields.literal('T');
    const auto hour = fields.number(2);
    fields.literal(':');
    const auto minute = fields.number(2);
    fields.literal(':');
    const auto second = fields.number(2);
    const auto fraction = fields.skip('.') ? fields.fraction() : milliseconds{0};
    const auto offset = fields.offset();

    const year_month_day date{std::chrono::year{static_cast<int>(y)}, std::chrono::month{m},
                              std::chrono::day{d}};
    if (!fields.complete() || !date.ok() || hour > 23 || minute > 59 || second > 59)
        return Error{Errc::Malformed, "timestamp"};
    const WallTime at = std::chrono::sys_days{date} + hours{hour} + minutes{minute} +
        seconds{second} + fraction - offset;
    if (at < WallTime{})
        return Error{Errc::Malformed, "timestamp before 1970"};
    return at;
}

std::string formatTimestamp(WallTime at)
{
    const auto midnight = std::chrono::floor<days>(at);
    const year_month_day date{midnight};
    const std::chrono::hh_mm_ss time{at - midnight};
    std::array<char, 48> out{};
    const int size = std::snprintf(
        out.data(), out.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
        static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()), static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()), static_cast<int>(time.seconds().count()),
        static_cast<int>(time.subseconds().count()));
    return {out.data(), static_cast<std::size_t>(size)};
}

}  // namespace sotto::xmpp
