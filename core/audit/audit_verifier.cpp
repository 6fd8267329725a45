// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit/audit_verifier.h"

#include "core/audit/audit_folder.h"
#include "core/audit/chain_state.h"
#include "core/audit/record.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <array>
#include <fstream>
#include <functional>

namespace sotto::audit {
namespace {

/// Follows the chain line by line and remembers the first fault.
class ChainCheck {
public:
    ChainCheck(const SecretBytes* firstKey, std::optional<ChainState> state)
        : m_state(std::move(state))
    {
        if (firstKey)
            m_key = firstKey->clone();
        m_report.macChecked = firstKey != nullptr;
    }

    bool hasFault() const { return m_report.verdict != Verdict::Ok; }

    void beginFile(std::string name)
    {
        m_report.file = std::move(name);
        m_report.line = 0;
    }

    void takeLine(std::string_view line)
    {
        ++m_report.line;
        const auto record = parseRecord(line);
        if (!record)
            return takeBroken(line);
        if (!m_brokenHash.empty() &&
            (record->event != toName(EventKind::Recovered) || record->object != m_brokenHash))
            return fault(Verdict::Altered, "format", m_report.records + 1);
        m_brokenHash.clear();
        takeRecord(*record, line);
    }

    /// The last line of a file has no end.
    void takeHalf(bool isLastFile)
    {
        ++m_report.line;
        fault(isLastFile ? Verdict::HalfWritten : Verdict::Altered, "format", m_report.records + 1);
    }

    VerifyReport finish()
    {
        if (hasFault() && m_report.verdict != Verdict::HalfWritten)
            return std::move(m_report);
        if (m_state && m_state->seq > m_report.records)
            fault(Verdict::Truncated, "state", m_report.records + 1);
        else if (!m_brokenHash.empty())
            fault(Verdict::HalfWritten, "format", m_report.records + 1);
        return std::move(m_report);
    }

private:
    void takeBroken(std::string_view line)
    {
        if (!m_brokenHash.empty())
            return fault(Verdict::Altered, "format", m_report.records + 1);
        m_brokenHash = toHex(crypto::sha256(viewOf(line)));
    }

    void takeRecord(const ParsedRecord& record, std::string_view line)
    {
        const auto expected = m_report.records + 1;
        if (record.event == toName(EventKind::ChainRestarted)) {
            ++m_report.restarts;
            return fault(Verdict::Gap, "chain", record.seq);
        }
        if (record.seq != expected)
            return fault(Verdict::Gap, "seq", expected);
        if (record.prev != m_head)
            return fault(Verdict::Altered, "prev", expected > 1 ? expected - 1 : 1);
        if (m_report.macChecked) {
            if (!hasValidMac(record, m_key.view()))
                return fault(Verdict::Altered, "mac", expected);
            m_key =
                nextKey(m_key.view(), SecretBytes::Memory::Plain);  // locking costs 10 times more
        }
        m_head = toHex(crypto::sha256(viewOf(line)));
        m_report.records = expected;
        m_report.head = m_head;
        if (m_state && m_state->seq == expected && toHex(m_state->head) != m_head)
            fault(Verdict::Altered, "state", expected);
    }

    void fault(Verdict verdict, std::string field, std::uint64_t seq)
    {
        m_report.verdict = verdict;
        m_report.field = std::move(field);
        m_report.badSeq = seq;
        m_report.macChecked = m_report.macChecked && verdict == Verdict::HalfWritten;
    }

    VerifyReport m_report;
    SecretBytes m_key;
    std::optional<ChainState> m_state;
    std::string m_head = std::string(2 * crypto::kSha256Size, '0');
    std::string m_brokenHash;  ///< of a line that is no record; the next must name it
};

/// Cuts a file into lines without ever holding more than one. False: cannot be read.
bool checkFile(const std::filesystem::path& path, bool isLast, ChainCheck& check)
{
    std::ifstream stream{path, std::ios::binary};
    if (!stream)
        return false;
    std::array<char, 1 << 16> piece{};
    std::string line;
    while (stream && !check.hasFault()) {
        stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        std::string_view rest{piece.data(), static_cast<std::size_t>(stream.gcount())};
        for (auto end = rest.find('\n'); end != rest.npos && !check.hasFault();
             end = rest.find('\n')) {
            line += rest.substr(0, end);
            check.takeLine(line);
            line.clear();
            rest.remove_prefix(end + 1);
        }
        line += rest;
        if (line.size() > kMaxLineBytes)  // no record, however it goes on
            check.takeHalf(false);
    }
    if (!line.empty() && !check.hasFault())
        check.takeHalf(isLast);
    return !stream.bad();
}

std::optional<ChainState> readState(const std::filesystem::path& folder)
{
    std::ifstream stream{folder / "state", std::ios::binary};
    SecretBytes bytes{kStateBytes};
    if (!stream.read(reinterpret_cast<char*>(bytes.data()), kStateBytes))
        return std::nullopt;
    auto state = stateFromBytes(bytes.view());
    return state ? std::optional{*std::move(state)} : std::nullopt;
}

std::string wordsFor(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Ok:
        return "OK";
    case Verdict::Altered:
        return "altered";
    case Verdict::Gap:
        return "records missing, out of order or double";
    case Verdict::Truncated:
        return "cut off at the end";
    case Verdict::HalfWritten:
        return "last line half written";
    case Verdict::Unreadable:
        break;
    }
    return "cannot be read";
}

}  // namespace

VerifyReport verify(const std::filesystem::path& folder, const SecretBytes* firstKey)
{
    VerifyReport unreadable;
    unreadable.verdict = Verdict::Unreadable;
    // Before the records, so that a running program may add some meanwhile.
    ChainCheck check{firstKey, readState(folder)};
    const auto segments = listSegments(folder);
    if (!segments)
        return unreadable;
    for (const auto number : *segments) {
        const auto name = segmentName(number);
        check.beginFile(name);
        if (!checkFile(folder / name, number == segments->back(), check)) {
            unreadable.file = name;
            return unreadable;
        }
        if (check.hasFault())
            break;
    }
    return check.finish();
}

std::string toLine(const VerifyReport& report)
{
    auto line = "audit log: " + wordsFor(report.verdict) + ", " + std::to_string(report.records) +
        " records are good";
    if (report.verdict != Verdict::Ok && !report.file.empty())
        line += "; record " + std::to_string(report.badSeq) + " in " + report.file + " line " +
            std::to_string(report.line) + ", field " + report.field;
    return line + (report.macChecked ? "; codes checked" : "; codes not checked");
}

std::string toJson(const VerifyReport& report)
{
    const auto text = [](std::string_view name, std::string_view value) {
        return '"' + std::string{name} + "\":\"" + std::string{value} + '"';
    };
    const auto number = [](std::string_view name, std::uint64_t value) {
        return '"' + std::string{name} + "\":" + std::to_string(value);
    };
    return '{' + number("code", static_cast<std::uint64_t>(report.verdict)) + ',' +
        text("verdict", wordsFor(report.verdict)) + ',' + number("records", report.records) + ',' +
        number("bad_seq", report.badSeq) + ',' + text("file", report.file) + ',' +
        number("line", report.line) + ',' + text("field", report.field) + ',' +
        number("restarts", report.restarts) +
        ",\"mac_checked\":" + (report.macChecked ? "true" : "false") + ',' +
        text("head", report.head) + '}';
}

}  // namespace sotto::audit
