// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/policy_reader.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace sotto::policy {

/// A folder in the place of /etc/sotto. Files are trusted unless said otherwise.
class PolicyFolder {
public:
    PolicyFolder()
    {
        root = m_dir.path().toStdString();
        std::filesystem::create_directory(root / "policy.d");
        locations = {root / "policy.toml", root / "policy.d"};
    }

    void write(const std::string& name, const std::string& text) const
    {
        std::ofstream{root / name} << text;
    }

    TrustedReader reader() const
    {
        return [this](const std::filesystem::path& path) -> TrustedFile {
            if (const auto told = distrusted.find(path.filename().string());
                told != distrusted.end())
                return {told->second, {}};
            std::ifstream stream{path};
            if (!stream)
                return {FileTrust::Missing, {}};
            std::ostringstream text;
            text << stream.rdbuf();
            return {FileTrust::Trusted, text.str()};
        };
    }

    LoadedPolicy read(const LoadedPolicy* lastGood = nullptr) const
    {
        return readPolicy(locations, reader(), lastGood);
    }

    std::filesystem::path root;
    PolicyLocations locations;
    std::map<std::string, FileTrust> distrusted;

private:
    QTemporaryDir m_dir;
};

inline std::size_t count(const LoadedPolicy& loaded, FindingKind kind)
{
    return static_cast<std::size_t>(std::ranges::count(loaded.findings, kind, &Finding::kind));
}

}  // namespace sotto::policy
