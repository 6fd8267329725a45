// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/org_list.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/domain/safe_text.h"
#include "core/policy/list_parser.h"
#include "core/policy/policy_text.h"

namespace sotto::policy {
namespace {

constexpr ListParser::Rows kRows{"device", 20'000};
constexpr std::size_t kLongestLabel = 64;

/// The day after `date` begins.
WallTime endOf(const toml::date& date)
{
    const std::chrono::year_month_day day{
        std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
    return WallTime{std::chrono::sys_days{day} + std::chrono::days{1}};
}

class Parser {
public:
    Parser(const std::string& fileName, LoadedOrgList& into)
        : m_lines(fileName, into.findings),
          m_out(into)
    {
    }

    void run(const toml::table& root)
    {
        std::vector<const toml::table*> rows;
        m_out.list.serial = m_lines.readHead(root, kRows, rows);
        for (const auto* const row : rows)
            takeDevice(*row);
    }

private:
    void takeDevice(const toml::table& row)
    {
        m_lines.requireKeys(row, {"address", "id", "key", "label", "until"});
        const auto address =
            Jid::parseAccount(row["address"].value_exact<std::string>().value_or(""));
        if (!address)
            m_lines.add(row, FindingKind::WrongType, "address", "It must be an address.");
        const auto number = row["id"].value_exact<std::int64_t>().value_or(0);
        const bool isId = number >= 1 && number <= 0x7FFFFFFF;
        if (!isId)
            m_lines.add(row, FindingKind::WrongType, "id",
                        "It must be a number from 1 to 2147483647.");
        const auto key = fromHex(row["key"].value_exact<std::string>().value_or(""));
        const bool isKey = key && key->size() == crypto::kSha256Size;
        if (!isKey)
            m_lines.add(row, FindingKind::WrongType, "key", "It must be 64 hexadecimal digits.");
        OrgDevice device;
        takeRest(row, device);
        if (!address || !isId || !isKey)
            return;
        device.keySha256 = *key;
        const std::pair name{*address, DeviceId{static_cast<std::uint32_t>(number)}};
        if (!m_out.list.devices.emplace(name, std::move(device)).second)
            m_lines.add(row, FindingKind::Conflict, "id",
                        "That device of that person stands twice.");
    }

    void takeRest(const toml::table& row, OrgDevice& device)
    {
        device.label = row["label"].value_exact<std::string>().value_or("");
        if (device.label.empty() || device.label.size() > kLongestLabel)
            m_lines.add(row, FindingKind::WrongType, "label",
                        "It must be a text of 1 to 64 bytes.");
        const auto* const until = row.get("until");
        if (until && !until->is_date())
            m_lines.add(*until, FindingKind::WrongType, "until", "It must be a date: 2027-01-31.");
        else if (until)
            device.until = endOf(until->as_date()->get());
    }

    ListParser m_lines;
    LoadedOrgList& m_out;
};

}  // namespace

LoadedOrgList parseOrgList(std::string_view text, const std::string& fileName)
{
    LoadedOrgList loaded;
    const auto parsed = parseToml(text, fileName);
    if (parsed.table)
        Parser{fileName, loaded}.run(*parsed.table);
    else
        loaded.findings = {parsed.fault};
    loaded.accepted = !hasError(loaded.findings);
    return loaded;
}

std::string orgListEntry(const Jid& account, DeviceId device, ByteView keySha256,
                         std::string_view label)
{
    auto name = SafeText::fromUtf8(label, SafeText::Kind::Name).string();
    while (name.toUtf8().size() > static_cast<qsizetype>(kLongestLabel))
        name.chop(1);
    return "[[device]]\naddress = " + toTomlValue(account.toString()) +
        "\nid = " + std::to_string(device.value) + "\nkey = \"" + toHex(keySha256) +
        "\"\nlabel = " + toTomlValue(name.toStdString()) + '\n';
}

}  // namespace sotto::policy
