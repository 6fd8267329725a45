// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "core/policy/policy_report.h"

#include <QFile>

#include <cstdio>

namespace sotto::app {
namespace {

void print(const std::string& text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    if (!text.empty() && text.back() != '\n')
        std::fputc('\n', stdout);
}

}  // namespace

int refuseFolder()
{
    std::fprintf(stderr,
                 "sottoctl: the data folder cannot be used. It must be a folder of yours "
                 "that nobody else can open, on a disk with space.\n");
    return kExitFailed;
}

int policyLint(const std::string& file)
{
    QFile input(QString::fromStdString(file));
    if (!input.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "sottoctl: %s cannot be read\n", file.c_str());
        return kExitUsage;
    }
    const auto bytes = input.read(static_cast<qint64>(kMaxPolicyBytes) + 1);
    const auto report = policy::lint({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                                     file.substr(file.find_last_of("/\\") + 1));
    for (const auto& finding : report.findings)
        print(policy::toLine(finding));
    if (report.findings.empty())
        print("OK");
    return report.exitCode;
}

int policyEffective(const CtlOptions& options)
{
    const auto surroundings = findSurroundings(options.dataFolder, options.policyFolder);
    if (!surroundings)
        return refuseFolder();
    const auto& loaded = surroundings->policy;
    print(options.json ? policy::effectiveJson(loaded) : policy::effectiveText(loaded));
    for (const auto& finding : loaded.findings)
        std::fprintf(stderr, "%s\n", policy::toLine(finding).c_str());
    return loaded.accepted ? kExitOk : kExitFailed;
}

int policyExplain(const std::string& key)
{
    const auto text = policy::explain(key);
    if (text.empty()) {
        std::fprintf(stderr, "sottoctl: there is no setting of that name\n");
        return kExitUsage;
    }
    print(text);
    return kExitOk;
}

int policyInit(const std::string& workstationClass)
{
    using Class = WorkstationClass;
    print(policy::exampleFile(workstationClass == "private"     ? Class::Private
                                  : workstationClass == "kiosk" ? Class::Kiosk
                                                                : Class::Shared));
    return kExitOk;
}

}  // namespace sotto::app
