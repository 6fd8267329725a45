// SPDX-License-Identifier: GPL-3.0-or-later
// What the clinic signs beside its policy: lists of devices and roles, an order to erase.
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/files.h"
#include "core/base/encoding.h"
#include "core/platform/file_ownership.h"
#include "core/policy/erase_order.h"
#include "core/policy/org_list.h"
#include "core/policy/policy_signature.h"
#include "core/policy/policy_text.h"
#include "core/policy/role_list.h"

#include <QDateTime>

#include <cstdio>

namespace sotto::app {
namespace {

constexpr int kLintErrors = 2;

template <class List>
int lintAndPrint(const policy::ListKind<List>& kind, const std::string& content,
                 const std::string& file)
{
    const auto parsed = kind.parse(content, policy::printable(nameOf(file)));
    for (const auto& finding : parsed.findings)
        print(policy::toLine(finding));
    return parsed.accepted ? kExitOk : kLintErrors;
}

template <class List>
int lint(const policy::ListKind<List>& kind, const std::string& file)
{
    const auto content = readWhole(file);
    if (!content)
        return kExitUsage;
    const int exitCode = lintAndPrint(kind, *content, file);
    if (exitCode == kExitOk)
        print("OK");
    return exitCode;
}

template <class List>
int sign(const policy::ListKind<List>& kind, const std::string& file, const std::string& keyFile)
{
    const auto content = readWhole(file);
    const auto pair = readSigningKey(keyFile);
    if (!content || !pair)
        return kExitUsage;
    const std::string name{kind.fileName};
    if (nameOf(file) != name) {
        std::fprintf(stderr, "sottoctl: the list must be named %s\n", name.c_str());
        return kExitUsage;
    }
    if (lintAndPrint(kind, *content, file) != kExitOk) {
        std::fprintf(stderr, "sottoctl: not signed, because it has errors\n");
        return kExitFailed;
    }
    const auto signature = policy::signPolicy(*pair, name, *content, kind.signedAs);
    if (!signature || !save(policy::signaturePathOf(file), viewOf(*signature), true))
        return kExitFailed;
    print("Signed. Roll out both files, the signature first.");
    return kExitOk;
}

/// What is in force here; no value: it was refused, and that was said.
template <class List>
std::optional<List> inForce(const policy::ListKind<List>& kind, const Surroundings& surroundings)
{
    auto loaded = policy::readList(
        kind, listFile(surroundings.paths.policy, kind),
        TrustedReader{[](const auto& path) { return platform::readTrustedFile(path); }});
    for (const auto& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", policy::toLine(finding).c_str());
    return loaded.accepted ? std::optional{std::move(loaded.list)} : std::nullopt;
}

/// "until 2027-01-31", the last day on which it counts.
std::string untilText(const OrgDevice& device, WallTime now)
{
    if (!device.until)
        return "no end";
    const auto last = QDateTime::fromMSecsSinceEpoch(toMs(*device.until) - 1, Qt::UTC).date();
    return (*device.until <= now ? "ended " : "until ") + last.toString(Qt::ISODate).toStdString();
}

std::string safe(const std::string& text)
{
    return SafeText::fromUtf8(text, SafeText::Kind::Name).string().toStdString();
}

}  // namespace

int devicesLint(const std::string& file)
{
    return lint(policy::kOrgList, file);
}

int devicesSign(const std::string& file, const std::string& keyFile)
{
    return sign(policy::kOrgList, file, keyFile);
}

int devicesShow(const CtlOptions& options, Time time)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto list = inForce(policy::kOrgList, *surroundings);
    if (!list)
        return kExitFailed;
    const bool counts = surroundings->policy.policy.text("crypto.trust_mode") == "org_list";
    print("serial " + std::to_string(list->serial) + ", " + std::to_string(list->devices.size()) +
          " devices" +
          (counts ? "" : "; it does not count, because crypto.trust_mode is not org_list"));
    const auto now = time.clock.wallNow();
    for (const auto& [name, device] : list->devices)
        print(name.first.toString() + '\t' + std::to_string(name.second.value) + '\t' +
              toHex(device.keySha256) + '\t' + untilText(device, now) + '\t' + safe(device.label));
    return kExitOk;
}

int rolesLint(const std::string& file)
{
    return lint(policy::kRoleList, file);
}

int rolesSign(const std::string& file, const std::string& keyFile)
{
    return sign(policy::kRoleList, file, keyFile);
}

int rolesShow(const CtlOptions& options)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto list = inForce(policy::kRoleList, *surroundings);
    if (!list)
        return kExitFailed;
    print(list->serial == 0 ? std::string{"no list of roles: everybody may everything"}
                            : "serial " + std::to_string(list->serial) + ", " +
                  std::to_string(list->roles.size()) + " roles");
    for (const auto& [name, role] : list->roles) {
        if (role.onCall)
            print(safe(name) + "\ton call\t" + safe(role.title));
        for (const auto& member : role.members)
            print(safe(name) + '\t' + member.toString());
        for (const auto& group : role.groups)
            print(safe(name) + "\tgroup " + safe(group));
    }
    return kExitOk;
}

int eraseOrder(const std::string& account, const std::string& keyFile, Time time)
{
    const auto person = Jid::parseAccount(account);
    if (!person) {
        std::fprintf(stderr, "sottoctl: that is not an address\n");
        return kExitUsage;
    }
    const auto pair = readSigningKey(keyFile);
    if (!pair)
        return kExitUsage;
    const auto now = std::chrono::floor<std::chrono::seconds>(time.clock.wallNow());
    const auto order = policy::signEraseOrder(*pair, {*person, now});
    if (!order)
        return kExitFailed;
    std::fputs(order->c_str(), stdout);
    return kExitOk;
}

}  // namespace sotto::app
