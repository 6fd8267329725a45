// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/compose.h"
#include "app/ctl/commands.h"
#include "app/ctl/files.h"
#include "core/policy/managed_templates.h"
#include "core/policy/policy_report.h"
#include "core/policy/policy_signature.h"

#include <cstdio>
#include <filesystem>

namespace sotto::app {
namespace {

int lintAndPrint(const std::string& content, const std::string& file)
{
    const auto report = policy::lint(content, nameOf(file));
    for (const auto& finding : report.findings)
        print(policy::toLine(finding));
    return report.exitCode;
}

WorkstationClass classOf(const std::string& name)
{
    return name == "private" ? WorkstationClass::Private
        : name == "kiosk"    ? WorkstationClass::Kiosk
                             : WorkstationClass::Shared;
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
    const auto content = readWhole(file);
    if (!content)
        return kExitUsage;
    const auto exitCode = lintAndPrint(*content, file);
    if (exitCode == 0)
        print("OK");
    return exitCode;
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
    print(policy::exampleFile(classOf(workstationClass)));
    return kExitOk;
}

int policyTemplates(const std::string& folder, const std::string& workstationClass)
{
    const std::filesystem::path base{folder};
    std::error_code failed;
    std::filesystem::create_directories(base / "en-US", failed);
    const bool saved = save(base / "sotto.admx", viewOf(policy::admxFile()), true) &&
        save(base / "en-US" / "sotto.adml", viewOf(policy::admlFile()), true) &&
        save(base / "org.sotto.Sotto.plist",
             viewOf(policy::managedPreferencesFile(classOf(workstationClass))), true);
    return saved ? kExitOk : kExitFailed;
}

int policyKeygen(const std::string& folder)
{
    const std::filesystem::path base{folder};
    const auto secretFile = base / "policy.key";
    const auto publicFile = base / policy::kPinnedKeyFile;
    std::error_code ignored;
    if (std::filesystem::exists(secretFile, ignored) ||
        std::filesystem::exists(publicFile, ignored)) {
        std::fprintf(stderr, "sottoctl: there is a key already; it was left as it is\n");
        return kExitFailed;
    }
    const auto pair = crypto::makeSigningKeyPair();
    if (!save(secretFile, policy::signingKeyText(pair).view(), false) ||
        !save(publicFile, viewOf(policy::pinnedKeyText(pair.publicKey)), true))
        return kExitFailed;
    print("policy.key signs the clinic's policies: keep it off the workstations.\n"
          "policy.pub belongs beside policy.toml on each workstation, owned by the "
          "administrator.\nFrom then on unsigned policies are refused there.");
    return kExitOk;
}

int policySign(const std::string& file, const std::string& keyFile)
{
    const auto content = readWhole(file);
    const auto pair = readSigningKey(keyFile);
    if (!content || !pair)
        return kExitUsage;
    if (constexpr int kLintErrors = 2; lintAndPrint(*content, file) == kLintErrors) {
        std::fprintf(stderr, "sottoctl: not signed, because it has errors\n");
        return kExitFailed;
    }
    const auto signature = policy::signPolicy(*pair, nameOf(file), *content);
    if (!signature || !save(policy::signaturePathOf(file), viewOf(*signature), true))
        return kExitFailed;
    print("Signed. Roll out both files, the signature first.");
    return kExitOk;
}

}  // namespace sotto::app
