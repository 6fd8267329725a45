// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/files.h"
#include "core/base/encoding.h"
#include "core/platform/file_ownership.h"
#include "core/policy/org_list.h"
#include "core/policy/policy_signature.h"
#include "core/policy/policy_text.h"

#include <QDateTime>

#include <cstdio>

namespace sotto::app {
namespace {

constexpr int kLintErrors = 2;

int lintAndPrint(const std::string& content, const std::string& file)
{
    const auto parsed = policy::parseOrgList(content, policy::printable(nameOf(file)));
    for (const auto& finding : parsed.findings)
        print(policy::toLine(finding));
    return parsed.accepted ? kExitOk : kLintErrors;
}

/// "until 2027-01-31", the last day on which it counts.
std::string untilText(const OrgDevice& device, WallTime now)
{
    if (!device.until)
        return "no end";
    const auto last = QDateTime::fromMSecsSinceEpoch(toMs(*device.until) - 1, Qt::UTC).date();
    return (*device.until <= now ? "ended " : "until ") + last.toString(Qt::ISODate).toStdString();
}

}  // namespace

int devicesLint(const std::string& file)
{
    const auto content = readWhole(file);
    if (!content)
        return kExitUsage;
    const int exitCode = lintAndPrint(*content, file);
    if (exitCode == kExitOk)
        print("OK");
    return exitCode;
}

int devicesSign(const std::string& file, const std::string& keyFile)
{
    const auto content = readWhole(file);
    const auto pair = readSigningKey(keyFile);
    if (!content || !pair)
        return kExitUsage;
    if (nameOf(file) != policy::kOrgListFile) {
        std::fprintf(stderr, "sottoctl: the list must be named org-list.toml\n");
        return kExitUsage;
    }
    if (lintAndPrint(*content, file) != kExitOk) {
        std::fprintf(stderr, "sottoctl: not signed, because it has errors\n");
        return kExitFailed;
    }
    const auto signature =
        policy::signPolicy(*pair, nameOf(file), *content, policy::Signed::OrgList);
    if (!signature || !save(policy::signaturePathOf(file), viewOf(*signature), true))
        return kExitFailed;
    print("Signed. Roll out both files, the signature first.");
    return kExitOk;
}

int devicesShow(const CtlOptions& options, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto loaded =
        policy::readOrgList(orgListFile(surroundings->paths.policy),
                            [](const auto& path) { return platform::readTrustedFile(path); });
    for (const auto& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", policy::toLine(finding).c_str());
    if (!loaded.accepted)
        return kExitFailed;
    const bool counts = surroundings->policy.policy.text("crypto.trust_mode") == "org_list";
    print("serial " + std::to_string(loaded.list.serial) + ", " +
          std::to_string(loaded.list.devices.size()) + " devices" +
          (counts ? "" : "; it does not count, because crypto.trust_mode is not org_list"));
    const auto now = time.clock.wallNow();
    for (const auto& [name, device] : loaded.list.devices)
        print(name.first.toString() + '\t' + std::to_string(name.second.value) + '\t' +
              toHex(device.keySha256) + '\t' + untilText(device, now) + '\t' +
              SafeText::fromUtf8(device.label, SafeText::Kind::Name).string().toStdString());
    return kExitOk;
}

}  // namespace sotto::app
