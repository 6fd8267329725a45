// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/org_list.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/domain/safe_text.h"
#include "core/policy/policy_text.h"
#include "core/policy/toml_gate.h"
#include "core/policy/trusted_files.h"

#include <algorithm>

namespace sotto::policy {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookEvery = 30s;  // half of the minute that an administrator was promised
constexpr std::size_t kMostDevices = 20'000;
constexpr std::size_t kLongestLabel = 64;
constexpr std::int64_t kVersion = 1;

int lineOf(const toml::node& node)
{
    return static_cast<int>(node.source().begin.line);
}

/// The day after `date` begins.
WallTime endOf(const toml::date& date)
{
    const std::chrono::year_month_day day{
        std::chrono::year{date.year}, std::chrono::month{date.month}, std::chrono::day{date.day}};
    return WallTime{std::chrono::sys_days{day} + std::chrono::days{1}};
}

class Parser {
public:
    Parser(const std::string& fileName, LoadedOrgList& into) : m_file(fileName), m_out(into) { }

    void run(const toml::table& root)
    {
        requireKeys(root, {"version", "serial", "device"});
        const auto version = root["version"].value_exact<std::int64_t>();
        if (!version || *version < kVersion)
            add(root, FindingKind::WrongType, "version", "It must be the number 1.");
        else if (*version > kVersion)
            add(root, FindingKind::NewerVersion, "version",
                "The list was written for a newer version of Sotto.");
        const auto serial = root["serial"].value_exact<std::int64_t>();
        if (!serial || *serial < 1)
            add(root, FindingKind::WrongType, "serial", "It must be a number from 1 on.");
        m_out.list.serial = serial.value_or(0);
        const auto* const devices = root.get("device");
        if (!devices)
            return;
        const auto* const rows = devices->as_array();
        if (!rows || rows->size() > kMostDevices) {
            add(*devices, FindingKind::WrongType, "device",
                "Each device is a [[device]] of its own, and there are at most 20,000.");
            return;
        }
        for (const auto& row : *rows) {
            if (const auto* const table = row.as_table())
                takeDevice(*table);
            else
                add(row, FindingKind::WrongType, "device", "It must be a table.");
        }
    }

private:
    void add(const toml::node& at, FindingKind kind, std::string key, std::string sentence)
    {
        m_out.findings.push_back(
            {Severity::Error, kind, m_file, lineOf(at), std::move(key), std::move(sentence)});
    }

    /// A misspelt "until" must not become a line without end.
    void requireKeys(const toml::table& table, std::initializer_list<std::string_view> known)
    {
        for (const auto& [key, node] : table)
            if (std::ranges::find(known, key.str()) == known.end())
                add(node, FindingKind::UnknownKey, printable(key.str()), "There is no such key.");
    }

    void takeDevice(const toml::table& row)
    {
        requireKeys(row, {"address", "id", "key", "label", "until"});
        const auto address =
            Jid::parseAccount(row["address"].value_exact<std::string>().value_or(""));
        if (!address)
            add(row, FindingKind::WrongType, "address", "It must be an address.");
        const auto number = row["id"].value_exact<std::int64_t>().value_or(0);
        const bool isId = number >= 1 && number <= 0x7FFFFFFF;
        if (!isId)
            add(row, FindingKind::WrongType, "id", "It must be a number from 1 to 2147483647.");
        const auto key = fromHex(row["key"].value_exact<std::string>().value_or(""));
        const bool isKey = key && key->size() == crypto::kSha256Size;
        if (!isKey)
            add(row, FindingKind::WrongType, "key", "It must be 64 hexadecimal digits.");
        OrgDevice device;
        takeRest(row, device);
        if (!address || !isId || !isKey)
            return;
        device.keySha256 = *key;
        const std::pair name{*address, DeviceId{static_cast<std::uint32_t>(number)}};
        if (!m_out.list.devices.emplace(name, std::move(device)).second)
            add(row, FindingKind::Conflict, "id", "That device of that person stands twice.");
    }

    void takeRest(const toml::table& row, OrgDevice& device)
    {
        device.label = row["label"].value_exact<std::string>().value_or("");
        if (device.label.empty() || device.label.size() > kLongestLabel)
            add(row, FindingKind::WrongType, "label", "It must be a text of 1 to 64 bytes.");
        const auto* const until = row.get("until");
        if (until && !until->is_date())
            add(*until, FindingKind::WrongType, "until", "It must be a date: 2027-01-31.");
        else if (until)
            device.until = endOf(until->as_date()->get());
    }

    const std::string& m_file;
    LoadedOrgList& m_out;
};

bool hasError(const LoadedOrgList& loaded)
{
    return std::ranges::any_of(loaded.findings, [](const Finding& finding) {
        return finding.severity == Severity::Error;
    });
}

void checkSignature(const std::filesystem::path& file, const std::string& content,
                    const TrustedReader& reader, std::vector<Finding>& findings)
{
    const auto pin = reader(file.parent_path() / kPinnedKeyFile);
    const auto key = pinnedKey(pin, findings);
    if (!key) {
        if (pin.trust == FileTrust::Missing)
            findings.push_back(fileError(FindingKind::NoPinnedKey, std::string{kPinnedKeyFile},
                                         "The clinic's key is not pinned here, so nothing "
                                         "proves that the list is the clinic's."));
        return;
    }
    if (auto fault = signatureFault(file, content, *key, reader, Signed::OrgList))
        findings.push_back(*std::move(fault));
}

}  // namespace

LoadedOrgList parseOrgList(std::string_view text, const std::string& fileName)
{
    LoadedOrgList loaded;
    const auto parsed = parseToml(text, fileName);
    if (parsed.table)
        Parser{fileName, loaded}.run(*parsed.table);
    else
        loaded.findings = {parsed.fault};
    loaded.accepted = !hasError(loaded);
    return loaded;
}

LoadedOrgList readOrgList(const std::filesystem::path& file, const TrustedReader& reader,
                          const LoadedOrgList* lastGood)
{
    const std::string name{kOrgListFile};
    LoadedOrgList loaded;
    const auto content = reader(file);
    if (content.trust == FileTrust::Trusted) {
        loaded = parseOrgList(content.bytes, name);
        loaded.sha256 = toHex(crypto::sha256(viewOf(content.bytes)));
        checkSignature(file, content.bytes, reader, loaded.findings);
        if (lastGood && loaded.list.serial < lastGood->list.serial)
            loaded.findings.push_back(fileError(
                FindingKind::Conflict, name,
                "Its serial is lower than that of the list before: an old list was put back."));
    } else if (content.trust != FileTrust::Missing) {
        loaded.findings.push_back(trustFault(content.trust, name));
    } else if (lastGood && lastGood->list.serial > 0) {
        loaded.findings.push_back(
            fileError(FindingKind::Unreadable, name, "The list was taken away."));
    }
    loaded.accepted = !hasError(loaded);
    if (!loaded.accepted)
        loaded.list = lastGood ? lastGood->list : OrgList{};
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

OrgListWatcher::OrgListWatcher(std::filesystem::path file, TrustedReader reader, Time time,
                               QObject* parent)
    : QObject(parent),
      m_file(std::move(file)),
      m_reader(std::move(reader)),
      m_time(time),
      m_current(readOrgList(m_file, m_reader))
{
    lookLater();
}

void OrgListWatcher::checkNow()
{
    auto fresh = readOrgList(m_file, m_reader, &m_current);
    if (fresh.sha256 == m_current.sha256 && fresh.accepted == m_current.accepted)
        return;
    m_current = std::move(fresh);
    Q_EMIT changed();
}

void OrgListWatcher::lookLater()
{
    m_later = m_time.scheduler.after(kLookEvery, [this] {
        checkNow();
        lookLater();
    });
}

}  // namespace sotto::policy
