// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/record.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <utility>

namespace sotto::audit {
namespace {

constexpr std::size_t kMaxIdBytes = 128;
constexpr std::string_view kClockSource = "system";

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
        c == '.' || c == ':' || c == '_';
}

void addText(std::string& line, std::string_view name, std::string_view value)
{
    line.append(",\"").append(name).append("\":\"").append(value).append("\"");
}

/// A literal of the source code; whatever JSON would have to escape becomes '_'.
std::string asPlain(std::string_view text)
{
    std::string plain{text};
    std::ranges::replace_if(
        plain, [](char c) { return !isPlain(c); }, '_');
    return plain;
}

void addDetail(std::string& line, const std::vector<log::Field>& fields)
{
    line += ",\"detail\":{";
    bool isFirst = true;
    for (const auto& field : fields) {
        line.append(std::exchange(isFirst, false) ? "\"" : ",\"").append(asPlain(field.name()));
        line.append("\":\"").append(asPlain(field.value())).append("\"");
    }
    line += '}';
}

/// Reads the pieces of a line one after the other; the first that differs fails the rest.
class Scanner {
public:
    explicit Scanner(std::string_view rest) : m_rest(rest) { }

    void literal(std::string_view expected)
    {
        m_isGood = m_isGood && m_rest.starts_with(expected);
        if (m_isGood)
            m_rest.remove_prefix(expected.size());
    }

    std::string_view plain()
    {
        const auto end = std::ranges::find_if_not(m_rest, isPlain);
        const auto text = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.begin()));
        m_rest.remove_prefix(text.size());
        return text;
    }

    /// ,"name":"value"
    std::string_view member(std::string_view name)
    {
        literal(",\"");
        literal(name);
        literal("\":\"");
        const auto value = plain();
        literal("\"");
        return value;
    }

    /// Decimal as we write it: no sign, no leading zero.
    std::uint64_t number()
    {
        std::uint64_t value = 0;
        const auto [end, error] =
            std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        const auto text = m_rest.substr(0, static_cast<std::size_t>(end - m_rest.data()));
        m_isGood = m_isGood && error == std::errc{} && (text == "0" || !text.starts_with('0'));
        m_rest.remove_prefix(text.size());
        return value;
    }

    std::string_view detail()
    {
        literal(",\"detail\":{");
        const auto whole = m_rest;
        while (m_isGood && !m_rest.starts_with('}')) {
            literal("\"");
            plain();
            literal("\":\"");
            plain();
            literal("\"");
            if (m_rest.starts_with(",\""))
                m_rest.remove_prefix(1);
            else if (!m_rest.starts_with('}'))
                m_isGood = false;
        }
        const auto text = whole.substr(0, whole.size() - m_rest.size());
        literal("}");
        return text;
    }

    bool isGood() const { return m_isGood; }

    std::string_view rest() const { return m_rest; }

private:
    std::string_view m_rest;
    bool m_isGood = true;
};

}  // namespace

std::string toUtc(WallTime at)
{
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    char text[48];
    std::snprintf(
        text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count()), static_cast<int>(time.subseconds().count()));
    return text;
}

std::optional<WallTime> fromUtc(std::string_view text)
{
    const auto number = [text](std::size_t at, std::size_t length) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + length, value);
        return value;
    };
    if (text.size() != 24 || !isInstant(text))
        return std::nullopt;
    using namespace std::chrono;
    const year_month_day day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))},
                             std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    if (!day.ok())
        return std::nullopt;
    const WallTime at = sys_days{day} + hours{number(11, 2)} + minutes{number(14, 2)} +
        seconds{number(17, 2)} + milliseconds{number(20, 3)};
    return toUtc(at) == text ? std::optional{at} : std::nullopt;
}

bool isPlainId(std::string_view text)
{
    return text.size() <= kMaxIdBytes && std::ranges::all_of(text, isPlain);
}

Result<std::string> formatRecord(const RecordFrame& frame, const Event& event)
{
    if (!isPlainId(event.object))
        return Error{Errc::Malformed, "audit object"};
    std::string line = "{\"seq\":" + std::to_string(frame.seq);
    addText(line, "ts_utc", toUtc(frame.wall));
    line += ",\"boottime_ms\":" + std::to_string(std::max<std::int64_t>(frame.boot.count(), 0));
    addText(line, "boot_id", frame.bootId);
    addText(line, "tz_src", kClockSource);
    addText(line, "install_id", frame.installId);
    addText(line, "user", event.user.text());
    addText(line, "event", toName(event.kind));
    addText(line, "outcome", toName(event.outcome));
    addText(line, "object", event.object);
    addDetail(line, event.detail);
    addText(line, "prev", toHex(frame.prev));
    const auto mac = crypto::hmacSha256(frame.key, viewOf(line));
    addText(line, "mac", toHex(mac.view()));
    line += '}';
    if (line.size() >= kMaxLineBytes)
        return Error{Errc::Malformed, "audit record too long"};
    return line;
}

std::optional<ParsedRecord> parseRecord(std::string_view line)
{
    ParsedRecord record;
    Scanner scan{line};
    scan.literal("{\"seq\":");
    record.seq = scan.number();
    record.ts = scan.member("ts_utc");
    scan.literal(",\"boottime_ms\":");
    scan.number();
    record.bootId = scan.member("boot_id");
    scan.member("tz_src");
    record.installId = scan.member("install_id");
    record.user = scan.member("user");
    record.event = scan.member("event");
    record.outcome = scan.member("outcome");
    record.object = scan.member("object");
    record.detail = scan.detail();
    record.prev = scan.member("prev");
    record.signedPart = line.substr(0, line.size() - scan.rest().size());
    record.mac = scan.member("mac");
    scan.literal("}");
    constexpr auto kHexSize = 2 * crypto::kSha256Size;
    const bool isWhole = scan.isGood() && scan.rest().empty() && record.prev.size() == kHexSize &&
        record.mac.size() == kHexSize && line.size() < kMaxLineBytes;
    return isWhole ? std::optional{record} : std::nullopt;
}

void forEachDetail(std::string_view detail,
                   const std::function<void(std::string_view, std::string_view)>& each)
{
    const auto next = [&] {
        const auto from = detail.find('"') + 1;
        const auto text = detail.substr(from, detail.find('"', from) - from);
        detail.remove_prefix(from + text.size() + 1);
        return text;
    };
    while (detail.find('"') != detail.npos) {
        const auto name = next();
        each(name, next());
    }
}

bool isInstant(std::string_view ts)
{
    return ts.size() == 24 && ts[4] == '-' && !ts.starts_with("0000") && !ts.starts_with('-');
}

bool hasValidMac(const ParsedRecord& record, ByteView key)
{
    const auto mac = crypto::hmacSha256(key, viewOf(record.signedPart));
    return equalInConstantTime(viewOf(toHex(mac.view())), viewOf(record.mac));
}

SecretBytes nextKey(ByteView key, SecretBytes::Memory memory)
{
    const auto input = join({viewOf("audit-next"), key});
    auto next = crypto::sha256(input.view());
    SecretBytes secret{next, memory};
    wipe(next);
    return secret;
}

}  // namespace sotto::audit
