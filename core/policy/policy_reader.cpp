// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy/policy_reader.h"

#include "core/base/encoding.h"
#include "core/crypto/digest.h"
#include "core/policy/managed_settings.h"
#include "core/policy/policy_merge.h"
#include "core/policy/policy_signature.h"
#include "core/policy/trusted_files.h"

#include <algorithm>
#include <system_error>

namespace sotto::policy {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxDropIns = 256;

struct ReadFile {
    std::filesystem::path path;
    std::string name;
    TrustedFile content;
};

/// The drop-ins by name. A folder that is not there has none; Error: it cannot be listed.
Result<std::vector<fs::path>> listDropIns(const fs::path& folder)
{
    std::vector<fs::path> paths;
    std::error_code code;
    fs::directory_iterator each{folder, code};
    for (; !code && each != fs::directory_iterator{}; each.increment(code)) {
        const auto& path = each->path();
        if (path.extension() == ".toml" && !path.filename().string().starts_with('.'))
            paths.push_back(path);
    }
    if (code && code != std::errc::no_such_file_or_directory)
        return Error{Errc::Storage, "policy folder cannot be listed"};
    if (paths.size() > kMaxDropIns)
        return Error{Errc::Malformed, "too many policy files"};
    std::ranges::sort(paths);
    return paths;
}

/// The hash an administrator can make with sha256sum: of the file, if there is only one,
/// else of sha256sum's own lines for all of them.
std::string hashOf(const std::vector<ReadFile>& files)
{
    if (files.size() == 1 && files.front().content.trust == FileTrust::Trusted)
        return toHex(crypto::sha256(viewOf(files.front().content.bytes)));
    std::string lines;
    for (const auto& file : files) {
        const auto trust = file.content.trust;
        lines += trust == FileTrust::Trusted ? toHex(crypto::sha256(viewOf(file.content.bytes)))
                                             : "refused:" + std::to_string(static_cast<int>(trust));
        lines += "  " + file.name + '\n';
    }
    return toHex(crypto::sha256(viewOf(lines)));
}

std::vector<ReadFile> readFiles(const PolicyLocations& locations, const TrustedReader& reader,
                                std::vector<Finding>& findings)
{
    std::vector<fs::path> paths{locations.file};
    if (auto dropIns = listDropIns(locations.folder)) {
        paths.insert(paths.end(), dropIns->begin(), dropIns->end());
    } else {
        findings.push_back(fileError(FindingKind::Unreadable,
                                     printable(locations.folder.filename().string()),
                                     "The folder cannot be read, or holds too many files."));
    }
    std::vector<ReadFile> files;
    for (const auto& path : paths) {
        ReadFile file{path, printable(path.filename().string()), reader(path)};
        const auto trust = file.content.trust;
        const bool mayBeMissing = files.empty() && path == locations.file;
        if (trust == FileTrust::Missing && mayBeMissing)
            continue;
        if (trust != FileTrust::Trusted)
            findings.push_back(trustFault(trust, file.name));
        files.push_back(std::move(file));
    }
    return files;
}

/// A pinned key alone asks for signatures: an unsigned policy cannot say that it needs none.
void checkSignatures(const TrustedFile& pin, const std::vector<ReadFile>& files,
                     const TrustedReader& reader, std::vector<Finding>& findings)
{
    const auto key = pinnedKey(pin, findings);
    if (!key)
        return;
    for (const auto& file : files) {
        if (file.content.trust != FileTrust::Trusted)
            continue;
        if (auto fault =
                signatureFault(file.path, file.content.bytes, *key, reader, Signed::Policy))
            findings.push_back(*std::move(fault));
    }
}

}  // namespace

LoadedPolicy readPolicy(const PolicyLocations& locations, const TrustedReader& reader,
                        const LoadedPolicy* lastGood)
{
    LoadedPolicy loaded;
    const auto files = readFiles(locations, reader, loaded.findings);
    auto managed = managedSettings(locations.managed);
    loaded.hasFile = !files.empty() || managed;
    loaded.sha256 = hashOf(files);
    if (managed)
        loaded.sha256 = toHex(crypto::sha256(viewOf(loaded.sha256 + describe(*managed))));

    const auto pin = reader(locations.file.parent_path() / kPinnedKeyFile);
    checkSignatures(pin, files, reader, loaded.findings);

    std::vector<ParsedFile> parsed;
    for (const auto& file : files) {
        if (file.content.trust != FileTrust::Trusted)
            continue;
        auto text = parsePolicyText(file.content.bytes, file.name);
        std::ranges::move(text.findings, std::back_inserter(loaded.findings));
        parsed.push_back({file.name, std::move(text.settings)});
    }
    if (managed)
        parsed.push_back(*std::move(managed));
    loaded.policy = mergePolicy(parsed, loaded.findings);
    if (loaded.policy.boolean("policy.require_signature") && pin.trust == FileTrust::Missing)
        loaded.findings.push_back(
            fileError(FindingKind::NoPinnedKey, std::string{kPinnedKeyFile},
                      "The policy must be signed, and the clinic's key is not pinned here."));
    loaded.accepted = std::ranges::none_of(loaded.findings, [](const Finding& finding) {
        return finding.severity == Severity::Error;
    });
    if (!loaded.accepted)
        loaded.policy = lastGood ? lastGood->policy : Policy{};
    if (!loaded.hasFile && loaded.accepted)
        loaded.findings.push_back({Severity::Note,
                                   FindingKind::NoFile,
                                   {},
                                   0,
                                   {},
                                   "There is no policy file; the strict defaults of a shared "
                                   "workstation are in force."});
    return loaded;
}

}  // namespace sotto::policy
