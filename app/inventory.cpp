// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/inventory.h"

#include "core/audit/record.h"
#include "core/base/encoding.h"
#include "core/crypto/digest.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSysInfo>

#include <fstream>

namespace sotto::app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPiece = std::size_t{1} << 16;  // bytes

/// Empty: there is none.
std::string hashOf(const fs::path& file)
{
    std::ifstream stream{file, std::ios::binary};
    if (!stream)
        return {};
    crypto::Hasher hasher{crypto::Hasher::Algorithm::Sha256};
    std::string piece(kPiece, '\0');
    while (stream.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
           stream.gcount() > 0)
        hasher.update(
            viewOf(std::string_view{piece}.substr(0, static_cast<std::size_t>(stream.gcount()))));
    return toHex(hasher.finish());
}

std::vector<std::string> endpointsOf(const Policy& policy)
{
    std::vector<std::string> endpoints;
    const auto& relay = policy.text("relay.address");
    for (const auto& domain : policy.list("relay.domain_allow"))
        endpoints.push_back("domain " + domain);
    if (!relay.empty())
        endpoints.push_back("relay " + relay);
    if (const auto& collector = policy.text("audit.syslog_host"); !collector.empty())
        endpoints.push_back("collector " + collector + ':' +
                            std::to_string(policy.integer("audit.syslog_port")));
    return endpoints;
}

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

log::Literal literalOf(platform::DiskEncryption disk)
{
    switch (disk) {
    case platform::DiskEncryption::Encrypted:
        return "encrypted";
    case platform::DiskEncryption::Plain:
        return "plain";
    case platform::DiskEncryption::Unknown:
        break;
    }
    return "unknown";
}

}  // namespace

std::string_view toName(platform::DiskEncryption disk)
{
    return literalOf(disk).text();
}

Inventory takeInventory(const Surroundings& surroundings, const fs::path& programs)
{
    const auto& policy = surroundings.policy;
    Inventory inventory;
    inventory.version = SOTTO_VERSION;
    for (const auto* name : {"sotto", "sottoctl"})
        if (auto hash = hashOf(programs / name); !hash.empty())
            inventory.programs.emplace(name, std::move(hash));
    inventory.system = QSysInfo::prettyProductName().toStdString();
    inventory.kernel =
        (QSysInfo::kernelType() + QLatin1Char(' ') + QSysInfo::kernelVersion()).toStdString();
    inventory.architecture = QSysInfo::currentCpuArchitecture().toStdString();
    inventory.policyHash = policy.sha256;
    inventory.workstationClass = policy.policy.text("workstation.class");
    inventory.endpoints = endpointsOf(policy.policy);
    inventory.disk = platform::diskEncryptionOf(surroundings.paths.data);
    return inventory;
}

std::string toJson(const Inventory& inventory, WallTime now)
{
    QJsonObject programs;
    for (const auto& [name, hash] : inventory.programs)
        programs.insert(text(name), text(hash));
    QJsonArray endpoints;
    for (const auto& endpoint : inventory.endpoints)
        endpoints.append(text(endpoint));
    const QJsonObject all{{QStringLiteral("taken_utc"), text(audit::toUtc(now))},
                          {QStringLiteral("version"), text(inventory.version)},
                          {QStringLiteral("program_sha256"), programs},
                          {QStringLiteral("system"), text(inventory.system)},
                          {QStringLiteral("kernel"), text(inventory.kernel)},
                          {QStringLiteral("architecture"), text(inventory.architecture)},
                          {QStringLiteral("policy_sha256"), text(inventory.policyHash)},
                          {QStringLiteral("workstation_class"), text(inventory.workstationClass)},
                          {QStringLiteral("endpoints"), endpoints},
                          {QStringLiteral("disk_encryption"), text(toName(inventory.disk))}};
    return QJsonDocument(all).toJson(QJsonDocument::Indented).toStdString();
}

std::string inventoryHere(const Surroundings& surroundings, WallTime now)
{
    const fs::path programs{QCoreApplication::applicationDirPath().toStdU16String()};
    return toJson(takeInventory(surroundings, programs), now);
}

audit::Event eventOf(const Inventory& inventory)
{
    constexpr std::size_t kShown = 16;  // digits of a hash: enough to tell one from another
    const auto program = inventory.programs.find("sotto");
    const auto hash = program == inventory.programs.end() ? std::string{} : program->second;
    return {audit::EventKind::Inventory,
            audit::Outcome::Success,
            {},
            "sotto-" + inventory.version + ":program-" + hash.substr(0, kShown) + ":policy-" +
                inventory.policyHash.substr(0, kShown),
            {{"disk", literalOf(inventory.disk)}}};
}

}  // namespace sotto::app
