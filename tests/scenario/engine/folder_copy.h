// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include <filesystem>

namespace sotto::test {

/// A person's files as they are now: what a backup, a cloned disk or a power cut has of them.
class FolderCopy {
public:
    explicit FolderCopy(const std::filesystem::path& folder) { copy(folder, path()); }

    /// The program that uses the folder must not be running.
    void putBack(const std::filesystem::path& folder) const
    {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            std::filesystem::remove_all(entry);
        copy(path(), folder);
    }

private:
    std::filesystem::path path() const { return m_copy.path().toStdString(); }

    static void copy(const std::filesystem::path& from, const std::filesystem::path& to)
    {
        std::filesystem::copy(from, to,
                              std::filesystem::copy_options::recursive |
                                  std::filesystem::copy_options::overwrite_existing);
    }

    QTemporaryDir m_copy;
};

}  // namespace sotto::test
